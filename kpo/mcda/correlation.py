"""Correlation of two orders, how far it depends on those sampled, and agreement of several judges.

Spearman (1904), *The proof and measurement of association between two things*: Pearson's r of the
ranks, with the mean rank for ties. The interval is Efron's percentile bootstrap. Ranks of judges
are judges × alternatives, 1 for the best; equal ranks are ties, whichever number they share.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import factorial
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpo.mcda.aggregation import Floats, Ints

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


MAX_EXACT: Final = 1_000_000
"""Maximum number of arrangements that are enumerated."""

MANY: Final = 40
"""Number of alternatives above which fewer permutations are drawn."""

PERMUTATIONS: Final = 10_000
PERMUTATIONS_OF_MANY: Final = 1_000
BATCH_CELLS: Final = 1 << 18


def kendall_w(ranks: ArrayLike) -> float:
    """Return Kendall's coefficient of concordance, corrected for ties; from 0 to 1.

    ``W = 12 S / (m² (n³ − n) − m T)``: S is the sum of the squared deviations of the rank sums from
    their mean, T the sum of t³ − t over the groups of t tied alternatives of every judge. NaN if
    every judge ties all alternatives.

    References
    ----------
    Kendall, M. G. (1970). Rank Correlation Methods, 4th ed., chapter 6.

    Examples
    --------
    Rank sums 4, 5, 10, 11: S = 37 and W = 12 · 37 / (9 · 60).

    >>> round(kendall_w([[1, 2, 3, 4], [1, 2, 4, 3], [2, 1, 3, 4]]), 4)
    0.8222
    """
    places = average_ranks(np.atleast_2d(ranks))
    judges, count = places.shape
    sums = places.sum(axis=0)
    deviation = float(((sums - sums.mean()) ** 2).sum())
    most = judges**2 * (count**3 - count) - judges * _ties(places)
    return 12 * deviation / most if most > 0 else float("nan")


def _ties(places: Floats) -> float:
    """Return Σ (t³ − t): each of t tied alternatives equals t alternatives, itself included."""
    equal = (places[:, None, :] == places[:, :, None]).sum(axis=2)
    return float((equal**2 - 1).sum())


def permutation_p(ranks: ArrayLike, seed: int = 0) -> float:
    """Return the probability that judges who rank at random agree at least as much as these.

    Exact if the (n!)^(m − 1) arrangements are at most `MAX_EXACT`; else (k + 1) / (N + 1) with k
    of N seeded permutations, 10,000 or, above 40 alternatives, 1,000. NaN for fewer than two
    judges or alternatives.

    Examples
    --------
    19 of 576 arrangements; Friedman's exact table has .033.

    >>> round(permutation_p([[1, 2, 3, 4], [1, 2, 4, 3], [2, 1, 3, 4]]), 4)
    0.033
    """
    doubled = np.rint(2 * average_ranks(np.atleast_2d(ranks))).astype(np.int64)
    judges, count = doubled.shape
    if judges < 2 or count < 2:
        return float("nan")
    least = _squares(doubled.sum(axis=0))
    if is_exact(judges, count):
        sums = _arrangements(doubled)
        return float((_squares(sums) >= least).mean())
    draws = PERMUTATIONS if count <= MANY else PERMUTATIONS_OF_MANY
    as_much = sum(int((_squares(sums) >= least).sum()) for sums in _shuffled(doubled, draws, seed))
    return (as_much + 1) / (draws + 1)


def is_exact(judges: int, count: int) -> bool:
    """Tell whether `permutation_p` enumerates every arrangement of the judges' ranks.

    Examples
    --------
    >>> is_exact(3, 4), is_exact(9, 7)
    (True, False)
    """
    arrangements: int = factorial(min(count, 20)) ** max(judges - 1, 0)
    return arrangements <= MAX_EXACT


def _squares(sums: Ints) -> Ints:
    """Return Σ (rank sum)², which orders arrangements as S does: the mean rank sum is constant."""
    return np.asarray((sums**2).sum(axis=-1), dtype=np.int64)


def _arrangements(rows: Ints) -> Ints:
    """Return the rank sums of every arrangement, with the first judge's order held fixed."""
    orders = _permutations(rows.shape[1])
    sums = rows[:1]
    for row in rows[1:]:
        sums = (sums[:, None, :] + row[orders][None]).reshape(-1, rows.shape[1])
    return sums


def _permutations(count: int) -> NDArray[np.int8]:
    orders = np.zeros((1, 1), dtype=np.int8)
    for item in range(1, count):
        orders = np.concatenate(
            [np.insert(orders, place, item, axis=1) for place in range(item + 1)]
        )
    return orders


def _shuffled(rows: Ints, draws: int, seed: int) -> Iterator[Ints]:
    """Yield rank sums of judges who rank at random, in batches."""
    generator = np.random.default_rng(seed)
    size = max(1, BATCH_CELLS // rows.size)
    for start in range(0, draws, size):
        batch = np.repeat(rows[None], min(size, draws - start), axis=0)
        yield generator.permuted(batch, axis=2).sum(axis=1)


def mean_tau_b(ranks: ArrayLike) -> float:
    """Return the mean of Kendall's τ-b over all pairs of judges, from −1 to 1.

    Judges who tie all alternatives are left out; NaN if fewer than two are left.

    Examples
    --------
    Of six pairs of alternatives the second judge reverses one, and the third another.

    >>> round(mean_tau_b([[1, 2, 3, 4], [1, 2, 4, 3], [2, 1, 3, 4]]), 4)
    0.5556
    """
    given = np.atleast_2d(np.asarray(ranks, dtype=float))
    first, second = np.triu_indices(given.shape[1], 1)
    signs = np.sign(given[:, first] - given[:, second])
    signs = signs[(signs != 0).any(axis=1)] if signs.size else signs[:0]
    if len(signs) < 2:
        return float("nan")
    pairs = (signs**2).sum(axis=1)
    taus = signs @ signs.T / np.sqrt(np.outer(pairs, pairs))
    return float(taus[np.triu_indices(len(signs), 1)].mean())
