"""Which change of a single weight makes another destination lead."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from kpo.aggregation import TIE
from kpo.catalog import Catalog
from kpo.memory import kept
from kpo.normalise import Floats
from kpo.robustness.inputs import averaged, weighted_scores
from kpo.robustness.stability import (
    NOBODY,
    TippingPoint,
    move_weight,
    stability_intervals,
    tipping_points,
)
from kpo.score import Ranking
from kpo.sureness.case import Case, case_of
from kpo.weights import whole_percents

FINEST = 2
"""Decimals beyond which a weight is not told apart in words."""


@dataclass(frozen=True)
class Turn:
    """A change of one weight, the others keeping their proportions, that makes another lead.

    Attributes
    ----------
    now, at
        The weight as it is and the exact weight at which the two are level, shares of 100.
    shown, beyond
        The same for words: the weight as shown, and the first rounded one past `at` under
        which `successor` leads. Both have `digits` decimals.
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
        """Tell whether it takes more weight, not less."""
        return self.at > self.now or (self.at == self.now and self.beyond > self.now)


@dataclass(frozen=True)
class Range:
    """Weights of one criterion, shares of 100, within which the leader stays first.

    `below` and `above` are who leads beyond the ends; None where nobody does.
    """

    criterion: str
    now: float
    lower: float
    upper: float
    below: str | None
    above: str | None


def ranges(catalog: Catalog, ranking: Ranking) -> tuple[Range, ...]:
    """Return the stability interval of every criterion, in their order; empty without a rival."""
    case = case_of(catalog, ranking)
    if len(case.countries) < 2:
        return ()
    found = stability_intervals(case.scores, case.weights, case.method, row=0)
    ends = zip(found.lower, found.upper, found.successor_below, found.successor_above, strict=True)
    return tuple(
        Range(
            criterion=criterion,
            now=float(weight),
            lower=100 * float(lower),
            upper=100 * float(upper),
            below=None if below == NOBODY else case.countries[below],
            above=None if above == NOBODY else case.countries[above],
        )
        for criterion, weight, (lower, upper, below, above) in zip(
            case.criteria, case.weights, ends, strict=True
        )
    )


def turns(catalog: Catalog, ranking: Ranking, most: int | None = None) -> tuple[Turn, ...]:
    """Return changes of a single weight that make another lead, the smallest first.

    `most` asks for the first ones only; None for all there are.
    """
    return _turns(case_of(catalog, ranking), most)


def leader_at(case: Case, criterion: int, share: float) -> int:
    """Return the row that leads when one weight, a share of 100, is set and the others follow."""
    return int(np.nanargmax(_scores_at(case, criterion, share)))


@kept(64)
def _turns(case: Case, most: int | None) -> tuple[Turn, ...]:
    if len(case.countries) < 2:
        return ()
    found = tipping_points(case.scores, case.weights, case.method)[:most]
    whole = whole_percents(dict(zip(case.criteria, case.weights.tolist(), strict=True)))
    return tuple(_turn(case, point, whole[case.criteria[point.criterion]]) for point in found)


def _turn(case: Case, point: TippingPoint, whole: float) -> Turn:
    now, at = 100 * point.weight, 100 * point.tipping_weight
    told = now, at, FINEST
    for told in _rounded(case, point, at, whole):
        if _leads(case, point, told[1]):
            break
    return Turn(
        criterion=case.criteria[point.criterion],
        successor=case.countries[point.successor],
        now=now,
        at=at,
        shown=told[0],
        beyond=told[1],
        digits=told[2],
    )


def _rounded(
    case: Case, point: TippingPoint, at: float, whole: float
) -> Iterator[tuple[float, float, int]]:
    """Yield the weight now and the first one beyond the turn, with ever more decimals.

    `whole` is the weight now without any.
    """
    now, rises = 100 * point.weight, _rises(case, point)
    for digits in range(FINEST + 1):
        unit = 10.0**digits
        shown = round(now, digits) if digits else whole
        exact = round(at * unit, 6)
        beyond = (floor(exact) + 1 if rises else ceil(exact) - 1) / unit
        beyond = min(max(beyond, 0.0), 100.0)
        if (beyond > shown) == rises and beyond != shown or digits == FINEST:
            yield shown, beyond, digits


def _rises(case: Case, point: TippingPoint) -> bool:
    if abs(point.change) > TIE:
        return point.change > 0
    return _leads(case, point, min(100 * point.weight + 10.0**-FINEST, 100.0))


def _leads(case: Case, point: TippingPoint, share: float) -> bool:
    scores = _scores_at(case, point.criterion, share)
    ahead = scores[point.successor] > scores[0] + TIE
    return bool(ahead and scores[point.successor] >= np.nanmax(scores) - TIE)


def _scores_at(case: Case, criterion: int, share: float) -> Floats:
    moved = move_weight(case.weights, criterion, share / 100)
    found: Floats = weighted_scores(averaged(case.scores, case.method), moved[None], case.method)[0]
    return found
