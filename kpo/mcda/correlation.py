"""Pearson's and Spearman's correlation, and how far the latter depends on the countries sampled.

Spearman (1904), *The proof and measurement of association between two things*: Pearson's r of the
ranks, with the mean rank for ties. The interval is Efron's percentile bootstrap.
"""

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpo.mcda.aggregation import Floats

DRAWS: Final = 2000
"""Number of resamples behind an interval."""

MAX_KEPT: Final = 255
"""Maximum number of pairs whose resamples are cached, a byte per pair and resample."""

MIDDLE: Final = 0.95
"""Share of the resamples that an interval holds."""

MIN_COUNTRIES: Final = 3
"""Minimum number of countries for an interval: two ranks agree or they do not."""


def average_ranks(values: ArrayLike) -> Floats:
    """Return ranks from 1 for the smallest along the last axis; equal ones share their mean.

    Examples
    --------
    >>> average_ranks([10.0, 30.0, 10.0, 20.0])
    array([1.5, 4. , 1.5, 3. ])
    """
    array = np.asarray(values, dtype=np.float64)
    return np.asarray(_below(array).sum(axis=-1) + 0.5)


def spearman(x: ArrayLike, y: ArrayLike) -> float | None:
    """Return Spearman's rank correlation; None if one of the two does not vary.

    Examples
    --------
    >>> spearman([1, 2, 3], [10, 20, 30]), spearman([1, 2, 3], [3, 2, 1])
    (1.0, -1.0)
    """
    count = len(np.asarray(x))
    if not count:
        return None
    coefficient = float(_weighted(np.ones((1, count)), x, y)[0])
    return None if np.isnan(coefficient) else coefficient


def spearman_interval(
    x: ArrayLike, y: ArrayLike, draws: int = DRAWS, seed: int = 0
) -> tuple[float, float] | None:
    """Return the bounds of the middle 95 % of the correlations of resampled pairs.

    The same pairs in the same order and the same seed give the same interval. None for fewer
    than three pairs, or if no resample varies.

    Examples
    --------
    >>> spearman_interval([1, 2, 3, 4], [1, 2, 3, 4])
    (1.0, 1.0)
    """
    count = len(np.asarray(x))
    if count < MIN_COUNTRIES:
        return None
    resampled = _resamples if count <= MAX_KEPT else _resamples.__wrapped__
    coefficients = _weighted(resampled(count, draws, seed).astype(np.float64), x, y)
    coefficients = coefficients[~np.isnan(coefficients)]
    if not len(coefficients):
        return None
    low, high = np.quantile(coefficients, [(1 - MIDDLE) / 2, (1 + MIDDLE) / 2])
    return float(low), float(high)


@lru_cache(maxsize=16)
def _resamples(count: int, draws: int, seed: int) -> NDArray[np.unsignedinteger[Any]]:
    """Return how often each pair is in each resample, resamples × pairs."""
    times = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), draws)
    return times.astype(np.min_scalar_type(count))


def _below(values: Floats) -> Floats:
    """Return 1 where a column's value is below a row's, a half where they are equal."""
    columns, rows = values[..., None, :], values[..., None]
    return np.asarray((columns < rows) + 0.5 * (columns == rows))


def _weighted(times: Floats, x: ArrayLike, y: ArrayLike) -> Floats:
    """Return Spearman's correlation with each pair counted `times`; NaN if nothing varies.

    Parameters
    ----------
    times
        Resamples × pairs: how often each pair was drawn. The rank of a pair within a resample
        is the number of lower pairs, plus half the number of equal ones, plus a half.
    """
    total = times.sum(axis=1, keepdims=True)
    parts = []
    for values in (x, y):
        ranks = times @ _below(np.asarray(values, dtype=np.float64)).T + 0.5
        # Integers times halves sum exactly in any order, so that einsum needs no stored product.
        parts.append(ranks - np.einsum("ij,ij->i", times, ranks)[:, None] / total)
    a, b = parts
    of_a, product = times * a, np.empty_like(a)
    both = np.multiply(of_a, b, out=product).sum(axis=1)
    within_a = np.multiply(of_a, a, out=product).sum(axis=1)
    of_b = np.multiply(times, b, out=of_a)
    within_b = np.multiply(of_b, b, out=product).sum(axis=1)
    spread = np.sqrt(within_a * within_b)
    out = np.full(len(times), np.nan)
    np.divide(both, spread, out=out, where=spread > 1e-9)
    return np.asarray(np.clip(out, -1, 1))


def correlation(x: ArrayLike, y: ArrayLike) -> float | None:
    """Return Pearson's r; None if one of the two does not vary.

    Examples
    --------
    >>> correlation([1, 2, 3], [2, 4, 6]), correlation([1, 2], [5, 5])
    (1.0, None)
    """
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    a, b = a - a.mean(), b - b.mean()
    spread = float(np.sqrt((a @ a) * (b @ b)))
    return float(np.clip(a @ b / spread, -1, 1)) if spread > 0 else None
