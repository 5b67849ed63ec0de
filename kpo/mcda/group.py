"""Weights of several judges: pooled weights, their spread, and the most divisive criterion.

Ballots are judges × criteria, shares of 100; ranks are judges × alternatives, 1 for the best.
"""

from collections.abc import Callable
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from kpo.mcda.aggregation import Floats, Ints

Pooling = Literal["median", "mean"]
POOLINGS: Final[tuple[Pooling, ...]] = ("median", "mean")

TOTAL: Final = 100.0
NOTHING: Final = 1e-12
"""Variances and sums below this are 0."""

RanksOf = Callable[[Floats], Ints]
"""Ranks of the alternatives, judges × alternatives, from weights, judges × criteria."""


def group_weights(ballots: ArrayLike, pooling: Pooling = "median") -> Floats:
    """Return the median or the mean weight of each criterion, rescaled to a sum of 100.

    If every median is 0 (each judge gave all to another criterion), the means are taken.

    Examples
    --------
    >>> group_weights([[60, 40, 0], [50, 20, 30], [10, 40, 50]])
    array([41.66666667, 33.33333333, 25.        ])
    """
    given = np.atleast_2d(np.asarray(ballots, dtype=float))
    pooled = _pooled(given, pooling)
    return np.asarray(pooled * (TOTAL / pooled.sum()), dtype=float)


def _pooled(given: Floats, pooling: Pooling) -> Floats:
    pooled: Floats = np.median(given, axis=0) if pooling == "median" else given.mean(axis=0)
    return pooled if pooled.sum() >= NOTHING else given.mean(axis=0)


def spread(ballots: ArrayLike) -> Floats:
    """Return the interquartile range of each criterion, in points.

    Examples
    --------
    >>> spread([[10, 50], [20, 50], [30, 50], [40, 50], [50, 50]])
    array([20.,  0.])
    """
    low, high = quartiles(ballots)
    return np.asarray(high - low, dtype=float)


def relative_spread(ballots: ArrayLike, pooling: Pooling = "median") -> Floats:
    """Return half the interquartile range as a share of the median or mean, 1 at most.

    0 for a criterion whose pooled weight is 0, which no factor can change.

    Examples
    --------
    >>> relative_spread([[60, 40, 0], [50, 20, 30], [10, 40, 50]]).round(3)
    array([0.25 , 0.125, 0.417])
    """
    given = np.atleast_2d(np.asarray(ballots, dtype=float))
    pooled, half = _pooled(given, pooling), spread(given) / 2
    out = np.zeros_like(pooled)
    np.divide(half, pooled, out=out, where=pooled > NOTHING)
    return np.minimum(out, 1.0)


def quartiles(ballots: ArrayLike) -> tuple[Floats, Floats]:
    """Return the lower and upper quartile of each criterion, interpolated linearly."""
    low, high = np.percentile(np.atleast_2d(np.asarray(ballots, dtype=float)), (25, 75), axis=0)
    return low, high


def firsts(ranks: ArrayLike) -> Floats:
    """Return each judge's first place as a row that sums to 1; tied alternatives share it.

    Examples
    --------
    >>> firsts([[1, 2, 3], [2, 1, 1]])
    array([[1. , 0. , 0. ],
           [0. , 0.5, 0.5]])
    """
    first = np.atleast_2d(np.asarray(ranks)) == 1
    return np.asarray(first / first.sum(axis=1, keepdims=True), dtype=float)


def first_variance(ranks: ArrayLike) -> float:
    """Return how much the judges' first places differ: their variance, summed over alternatives.

    0 if all have one leader; ½ if two leaders have half of the judges each.

    Examples
    --------
    >>> first_variance([[1, 2], [1, 2]]), first_variance([[1, 2], [2, 1]])
    (0.0, 0.5)
    """
    places = firsts(ranks)
    return float(((places - places.mean(axis=0)) ** 2).sum(axis=1).mean())


def with_median(ballots: ArrayLike, criterion: int) -> Floats:
    """Return the ballots with one criterion set to its median for all, the others rescaled.

    A judge who gave everything to it shares the rest out equally.

    Examples
    --------
    >>> with_median([[10, 60, 30], [30, 70, 0], [100, 0, 0]], 0)
    array([[30.        , 46.66666667, 23.33333333],
           [30.        , 70.        ,  0.        ],
           [30.        , 35.        , 35.        ]])
    """
    given = np.atleast_2d(np.asarray(ballots, dtype=float))
    others = np.delete(given, criterion, axis=1)
    sums = others.sum(axis=1, keepdims=True)
    shares = np.full(others.shape, 1 / max(others.shape[1], 1))
    np.divide(others, sums, out=shares, where=sums > NOTHING)
    median = float(np.median(given[:, criterion]))
    return np.insert(shares * (TOTAL - median), criterion, median, axis=1)


def removed_variance(ballots: ArrayLike, ranks_of: RanksOf) -> Floats:
    """Return the share of `first_variance` that setting each criterion to its median removes.

    A share of 1 means that every judge then has the same leader, a negative share that their
    leaders differ more. All 0 if the judges have one leader anyway.
    """
    given = np.atleast_2d(np.asarray(ballots, dtype=float))
    total = first_variance(ranks_of(given))
    if total < NOTHING:
        return np.zeros(given.shape[1])
    left = [
        first_variance(ranks_of(with_median(given, criterion)))
        for criterion in range(given.shape[1])
    ]
    return np.asarray(1 - np.array(left) / total, dtype=float)


def most_divisive(removed: Floats, ballots: ArrayLike) -> int | None:
    """Return the criterion whose median removes most variance; None if none removes any.

    Of equal ones the criterion with the wider spread, then the earlier one.

    Examples
    --------
    >>> most_divisive(np.array([0.2, 0.7, 0.7]), [[40, 30, 30], [20, 20, 60]])
    2
    """
    if removed.size == 0 or removed.max() <= NOTHING:
        return None
    shares, wide = removed.round(9).tolist(), spread(ballots).tolist()
    return max(range(len(shares)), key=lambda place: (shares[place], wide[place]))
