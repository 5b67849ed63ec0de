"""Seeded draws of the terms of a business case.

Every stream of numbers is keyed by what it is for, never by its place in a list: adding a
destination or changing one assumption leaves all other draws as they are.
"""

from functools import lru_cache
from typing import Final, Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kpo.mcda.arrays import Floats

DRAWS: Final = 10_000
MAX_STREAMS: Final = 64
"""Streams that are kept for the next case, 80 to 400 kB each: two for each country of a choice of
twenty, and one for each assumption."""


def uniform(key: str, draws: int, seed: int = 0, columns: int = 0) -> Floats:
    """Return numbers from 0 to 1, the same for the same key and seed; not to be written to.

    Parameters
    ----------
    columns
        Numbers a draw; 0 for a single one without an axis of its own.
    """
    stream = _kept if draws <= DRAWS else _stream
    return stream("uniform", key, draws, seed, columns)


def normal(key: str, draws: int, seed: int = 0) -> Floats:
    """Return standard normal numbers, the same for the same key and seed; not to be written to."""
    stream = _kept if draws <= DRAWS else _stream
    return stream("normal", key, draws, seed, 0)


def _stream(
    shape: Literal["uniform", "normal"], key: str, draws: int, seed: int, columns: int
) -> Floats:
    stream = np.random.Generator(np.random.PCG64([seed, crc32(key.encode())]))
    if shape == "normal":
        numbers = stream.standard_normal(draws)
    else:
        numbers = stream.random((draws, columns) if columns else draws)
    # Years lie one after another in memory: sums over a few years are then sums of long rows.
    numbers = np.asfortranarray(numbers)
    numbers.flags.writeable = False
    return numbers


_kept: Final = lru_cache(MAX_STREAMS)(_stream)


def years_of_history(share: Floats, count: int) -> NDArray[np.intp]:
    """Return which of so many past years each number from 0 to 1, below 1, stands for.

    Countries with equally many years are given the same years, so that what moved together in
    a year stays together.

    Examples
    --------
    >>> years_of_history(np.array([0.1, 0.6]), 2).tolist()
    [0, 1]
    """
    return (share * count).astype(np.intp)


def swing(term: Floats, outcome: Floats) -> float:
    """Return half the distance between outcomes where a term is high and where it is low.

    High and low are its upper and lower tenth of the draws; the sign says whether the outcome
    rises with the term. 0 where the term does not vary.

    Examples
    --------
    >>> term = np.arange(1000.0)
    >>> round(swing(term, 3 * term), 6)
    1350.0
    """
    if term.max() <= term.min():
        return 0.0
    tenth = max(1, len(term) // 10)
    order = np.argpartition(term, (tenth - 1, len(term) - tenth))
    high, low = outcome[order[-tenth:]].mean(), outcome[order[:tenth]].mean()
    return float(high - low) / 2
