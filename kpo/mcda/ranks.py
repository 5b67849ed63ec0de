"""Ranks under many weightings at once, in float64, by the rule of `kpo.mcda.aggregation.ranks`."""

import numpy as np

from kpo.mcda.aggregation import TIE, Floats, Ints


def placed(scores: Floats, sizes: Ints | None = None) -> tuple[Ints, Ints]:
    """Return the order and the ranks of the alternatives under each weighting.

    Parameters
    ----------
    scores
        Weightings × alternatives, in points, without NaN.
    sizes
        How many equal alternatives a column stands for; None for one each.

    Returns
    -------
    tuple[Ints, Ints]
        Columns of `scores` from best to worst, and the rank of each of them from 0. Scores
        within 1e-9 of the first of their group share its rank, as in `kpo.mcda.aggregation.ranks`.

    Examples
    --------
    >>> order, rank = placed(np.array([[50.0, 70.0, 50.0, 10.0]]))
    >>> order.tolist(), rank.tolist()
    ([[1, 0, 2, 3]], [[0, 1, 1, 3]])
    """
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    widths = np.ones(scores.shape[1], dtype=np.int64) if sizes is None else sizes
    ahead = np.cumsum(widths[order], axis=1) - widths[order]
    gaps = ordered[:, :-1] - ordered[:, 1:]
    tied = gaps <= TIE
    if tied.any():
        _share(ahead, ordered, np.flatnonzero(tied.any(axis=0)) + 1)
    return order, ahead


def _share(rank: Ints, ordered: Floats, places: Ints) -> None:
    """Give ties the rank of the first of their group; only columns `places` hold later members."""
    head = ordered.copy()
    for place in places.tolist():
        joins = head[:, place - 1] - ordered[:, place] <= TIE
        head[joins, place] = head[joins, place - 1]
        rank[joins, place] = rank[joins, place - 1]


def ranks_by_row(scores: Floats) -> Ints:
    """Return ranks from 1, weightings × alternatives; 0 if the score is NaN.

    Examples
    --------
    >>> ranks_by_row(np.array([[50.0, np.nan, 70.0], [30.0, 20.0, 30.0]])).tolist()
    [[2, 0, 1], [1, 3, 1]]
    """
    known = ~np.isnan(scores)
    order, rank = placed(np.where(known, scores, -np.inf))
    out = np.empty_like(order)
    np.put_along_axis(out, order, rank + 1, axis=1)
    return np.where(known, out, 0)
