import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo.core.errors import ScenarioError
from kpo.mcda.aggregation import arithmetic, geometric, ranks
from kpo.mcda.improvement import overtake

NAN = np.nan
FORMULA = {"arithmetic": arithmetic, "geometric": geometric}


def score_after(table, weights, row, rise, method):
    raised = np.array(table, dtype=float)
    raised[row] += rise
    return FORMULA[method](raised, np.asarray(weights, dtype=float))[0]


def test_one_criterion_needs_the_gap_over_its_weight():
    """68 against 56: 12 points are 20 on the first (weight .6), 30 on the second (.4)."""
    found = overtake([[80, 50], [60, 50]], [60, 40], behind=1, ahead=0)
    assert found.gap == pytest.approx(12)
    assert found.points == pytest.approx([20, 30])
    assert found.plan == pytest.approx([20, 0])


def test_what_would_end_above_a_hundred_is_not_offered():
    found = overtake([[100, 60], [90, 20]], [50, 50], behind=1, ahead=0)
    assert found.gap == pytest.approx(25)
    assert found.points[0] != found.points[0]
    assert found.points[1] == pytest.approx(50)


def test_the_plan_fills_by_weight_over_cost():
    """22 points wanted: 10 on the first give 6 and fill it, 40 on the second the rest."""
    table = [[100, 80], [90, 40]]
    assert overtake(table, [60, 40], 1, 0).plan == pytest.approx([10, 40])
    dear = overtake(table, [60, 40], 1, 0, costs=[10, 1])
    assert dear.plan == pytest.approx([0, 55])


def test_out_of_reach_has_no_plan():
    """All 100 on what is known give 100; the leader has it too, so only level can be reached."""
    assert overtake([[100, 100], [100, 20]], [1, 1], 1, 0).plan == pytest.approx([0, 80])
    found = overtake([[100, NAN], [50, 100]], [1, 0], 1, 0)
    assert found.plan == pytest.approx([50, 0])


def test_nothing_is_needed_by_who_is_ahead():
    found = overtake([[80, 50], [60, 50]], [60, 40], behind=0, ahead=1)
    assert found.gap == pytest.approx(-12)
    assert found.plan.tolist() == [0, 0]
    assert found.points.tolist() == [0, 0]


def test_an_unknown_score_cannot_rise():
    found = overtake([[80, 50, 70], [60, NAN, 50]], [50, 25, 25], behind=1, ahead=0)
    assert np.isnan(found.points[1])
    assert found.plan[1] == 0
    assert found.points[0] == pytest.approx((70 - 170 / 3) * 3 / 2)


def test_the_geometric_rise_multiplies():
    """√(64·64) against √(16·64): the first has to rise to 64, the second out of reach."""
    found = overtake([[64, 64], [16, 64]], [1, 1], 1, 0, "geometric")
    assert found.points[0] == pytest.approx(48)
    assert np.isnan(found.points[1])
    assert found.plan == pytest.approx([48, 0])


def test_the_geometric_plan_levels_scores_of_equal_weight():
    """36 wanted from 16 and 25 at equal weights: 36² = z², both at 36."""
    found = overtake([[36, 36], [16, 25]], [1, 1], 1, 0, "geometric")
    assert found.plan == pytest.approx([20, 11])


def test_a_score_below_the_floor_is_lifted_only_if_that_is_cheaper():
    lifted = overtake([[40, 40], [40, 0]], [1, 1], 1, 0, "geometric")
    assert lifted.plan[1] > 0
    left = overtake([[40, 1], [39, 0]], [1, 1], 1, 0, "geometric")
    assert left.plan == pytest.approx([1, 0])


rows = st.lists(st.integers(0, 100).map(float), min_size=3, max_size=3)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(rows, min_size=2, max_size=2),
    st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any),
    st.lists(st.integers(1, 4), min_size=3, max_size=3),
    st.sampled_from(["arithmetic", "geometric"]),
    st.integers(0, 99),
)
def test_every_plan_draws_level_and_none_is_cheaper(table, weights, costs, method, seed):
    behind = int(np.argmin(FORMULA[method](np.array(table), np.array(weights, float))[0]))
    found = overtake(table, weights, behind, 1 - behind, method, costs)
    limit = 100 - np.array(table[behind])
    if found.plan is None:
        full = score_after(table, weights, behind, limit, method)
        assert full[behind] < full[1 - behind]
        return
    assert (found.plan >= 0).all()
    assert (found.plan <= limit + 1e-9).all()
    level = score_after(table, weights, behind, found.plan, method)
    assert level[behind] >= level[1 - behind] - 1e-8
    candidates = np.random.default_rng(seed).random((300, 3)) * limit
    single = np.diag(np.nan_to_num(found.points, nan=-1.0))
    for rise in [*candidates, *(row for row in single if (row >= 0).all() and row.any())]:
        after = score_after(table, weights, behind, rise, method)
        if after[behind] >= after[1 - behind]:
            assert rise @ costs >= found.plan @ costs - 1e-6


@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
def test_re_ranked_a_little_more_than_the_plan_passes_and_a_little_less_does_not(method):
    rng = np.random.default_rng(4)
    table, weights = rng.random((8, 5)) * 90, np.array([5.0, 4, 3, 2, 1])
    scores = FORMULA[method](table, weights)[0]
    order = np.argsort(-scores)
    for place in range(1, 8):
        behind, ahead = int(order[place]), int(order[place - 1])
        found = overtake(table, weights, behind, ahead, method)
        more = ranks(score_after(table, weights, behind, found.plan * (1 + 1e-6), method))
        less = ranks(score_after(table, weights, behind, found.plan * (1 - 1e-6), method))
        assert more[behind] < more[ahead]
        assert less[behind] > less[ahead]
        for criterion, points in enumerate(found.points):
            if not np.isnan(points):
                rise = np.eye(5)[criterion] * points * (1 + 1e-6)
                passed = ranks(score_after(table, weights, behind, rise, method))
                assert passed[behind] < passed[ahead]


def test_unusable_choices_are_refused():
    with pytest.raises(ScenarioError, match="there is no row 5"):
        overtake([[1, 2]], [1, 1], 5, 0)
    with pytest.raises(ScenarioError, match="row 1 has no score"):
        overtake([[1, 2], [NAN, NAN]], [1, 1], 1, 0)
    with pytest.raises(ScenarioError, match="one cost above 0"):
        overtake([[1, 2], [3, 4]], [1, 1], 0, 1, costs=[0, 1])


def test_no_score_rises_above_the_highest_to_be_had():
    """12 apart: up to 70 the first brings 6, and 15 points on the second bring the rest."""
    found = overtake([[80, 50], [60, 50]], [60, 40], 1, 0, highest=[70, 100])
    assert found.points == pytest.approx([NAN, 30], nan_ok=True)
    assert found.plan == pytest.approx([10, 15])
    assert overtake([[80, 50], [60, 50]], [60, 40], 1, 0, highest=[70, 60]).plan is None
    low = overtake([[64, 64], [16, 64]], [1, 1], 1, 0, "geometric", highest=[32, 0])
    assert low.plan is None
    half = overtake([[64, 64], [16, 64]], [1, 1], 1, 0, "geometric", highest=[32, 128])
    assert half.plan == pytest.approx([16, 64])
