import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo import Scenario, rank
from kpo.core.model import METHODS
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import ranks
from kpo.mcda.weight_stability import NOBODY, move_weight, stability_intervals
from kpo.robustness.problem import DecisionProblem, decision_problem
from kpo.robustness.tipping_points import (
    StabilityInterval,
    _scores_at,
    _turns,
    leader_stability_intervals,
    leader_tipping_points,
)
from tests.mcda.exact import totals

TIERS = ("ITO", "BPO", "KPO")


def test_turn_is_where_both_score_the_same(sample: Catalog) -> None:
    """Cost w and English 1 − w: 90 w + 50 (1 − w) = 50 w + 100 (1 − w) at five ninths."""
    found = leader_tipping_points(rank(sample, Scenario()))
    told = [(turn.criterion, turn.successor, turn.shown, turn.beyond) for turn in found]
    assert told[:2] == [("labour_cost", "PHL", 60, 55), ("english", "PHL", 40, 45)]
    assert found[0].at == pytest.approx(500 / 9) and not found[0].rises
    assert found[1].at == pytest.approx(400 / 9) and found[1].rises
    assert (found[0].words, found[1].words) == ("55 % or less", "45 % or more")


def test_ranges_name_who_leads_beyond_the_ends(sample: Catalog) -> None:
    cost, english, _ = leader_stability_intervals(rank(sample, Scenario()))
    assert (cost.lower, cost.upper) == (pytest.approx(500 / 9), 100)
    assert (cost.below, cost.above) == ("PHL", None)
    assert (english.below, english.above) == (None, "PHL")
    assert (cost.shown_ends(), english.shown_ends()) == ((56, 100), (0, 44))


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        (55.9, ("PHL", 56, 55, 0)),
        (55.52, ("IND", 55.5, 55.6, 1)),
        (55.555, ("IND", 55.55, 55.56, 2)),
    ],
)
def test_weight_beyond_is_told_with_the_decimals_it_needs(
    sample: Catalog, cost: float, told: tuple[str, float, float, int]
) -> None:
    weights = {"labour_cost": cost, "english": 100 - cost}
    found = leader_tipping_points(rank(sample, Scenario(weights=weights)))
    turn = next(turn for turn in found if turn.criterion == "labour_cost")
    assert (turn.successor, turn.shown, turn.beyond, turn.digits) == told


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("everywhere", [False, True])
@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
def test_what_is_told_holds_when_ranked_again(
    atlas: Catalog, tier: str, everywhere: bool, method: str
) -> None:
    countries = tuple(atlas.countries) if everywhere else None
    scenario = Scenario(tier=tier, countries=countries, method=method)
    ranking = rank(atlas, scenario)
    case = decision_problem(ranking)
    for turn in leader_tipping_points(ranking):
        moved = move_weight(case.weights, case.criteria.index(turn.criterion), turn.beyond / 100)
        weights = dict(zip(case.criteria, (100 * moved).tolist(), strict=True))
        again = rank(
            atlas, Scenario(tier=tier, countries=countries, method=method, weights=weights)
        )
        assert again.rows[0].country == turn.successor
        assert np.nanargmax(_scores_at(case, case.criteria.index(turn.criterion), turn.now)) == 0


def test_one_destination_alone_has_no_turn(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(countries=("IND",)))
    assert leader_tipping_points(ranking) == () and leader_stability_intervals(ranking) == ()


def rank_one(case: DecisionProblem, criterion: int, share: float) -> list[int]:
    """Rows at rank 1 when one weight is set, by the ranking's own formula."""
    moved = move_weight(case.weights, criterion, share / 100)
    found = ranks(np.nan_to_num(totals(case.scores, moved, case.method), nan=-1.0))
    return [row for row, rank in enumerate(found) if rank == 1]


@st.composite
def cases(draw: st.DrawFn) -> DecisionProblem:
    """Rankings of up to six on up to four criteria, near ties, gaps and odd weights among them."""
    columns = draw(st.integers(2, 4))
    fine = st.integers(0, 100_000).map(lambda value: value / 1000)
    point = st.one_of(st.integers(0, 20).map(lambda value: 5.0 * value), fine)
    rows = draw(
        st.lists(st.lists(point, min_size=columns, max_size=columns), min_size=2, max_size=6)
    )
    parts = draw(st.lists(st.integers(1, 999_999), min_size=columns, max_size=columns))
    table, shares = np.array(rows), np.array(parts, dtype=float)
    shares = 100 * shares / shares.sum()
    if draw(st.booleans()) and len(table) > 2:
        table[-1, draw(st.integers(0, columns - 1))] = np.nan
    method = draw(st.sampled_from(METHODS))
    order = np.argsort(-totals(table, shares, method), kind="stable")
    return DecisionProblem(
        countries=tuple(f"C{row}" for row in range(len(table))),
        criteria=tuple("abcd"[:columns]),
        scores=table[order],
        weights=shares,
        method=method,
    )


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(cases())
def test_a_told_weight_gives_the_successor_the_lead_and_one_step_nearer_does_not(
    case: DecisionProblem,
) -> None:
    for turn in _turns(case, None):
        column, step = case.criteria.index(turn.criterion), 10.0**-turn.digits
        successor = case.countries.index(turn.successor)
        first = rank_one(case, column, turn.beyond)
        assert successor in first and 0 not in first
        assert turn.words == f"{turn.beyond:g} % or {'more' if turn.rises else 'less'}"
        nearer = round(turn.beyond - step if turn.rises else turn.beyond + step, turn.digits)
        if (nearer > turn.now) == turn.rises:
            assert 0 in rank_one(case, column, nearer)
        assert round(turn.beyond, turn.digits) == turn.beyond
        assert (turn.beyond > turn.shown) == turn.rises and turn.beyond != turn.shown


@settings(max_examples=80, deadline=None)
@given(cases())
def test_at_both_told_ends_of_a_range_the_leader_still_leads(case: DecisionProblem) -> None:
    found = stability_intervals(case.scores, case.weights, case.method, row=0)
    for column, criterion in enumerate(case.criteria):
        made = StabilityInterval(
            criterion,
            float(case.weights[column]),
            100 * float(found.lower[column]),
            100 * float(found.upper[column]),
            "C1" if found.successor_below[column] != NOBODY else None,
            "C1" if found.successor_above[column] != NOBODY else None,
        )
        low, high = made.shown_ends()
        assert 0 <= low <= made.now + 1e-4 and made.now - 1e-4 <= high <= 100
        for end in (low, high):
            moved = move_weight(case.weights, column, end / 100)
            unknown = np.isnan(totals(case.scores, moved, case.method)[0])
            if abs(end - made.now) > 1e-4 and not unknown:
                assert 0 in rank_one(case, column, end)
