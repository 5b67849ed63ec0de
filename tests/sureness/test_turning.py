import numpy as np
import pytest

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.robustness.stability import move_weight
from kpo.sureness.case import case_of
from kpo.sureness.turning import leader_at, ranges, turns

TIERS = ("ITO", "BPO", "KPO")


def test_turn_is_where_both_score_the_same(sample: Catalog) -> None:
    """Cost w and English 1 − w: 100 w + 50 (1 − w) = 50 w + 100 (1 − w) at a half."""
    found = turns(sample, rank(sample, Scenario()))
    told = [(turn.criterion, turn.successor, turn.shown, turn.beyond) for turn in found]
    assert told[:2] == [("labour_cost", "PHL", 60, 49), ("english", "PHL", 40, 51)]
    assert found[0].at == pytest.approx(50) and not found[0].rises
    assert found[1].at == pytest.approx(50) and found[1].rises


def test_ranges_name_who_leads_beyond_the_ends(sample: Catalog) -> None:
    cost, english, _ = ranges(sample, rank(sample, Scenario()))
    assert (cost.lower, cost.upper) == (pytest.approx(50), 100)
    assert (cost.below, cost.above) == ("PHL", None)
    assert (english.below, english.above) == (None, "PHL")


def test_weight_beyond_is_told_with_the_decimals_it_needs(sample: Catalog) -> None:
    weights = {"labour_cost": 50.3, "english": 49.7}
    turn = turns(sample, rank(sample, Scenario(weights=weights)))[0]
    assert (turn.shown, turn.beyond, turn.digits) == (50, 49, 0)
    weights = {"labour_cost": 50.6, "english": 49.4}
    turn = turns(sample, rank(sample, Scenario(weights=weights)))[0]
    assert (turn.criterion, turn.shown, turn.beyond) == ("labour_cost", 51, 49)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("everywhere", [False, True])
@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
def test_what_is_told_holds_when_ranked_again(
    atlas: Catalog, tier: str, everywhere: bool, method: str
) -> None:
    countries = tuple(atlas.countries) if everywhere else None
    scenario = Scenario(tier=tier, countries=countries, method=method)
    ranking = rank(atlas, scenario)
    case = case_of(atlas, ranking)
    for turn in turns(atlas, ranking):
        moved = move_weight(case.weights, case.criteria.index(turn.criterion), turn.beyond / 100)
        weights = dict(zip(case.criteria, (100 * moved).tolist(), strict=True))
        again = rank(
            atlas, Scenario(tier=tier, countries=countries, method=method, weights=weights)
        )
        assert again.rows[0].country == turn.successor
        assert leader_at(case, case.criteria.index(turn.criterion), turn.now) == 0


def test_one_destination_alone_has_no_turn(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(countries=("IND",)))
    assert turns(sample, ranking) == () and ranges(sample, ranking) == ()


def test_missing_criteria_are_rescaled_along_the_way(atlas: Catalog) -> None:
    ranking = rank(atlas, Scenario(native_english="leave_out"))
    case = case_of(atlas, ranking)
    assert np.isnan(case.scores[case.place("IRL"), case.criteria.index("english")])
    found = turns(atlas, ranking)
    assert found
    for turn in found:
        leader = leader_at(case, case.criteria.index(turn.criterion), turn.beyond)
        assert case.countries[leader] == turn.successor
