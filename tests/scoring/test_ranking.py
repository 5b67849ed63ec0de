"""Hand-made numbers, METHOD's fixtures and properties of the ranking."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kpo import Scenario, load, rank
from kpo.core.errors import ScenarioError, WeightError
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import arithmetic, geometric, ranks
from kpo.mcda.normalisation import goalpost_scores
from tests.sample import append, edit

SCORES = hnp.arrays(
    float,
    st.tuples(st.integers(1, 12), st.integers(1, 8)),
    elements=st.floats(0, 100),
)


def test_the_sample_scores_as_done_in_the_head(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(tier="KPO"))
    found = [(row.rank, row.country, row.score) for row in ranking.rows]
    assert found == [
        (1, "IND", pytest.approx(74)),
        (2, "PHL", pytest.approx(70)),
        (3, "IRL", pytest.approx(40)),
    ]
    assert ranking.rows[0].contributions == pytest.approx(
        {"labour_cost": 54, "english": 20, "time_zone": 0}
    )


def test_a_figure_of_the_stated_definition_comes_before_a_newer_different_one(
    sample: Catalog,
) -> None:
    row = next(row for row in rank(sample, Scenario()).rows if row.country == "PHL")
    assert row.scores["labour_cost"] == pytest.approx(50)
    assert row.different == 0


def test_fixed_goalposts_keep_the_order_when_a_loser_joins() -> None:
    raw = np.array([[60.0, 50], [50, 65], [40, 40], [30, 100]])
    scores = goalpost_scores(raw, 0, 100)
    weights = np.array([50.0, 50])
    for chosen in (scores[:3], scores):
        total, _ = arithmetic(chosen, weights)
        assert total[1] == pytest.approx(57.5)
        assert total[0] == pytest.approx(55)
        assert total[1] > total[0]


def test_the_geometric_mean_does_not_let_a_weak_criterion_be_bought_back() -> None:
    scores = np.array([[100.0, 0], [50, 50]])
    total, terms = geometric(scores, np.array([1.0, 1]))
    assert total == pytest.approx([10, 50])
    assert terms == pytest.approx(np.array([[10, 0], [25, 25]]))


def test_labour_cost_is_what_is_saved_of_the_clients_cost(sample: Catalog) -> None:
    rows = {row.country: row for row in rank(sample, Scenario()).rows}
    assert {code: row.saving for code, row in rows.items()} == pytest.approx(
        {"IND": 90, "PHL": 50, "IRL": 0}
    )
    assert {code: row.scores["labour_cost"] for code, row in rows.items()} == pytest.approx(
        {"IND": 90, "PHL": 50, "IRL": 0}
    )


def test_a_destination_as_dear_as_home_scores_0_and_says_so(sample: Catalog) -> None:
    rows = {row.country: row for row in rank(sample, Scenario()).rows}
    assert rows["IRL"].marks == ("dearer than at home: 100 %",)
    assert rows["IND"].marks == ()
    assert rows["PHL"].marks == ("flagged: listed persons, EU",)


def test_a_thin_saving_is_marked(folder: Path) -> None:
    edit(folder, "observations/pay", 6, "IRL,pay_professional,2024,9500,,,reported,,")
    row = next(row for row in rank(load(folder), Scenario()).rows if row.country == "IRL")
    assert row.saving == pytest.approx(5)
    assert row.marks == ("running the contract may eat the saving",)


def test_the_client_is_never_ranked_and_stands_at_home(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(countries=("IND", "SWE")))
    assert [row.country for row in ranking.rows] == ["IND"]
    assert ranking.at_home is not None
    assert (ranking.at_home.country, ranking.at_home.rank) == ("SWE", 0)
    assert ranking.at_home.score == pytest.approx(0.4 * 25)
    ranking = rank(sample, Scenario(client="IRL"))
    assert [row.country for row in ranking.rows] == ["IND", "PHL"]
    assert ranking.at_home is not None and ranking.at_home.country == "IRL"


def test_a_missing_figure_counts_its_lower_quartile_and_never_helps(folder: Path) -> None:
    """English of the Philippines gone: 25 points instead of 100, and not the 50 of its saving."""
    for line in (4, 3):
        edit(folder, "observations/epi", line, None)
    edit(folder, "preset_weights", 8, "kpo,english,30")
    edit(folder, "preset_weights", 9, "kpo,labour_cost,70")
    ranking = rank(load(folder), Scenario())
    row = next(row for row in ranking.rows if row.country == "PHL")
    assert row.scores["english"] == 25
    assert row.missing == {"english"}
    assert row.score == pytest.approx(0.7 * 50 + 0.3 * 25)
    assert row.coverage == pytest.approx(0.7)


@given(SCORES, st.data())
def test_contributions_sum_to_the_score(scores: np.ndarray, data: st.DataObject) -> None:
    size = scores.shape[1]
    shares = st.lists(st.floats(0, 100), min_size=size, max_size=size).filter(lambda w: sum(w) > 1)
    weights = np.array(data.draw(shares))
    for formula in (arithmetic, geometric):
        total, terms = formula(scores, weights)
        assert np.abs(terms.sum(axis=1) - total).max(initial=0) < 1e-9
        assert ((total >= -1e-9) & (total <= 100 + 1e-9)).all()


@given(SCORES, st.randoms())
def test_the_order_of_rows_and_columns_changes_nothing(scores: np.ndarray, random: object) -> None:
    weights = np.arange(1.0, scores.shape[1] + 1)
    rows, columns = list(range(scores.shape[0])), list(range(scores.shape[1]))
    random.shuffle(rows)  # type: ignore[attr-defined]
    random.shuffle(columns)  # type: ignore[attr-defined]
    total, _ = arithmetic(scores, weights)
    shuffled, _ = arithmetic(scores[rows][:, columns], weights[columns])
    assert shuffled == pytest.approx(total[rows])


def test_ties_share_the_lower_number() -> None:
    assert ranks([10.0, 30, 30 - 5e-10, 20]).tolist() == [4, 1, 1, 3]


@pytest.mark.slow
def test_the_formula_agrees_with_scikit_criteria() -> None:
    """The published weighted-sum and weighted-product models as an oracle."""
    simple = pytest.importorskip("skcriteria.agg.simple")
    scores = np.array([[63.0, 20, 88], [55, 71, 42], [90, 35, 10]])
    weights = np.array([50.0, 30, 20])
    _, oracle = simple.wsm(scores, weights / 100)
    assert arithmetic(scores, weights)[0] == pytest.approx(oracle)
    _, logs = simple.wpm(scores, weights / 100)
    assert np.log10(geometric(scores, weights)[0]) == pytest.approx(logs)


@pytest.mark.slow
@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
@given(data=st.data())
def test_any_subset_leaves_every_score_and_order(
    atlas: Catalog, tier: str, data: st.DataObject
) -> None:
    everyone = rank(atlas, Scenario(tier=tier, countries=tuple(atlas.countries)))
    scores = {row.country: row.score for row in everyone.rows}
    order = [row.country for row in everyone.rows]
    chosen = data.draw(st.lists(st.sampled_from(order), min_size=1, unique=True))
    ranking = rank(atlas, Scenario(tier=tier, countries=tuple(chosen)))
    assert {row.country: row.score for row in ranking.rows} == {c: scores[c] for c in chosen}
    assert [row.country for row in ranking.rows] == [c for c in order if c in set(chosen)]


def test_a_minimum_knocks_out_with_its_reason(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(minimums={"english": 60}))
    assert [row.country for row in ranking.rows] == ["PHL", "IRL"]
    assert ranking.not_ranked[0].reason == "English scores 50.0, your minimum is 60"


def test_a_limit_on_a_figure_in_its_own_unit_knocks_out(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(figure_limits={"english": 550, "pay_professional": 6000}))
    assert [row.country for row in ranking.rows] == ["PHL"]
    assert [item.reason for item in ranking.not_ranked] == [
        "English score 500, your rule is at least 550 points",
        "Pay of professionals 10,000, your rule is at most 6,000 USD a month",
    ]
    assert [item.row.rank for item in ranking.not_ranked if item.row] == [1, 2]


def test_the_least_saving_leaves_out_what_saves_less(sample: Catalog) -> None:
    out = rank(sample, Scenario(least_saving=0)).not_ranked
    assert [(item.kind, item.reason) for item in out] == [
        ("least_saving", "costs 100 % of what it costs at home")
    ]
    out = rank(sample, Scenario(least_saving=60)).not_ranked
    assert [item.reason for item in out] == [
        "saves 0 %, your least saving is 60 %",
        "saves 50 %, your least saving is 60 %",
    ]


def test_sectoral_sanctions_leave_out_until_asked_and_keep_the_place(folder: Path) -> None:
    act = "EU,PHL,sectoral,yes,Regulation 1/2022,goods,,list read,2026-08-22,pay"
    edit(folder, "sanctions", 4, act)
    catalog = load(folder)
    ranking = rank(catalog, Scenario())
    assert [row.country for row in ranking.rows] == ["IND", "IRL"]
    (item,) = ranking.not_ranked
    assert item.kind == "sanctions"
    assert item.reason == (
        "left out by our rule: sectoral sanctions of the EU (Regulation 1/2022; list of "
        "2026-08-22); buying is not banned as such"
    )
    assert item.row is not None
    assert (item.row.rank, item.row.score) == (2, pytest.approx(70))
    assert item.row.sanctioned == "sectoral sanctions, EU"
    ranking = rank(catalog, Scenario(rank_sanctioned=True))
    assert [row.country for row in ranking.rows] == ["IND", "PHL", "IRL"]


def test_listed_persons_are_flagged_and_not_left_out(sample: Catalog) -> None:
    row = next(row for row in rank(sample, Scenario()).rows if row.country == "PHL")
    assert row.sanctioned == ""
    assert row.sanction is not None and row.sanction.kind.id == "list_based"


def test_the_strictest_of_the_regimes_that_bind_a_client_decides(folder: Path) -> None:
    line = "UN,PHL,sectoral,yes,Resolution 1,arms,,list read,2026-08-22,pay"
    append(folder, "sanctions", line)
    sanction = load(folder).sanction("SWE", "PHL")
    assert sanction is not None and (sanction.regime, sanction.kind.id) == ("UN", "sectoral")


def test_a_client_without_acts_of_its_own_says_so(folder: Path) -> None:
    edit(folder, "client_regimes", 3, "SWE,,UN EU,its own act was not read")
    act = "EU,PHL,sectoral,yes,Regulation 1/2022,goods,,list read,2026-08-22,pay"
    edit(folder, "sanctions", 4, act)
    (item,) = rank(load(folder), Scenario()).not_ranked
    assert "2026-08-22) (its own act was not read); buying" in item.reason


def test_without_pay_there_is_no_rank(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(tier="BPO"))
    assert [row.country for row in ranking.rows] == ["IND"]
    assert ranking.not_ranked[0].reason == "no figure since 2018 for pay of clerks"
    assert {item.kind for item in ranking.not_ranked} == {"no_pay"}


def test_native_english_is_assumed_or_left_out(sample: Catalog) -> None:
    assumed = rank(sample, Scenario(countries=("IRL",))).rows[0]
    assert assumed.statuses["english"] == {"assumed"}
    assert assumed.assumed == pytest.approx(0.4)
    ranking = rank(sample, Scenario(countries=("IRL",), native_english="leave_out"))
    assert ranking.not_ranked[0].reason == "figures cover 60 % of the KPO criteria, 65 % are needed"
    assert ranking.not_ranked[0].row is not None


def test_every_fault_of_a_scenario_is_named_at_once(sample: Catalog) -> None:
    scenario = Scenario(
        tier="XPO", client="XXX", countries=("IND", "INX"), preset="mine", minimums={"cost": 5}
    )
    with pytest.raises(ScenarioError) as caught:
        rank(sample, scenario)
    words = [problem.what for problem in caught.value.problems]
    assert words == [
        'unknown tier "XPO"',
        'unknown client "XXX"',
        'unknown country "INX"',
        'unknown preset "mine"',
        'unknown criterion "cost"',
    ]


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"english": -5}, "english = -5 is not a weight"),
        ({"english": 0}, "all weights are 0"),
        ({"english": math.nan}, "english = nan is not a weight"),
        ({"cost": 4}, 'unknown criterion "cost"'),
    ],
)
def test_weights_that_cannot_be_used_are_refused(
    sample: Catalog, weights: dict[str, float], words: str
) -> None:
    with pytest.raises(WeightError, match=words):
        rank(sample, Scenario(weights=weights))


def test_all_weight_on_a_criterion_that_a_country_lacks_takes_it_out(sample: Catalog) -> None:
    scenario = Scenario(tier="KPO", weights={"english": 1}, native_english="leave_out")
    scenario = replace(scenario, countries=("IND", "PHL"))
    assert [row.country for row in rank(sample, scenario).rows] == ["PHL", "IND"]


def test_a_weak_point_among_the_first_three_is_named(sample: Catalog) -> None:
    found = [(row.country, name) for row, name in rank(sample, Scenario()).weak_points]
    assert found == [("IRL", "labour_cost")]
