"""Which alternative is at least as good as another whatever the weights."""

import numpy as np
from numpy.typing import ArrayLike

from kpo.core.model import Method
from kpo.mcda.aggregation import FLOOR, TIE, Bools, Floats
from kpo.mcda.validation import checked_method, checked_scores


def dominance(scores: ArrayLike, method: Method = "arithmetic") -> Bools:
    """Tell which row dominates which column: never behind, and ahead under some weights.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing.
    method
        The geometric mean sees everything below 1 point as 1.

    Returns
    -------
    Bools
        Alternatives × alternatives. The diagonal is False.

    Raises
    ------
    ScenarioError
        If an argument cannot be used.

    Notes
    -----
    With no score missing: at least as good on every criterion and better on one. Weights are
    rescaled over the criteria present, so with missing scores more is needed to be never behind:
    scores that only the row has are at least as good as all of the column's, and scores that only
    the column has are at most as good as all of the row's. The condition is exact: the difference
    of the two scores has the sign of a sum over pairs of criteria, never negative just then.

    Examples
    --------
    >>> dominance([[80, 60], [80, 50], [20, 90]]).tolist()
    [[False, True, False], [False, False, False], [False, False, False]]
    """
    points = checked_scores(scores)
    if checked_method(method) == "geometric":
        points = np.maximum(points, FLOOR)
    never_behind = np.stack([_never_behind(row, points) for row in points])
    return never_behind & ~never_behind.T


def _never_behind(row: Floats, points: Floats) -> Bools:
    """Tell which rows of `points` the alternative `row` is never behind."""
    mine, theirs = ~np.isnan(row), ~np.isnan(points)
    with np.errstate(invalid="ignore"):
        shared = ((row >= points - TIE) | ~(mine & theirs)).all(axis=1)
    only_mine = np.min(np.where(mine & ~theirs, row, np.inf), axis=1)
    only_theirs = np.max(np.where(~mine & theirs, points, -np.inf), axis=1)
    best_of_theirs = np.max(np.where(theirs, points, -np.inf), axis=1)
    worst_of_mine = np.min(np.where(mine, row, np.inf))
    outside = (only_mine >= best_of_theirs - TIE) & (only_theirs <= worst_of_mine + TIE)
    never: Bools = shared & outside & theirs.any(axis=1) & mine.any()
    return never
