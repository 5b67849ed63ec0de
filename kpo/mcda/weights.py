"""Weights: shares by criterion that sum to 100, shown as whole per cents.

They are stored as multiples of 0.0001 points, the same in links, files and JavaScript.
"""

from collections.abc import Collection, Mapping
from math import floor, isclose, isfinite
from typing import TypeVar

from kpo.core.errors import Problem, WeightError, remedy_for
from kpo.core.model import MAX_WEIGHT, MIN_WEIGHT_SUM

Name = TypeVar("Name", str, int)

TOTAL = 100.0
STEPS_A_POINT = 10_000
"""Number of steps in a point: weights are multiples of one step."""


def set_weight(
    weights: Mapping[str, float], criterion: str, value: float, locks: Collection[str] = ()
) -> dict[str, float]:
    """Return the weights with one set and the others that are not locked rescaled.

    Each of these is multiplied by (100 − value − locked) / (their sum); if they are all 0, they
    share equally.

    Parameters
    ----------
    weights
        Shares by criterion that sum to 100.
    criterion
        The weight to set; it may itself be locked, because typing a number is deliberate.
    value
        Its new share, from 0 to what the locked ones leave.
    locks
        Criteria whose weights do not change.

    Raises
    ------
    WeightError
        If the criterion is unknown, or no room is left for `value`.

    Examples
    --------
    >>> set_weight({"a": 40.0, "b": 30.0, "c": 20.0, "d": 10.0}, "a", 60)
    {'a': 60.0, 'b': 20.0, 'c': 13.3333, 'd': 6.6667}
    """
    if criterion not in weights:
        remedy = remedy_for(criterion, list(weights), "criteria.csv")
        raise WeightError(Problem("weights", f'unknown criterion "{criterion}"', remedy))
    low, high = weight_range(weights, criterion, locks)
    if not (isfinite(value) and low - 1e-9 <= value <= high + 1e-9):
        room = f"{low:g}" if isclose(low, high) else f"{low:g} to {high:g}"
        what = f"{value:g} % for {criterion} does not fit beside the locked weights"
        raise WeightError(Problem("weights", what, f"give {room} %, or unlock another weight"))
    free = [name for name in weights if name != criterion and name not in locks]
    held = sum(weights[name] for name in weights if name != criterion and name in locks)
    own = _rounded(value, STEPS_A_POINT)
    rest, present = TOTAL - own - held, sum(weights[name] for name in free)
    changed = dict(weights) | {criterion: own}
    for name in free:
        changed[name] = (
            weights[name] * rest / present if present > MIN_WEIGHT_SUM else rest / len(free)
        )
    return stepped(changed, keep=[name for name in changed if name not in free])


def weight_range(
    weights: Mapping[str, float], criterion: str, locks: Collection[str] = ()
) -> tuple[float, float]:
    """Return the minimum and maximum share that a criterion can be set to."""
    others = [name for name in weights if name != criterion]
    room = TOTAL - sum(weights[name] for name in others if name in locks)
    return (0.0 if any(name not in locks for name in others) else room), room


def rescaled(weights: Mapping[str, float], criteria: Collection[str]) -> dict[str, float]:
    """Return shares of 100 in the order of `criteria`; a criterion not named weighs 0.

    Raises
    ------
    WeightError
        If a criterion is unknown, a weight is negative, not finite or beyond `MAX_WEIGHT`, or
        all are 0.
    """
    problems = [
        Problem("weights", f'unknown criterion "{name}"', remedy_for(name, list(criteria), "it"))
        for name in weights
        if name not in criteria
    ]
    problems += [
        Problem("weights", f"{name} = {value:g} is not a weight", "give a number from 0 to 100")
        for name, value in weights.items()
        if not 0 <= value <= MAX_WEIGHT
    ]
    total = sum(weights.values())
    if not problems and total < MIN_WEIGHT_SUM:
        problems.append(Problem("weights", "all weights are 0", "give at least one more than 0"))
    if problems:
        raise WeightError(problems)
    exact = abs(total - TOTAL) < 1e-9
    factor = 1.0 if exact else TOTAL / total
    return stepped({name: weights.get(name, 0.0) * factor for name in criteria})


def stepped(weights: Mapping[Name, float], keep: Collection[Name] = ()) -> dict[Name, float]:
    """Return weights as multiples of 0.0001 points that sum to 100, by largest remainder.

    Ties go to the earlier criterion; weights in `keep` are multiples already and do not change.

    Examples
    --------
    >>> stepped({"a": 100 / 3, "b": 100 / 3, "c": 100 / 3})
    {'a': 33.3334, 'b': 33.3333, 'c': 33.3333}
    """
    steps = {name: _rounded(weights[name] * STEPS_A_POINT, 1e6) for name in weights}
    whole = {
        name: floor(steps[name] + 0.5) if name in keep else floor(steps[name]) for name in weights
    }
    moving = [name for name in weights if name not in keep] or list(weights)
    moving.sort(key=lambda name: whole[name] - steps[name])
    left = round(TOTAL * STEPS_A_POINT) - sum(whole.values())
    for place in range(left):
        whole[moving[place % len(moving)]] += 1
    return {name: whole[name] / STEPS_A_POINT for name in weights}


def _rounded(value: float, parts: float) -> float:
    """Round half up to a multiple of 1 / `parts`, in a way that JavaScript can repeat."""
    return floor(value * parts + 0.5) / parts


def whole_shares(shares: Mapping[str, float], total: int = 100) -> dict[str, float]:
    """Return shares as whole numbers that sum to `total`, by largest remainder.

    Of equal remainders the earlier share is rounded up.

    Examples
    --------
    >>> whole_shares({"a": 100 / 3, "b": 100 / 3, "c": 100 / 3})
    {'a': 34.0, 'b': 33.0, 'c': 33.0}
    """
    whole = {name: floor(value + 1e-9) for name, value in shares.items()}
    by_remainder = sorted(shares, key=lambda name: whole[name] - round(shares[name], 9))
    for name in by_remainder[: total - sum(whole.values())]:
        whole[name] += 1
    return {name: float(value) for name, value in whole.items()}


def whole_percents(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the shares as shown: whole per cents that sum to 100, by largest remainder.

    Equal weights are shown with one decimal (11.1 each of nine).

    Examples
    --------
    >>> whole_percents({"a": 60.0, "b": 20.0, "c": 40 / 3, "d": 20 / 3})
    {'a': 60.0, 'b': 20.0, 'c': 13.0, 'd': 7.0}
    """
    if max(weights.values()) - min(weights.values()) < 2 / STEPS_A_POINT:
        return {name: _rounded(value, 10) for name, value in weights.items()}
    return whole_shares(weights)
