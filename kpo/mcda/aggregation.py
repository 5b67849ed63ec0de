"""Formulas that turn criterion scores and weights into a score and a rank."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpo.core.model import Method

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

TIE = 1e-9
"""Scores that differ by no more than this are equal, in points."""

FLOOR = 1.0
"""Minimum score in the geometric mean, in points; lower scores count as this."""


def arithmetic(scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the weighted sum Σ w·z of each country and its terms, with weights that sum to 1.

    Parameters
    ----------
    scores
        Countries × criteria.
    weights
        One weight per criterion, any positive sum.

    Examples
    --------
    >>> arithmetic(np.array([[60.0, 50.0]]), np.array([50.0, 50.0]))[0]
    array([55.])
    """
    terms = scores * (weights / weights.sum())
    return terms.sum(axis=1), terms


def geometric(scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return Π max(z, 1)^w of each country, and its split in proportion to w·ln z.

    The floor of 1 keeps a single zero from deciding everything. If every criterion score is at
    the floor, the score of 1 is split by weight.

    Examples
    --------
    >>> geometric(np.array([[100.0, 25.0]]), np.array([1.0, 1.0]))[0].round(9)
    array([50.])
    """
    shares = np.broadcast_to(weights / weights.sum(), scores.shape)
    logs = shares * np.log(np.maximum(scores, FLOOR))
    total = logs.sum(axis=1, keepdims=True)
    score = np.exp(total)
    split = np.divide(logs, total, out=shares.copy(), where=total > 0)
    return score[:, 0], score * split


def ranks(scores: Sequence[float] | Floats) -> NDArray[np.int64]:
    """Return ranks from 1; scores within 1e-9 of the best of their group share its rank.

    Examples
    --------
    >>> ranks([50.0, 70.0, 50.0, 10.0])
    array([2, 1, 2, 4])
    """
    values = np.asarray(scores, dtype=float)
    order = np.argsort(-values, kind="stable")
    placed = np.empty(len(values), dtype=np.int64)
    head, number = np.inf, 0
    for place, index in enumerate(order, start=1):
        if head - values[index] > TIE:
            head, number = values[index], place
        placed[index] = number
    return placed


def averaged(scores: Floats, method: Method) -> Floats:
    """Return the values that the method averages: the scores, or their logarithms.

    A weighted geometric mean is the exponential of the weighted mean of logarithms; the floor
    of 1 point keeps a zero from deciding everything.
    """
    return np.log(np.maximum(scores, FLOOR)) if method == "geometric" else scores


def in_points(means: Floats, method: Method) -> Floats:
    """Return weighted means of `averaged` values as scores in points."""
    return np.exp(means) if method == "geometric" else means


def weighted_scores(table: Floats, weights: ArrayLike, method: Method) -> Floats:
    """Return the score of every alternative under every weighting.

    Criteria are added one by one in column order, for the reason given in `summed`.

    Parameters
    ----------
    table
        Alternatives × criteria as `averaged` returns them; NaN is missing.
    weights
        Weightings × criteria, any positive scale; rescaled over the criteria that an alternative
        has.

    Returns
    -------
    Floats
        Weightings × alternatives, in points; NaN if the criteria present have no weight.

    Examples
    --------
    >>> weighted_scores(np.array([[60.0, 50.0], [80.0, np.nan]]), [[1, 1]], "arithmetic")
    array([[55., 80.]])
    """
    wide = np.asarray(weights, dtype=np.float64)
    present = ~np.isnan(table)
    filled = np.where(present, table, 0.0)
    sums, total = np.zeros((2, len(wide), len(table)))
    for column in range(table.shape[1]):
        sums += wide[:, column, None] * filled[:, column]
        total += wide[:, column, None] * present[:, column]
    means = np.full(total.shape, np.nan)
    np.divide(sums, total, out=means, where=total > 0)
    return in_points(means, method)
