"""Spearman's correlation against published tables and numbers made by hand."""

import numpy as np
import pytest

from kpo.mcda.correlation import average_ranks, spearman, spearman_interval

LIGHTNESS = (44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1)
PANEL = (2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)
"""Canned tuna, Hollander and Wolfe (1973), *Nonparametric Statistical Methods*, p. 187."""


def test_the_published_table_of_tuna_has_its_published_correlation() -> None:
    assert spearman(LIGHTNESS, PANEL) == pytest.approx(0.6, abs=1e-12)


def test_without_ties_it_is_the_sum_of_squared_differences() -> None:
    """Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24)."""
    assert spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50]) == pytest.approx(0.8)


def test_ties_share_the_mean_of_their_ranks() -> None:
    """Ranks 1.5 1.5 3 4 against 1 2 3 4: covariance 4.5, squares 4.5 and 5."""
    assert average_ranks([7, 7, 8, 9]).tolist() == [1.5, 1.5, 3, 4]
    assert spearman([7, 7, 8, 9], [1, 2, 3, 4]) == pytest.approx(4.5 / np.sqrt(4.5 * 5))


@pytest.mark.parametrize("values", [[], [1], [3, 3, 3]])
def test_what_does_not_vary_has_no_correlation(values: list[float]) -> None:
    assert spearman(values, list(range(len(values)))) is None


def test_the_interval_is_the_same_for_the_same_seed() -> None:
    first = spearman_interval(LIGHTNESS, PANEL, seed=3)
    assert first == spearman_interval(LIGHTNESS, PANEL, seed=3)
    assert first != spearman_interval(LIGHTNESS, PANEL, seed=4)
    assert first is not None
    low, high = first
    assert -1 <= low < 0.6 < high <= 1


def test_each_resample_is_ranked_anew() -> None:
    """The quantiles of correlations of the resampled pairs themselves, drawn the slow way."""
    times = np.random.default_rng(0).multinomial(9, np.full(9, 1 / 9), 200)
    slow = [spearman(np.repeat(LIGHTNESS, row), np.repeat(PANEL, row)) for row in times.tolist()]
    found = [value for value in slow if value is not None]
    low, high = np.quantile(found, [0.025, 0.975])
    assert spearman_interval(LIGHTNESS, PANEL, draws=200) == pytest.approx((low, high))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_under_three_pairs_have_no_interval(count: int) -> None:
    assert spearman_interval(range(count), range(count)) is None


def test_pairs_that_never_vary_have_no_interval() -> None:
    assert spearman_interval([1, 1, 1], [1, 2, 3]) is None


@pytest.mark.parametrize("count", [40, 300])
def test_the_interval_is_that_of_whole_resamples(count: int) -> None:
    random = np.random.default_rng(1)
    x, y = random.normal(size=count), random.integers(0, 9, count)
    times = np.random.default_rng(0).multinomial(count, np.full(count, 1 / count), 50)
    each = [spearman(np.repeat(x, row), np.repeat(y, row)) for row in times]
    low, high = np.quantile(np.array(each, dtype=float), [0.025, 0.975])
    assert spearman_interval(x, y, draws=50) == pytest.approx((low, high))
