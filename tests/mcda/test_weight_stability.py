from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpo.core.errors import ScenarioError
from kpo.mcda.weight_stability import (
    NOBODY,
    move_weight,
    stability_intervals,
    tipping_points,
)
from tests.mcda.exact import scores_when, totals

STEP = Fraction(1, 10**9)
METHODS = ("arithmetic", "geometric")
NAN = np.nan


def tables(gaps):
    cell = st.integers(0, 100).map(float)
    cells = st.one_of(cell, st.just(NAN)) if gaps else cell
    return st.integers(2, 5).flatmap(
        lambda columns: st.lists(
            st.lists(cells, min_size=columns, max_size=columns).filter(
                lambda row: not all(map(np.isnan, row))
            ),
            min_size=2,
            max_size=6,
        )
    )


def weights_for(table, seed):
    return np.random.default_rng(seed).integers(1, 10, len(table[0])).astype(float)


def check_ends(table, weights, method):
    """Inside an end nobody is ahead of the leader; outside it the successor is."""
    found = stability_intervals(table, weights, method)
    for criterion in range(len(weights)):
        for end, who, outward in (
            (found.lower, found.successor_below, -STEP),
            (found.upper, found.successor_above, STEP),
        ):
            at = Fraction(float(end[criterion]))
            if who[criterion] == NOBODY:
                assert at in (0, 1)
                continue
            inside = scores_when(table, weights, criterion, at - outward, method)
            outside = scores_when(table, weights, criterion, at + outward, method)
            lead = inside[found.row]
            stated = Fraction(float(found.weights[criterion]))
            if abs(at - stated) > STEP:
                assert all(other is None or lead >= other - 1e-12 for other in inside)
            assert outside[who[criterion]] > outside[found.row]
    return found


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.booleans().flatmap(tables), st.integers(0, 99), st.sampled_from(METHODS))
@example([[80.0, 40.0], [50.0, 60.0]], 1, "arithmetic")
@example([[70.0, NAN, 10.0], [NAN, 60.0, 60.0], [50.0, 90.0, NAN]], 3, "arithmetic")
@example([[50.0, 50.0], [50.0, 50.0], [50.0, NAN]], 0, "arithmetic")
@example([[0.0, 1.0, 0.0], [NAN, NAN, 1.0]], 2, "geometric")
@example([[0.0, 1.0, NAN], [NAN, 0.0, NAN]], 0, "arithmetic")
@example([[NAN, 0.0, 3.0, NAN, NAN], [NAN, 1.0, 3.0, 1.0, NAN]], 0, "arithmetic")
def test_every_end_is_where_the_leader_changes(table, seed, method):
    check_ends(table, weights_for(table, seed), method)


@settings(max_examples=60, deadline=None)
@given(st.booleans().flatmap(tables), st.integers(0, 99), st.sampled_from(METHODS))
def test_nobody_else_leads_anywhere_inside(table, seed, method):
    weights = weights_for(table, seed)
    found = stability_intervals(table, weights, method)
    for criterion in range(len(weights)):
        for weight in np.linspace(0, 1, 41)[1:-1]:
            if not found.lower[criterion] < weight < found.upper[criterion]:
                continue
            scores = totals(table, move_weight(weights, criterion, weight), method)
            assert scores[found.row] >= np.nanmax(scores) - 1e-8


def test_the_hand_made_interval():
    """80t + 40(1 − t) against 50t + 60(1 − t): level at t = 2/5."""
    found = stability_intervals([[80, 40], [50, 60]], [50, 50])
    assert found.row == 0
    assert found.lower == pytest.approx([0.4, 0], abs=1e-15)
    assert found.upper == pytest.approx([1, 0.6], abs=1e-15)
    assert found.successor_below.tolist() == [1, NOBODY]
    assert found.successor_above.tolist() == [NOBODY, 1]


def test_the_hand_made_interval_with_a_gap_has_a_quadratic_root():
    """A = (80, –, 20), B = (40, 60, 50), thirds: 50 each way; t on the first.

    A(t) = (80t + 10(1 − t))/(t + (1 − t)/2) = (20 + 140t)/(1 + t); B(t) = 55 − 15t;
    level where 15t² + 100t − 35 = 0.
    """
    root = (-100 + (100**2 + 4 * 15 * 35) ** 0.5) / 30
    found = stability_intervals([[80, NAN, 20], [40, 60, 50]], [2, 1, 1])
    assert found.row == 0
    assert found.lower[0] == pytest.approx(root, abs=1e-14)
    assert found.successor_below[0] == 1


def test_of_several_rivals_at_one_place_the_one_who_then_leads_is_named():
    found = stability_intervals([[80, 40], [50, 60], [20, 80]], [60, 40])
    assert found.lower[0] == pytest.approx(0.4)
    assert found.successor_below[0] == 2


def test_a_level_leader_ends_where_the_rival_gets_ahead():
    found = stability_intervals([[80, 20], [20, 80]], [50, 50])
    assert found.row == 0
    assert found.lower.tolist() == [0.5, 0]
    assert found.upper.tolist() == [1, 0.5]


def test_equal_rows_never_part():
    found = stability_intervals([[50, 60], [50, 60]], [1, 1])
    assert found.lower.tolist() == [0, 0]
    assert found.upper.tolist() == [1, 1]


def test_a_criterion_with_all_the_weight_shares_what_it_loses_equally():
    """100t against 90t + 30(1 − t): level at t = 3/4, both others at 1/8 there."""
    found = stability_intervals([[100, 0, 0], [90, 60, 0]], [1, 0, 0])
    assert found.lower[0] == pytest.approx(0.75)
    assert found.upper[0] == 1


def test_a_criterion_without_weight_can_gain_some():
    found = stability_intervals([[80, 0], [60, 60]], [1, 0])
    assert found.lower[1] == 0
    assert found.upper[1] == pytest.approx(0.25)


def test_the_interval_of_another_row_is_that_of_its_rank():
    table = [[80, 40], [50, 60], [30, 50]]
    found = stability_intervals(table, [50, 50], row=1)
    assert found.lower == pytest.approx([0.4, 0])
    assert found.upper == pytest.approx([1, 0.6])
    assert found.successor_above.tolist() == [NOBODY, 0]


def test_tipping_points_come_nearest_first_and_say_who():
    """A = 62, C = 59: level where 65 − 15t = 50 + 45t on the third, 36t + 44 = 68 − 18t on the
    first, and 500/7 − 220t/7 = 440/7 − 90t/7 on the second.
    """
    points = tipping_points([[80, 40, 50], [50, 60, 50], [50, 50, 95]], [50, 30, 20])
    assert [(point.criterion, point.successor) for point in points] == [(2, 2), (0, 2), (1, 2)]
    ends = [point.tipping_weight for point in points]
    assert ends == pytest.approx([1 / 4, 24 / 54, 60 / 130])
    assert points[0].change == pytest.approx(0.05)


def test_one_alternative_or_one_criterion_never_tips():
    assert tipping_points([[80, 40]], [1, 1]) == ()
    assert tipping_points([[80], [40]], [1]) == ()


def test_unranked_rows_take_no_part():
    found = stability_intervals([[NAN, NAN], [80, 40], [50, 60]], [50, 50])
    assert found.row == 1
    assert found.lower[0] == pytest.approx(0.4)
    with pytest.raises(ScenarioError, match="row 0 has no score"):
        stability_intervals([[NAN, NAN], [80, 40]], [50, 50], row=0)
    with pytest.raises(ScenarioError, match="no destination has a score"):
        stability_intervals([[NAN, NAN]], [50, 50])
    with pytest.raises(ScenarioError, match="there is no row 7"):
        stability_intervals([[1, 2]], [50, 50], row=7)


@pytest.mark.slow
def test_ends_agree_with_a_grid_of_a_thousand_weights():
    table = np.random.default_rng(8).random((30, 6)) * 100
    weights = np.arange(1.0, 7.0)
    found = stability_intervals(table, weights)
    for criterion in range(6):
        grid = np.linspace(0, 1, 1_001)
        leads = [
            np.nanargmax(totals(table, move_weight(weights, criterion, t))) == found.row
            for t in grid
        ]
        inside = (grid > found.lower[criterion]) & (grid < found.upper[criterion])
        near = np.abs(grid[:, None] - [found.lower[criterion], found.upper[criterion]]) < 1e-9
        assert (np.array(leads) == inside)[~near.any(axis=1)].all()
