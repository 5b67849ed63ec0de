"""Hand-made numbers, METHOD's fixtures and properties of the ranking."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kpo import Scenario, rank
from kpo.aggregation import arithmetic, effective_weights, geometric, ranks
from kpo.catalog import Catalog
from kpo.errors import ScenarioError, WeightError
from kpo.normalise import goalpost_scores

SCORES = hnp.arrays(
    float,
    st.tuples(st.integers(1, 12), st.integers(1, 8)),
    elements=st.one_of(st.floats(0, 100), st.just(math.nan)),
)


def test_the_sample_scores_as_done_in_the_head(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(tier="KPO"))
    found = [(row.rank, row.country, row.score) for row in ranking.rows]
    assert found == [
        (1, "IND", pytest.approx(80)),
        (2, "PHL", pytest.approx(70)),
        (3, "IRL", pytest.approx(40)),
    ]
    assert ranking.rows[0].contributions == pytest.approx(
        {"labour_cost": 60, "english": 20, "time_zone": 0}
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


def test_a_missing_criterion_hands_its_weight_to_the_others() -> None:
    scores = np.array([[80.0, math.nan, 20]])
    total, terms = arithmetic(scores, np.array([30.0, 40, 30]))
    assert total == pytest.approx([50])
    assert terms == pytest.approx(np.array([[40, 0, 10]]))


@given(SCORES, st.data())
def test_contributions_sum_to_the_score(scores: np.ndarray, data: st.DataObject) -> None:
    size = scores.shape[1]
    weights = np.array(data.draw(st.lists(st.floats(0, 100), min_size=size, max_size=size)))
    for formula in (arithmetic, geometric):
        total, terms = formula(scores, weights)
        whole = ~np.isnan(effective_weights(scores, weights)).any(axis=1)
        assert np.abs(terms.sum(axis=1) - total)[whole].max(initial=0) < 1e-9
        assert ((total[whole] >= -1e-9) & (total[whole] <= 100 + 1e-9)).all()


@given(SCORES, st.randoms())
def test_the_order_of_rows_and_columns_changes_nothing(scores: np.ndarray, random: object) -> None:
    weights = np.arange(1.0, scores.shape[1] + 1)
    rows, columns = list(range(scores.shape[0])), list(range(scores.shape[1]))
    random.shuffle(rows)  # type: ignore[attr-defined]
    random.shuffle(columns)  # type: ignore[attr-defined]
    total, _ = arithmetic(scores, weights)
    shuffled, _ = arithmetic(scores[rows][:, columns], weights[columns])
    assert shuffled == pytest.approx(total[rows], nan_ok=True)


def test_ties_share_the_lower_number() -> None:
    assert ranks([10.0, 30, 30 - 5e-10, 20]).tolist() == [4, 1, 1, 3]


def test_the_formula_agrees_with_scikit_criteria() -> None:
    """The published weighted-sum and weighted-product models as an oracle."""
    simple = pytest.importorskip("skcriteria.agg.simple")
    scores = np.array([[63.0, 20, 88], [55, 71, 42], [90, 35, 10]])
    weights = np.array([50.0, 30, 20])
    _, oracle = simple.wsm(scores, weights / 100)
    assert arithmetic(scores, weights)[0] == pytest.approx(oracle)
    _, logs = simple.wpm(scores, weights / 100)
    assert np.log10(geometric(scores, weights)[0]) == pytest.approx(logs)


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


def test_sanctions_knock_out_only_when_asked(sample: Catalog) -> None:
    assert "PHL" in [row.country for row in rank(sample, Scenario()).rows]
    ranking = rank(sample, Scenario(exclude_sanctioned=True))
    assert [item.reason for item in ranking.not_ranked] == ["EU sanctions: Regulation 1/2022"]


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
