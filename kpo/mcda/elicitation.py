"""Weights derived from trade-offs between criteria, or from examples put in order.

Weights are shares of 100 over the criteria; scores are alternatives × criteria, 0 to 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from kpo.mcda.aggregation import Floats
from kpo.mcda.least_squares import least_distance

MAX_QUESTIONS: Final = 9
MARGIN: Final = 0.5
"""Minimum lead of an example over the next one, in points."""

TOTAL: Final = 100.0
MAX_TIMES: Final = 100.0
"""Maximum factor of an answer; "does not matter" counts as this if another contradicts it."""

MIN_SHARE: Final = 0.01
PULL: Final = 1e-5
"""Pull of the starting weights, so small that they decide only what the answers leave open."""

STEPS: Final = 24
SLACK: Final = 1e-6


@dataclass(frozen=True)
class TradeOff:
    """One answer: the improvement of `more` matters `times` as much as that of `less`.

    `more` and `less` are criteria numbered from 0. `times` is at least 1; infinity means that
    `less` does not matter at all, and 1 that both matter the same or neither does.
    """

    more: int
    less: int
    times: float


@dataclass(frozen=True)
class Traded:
    """The weights that fit a set of answers best, and how far the answers contradict each other.

    Attributes
    ----------
    weights
        Shares of 100.
    implied
        For each answer, the ratio of its two criteria under these weights.
    contradiction
        The largest factor between an answer and its implied ratio; 1 if all agree.
    worst
        Index of that answer; None if all agree.
    """

    weights: Floats
    implied: tuple[float, ...]
    contradiction: float
    worst: int | None


@dataclass(frozen=True)
class Ordered:
    """The weights nearest to the starting ones that put examples in the wanted order.

    `margin` is the smallest lead of an example over the next, in points. `weights` is None if no
    weights do; `margin` is then that of the best weights: below 0, some example is still behind
    one that should follow it.
    """

    weights: Floats | None
    margin: float


def next_pair(importance: ArrayLike, answers: Sequence[TradeOff]) -> tuple[int, int] | None:
    """Return the two criteria to compare next; None after nine answers or if no pair is left.

    The most important criterion is compared with each other one, so that every weight is
    determined; if it turns out not to matter, the criterion that does takes its place. The
    questions that remain compare neighbours in importance, so that a contradiction can be seen.

    Examples
    --------
    >>> next_pair([30, 50, 20], [])
    (1, 0)
    >>> next_pair([30, 50, 20], [TradeOff(1, 0, 2), TradeOff(1, 2, 3)])
    (0, 2)
    """
    given = np.asarray(importance, dtype=float).tolist()
    order = sorted(range(len(given)), key=lambda place: (-given[place], place))
    if len(answers) >= MAX_QUESTIONS or len(order) < 2:
        return None
    centre = order[0]
    for answer in answers:
        centre = answer.more if (answer.less, answer.times) == (centre, inf) else centre
    met = {centre} | {place for answer in answers for place in (answer.more, answer.less)}
    new = next((place for place in order if place not in met), None)
    if new is not None:
        return centre, new
    asked = {frozenset((answer.more, answer.less)) for answer in answers}
    rest = (
        (order[first], order[first + step])
        for step in range(1, len(order))
        for first in range(len(order) - step)
    )
    return next((pair for pair in rest if frozenset(pair) not in asked), None)


def traded_weights(importance: ArrayLike, answers: Sequence[TradeOff]) -> Traded:
    """Return the weights that fit trade-off answers best, by least squares on their logarithms.

    Consistent answers are met exactly. A criterion that no answer names keeps its proportion to
    the others in `importance`.

    References
    ----------
    Swing weighting: von Winterfeldt, D. & Edwards, W. (1986), Decision Analysis and Behavioral
    Research, chapter 8. Logarithmic least squares: Crawford, G. & Williams, C. (1985), Journal of
    Mathematical Psychology 29, 387-405.

    Examples
    --------
    >>> traded_weights([1, 1, 1], [TradeOff(0, 1, 2), TradeOff(0, 2, 4)]).weights.round(3)
    array([57.143, 28.571, 14.286])
    """
    given = np.asarray(importance, dtype=float)
    start = np.log(np.maximum(given / max(given.sum(), SLACK), MIN_SHARE))
    idle = _idle(len(given), answers)
    finite = [answer for answer in answers if not {answer.more, answer.less} & idle]
    rows = np.zeros((len(finite), len(given)))
    for row, answer in zip(rows, finite, strict=True):
        row[answer.more], row[answer.less] = 1.0, -1.0
    logs = [log(min(answer.times, MAX_TIMES)) for answer in finite]
    system = np.vstack((rows, PULL * np.eye(len(given))))
    fitted = np.linalg.lstsq(system, np.concatenate((logs, PULL * start)), rcond=None)[0]
    weights = np.exp(fitted - fitted.max())
    weights[list(idle)] = 0.0
    return _traded(weights * (TOTAL / weights.sum()), answers)


def _idle(count: int, answers: Sequence[TradeOff]) -> set[int]:
    """Return criteria that some answer says do not matter and none says do; empty if all are."""
    none = _alike({answer.less for answer in answers if answer.times == inf}, answers)
    some = {answer.more for answer in answers if answer.times > 1}
    some |= {answer.less for answer in answers if 1 < answer.times < inf}
    idle = none - _alike(some, answers)
    return idle if len(idle) < count else set()


def _alike(begun: set[int], answers: Sequence[TradeOff]) -> set[int]:
    """Return the criteria and all that answers call equal to one of them, directly or not."""
    out, pairs = set(begun), [{item.more, item.less} for item in answers if item.times == 1]
    while new := {place for pair in pairs if pair & out for place in pair} - out:
        out |= new
    return out


def _traded(weights: Floats, answers: Sequence[TradeOff]) -> Traded:
    implied = tuple(_times(weights[item.more], weights[item.less]) for item in answers)
    factors = [
        1.0 if item.times == inf == ratio else _factor(item.times, ratio)
        for item, ratio in zip(answers, implied, strict=True)
    ]
    largest = max(factors, default=1.0)
    worst = factors.index(largest) if largest > 1 + 1e-3 else None
    return Traded(weights, implied, largest if worst is not None else 1.0, worst)


def _times(more: float, less: float) -> float:
    if less > 0:
        return float(more / less)
    return inf if more > 0 else 1.0


def _factor(stated: float, implied: float) -> float:
    """Return the factor, at least 1, between a stated and an implied ratio."""
    return exp(abs(log(min(stated, MAX_TIMES)) - log(min(max(implied, 1 / MAX_TIMES), MAX_TIMES))))


def weights_in_order(scores: ArrayLike, importance: ArrayLike, margin: float = MARGIN) -> Ordered:
    """Return the weights nearest to `importance` that rank the alternatives in the given order.

    Parameters
    ----------
    scores
        Alternatives × criteria, in the wanted order, the best first.
    importance
        The starting weights, any positive scale.
    margin
        Minimum lead of each over the next, in points.

    Notes
    -----
    Minimises ‖w − w₀‖² under Σ w = 1, w ≥ 0 and (zₖ − zₖ₊₁) · w ≥ margin. Two weightings are at
    most √2 apart, so `least_distance` tells reliably whether a solution exists.

    References
    ----------
    Jacquet-Lagrèze, E. & Siskos, J. (1982). Assessing a set of additive utility functions for
    multicriteria decision-making, the UTA method. EJOR 10, 151-164.

    Examples
    --------
    The first example is better by 20 on the second criterion and worse by 30 on the first.

    >>> found = weights_in_order([[40, 70], [70, 50]], [50, 50])
    >>> found.weights.round(3)
    array([39., 61.])
    >>> weights_in_order([[40, 50], [70, 50]], [50, 50])
    Ordered(weights=None, margin=0.0)
    """
    given = np.asarray(importance, dtype=float)
    start = given / given.sum()
    leads = -np.diff(np.asarray(scores, dtype=float), axis=0)
    nearest = _nearest(leads, start, margin)
    if nearest is not None:
        return Ordered(TOTAL * nearest, float((leads @ nearest).min(initial=TOTAL)))
    return Ordered(None, _best_margin(leads, start, margin))


def _nearest(leads: Floats, start: Floats, margin: float) -> Floats | None:
    """Return the nearest shares, found in the plane of shares that sum to 1; None if none exist."""
    count = len(start)
    plane = np.linalg.svd(np.ones((1, count)))[2][1:].T
    step = least_distance(
        np.vstack((leads @ plane, plane)), np.concatenate((margin - leads @ start, -start))
    )
    if step is None:
        return None
    shares = np.maximum(start + plane @ step, 0.0)
    shares /= shares.sum()
    return shares if (leads @ shares >= margin - SLACK).all() else None


def _best_margin(leads: Floats, start: Floats, unreachable: float) -> float:
    """Return the largest lead over the next that some weights give every example, by bisection."""
    low, high = -TOTAL, unreachable
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _nearest(leads, start, middle) is not None else (low, middle)
    return round(low, 3) + 0.0
