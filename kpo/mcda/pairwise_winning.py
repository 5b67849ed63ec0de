"""Share of all weightings under which one alternative beats another, exact if possible."""

import numpy as np
from numpy.typing import ArrayLike

from kpo.core.model import Method
from kpo.mcda.aggregation import FLOOR, TIE, Bools, Floats, Ints, averaged, weighted_scores
from kpo.mcda.validation import checked_method, checked_scores
from kpo.mcda.weight_sampling import DRAWS, named_criteria, weight_batches


def winning_shares(differences: Floats) -> Floats:
    """Return, for every row of differences d, the share of the simplex on which Σ d_j w_j > 0.

    Uniform weights are exponentials over their sum, so the question is which of two queues of
    exponential waits runs out first: the gains, with means d_j > 0, or the losses. The first
    waits of the two compete; by memorylessness the one left starts again. With g gains and l
    losses to come, P(g, l) = (d_g P(g, l−1) + |d_l| P(g−1, l)) / (d_g + |d_l|), P(g, 0) = 1
    and P(0, l) = 0. Every step is a mean of probabilities, so that nothing cancels.

    References
    ----------
    Varsi 1973, Pacific J. Math. 45, 315–319; Ali 1973, same volume, 381–384: the volume cut from
    a simplex by a half-space.

    Examples
    --------
    >>> winning_shares(np.array([[3.0, -1.0], [1.0, 1.0], [-1.0, 0.0]])).tolist()
    [0.75, 1.0, 0.0]
    """
    gains, losses = np.maximum(differences, 0.0), np.maximum(-differences, 0.0)
    criteria = differences.shape[1]
    shares = np.zeros((criteria + 1, len(differences)))
    shares[0] = (gains > 0).any(axis=1)
    shares[1:] = shares[0] * (np.cumsum(losses, axis=1) == 0).T
    for gain in gains.T:
        for place, loss in enumerate(losses.T, start=1):
            total = gain + loss
            mean = gain * shares[place - 1] + loss * shares[place]
            np.divide(mean, total, out=shares[place], where=gain > 0)
    last: Floats = shares[-1]
    return last


def pairwise_wins(scores: ArrayLike, method: Method = "arithmetic") -> Floats:
    """Return the share of all weightings under which each alternative beats each other one.

    The share is sampled for pairs that lack different criteria, since their difference is not
    linear in the weights, and exact for all others.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing.

    Returns
    -------
    Floats
        Alternatives × alternatives, the row before the column; 0 for two that always tie, NaN on
        the diagonal and for one without any score.

    Raises
    ------
    ScenarioError
        If an argument cannot be used.

    Examples
    --------
    >>> pairwise_wins([[80, 40], [50, 50]])
    array([[ nan, 0.75],
           [0.25,  nan]])
    """
    points, method = checked_scores(scores), checked_method(method)
    if method == "geometric":
        points = np.maximum(points, FLOOR)
    table, present = averaged(points, method), ~np.isnan(points)
    wins = np.full((len(points), len(points)), np.nan)
    alike: Bools = np.all(present[:, None] == present, axis=2)
    known = present.any(axis=1)
    alike[~known] = False
    first, second = np.nonzero(np.triu(alike, 1))
    _fill_exact(wins, table, points, first, second)
    unlike: Bools = np.outer(known, known) & ~alike
    if unlike.any():
        _fill_sampled(wins, table, method, unlike)
    return wins


def _fill_exact(wins: Floats, table: Floats, points: Floats, first: Ints, second: Ints) -> None:
    differences = np.nan_to_num(table[first] - table[second])
    differences[np.abs(np.nan_to_num(points[first] - points[second])) <= TIE] = 0.0
    wins[first, second] = winning_shares(differences)
    wins[second, first] = winning_shares(-differences)


def _fill_sampled(wins: Floats, table: Floats, method: Method, unlike: Bools) -> None:
    """Sample the wins of each row against the alternatives that lack other criteria."""
    counts = np.zeros(unlike.shape, dtype=np.int64)
    uniform = np.full(table.shape[1], 1 / table.shape[1])
    names = named_criteria(None, uniform)
    for batch in weight_batches(uniform, DRAWS, "any", 0.0, 0, names):
        points = weighted_scores(table, batch, method).T
        for row in np.flatnonzero(unlike.any(axis=1)).tolist():
            others = unlike[row]
            counts[row, others] += (points[row] - points[others] > TIE).sum(axis=1)
    wins[unlike] = counts[unlike] / DRAWS
