"""Ranges in which each weight can move before the ranking changes, and who then takes over."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import Method
from kpo.mcda.aggregation import Floats, Ints, averaged, weighted_scores
from kpo.mcda.crossings import crossings
from kpo.mcda.validation import checked_method, checked_row, checked_scores, checked_weights

NOBODY = -1
SAME_PLACE = 1e-12


@dataclass(frozen=True)
class StabilityIntervals:
    """Intervals of each criterion's weight in which one row keeps its rank.

    All arrays have one entry per criterion; weights are shares from 0 to 1. While one weight
    moves, the others keep their proportions and fill the rest.

    Attributes
    ----------
    row
        The alternative the intervals are about.
    weights
        The stated weights.
    lower, upper
        Ends of the interval; 0 and 1 if nothing changes on that side.
    successor_below, successor_above
        Row that changes places with `row` at that end; −1 if none does.
    """

    row: int
    weights: Floats
    lower: Floats
    upper: Floats
    successor_below: Ints
    successor_above: Ints


@dataclass(frozen=True)
class TippingWeight:
    """A change of one weight at which another row takes over; weights are shares."""

    criterion: int
    weight: float
    tipping_weight: float
    successor: int

    @property
    def change(self) -> float:
        """Return how far the weight has to move; negative for less weight."""
        return self.tipping_weight - self.weight


def stability_intervals(
    scores: ArrayLike, weights: ArrayLike, method: Method = "arithmetic", row: int | None = None
) -> StabilityIntervals:
    """Return the exact interval of each weight in which a row, by default the leader, keeps rank.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing.
    weights
        The stated weights, any positive scale. A criterion with all the weight loses it to the
        others in equal parts.
    row
        The alternative; None for the leader, of equal ones the first.

    Raises
    ------
    ScenarioError, WeightError
        If an argument cannot be used, or the row has no score that counts.

    Notes
    -----
    If a leader ties with a rival, the interval ends at the stated weight, on the side on which the
    rival gets ahead. See `kpo.mcda.crossings` for the formula.

    Examples
    --------
    >>> found = stability_intervals([[80, 40], [50, 60]], [50, 50])
    >>> found.lower, found.upper, found.successor_below
    (array([0.4, 0. ]), array([1. , 0.6]), array([ 1, -1]))
    """
    points, stated, method, totals = _checked(scores, weights, method)
    chosen = int(np.nanargmax(totals)) if row is None else checked_row(row, len(points))
    if np.isnan(totals[chosen]):
        what = f"row {chosen} has no score on a criterion with weight"
        raise ScenarioError(Problem("destination", what, "choose one that is ranked"))
    rivals = np.flatnonzero(~np.isnan(totals) & (np.arange(len(points)) != chosen))
    above = totals[rivals] > totals[chosen]
    own = np.full(len(rivals), chosen)
    down, up = crossings(
        points, stated, method, np.where(above, rivals, own), np.where(above, own, rivals)
    )
    lower, below = _end(down, -1, rivals, stated, (points, method))
    upper, above = _end(up, 1, rivals, stated, (points, method))
    return StabilityIntervals(chosen, stated, lower, upper, below, above)


def tipping_points(
    scores: ArrayLike, weights: ArrayLike, method: Method = "arithmetic"
) -> tuple[TippingWeight, ...]:
    """Return every change of a single weight that changes the leader, the smallest first.

    Examples
    --------
    >>> first = tipping_points([[80, 40], [50, 60]], [50, 50])[0]
    >>> first.criterion, first.successor, round(first.change, 9)
    (0, 1, -0.1)
    """
    intervals = stability_intervals(scores, weights, method)
    sides = (
        (intervals.lower, intervals.successor_below),
        (intervals.upper, intervals.successor_above),
    )
    points = [
        TippingWeight(
            criterion, float(intervals.weights[criterion]), float(ends[criterion]), int(who)
        )
        for ends, successors in sides
        for criterion, who in enumerate(successors)
        if who != NOBODY
    ]
    return tuple(sorted(points, key=lambda point: (round(abs(point.change), 12), point.criterion)))


def _checked(
    scores: ArrayLike, weights: ArrayLike, method: str
) -> tuple[Floats, Floats, Method, Floats]:
    points = checked_scores(scores)
    stated = checked_weights(weights, points.shape[1])
    known = checked_method(method)
    totals = weighted_scores(averaged(points, known), stated[None], known)[0]
    if np.isnan(totals).all():
        what = "no destination has a score on a criterion with weight"
        raise ScenarioError(Problem("scores", what, "give weight to a criterion with figures"))
    return points, stated, known, totals


def _end(
    moves: Floats, side: int, rivals: Ints, weights: Floats, ranking: tuple[Floats, Method]
) -> tuple[Floats, Ints]:
    """Return where each interval ends on one side, −1 or 1, and who takes over there.

    Of several rivals that cross there, the best one beyond takes over.
    """
    nearest = side * np.min(side * moves, axis=0, initial=np.inf)
    ends = np.clip(weights + nearest, 0.0, 1.0)
    if not len(rivals):
        return ends, np.full(len(ends), NOBODY)
    there = np.abs(moves - np.where(np.isfinite(nearest), nearest, 0.0)) <= SAME_PLACE
    successors = np.where(np.isfinite(nearest), rivals[np.argmax(there, axis=0)], NOBODY)
    for criterion in np.flatnonzero(there.sum(axis=0) > 1).tolist():
        rows = rivals[there[:, criterion]]
        weight = min(max(weights[criterion] + nearest[criterion] + side * 1e-6, 0.0), 1.0)
        moved = move_weight(weights, criterion, weight)
        table, method = averaged(ranking[0][rows], ranking[1]), ranking[1]
        beyond = weighted_scores(table, moved[None], method)[0]
        successors[criterion] = rows[int(np.argmax(beyond))]
    return ends, successors


def move_weight(weights: ArrayLike, criterion: int, weight: float) -> Floats:
    """Set one weight as a share and scale the others to fill the rest, equally if all are 0.

    Examples
    --------
    >>> move_weight([0.4, 0.3, 0.2, 0.1], 0, 0.6).round(4).tolist()
    [0.6, 0.2, 0.1333, 0.0667]
    """
    stated = checked_weights(weights, np.size(weights))
    moved = stated.copy()
    moved[criterion] = 0.0
    rest = moved.sum()
    moved = moved * (1 - weight) / rest if rest > 0 else np.full_like(moved, 1 - weight)
    if rest <= 0 and len(moved) > 1:
        moved /= len(moved) - 1
    moved[criterion] = weight
    return moved
