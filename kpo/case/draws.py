"""Seeded draws of the terms of a business case.

Every stream of numbers is keyed by the name of its term, never by its position: adding a
destination or changing one assumption leaves all other draws as they are.
"""

from functools import lru_cache
from typing import Final, Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kpo.mcda.aggregation import Floats

DRAWS: Final = 10_000
MAX_STREAMS: Final = 64
"""Maximum number of cached streams, 80 to 400 kB each: two for each country of a choice of twenty,
and one for each assumption."""


def uniform(key: str, draws: int, seed: int = 0, columns: int = 0) -> Floats:
    """Return uniform numbers from 0 to 1, the same for the same key and seed; read-only.

    Parameters
    ----------
    columns
        Numbers per draw; 0 for one per draw without a second axis.
    """
    return (_kept if draws <= DRAWS else _stream)("uniform", key, draws, seed, columns)


def normal(key: str, draws: int, seed: int = 0) -> Floats:
    """Return standard normal numbers, the same for the same key and seed; read-only."""
    return (_kept if draws <= DRAWS else _stream)("normal", key, draws, seed, 0)


def _stream(
    shape: Literal["uniform", "normal"], key: str, draws: int, seed: int, columns: int
) -> Floats:
    stream = np.random.Generator(np.random.PCG64([seed, crc32(key.encode())]))
    if shape == "normal":
        numbers = stream.standard_normal(draws)
    else:
        numbers = stream.random((draws, columns) if columns else draws)
    # Column-major, so that the draws of a year are contiguous and sums over years are fast.
    numbers = np.asfortranarray(numbers)
    numbers.flags.writeable = False
    return numbers


_kept: Final = lru_cache(MAX_STREAMS)(_stream)


def years_of_history(share: Floats, count: int) -> NDArray[np.intp]:
    """Return the index, below `count`, of the past year that each share in [0, 1) selects.

    Countries with the same number of years get the same years, so that changes that occurred
    together in a year stay together.

    Examples
    --------
    >>> years_of_history(np.array([0.1, 0.6]), 2).tolist()
    [0, 1]
    """
    return (share * count).astype(np.intp)


def swing(term: Floats, outcome: Floats) -> float:
    """Return half the difference between the mean outcomes with a high and with a low term.

    High and low are the upper and lower tenth of the draws by the term; the sign is positive if
    the outcome rises with the term. 0 if the term does not vary.

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
