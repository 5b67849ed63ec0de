"""Changes of a single weight that make another destination lead.

Every threshold that is shown anywhere comes from here: it is a weight at which the other
destination really leads, and one step of its last decimal nearer to the current weight it does not.
"""

from dataclasses import dataclass
from itertools import islice
from math import ceil, floor

import numpy as np

from kpo.core.cache import cached
from kpo.mcda.aggregation import TIE, Floats, averaged, weighted_scores
from kpo.mcda.weight_stability import (
    NOBODY,
    TippingWeight,
    move_weight,
    stability_intervals,
    tipping_points,
)
from kpo.mcda.weights import TOTAL, whole_percents
from kpo.robustness.problem import DecisionProblem, decision_problem
from kpo.scoring.ranking import Ranking

FINEST = 4
"""Maximum number of decimals of a weight in per cent."""


@dataclass(frozen=True)
class TippingPoint:
    """A change of one weight, the others keeping their proportions, that changes the leader.

    Attributes
    ----------
    now, at
        The current weight and the exact weight at which the two are level, shares of 100.
    shown, beyond
        The weights for text, with `digits` decimals, as few as possible: the current weight as
        shown, and the first one past `at`, under which `successor` leads.
    """

    criterion: str
    successor: str
    now: float
    at: float
    shown: float
    beyond: float
    digits: int

    @property
    def rises(self) -> bool:
        """Tell whether the successor needs more weight, not less."""
        return self.beyond > self.now

    @property
    def words(self) -> str:
        """Return the weights under which the successor leads, "49 % or less"."""
        return f"{self.beyond:g} % or {'more' if self.rises else 'less'}"


@dataclass(frozen=True)
class StabilityInterval:
    """Weights of one criterion, shares of 100, within which the leader stays first.

    `below` and `above` are the leaders beyond the ends; None if the leader does not change there.
    """

    criterion: str
    now: float
    lower: float
    upper: float
    below: str | None
    above: str | None

    def shown_ends(self) -> tuple[float, float]:
        """Return the ends for text: weights under which the leader still leads.

        They have the minimum number of decimals with which the current weight lies between them;
        one step of the last decimal further, another leads.
        """
        ends = self.lower, self.upper
        for digits in range(FINEST + 1):
            ends = (
                last_within(self.lower, False, digits) if self.below else 0.0,
                last_within(self.upper, True, digits) if self.above else TOTAL,
            )
            if ends[0] <= self.now + TIE and self.now - TIE <= ends[1]:
                break
        return ends


def first_beyond(at: float, rises: bool, digits: int) -> float:
    """Return the first weight past a threshold, in per cent with `digits` decimals.

    Examples
    --------
    >>> first_beyond(50.0, False, 0), first_beyond(49.26, False, 1), first_beyond(66.7, True, 0)
    (49.0, 49.2, 67.0)
    """
    unit = 10.0**digits
    exact = round(at * unit, 6)
    return min(max((floor(exact) + 1 if rises else ceil(exact) - 1) / unit, 0.0), TOTAL)


def last_within(at: float, rises: bool, digits: int) -> float:
    """Return the last weight before a threshold is passed, in per cent with `digits` decimals.

    Examples
    --------
    >>> last_within(50.0, False, 0), last_within(49.26, False, 1), last_within(66.7, True, 0)
    (50.0, 49.3, 66.0)
    """
    unit = 10.0**digits
    exact = round(at * unit, 6)
    return (floor(exact) if rises else ceil(exact)) / unit


def leader_stability_intervals(ranking: Ranking) -> tuple[StabilityInterval, ...]:
    """Return the stability interval of every criterion, in order; empty without a rival."""
    case = decision_problem(ranking)
    if len(case.countries) < 2:
        return ()
    intervals = stability_intervals(case.scores, case.weights, case.method, row=0)
    ends = intervals.lower, intervals.upper
    successors = intervals.successor_below, intervals.successor_above
    return tuple(
        StabilityInterval(
            criterion=criterion,
            now=float(weight),
            lower=100 * float(lower),
            upper=100 * float(upper),
            below=None if below == NOBODY else case.countries[below],
            above=None if above == NOBODY else case.countries[above],
        )
        for criterion, weight, lower, upper, below, above in zip(
            case.criteria, case.weights, *ends, *successors, strict=True
        )
    )


def leader_tipping_points(ranking: Ranking, most: int | None = None) -> tuple[TippingPoint, ...]:
    """Return changes of a single weight that make another destination lead, the smallest first.

    `most` is the maximum number returned; None returns all.
    """
    return _turns(decision_problem(ranking), most)


@cached(64)
def _turns(case: DecisionProblem, most: int | None) -> tuple[TippingPoint, ...]:
    if len(case.countries) < 2:
        return ()
    whole = whole_percents(dict(zip(case.criteria, case.weights.tolist(), strict=True)))
    points = tipping_points(case.scores, case.weights, case.method)
    turns = (_turn(case, point, whole[case.criteria[point.criterion]]) for point in points)
    return tuple(islice((turn for turn in turns if turn is not None), most))


def _turn(case: DecisionProblem, point: TippingWeight, whole: float) -> TippingPoint | None:
    """Return a tipping point with weights to show; None if none of them changes the leader."""
    now, at, rises = 100 * point.weight, 100 * point.tipping_weight, _rises(case, point)
    successor = point.successor
    for digits in range(FINEST + 1):
        shown = round(now, digits) if digits else whole
        beyond = first_beyond(at, rises, digits)
        apart = beyond > max(shown, now) if rises else beyond < min(shown, now)
        if apart and _leads(case, point.criterion, successor, beyond):
            break
    else:
        successor = int(np.nanargmax(_scores_at(case, point.criterion, beyond)))
        if not apart or not _leads(case, point.criterion, successor, beyond):
            return None
    return TippingPoint(
        criterion=case.criteria[point.criterion],
        successor=case.countries[successor],
        now=now,
        at=at,
        shown=shown,
        beyond=beyond,
        digits=digits,
    )


def _rises(case: DecisionProblem, point: TippingWeight) -> bool:
    if abs(point.change) > TIE:
        return point.change > 0
    share = min(100 * point.weight + 10.0**-FINEST, TOTAL)
    return _leads(case, point.criterion, point.successor, share)


def _leads(case: DecisionProblem, criterion: int, row: int, share: float) -> bool:
    """Tell whether a row leads if one weight is set, and is ahead of the current leader."""
    scores = _scores_at(case, criterion, share)
    return bool(scores[row] > scores[0] + TIE and scores[row] >= np.nanmax(scores) - TIE)


def _scores_at(case: DecisionProblem, criterion: int, share: float) -> Floats:
    """Return the scores if one weight, a share of 100, is set and the others are rescaled."""
    moved = move_weight(case.weights, criterion, share / 100)
    table = averaged(case.scores, case.method)
    scores: Floats = weighted_scores(table, moved[None], case.method)[0]
    return scores
