from math import erf

import numpy as np
import pytest

from kpo.robustness import rank_acceptability


def normal_share(z):
    return (1 + erf(z / 2**0.5)) / 2


def test_two_uncertain_scores_win_as_the_normal_law_says():
    """Difference 5, standard deviation √(3² + 4²) = 5: one standard deviation ahead."""
    found = rank_acceptability([[55.0], [50.0]], [1], errors=[[3.0], [4.0]], draws=40_000)
    assert abs(found.p_first[0] - normal_share(1)) <= 4 * found.standard_error[0, 0]
    assert found.uncertain


def test_certain_scores_are_left_as_they_are():
    errors = [[0, np.nan], [0, 0], [0, 0]]
    table = [[60, 40], [30, 70], [20, 20]]
    certain = rank_acceptability(table, [1, 1])
    found = rank_acceptability(table, [1, 1], errors=errors)
    assert (found.acceptability == certain.acceptability).all()


def test_tied_certain_rows_stay_tied_beside_an_uncertain_one():
    found = rank_acceptability(
        [[50, 50], [50, 50], [50, 48]], [1, 1], errors=[[0, 0], [0, 0], [0, 9]]
    )
    assert (found.acceptability[0] == found.acceptability[1]).all()
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(3))


def test_drawn_scores_keep_within_the_scale():
    """At 100 with an error of 10 half the draws stay at 100, level with the certain 100."""
    found = rank_acceptability([[100.0], [100.0]], [1], errors=[[10.0], [0.0]], draws=40_000)
    assert found.p_first[1] == 1
    assert abs(found.p_first[0] - 0.5) <= 4 * found.standard_error[0, 0]


@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
def test_small_errors_approach_the_certain_result(method):
    rng = np.random.default_rng(1)
    table = rng.random((8, 4)) * 80 + 10
    table[2, 1] = np.nan
    certain = rank_acceptability(table, np.ones(4), method)
    found = rank_acceptability(table, np.ones(4), method, errors=np.full((8, 4), 1e-9))
    assert np.abs(found.acceptability - certain.acceptability).max() <= 1e-3


def test_the_order_of_the_rows_does_not_matter():
    rng = np.random.default_rng(5)
    table, sigma = rng.random((10, 4)) * 100, rng.random((10, 4)) * 5
    shuffle = rng.permutation(10)
    found = rank_acceptability(table, np.ones(4), errors=sigma, draws=2_000)
    turned = rank_acceptability(table[shuffle], np.ones(4), errors=sigma[shuffle], draws=2_000)
    assert (turned.acceptability == found.acceptability[shuffle]).all()
