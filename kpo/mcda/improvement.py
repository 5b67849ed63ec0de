"""Rises in score by which one alternative would pass another: on one criterion, or cheapest."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import Method
from kpo.mcda.aggregation import FLOOR, TIE, Bools, Floats, averaged, weighted_scores
from kpo.mcda.validation import checked_method, checked_row, checked_scores, checked_weights

TOP_SCORE = 100.0
MAX_BELOW_FLOOR = 10


@dataclass(frozen=True)
class Overtaking:
    """The rises in score with which one draws level with another; anything more passes it.

    Attributes
    ----------
    gap
        Points between the two now; 0 or less when the one that should pass is not behind.
    points
        The rise on each criterion that alone is enough; NaN if it would end above the highest
        possible score, or the criterion has no weight or no figure.
    plan
        The rises, one per criterion, that together are enough at minimum cost; None if even the
        highest possible score on every criterion is not enough.
    """

    gap: float
    points: Floats
    plan: Floats | None


def overtake(
    scores: ArrayLike,
    weights: ArrayLike,
    behind: int,
    ahead: int,
    method: Method = "arithmetic",
    costs: ArrayLike | None = None,
    highest: ArrayLike | None = None,
) -> Overtaking:
    """Return the rises in score that one alternative needs to draw level with another.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing. An unknown score cannot rise.
    weights
        The stated weights, any positive scale.
    behind, ahead
        Rows of the alternative that should pass and of the one to be passed.
    costs
        Cost of one point on each criterion, above 0; None is 1 for each.
    highest
        The score up to which `behind` can rise on each criterion; None is 100 for each. A score
        that is already higher stays.

    Raises
    ------
    ScenarioError, WeightError
        If an argument cannot be used, or one of the two has no score.

    Notes
    -----
    Arithmetic: the rise on one criterion is gap/w, the plan a fractional knapsack filled in the
    order of w/cost (Dantzig 1957). Geometric: the rise multiplies the score by exp(gap of
    logs/w); in the cheapest plan w/(cost × score) is the same wherever a score has risen but
    not to its top, and each score below the floor of 1 either stays or is lifted over it.

    Examples
    --------
    >>> found = overtake([[80, 50], [60, 50]], [60, 40], behind=1, ahead=0)
    >>> found.gap, found.points.round(9), found.plan.round(9)
    (12.0, array([20., 30.]), array([20.,  0.]))
    """
    points, known = checked_scores(scores), checked_method(method)
    stated = checked_weights(weights, points.shape[1])
    price = _checked_costs(costs, points.shape[1])
    pair = points[[checked_row(behind, len(points)), checked_row(ahead, len(points))]]
    totals = weighted_scores(averaged(pair, known), stated[None], known)[0]
    if np.isnan(totals).any():
        what = f"row {(behind, ahead)[int(np.isnan(totals).argmax())]} has no score"
        raise ScenarioError(Problem("destination", what, "choose two that are ranked"))
    gap = float(totals[1] - totals[0])
    own = np.where(np.isnan(pair[0]), 0.0, stated)
    top = np.full(len(stated), TOP_SCORE) if highest is None else np.asarray(highest, np.float64)
    top = np.fmax(top, pair[0])
    task = _Task(pair[0], own / own.sum(), price, top, known, _needed(totals, known))
    cheapest = _water_filled if known == "geometric" else _filled
    return Overtaking(gap, _alone(task), np.zeros(len(stated)) if gap <= 0 else cheapest(task))


@dataclass(frozen=True)
class _Task:
    """Raise `scores` until their weighted sum, or that of their logarithms, has grown enough."""

    scores: Floats
    weights: Floats
    costs: Floats
    top: Floats
    method: Method
    needed: float


def _checked_costs(costs: ArrayLike | None, criteria: int) -> Floats:
    price = np.ones(criteria) if costs is None else np.asarray(costs, dtype=np.float64)
    if price.shape != (criteria,) or not np.isfinite(price).all() or (price <= 0).any():
        remedy = "give one cost above 0 for each criterion"
        raise ScenarioError(Problem("costs", f"{price.tolist()}", remedy))
    return price


def _needed(totals: Floats, method: Method) -> float:
    behind, ahead = np.log(totals) if method == "geometric" else totals
    return max(float(ahead - behind), 0.0)


def _alone(task: _Task) -> Floats:
    """Return the rise on each criterion that alone is enough, NaN if there is none."""
    needed = np.full(len(task.weights), np.nan)
    np.divide(task.needed, task.weights, out=needed, where=task.weights > 0)
    if task.method == "geometric" and task.needed > 0:
        with np.errstate(over="ignore"):
            needed = np.maximum(task.scores, FLOOR) * np.exp(needed) - task.scores
    return np.where(task.scores + needed <= task.top + TIE, needed, np.nan)


def _filled(task: _Task) -> Floats | None:
    """Return the cheapest arithmetic plan: raise the most weight for its cost first."""
    room = np.where(task.weights > 0, task.top - task.scores, 0.0)
    if float(task.weights @ room) < task.needed - TIE:
        return None
    plan, left = np.zeros(len(room)), task.needed
    for criterion in np.argsort(-task.weights / task.costs, kind="stable").tolist():
        if task.weights[criterion] <= 0 or left <= 0:
            break
        plan[criterion] = min(float(room[criterion]), left / float(task.weights[criterion]))
        left -= float(task.weights[criterion]) * plan[criterion]
    return plan


def _water_filled(task: _Task) -> Floats | None:
    """Return the cheapest geometric plan over the sets of low scores to lift over the floor.

    Every set is tried for up to `MAX_BELOW_FLOOR` scores below the floor; beyond that, only the
    first few by weight per cost, for every number of them.
    """
    usable = (task.weights > 0) & ~np.isnan(task.scores)
    below = np.flatnonzero(usable & (task.scores < FLOOR))
    below = below[np.argsort(-(task.weights / task.costs)[below], kind="stable")]
    few = len(below) <= MAX_BELOW_FLOOR
    choices = (
        [lift for size in range(len(below) + 1) for lift in combinations(below.tolist(), size)]
        if few
        else [tuple(below[:size].tolist()) for size in range(len(below) + 1)]
    )
    levels = []
    for lift in choices:
        moving = usable & (task.scores >= FLOOR)
        moving[list(lift)] = True
        level = _level(task, moving)
        if level is not None:
            levels.append(np.where(moving, level - task.scores, 0.0))
    return min(levels, key=lambda plan: float(task.costs @ plan)) if levels else None


def _level(task: _Task, moving: Bools) -> Floats | None:
    """Return scores with equal w/(cost × score) for all that have risen; None if not enough.

    With that quotient at 1/λ a score is λ w/cost, clipped to its start and its top. The gain in
    logarithms is piecewise linear in log λ; its kinks are where scores start and stop rising.
    """
    start = np.where(moving, np.maximum(task.scores, FLOOR), FLOOR)
    weights = np.where(moving, task.weights, 0.0)
    top = np.maximum(task.top, start)
    if float(weights @ np.log(top / start)) < task.needed - TIE:
        return None
    value = np.log(np.where(moving, task.weights / task.costs, 1.0))
    begin, end = np.log(start) - value, np.log(top) - value
    kinks = np.sort(np.concatenate([begin[moving], end[moving]]))
    risen = np.clip(kinks[:, None], begin, end) - begin
    gains = risen @ weights
    light = float(np.interp(task.needed, gains, kinks))
    raised: Floats = np.minimum(start * np.exp(np.clip(light, begin, end) - begin), top)
    return raised
