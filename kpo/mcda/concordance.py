"""Agreement of several judges who rank the same alternatives.

Ranks are judges × alternatives, 1 for the best; equal ranks are ties, whichever number they share.
"""

from collections.abc import Iterator
from math import factorial
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpo.mcda.aggregation import Floats, Ints
from kpo.mcda.correlation import average_ranks

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
