"""Seeded random weightings: near the stated ones, any at all, or in the same order of importance.

The variate of a criterion in a draw depends only on the number of the draw, the criterion's id and
the seed (`kpo.mcda.hashing`): another machine, a browser or another order of the criteria gives the
same.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kpo.core.errors import Problem, ScenarioError, WeightError
from kpo.mcda.aggregation import Bools, Floats
from kpo.mcda.hashing import Words, steps, uniforms, words
from kpo.mcda.quantiles import EXPONENTIAL

Mode = Literal["near", "any", "ordered"]
MODES: tuple[Mode, ...] = ("near", "any", "ordered")
Singles = NDArray[np.float32]
Spread = float | tuple[float, ...]
"""Half width of the factors as a share: one for all criteria, or one for each."""


DRAWS = 10_000
MAX_DRAWS = 1_000_000
SPREAD = 0.25
BATCH_WEIGHTS = 1 << 17
MIN_WEIGHT = 1e-30


def named_criteria(criteria: Sequence[str] | None, stated: Floats) -> tuple[str, ...]:
    """Return the ids of the criteria, numbers from 0 if none are given.

    Raises
    ------
    ScenarioError
        If their number is not that of the weights, or two are the same.
    """
    names = tuple(map(str, range(len(stated)))) if criteria is None else tuple(criteria)
    if len(names) != len(stated) or len(set(names)) < len(names):
        what = f"{len(set(names))} different names for {len(stated)} criteria"
        raise ScenarioError(Problem("criteria", what, "give each one name of its own"))
    return names


def moving_criteria(stated: Floats, mode: Mode) -> Bools:
    """Tell which criteria take part in the sampling: all in ``any``, else those with weight."""
    if mode not in MODES:
        remedy = f"use one of {', '.join(MODES)}"
        raise ScenarioError(Problem("mode", f'unknown mode "{mode}"', remedy))
    return np.ones(len(stated), dtype=bool) if mode == "any" else stated > MIN_WEIGHT


def departure(mode: Mode, spread: Spread) -> float:
    """Return the maximum difference of a weighting from the stated one, summed over criteria.

    With factors from 1 − spread to 1 + spread, the difference is largest if criteria with the
    share p of the weight take the upper one and the others the lower; the result is the maximum
    over p. Of several spreads the widest is used, which bounds the others.

    Examples
    --------
    >>> round(departure("near", 0.6), 6), departure("near", 0.0), departure("any", 0.25)
    (0.666667, 0.0, 2.0)
    """
    most = max(spread, default=0.0) if isinstance(spread, tuple) else spread
    if mode != "near" or not 0 <= most <= 1:
        return 2.0
    return 2 * (1 - (1 - most**2) ** 0.5) / most if most > 0 else 0.0


def weight_batches(
    stated: Floats, draws: int, mode: Mode, spread: Spread, seed: int, criteria: tuple[str, ...]
) -> Iterator[Floats]:
    """Yield weightings of the moving criteria in batches that fit a processor's cache.

    The weightings are not rescaled: rows need not sum to 1. Standard exponentials divided by their
    sum are uniform on the simplex; sorted, they are uniform on the part of it with that order
    (Tervonen & Lahdelma 2007, EJOR 178, 500–513).

    Raises
    ------
    WeightError, ScenarioError
        If `draws`, `mode`, `spread` or `seed` is out of range.
    """
    spreads = _checked(draws, spread, seed, len(stated))
    moving = moving_criteria(stated, mode)
    kept, names = stated[moving], tuple(np.array(criteria, dtype=object)[moving].tolist())
    size = max(1, BATCH_WEIGHTS // len(kept))
    if mode == "near":
        factors = _kept_factors if draws <= DRAWS else _factors
        for batch in factors(names, draws, size, tuple(spreads[moving].tolist()), seed):
            yield batch * kept
        return
    for start in range(0, draws, size):
        rows = min(size, draws - start)
        hashes = np.stack([words("", name, start + 1, rows, seed) for name in names], axis=1)
        yield EXPONENTIAL[steps(_in_order(hashes, kept) if mode == "ordered" else hashes)]


@lru_cache(maxsize=4)
def _kept_factors(
    criteria: tuple[str, ...], draws: int, size: int, spreads: tuple[float, ...], seed: int
) -> tuple[Floats, ...]:
    """Return the factors of `near`, cached: they do not depend on the weights."""
    return tuple(_factors(criteria, draws, size, spreads, seed))


def _factors(
    criteria: tuple[str, ...], draws: int, size: int, spreads: tuple[float, ...], seed: int
) -> Iterator[Floats]:
    for start in range(0, draws, size):
        batch = np.empty((min(size, draws - start), len(criteria)))
        for column, (name, spread) in enumerate(zip(criteria, spreads, strict=True)):
            evenly = uniforms(words("", name, start + 1, len(batch), seed))
            batch[:, column] = (1 - spread) + (2 * spread) * evenly
        yield batch


def _in_order(hashes: Words, stated: Floats) -> Words:
    """Reorder the words of each draw so that a more important criterion has a greater one.

    Equally important criteria keep the order of their own words: every order is equally likely.
    """
    order = np.argsort(stated, kind="stable")
    out = np.empty_like(hashes)
    ranked = np.sort(hashes, axis=1)
    edges = np.flatnonzero(np.diff(stated[order], prepend=-1.0, append=2.0)).tolist()
    for first, last in pairwise(edges):
        columns = order[first:last]
        places = np.argsort(np.argsort(hashes[:, columns], axis=1), axis=1)
        out[:, columns] = np.take_along_axis(ranked[:, first:last], places, axis=1)
    return out


def _checked(draws: int, spread: Spread, seed: int, count: int) -> Floats:
    """Check the arguments and return the spread of each criterion."""
    if not 1 <= draws <= MAX_DRAWS:
        raise ScenarioError(Problem("draws", f"{draws} draws", f"ask for 1 to {MAX_DRAWS:,}"))
    if seed < 0:
        raise ScenarioError(Problem("seed", f"{seed} is below 0", "give 0 or a whole number above"))
    if isinstance(spread, tuple) and len(spread) != count:
        what = f"{len(spread)} for {count} criteria"
        raise WeightError(Problem("spread", what, "give one, or one for each criterion"))
    spreads: Floats = np.array(np.broadcast_to(spread, count), dtype=np.float64)
    for share in spreads.tolist():
        if not 0 <= share <= 1:
            raise WeightError(Problem("spread", f"{share:g}", "give a share from 0 to 1"))
    return spreads
