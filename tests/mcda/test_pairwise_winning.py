from fractions import Fraction

import numpy as np
import pytest

from kpo.mcda.aggregation import averaged, weighted_scores
from kpo.mcda.pairwise_winning import pairwise_wins, winning_shares
from kpo.mcda.weight_sampling import DRAWS
from tests.mcda.exact import winning_share
from tests.mcda.weightings import sample_weights

NAN = np.nan


def shares(differences):
    """Return the library's share, for one pair of destinations."""
    return winning_shares(np.array([differences], dtype=float))


@pytest.mark.parametrize(
    ("differences", "share"),
    [
        ([3, -1], Fraction(3, 4)),
        ([1, -1, -1], Fraction(1, 4)),
        ([1, 1, -1, -1], Fraction(1, 2)),
        ([2, 1, -1], Fraction(5, 6)),
        ([2, 0, -1], Fraction(2, 3)),
        ([1, 2], 1),
        ([-1, 0], 0),
        ([0, 0], 0),
    ],
)
def test_shares_of_the_simplex_known_by_hand(differences, share):
    assert winning_share(list(map(Fraction, differences))) == share
    assert shares(differences) == pytest.approx([float(share)], abs=1e-12)


def test_three_criteria_agree_with_the_area_of_the_cut_triangle():
    """One gain a, two losses b and c: the corner cut off has the sides a/(a+b) and a/(a+c)."""
    a, b, c = Fraction(7), Fraction(2), Fraction(11)
    area = a / (a + b) * a / (a + c)
    assert winning_share([a, -b, -c]) == area
    assert shares([a, -b, -c]) == pytest.approx([float(area)], abs=1e-12)


def test_the_order_of_the_criteria_does_not_matter():
    differences = (5, -3, 0, 2, -7, 1)
    assert shares(differences) == pytest.approx(shares(differences[::-1]), abs=1e-12)


def test_float64_agrees_with_fractions_to_the_last_digits():
    rng = np.random.default_rng(3)
    differences = rng.integers(-9, 10, (40, 25)).astype(float)
    exact = [float(winning_share([Fraction(d) for d in row])) for row in differences]
    assert winning_shares(differences) == pytest.approx(exact, rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
@pytest.mark.parametrize("gaps", [0.0, 0.25])
def test_sampled_wins_lie_within_four_standard_errors(method, gaps):
    rng = np.random.default_rng(11)
    table = rng.random((6, 5)) * 100
    table[rng.random(table.shape) < gaps] = NAN
    found = pairwise_wins(table, method)
    samples = sample_weights(np.ones(5), 20_000, "any", seed=2)
    scores = weighted_scores(averaged(table, method), samples, method)
    for row in range(6):
        for column in range(6):
            if row == column:
                assert np.isnan(found[row, column])
                continue
            share = found[row, column]
            wins = (scores[:, row] > scores[:, column]).mean()
            exact = (np.isnan(table[row]) == np.isnan(table[column])).all()
            variance = share * (1 - share) * (1 / 20_000 + (0 if exact else 1 / DRAWS))
            assert abs(wins - share) <= 4 * variance**0.5 + 2 / 20_000


def test_two_that_lack_the_same_criterion_are_compared_exactly_without_it():
    found = pairwise_wins([[80, NAN, 40], [50, NAN, 50]])
    assert found[0, 1] == 0.75


def test_ties_are_nobodys_wins():
    found = pairwise_wins([[50, 60], [50, 60 + 1e-12]])
    assert found[0, 1] == found[1, 0] == 0


def test_without_any_score_nothing_is_known():
    assert np.isnan(pairwise_wins([[50, 60], [NAN, NAN]])).all()


def test_below_the_floor_the_geometric_mean_sees_no_difference():
    assert pairwise_wins([[50, 0.2], [50, 0.9]], "geometric")[1, 0] == 0
