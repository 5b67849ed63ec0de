"""Least squares under inequalities, after Lawson and Hanson: small and dense problems only.

Written here and not taken from scipy, which would be the largest package installed, for a problem
of at most some twenty columns (docs/decisions).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpo.mcda.aggregation import Floats

MAX_ROUNDS: Final = 3
"""Maximum number of rounds per column in the search for non-negative factors."""

TOLERANCE: Final = 1e-10
MIN_RESIDUAL: Final = 1e-6
"""Squared length of a residual, its last entry, below which the inequalities are contradictory."""


def non_negative(matrix: Floats, target: Floats) -> Floats:
    """Return the x ≥ 0 that minimises ‖matrix · x − target‖.

    References
    ----------
    Lawson, C. L. & Hanson, R. J. (1974). Solving Least Squares Problems, chapter 23, NNLS.

    Examples
    --------
    >>> non_negative(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([2.0, -1.0]))
    array([2., 0.])
    """
    columns = matrix.shape[1]
    solution = np.zeros(columns)
    free = np.zeros(columns, dtype=bool)
    for _ in range(MAX_ROUNDS * columns):
        slope = matrix.T @ (target - matrix @ solution)
        slope[free] = -np.inf
        if not columns or slope.max() <= TOLERANCE * (1 + np.abs(target).max()):
            break
        free[int(slope.argmax())] = True
        solution, free = _step(matrix, target, solution, free)
    return solution


def _step(
    matrix: Floats, target: Floats, solution: Floats, free: NDArray[np.bool_]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Solve for the free columns; those that would fall below 0 are fixed at 0 step by step."""
    while True:
        target_point = np.zeros(len(solution))
        target_point[free] = np.linalg.lstsq(matrix[:, free], target, rcond=None)[0]
        low = free & (target_point <= TOLERANCE)
        if not low.any():
            return target_point, free
        way = solution[low] / np.maximum(solution[low] - target_point[low], TOLERANCE)
        solution = solution + min(1.0, float(way.min())) * (target_point - solution)
        free = free & (solution > TOLERANCE)
        solution = np.where(free, solution, 0.0)
        if not free.any():
            return solution, free


def least_distance(matrix: Floats, least: Floats) -> Floats | None:
    """Return the shortest x with matrix · x ≥ least; None if there is none.

    Reduced to `non_negative`: its residual is 0 exactly if the inequalities contradict each
    other, and (1 + ‖x‖²)^−½ long otherwise, so the two cases are far apart for an x of moderate
    length.

    References
    ----------
    Lawson & Hanson (1974), chapter 23, LDP.

    Examples
    --------
    >>> least_distance(np.array([[1.0, 1.0]]), np.array([2.0])).round(9)
    array([1., 1.])
    >>> least_distance(np.array([[1.0], [-1.0]]), np.array([1.0, 0.0])) is None
    True
    """
    lengths = np.linalg.norm(matrix, axis=1)
    empty = lengths < TOLERANCE
    if (least[empty] > TOLERANCE).any():
        return None
    rows, bounds = matrix[~empty] / lengths[~empty, None], least[~empty] / lengths[~empty]
    system = np.vstack((rows.T, bounds))
    target = np.zeros(len(system))
    target[-1] = 1.0
    residual = system @ non_negative(system, target) - target
    if -residual[-1] < MIN_RESIDUAL:
        return None
    return np.asarray(-residual[:-1] / residual[-1], dtype=float)
