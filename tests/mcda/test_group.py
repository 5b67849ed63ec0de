"""What several judges give together, and what to argue about; all by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kpo.mcda.group import (
    first_variance,
    firsts,
    group_weights,
    most_divisive,
    removed_variance,
    spread,
    with_median,
)

SCORES = np.array([[100.0, 0.0, 50.0], [0.0, 100.0, 50.0]])
"""Two alternatives: the first is best on the first criterion, the second on the second."""

ballots = arrays(float, (4, 3), elements=st.integers(0, 100).map(float)).filter(
    lambda table: (table.sum(axis=1) > 0).all()
)


def ranks_of(weights):
    first, second = SCORES @ np.asarray(weights).T
    return np.stack((1 + (second > first + 1e-9), 1 + (first > second + 1e-9)), axis=1)


def test_medians_are_brought_to_a_sum_of_100():
    given_weights = [[60, 40, 0], [50, 20, 30], [10, 40, 50]]
    assert group_weights(given_weights).tolist() == pytest.approx([125 / 3, 100 / 3, 25])
    assert group_weights(given_weights, "mean").tolist() == pytest.approx([40, 100 / 3, 80 / 3])


def test_where_every_median_is_0_the_means_are_taken():
    assert group_weights([[100, 0, 0], [0, 100, 0], [0, 0, 100]]).tolist() == pytest.approx(
        [100 / 3] * 3
    )


def test_first_places_and_their_variance():
    assert firsts([[1, 2], [1, 2], [2, 1], [1, 1]]).mean(axis=0).tolist() == [0.625, 0.375]
    assert first_variance([[1, 2]] * 3) == 0.0
    assert first_variance([[1, 2], [1, 2], [2, 1]]) == pytest.approx(4 / 9)


def test_the_criterion_that_decides_the_leader_removes_all():
    """A gives 70 to the first criterion, B 20; with its median 45 for both, A's 45 leads 24."""
    table = [[70, 20, 10], [20, 30, 50]]
    removed = removed_variance(table, ranks_of)
    by_hand = [ranks_of(with_median(table, place)).tolist() for place in range(3)]
    assert by_hand[0] == [[1, 2], [1, 2]]
    assert removed[0] == 1.0
    assert most_divisive(removed, table) == 0


def test_with_one_leader_nobody_changes_it():
    table = [[70, 20, 10], [60, 30, 10]]
    assert removed_variance(table, ranks_of).tolist() == [0, 0, 0]
    assert most_divisive(removed_variance(table, ranks_of), table) is None


def test_of_equals_the_wider_spread_is_argued_about():
    table = [[40, 30, 30], [20, 20, 60]]
    assert most_divisive(np.array([0.5, 0.1, 0.5]), table) == 2
    assert most_divisive(np.array([-0.5, 0.0, -0.1]), table) is None


def test_a_judge_who_gave_all_to_one_shares_the_rest_equally():
    assert with_median([[100, 0, 0], [20, 80, 0]], 0).tolist() == [[60, 20, 20], [60, 40, 0]]


@given(ballots)
def test_medians_leave_every_ballot_at_100_and_change_one_criterion_to_one_value(table):
    shares = 100 * table / table.sum(axis=1, keepdims=True)
    for place in range(3):
        changed = with_median(shares, place)
        assert changed.sum(axis=1) == pytest.approx(100)
        assert np.ptp(changed[:, place]) == 0
        assert (changed >= -1e-9).all()


@given(ballots)
def test_group_weights_lie_between_the_judges_in_the_mean_and_sum_to_100(table):
    shares = 100 * table / table.sum(axis=1, keepdims=True)
    mean = group_weights(shares, "mean")
    assert (mean >= shares.min(axis=0) - 1e-9).all()
    assert (mean <= shares.max(axis=0) + 1e-9).all()
    assert group_weights(shares).sum() == pytest.approx(100)
    assert (spread(shares) >= 0).all()
