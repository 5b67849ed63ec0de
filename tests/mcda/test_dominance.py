from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kpo.mcda.aggregation import averaged, weighted_scores
from kpo.mcda.dominance import dominance
from tests.mcda.weightings import sample_weights

NAN = np.nan


def dominated_pairs(table, method="arithmetic"):
    return tuple(map(tuple, np.argwhere(dominance(table, method)).tolist()))


def test_as_good_everywhere_and_better_once():
    table = [[80, 60, 50], [80, 50, 50], [90, 10, 60], [79, 60, 50]]
    assert dominated_pairs(table) == ((0, 1), (0, 3))


def test_equal_rows_do_not_dominate_each_other():
    assert not dominance([[50, 60], [50, 60]]).any()


def test_noise_below_the_tie_limit_is_no_difference():
    assert dominated_pairs([[50, 60], [50 + 1e-12, 50]]) == ((0, 1),)


def test_with_a_gap_the_lone_figure_has_to_beat_all_of_the_other():
    """Weight on the lone criterion alone sets 70 against 50 and 60; 55 would lose to 60."""
    assert dominated_pairs([[60, 70, NAN], [50, NAN, 60]]) == ((0, 1),)
    assert dominated_pairs([[60, 55, NAN], [50, NAN, 60]]) == ()


def test_the_geometric_mean_sees_no_difference_below_its_floor():
    table = [[50, 0.2], [50, 0.9]]
    assert dominated_pairs(table) == ((1, 0),)
    assert dominated_pairs(table, "geometric") == ()


def corner_weights(size):
    """Nearly all weight on one criterion, or on two in very different parts."""
    rows = [np.eye(size)[j] + 1e-9 for j in range(size)]
    for a, b in combinations(range(size), 2):
        for part in (1e-4, 0.5, 1 - 1e-4):
            rows.append(part * np.eye(size)[a] + (1 - part) * np.eye(size)[b] + 1e-9)
    return np.array(rows)


@settings(max_examples=80, deadline=None)
@given(
    arrays(float, (4, 3), elements=st.sampled_from([10.0, 30.0, 50.0, 70.0, 90.0, NAN])),
    st.sampled_from(["arithmetic", "geometric"]),
)
def test_it_holds_under_any_weights_and_only_then(table, method):
    table = table[~np.isnan(table).all(axis=1)]
    if len(table) < 2:
        return
    samples = np.concatenate([sample_weights(np.ones(3), 200, "any"), corner_weights(3)])
    scores = weighted_scores(averaged(table, method), samples, method)
    lead = scores[:, :, None] - scores[:, None, :]
    never_behind = (lead >= -1e-6).all(axis=0)
    found = dominance(table, method)
    assert (found == (never_behind & ~never_behind.T)).all()


def test_nothing_dominates_or_is_dominated_without_a_score():
    assert not dominance([[NAN, NAN], [50, 60]]).any()


@pytest.mark.parametrize("table", [[[50.0]], [[50.0, 20.0]]])
def test_one_alternative_dominates_nobody(table):
    assert dominated_pairs(table) == ()
