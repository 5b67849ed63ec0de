"""Seeded weightings: near the stated ones, any at all, or any in the same order of importance."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpo.errors import Problem, ScenarioError, WeightError
from kpo.robustness.inputs import Bools, Floats, checked_weights

Mode = Literal["near", "any", "ordered"]
MODES: tuple[Mode, ...] = ("near", "any", "ordered")
Singles = NDArray[np.float32]

DRAWS = 10_000
MOST_DRAWS = 1_000_000
SPREAD = 0.25
BATCH_WEIGHTS = 1 << 16
LEAST_WEIGHT = 1e-30
WORD = np.float32(2.0**-32)


def sample_weights(
    weights: ArrayLike,
    draws: int = DRAWS,
    mode: Mode = "near",
    spread: float = SPREAD,
    seed: int = 0,
) -> Singles:
    """Return seeded random weightings, each summing to 1.

    Parameters
    ----------
    weights
        The stated weights, any positive scale.
    draws
        Number of weightings, 1 to 1,000,000.
    mode
        ``near``: each weight times an independent uniform factor from 1 − spread to
        1 + spread, then rescaled. ``any``: uniform over all weightings of all criteria.
        ``ordered``: uniform over the weightings that keep the stated order of importance;
        criteria of equal weight may come in either order. A weight of 0 stays 0, except in
        ``any``.
    spread
        Half width of ``near`` as a share, from 0 to 1.
    seed
        The same seed gives the same weightings.

    Returns
    -------
    Singles
        Draws × criteria, float32.

    Raises
    ------
    WeightError
        If the weights cannot be used.
    ScenarioError
        If `draws`, `mode`, `spread` or `seed` is out of range.

    Notes
    -----
    Standard exponentials divided by their sum are uniform on the simplex; sorted, they are
    uniform on the part of it with that order (Tervonen & Lahdelma 2007, EJOR 178, 500–513).

    Examples
    --------
    >>> sample_weights([3, 1, 0], draws=2, spread=0.0)
    array([[0.75, 0.25, 0.  ],
           [0.75, 0.25, 0.  ]], dtype=float32)
    """
    stated = checked_weights(weights, np.size(weights))
    moving = moving_criteria(stated, mode)
    out = np.zeros((draws if draws > 0 else 0, len(stated)), dtype=np.float32)
    start = 0
    for batch in weight_batches(stated, draws, mode, spread, seed):
        out[start : start + len(batch), moving] = batch
        start += len(batch)
    return out


def moving_criteria(stated: Floats, mode: Mode) -> Bools:
    """Tell which criteria take part in the sampling: all in ``any``, else those with weight."""
    if mode not in MODES:
        remedy = f"use one of {', '.join(MODES)}"
        raise ScenarioError(Problem("mode", f'unknown mode "{mode}"', remedy))
    return np.ones(len(stated), dtype=bool) if mode == "any" else stated > LEAST_WEIGHT


def departure(mode: Mode, spread: float) -> float:
    """Return the most that a weighting can differ from the stated one, summed over criteria.

    With factors within 1 − spread and 1 + spread the worst is that criteria which hold the
    share p take the upper one and the others the lower; p is then chosen for the worst.

    Examples
    --------
    >>> round(departure("near", 0.6), 6), departure("near", 0.0), departure("any", 0.25)
    (0.666667, 0.0, 2.0)
    """
    if mode != "near" or not 0 <= spread <= 1:
        return 2.0
    return 2 * (1 - (1 - spread**2) ** 0.5) / spread if spread > 0 else 0.0


def weight_batches(
    stated: Floats, draws: int, mode: Mode, spread: float, seed: int
) -> Iterator[Singles]:
    """Yield weightings of the moving criteria in batches that fit a processor's cache."""
    _check(draws, spread, seed)
    kept = stated[moving_criteria(stated, mode)].astype(np.float32)
    size = max(2, BATCH_WEIGHTS // len(kept) & ~1)
    ties = _Ties(kept, seed) if mode == "ordered" else None
    if mode == "near":
        factors = _kept_factors if draws <= DRAWS else _factors
        drawn = (batch * kept for batch in factors(draws, size, len(kept), spread, seed))
    else:
        drawn = (_exponential(batch) for batch in _bits(draws, size, len(kept), seed))
    for batch in drawn:
        if ties is not None:
            batch = ties.in_order(batch)
        batch /= np.einsum("ij->i", batch)[:, None]
        yield batch


@lru_cache(maxsize=4)
def _kept_factors(
    draws: int, size: int, columns: int, spread: float, seed: int
) -> tuple[Singles, ...]:
    """Return the factors of `near`, kept: they are the same whatever the weights."""
    return tuple(_factors(draws, size, columns, spread, seed))


def _factors(draws: int, size: int, columns: int, spread: float, seed: int) -> Iterator[Singles]:
    for batch in _bits(draws, size, columns, seed):
        batch *= np.float32(2 * spread) * WORD
        batch += np.float32(1 - spread)
        yield batch


def _check(draws: int, spread: float, seed: int) -> None:
    if not 1 <= draws <= MOST_DRAWS:
        raise ScenarioError(Problem("draws", f"{draws} draws", f"ask for 1 to {MOST_DRAWS:,}"))
    if seed < 0:
        raise ScenarioError(Problem("seed", f"{seed} is below 0", "give 0 or a whole number above"))
    if not 0 <= spread <= 1:
        raise WeightError(Problem("spread", f"{spread:g}", "give a share from 0 to 1"))


def _bits(draws: int, size: int, columns: int, seed: int) -> Iterator[Singles]:
    """Yield random 32-bit numbers as float32, `size` rows a batch.

    It is twice as fast as asking for uniforms.
    """
    generator = np.random.Generator(np.random.SFC64(seed))
    for start in range(0, draws, size):
        rows = min(size, draws - start)
        words = generator.integers(0, 1 << 64, (rows * columns + 1) // 2, dtype=np.uint64)
        numbers = words.view(np.uint32)[: rows * columns].astype(np.float32)
        yield numbers.reshape(rows, columns)


def _exponential(bits: Singles) -> Singles:
    """Turn random 32-bit numbers into standard exponentials, all above 0, in place."""
    bits *= np.nextafter(WORD, np.float32(0))
    bits += WORD / 2
    np.log(bits, out=bits)
    return np.negative(bits, out=bits)


class _Ties:
    """Hands the greatest part to the most important criterion; equal ones draw lots.

    Each group of equals has its own generator, so that its lots do not depend on how the draws
    are cut into batches.
    """

    def __init__(self, stated: Singles, seed: int) -> None:
        self._order = np.argsort(stated, kind="stable")
        edges = np.flatnonzero(np.diff(stated[self._order], prepend=-1.0, append=2.0)).tolist()
        self._groups = [
            (slice(first, last), np.random.Generator(np.random.SFC64([seed, first + 1])))
            for first, last in zip(edges[:-1], edges[1:], strict=True)
            if last - first > 1
        ]

    def in_order(self, batch: Singles) -> Singles:
        ranked = np.sort(batch, axis=1)
        for columns, lots in self._groups:
            ranked[:, columns] = lots.permuted(ranked[:, columns], axis=1)
        out = np.empty_like(ranked)
        out[:, self._order] = ranked
        return out
