"""Seeded draws of the terms of a business case.

Every stream of numbers is keyed by what it is for, never by its place in a list: adding a
destination or changing one assumption leaves all other draws as they are.
"""

from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kpo.case.arithmetic import Floats

DRAWS: Final = 10_000


def uniform(key: str, draws: int, seed: int = 0, columns: int = 0) -> Floats:
    """Return numbers from 0 to 1, the same for the same key and seed.

    Parameters
    ----------
    columns
        Numbers a draw; 0 for a single one without an axis of its own.
    """
    stream = np.random.Generator(np.random.PCG64([seed, crc32(key.encode())]))
    if not columns:
        return stream.random(draws)
    # Years lie one after another in memory: sums over a few years are then sums of long rows.
    return np.asfortranarray(stream.random((draws, columns)))


def normal(key: str, draws: int, seed: int = 0) -> Floats:
    """Return standard normal numbers, the same for the same key and seed."""
    stream = np.random.Generator(np.random.PCG64([seed, crc32(key.encode())]))
    return stream.standard_normal(draws)


def triangular(share: Floats, low: float, likely: float, high: float) -> Floats:
    """Return values between two bounds, the likely one most often, by their cumulative shares.

    Examples
    --------
    >>> triangular(np.array([0.0, 0.5, 1.0]), 0, 1, 2).tolist()
    [0.0, 1.0, 2.0]
    >>> triangular(np.array([0.3]), 4, 4, 4).tolist()
    [4.0]
    """
    span = high - low
    if span <= 0:
        return np.full_like(share, likely)
    turn = (likely - low) / span
    rising = low + np.sqrt(share * span * (likely - low))
    falling = high - np.sqrt((1 - share) * span * (high - likely))
    return np.where(share < turn, rising, falling)


def between(share: Floats, low: float, high: float) -> Floats:
    """Return values between two bounds, each as likely as any other, by their cumulative shares."""
    return low + share * (high - low)


def historic(years: Floats, history: Floats) -> Floats:
    """Return one year of a country's own history for each drawn number.

    Countries with equally many years are given the same years, so that what moved together in
    a year stays together.

    Parameters
    ----------
    years
        Numbers from 0 to 1, below 1.
    history
        Deviations by year; empty: nothing deviates.

    Examples
    --------
    >>> historic(np.array([0.1, 0.6]), np.array([-1.0, 1.0])).tolist()
    [-1.0, 1.0]
    """
    if not len(history):
        return np.zeros(years.shape)
    place: NDArray[np.intp] = (years * len(history)).astype(np.intp)
    return np.asarray(history.take(place.T)).T


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
