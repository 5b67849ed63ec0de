"""Alternatives that tie under every weighting, so that they can be counted as one.

Two alternatives always tie if their rows are equal, or if both rows hold one and the same value
throughout. There are no other cases: two ratios of linear forms in the weights that agree on an
open set are equal, and then either the rows are equal or both are constant.
"""

from dataclasses import dataclass

import numpy as np

from kpo.mcda.aggregation import TIE, Floats, Ints

ABSENT = -1e6


@dataclass(frozen=True)
class Groups:
    """Alternatives that always tie, counted as one.

    Attributes
    ----------
    table
        Groups × criteria in points; complete rows first, then those with a higher mean.
    sizes
        Number of alternatives in each group.
    member
        The group of each alternative.
    """

    table: Floats
    sizes: Ints
    member: Ints


def always_tied(points: Floats) -> Groups:
    """Group the alternatives that tie under every weighting, within 1e-9 on each criterion.

    Examples
    --------
    >>> groups = always_tied(np.array([[5.0, 5.0], [7.0, 1.0], [5.0, np.nan]]))
    >>> groups.member.tolist(), groups.sizes.tolist()
    ([0, 1, 0], [2, 1])
    """
    lowest, highest = np.fmin.reduce(points, axis=1), np.fmax.reduce(points, axis=1)
    constant = highest - lowest <= TIE
    plain = np.where(constant[:, None], lowest[:, None], points)
    marked = np.where(np.isnan(plain), ABSENT, plain)
    if _all_differ(marked):
        first = member = np.arange(len(points))
    else:
        first, member = _equal_rows(marked)
    order = _best_first(plain[first])
    place = np.argsort(order)[member]
    return Groups(plain[first][order], np.bincount(place), place)


def _best_first(table: Floats) -> Ints:
    """Order complete rows first, then by mean: numbers close to ranks keep counts in the cache."""
    present = ~np.isnan(table)
    means = np.where(present, table, 0.0).sum(axis=1) / present.sum(axis=1)
    order: Ints = np.lexsort((-means, ~present.all(axis=1)))
    return order


def _all_differ(marked: Floats) -> bool:
    """Tell quickly that no two rows are close: their projections on one oblique line are not."""
    line = np.sqrt(np.arange(2.0, marked.shape[1] + 2))
    images = np.sort(marked @ line)
    return bool((np.diff(images) > 1e-6 * line.sum()).all())


def _equal_rows(marked: Floats) -> tuple[Ints, Ints]:
    """Return the first row of each group and the group of each row."""
    values = np.sort(marked, axis=None)
    heads = values[np.diff(values, prepend=-np.inf) > TIE]
    clean = heads[np.searchsorted(heads, marked, "right") - 1]
    _, first, member = np.unique(clean, axis=0, return_index=True, return_inverse=True)
    return first, member.reshape(-1)
