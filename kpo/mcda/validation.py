"""Checks of the arguments that the package's functions take."""

import numpy as np
from numpy.typing import ArrayLike

from kpo.core.errors import Problem, ScenarioError, WeightError
from kpo.core.model import METHODS, Method
from kpo.mcda.aggregation import Floats


def checked_scores(scores: ArrayLike) -> Floats:
    """Return criterion scores as alternatives × criteria, float64, NaN for missing.

    Raises
    ------
    ScenarioError
        If there is no alternative or no criterion, or a score is infinite.
    """
    table = np.asarray(scores, dtype=np.float64)
    if table.ndim != 2 or 0 in table.shape:
        what = f"scores have the shape {table.shape}"
        remedy = "give at least one destination (row) and one criterion (column)"
        raise ScenarioError(Problem("scores", what, remedy))
    if np.isinf(table).any():
        row, column = np.argwhere(np.isinf(table))[0]
        where = f"scores row {row}, criterion {column}"
        raise ScenarioError(Problem(where, "not a finite number", "leave an unknown score NaN"))
    return table


def checked_weights(weights: ArrayLike, criteria: int) -> Floats:
    """Return one weight per criterion, scaled to sum to 1.

    Raises
    ------
    WeightError
        If their number is not that of the criteria, one is negative or not finite, or all are 0.

    Examples
    --------
    >>> checked_weights([40, 60], 2)
    array([0.4, 0.6])
    """
    shares = np.asarray(weights, dtype=np.float64)
    if shares.shape != (criteria,):
        what = f"weights have the shape {shares.shape} for {criteria} criteria"
        raise WeightError(Problem("weights", what, "give one weight for each criterion"))
    if not np.isfinite(shares).all() or (shares < 0).any():
        what = f"{shares.tolist()} holds a negative or unknown weight"
        raise WeightError(Problem("weights", what, "give weights of 0 or more"))
    total = float(summed(shares))
    if total <= 0:
        raise WeightError(Problem("weights", "all are 0", "give at least one criterion weight"))
    scaled: Floats = shares / total
    return scaled


def summed(values: Floats) -> Floats:
    """Return the sums over the last axis, added one by one from the left.

    The order is part of the method: a browser that adds in the same order gets the same result to
    the last bit, which numpy's pairwise sum would not give.

    Examples
    --------
    >>> float(summed(np.array([1.0, 2.0**-53, 2.0**-53])))
    1.0
    """
    out = np.zeros(values.shape[:-1])
    for column in range(values.shape[-1]):
        out = out + values[..., column]
    return out


def checked_method(method: str) -> Method:
    """Return the method if it is known.

    Raises
    ------
    ScenarioError
        If the method is not known.
    """
    for known in METHODS:
        if method == known:
            return known
    remedy = f"use one of {', '.join(METHODS)}"
    raise ScenarioError(Problem("method", f'unknown method "{method}"', remedy))


def checked_row(row: int, alternatives: int) -> int:
    """Return a row number, counted from 0, if there is such a row.

    Raises
    ------
    ScenarioError
        If there is no such row.
    """
    if not 0 <= row < alternatives:
        remedy = f"give a row from 0 to {alternatives - 1}"
        raise ScenarioError(Problem("destination", f"there is no row {row}", remedy))
    return row
