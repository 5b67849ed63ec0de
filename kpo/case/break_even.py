"""Break-even points: the value of one term at which nothing is saved, all else unchanged.

Each is exact for the middle case and for every draw at once: in closed form if the cost is linear
in the term or in its inverse, by Newton's method otherwise (wage growth).
"""

import numpy as np

from kpo.case.arithmetic import Flows, Terms, flows, loaded_cost, total
from kpo.mcda.aggregation import Floats

MAX_STEPS = 40
SMALL_STEP = 1e-9
"""Step below which Newton's method stops: the next one would be below float64 precision."""


def allowed(flow: Flows) -> Floats:
    """Return the cost of the work at the destination, over all years, at which nothing is saved.

    The cost of leaving is subtracted; :func:`currency`, which moves that cost, adds it back.
    """
    kept = flow.home - flow.governance
    return np.asarray(kept.sum(axis=-1) - flow.leaving - flow.once)


def productivity(terms: Terms) -> Floats:
    """Return the output per hour, relative to home, at which nothing is saved.

    Examples
    --------
    >>> at = productivity(Terms(np.array([144000.0]), np.array([624000.0])))
    >>> round(float(at), 3)
    0.231
    """
    flow = flows(terms)
    room = allowed(flow)
    needed = flow.loaded.sum(axis=-1) * np.asarray(terms.productivity)
    return _over(needed, room)


def margin(terms: Terms) -> Floats:
    """Return the provider's margin, as a share of its costs, at which nothing is saved."""
    flow = flows(terms)
    bare = flow.loaded.sum(axis=-1) / (1 + np.asarray(terms.margin))
    return np.asarray(allowed(flow) / bare - 1)


def attrition(terms: Terms) -> Floats:
    """Return the share of people leaving in a year at which nothing is saved."""
    flow = flows(terms)
    without = loaded_cost(terms._replace(attrition=0.0)).sum(axis=-1)
    each = loaded_cost(terms._replace(attrition=1.0)).sum(axis=-1) - without
    return _over(allowed(flow) - without, each)


def currency(terms: Terms) -> Floats:
    """Return the factor on the value of the destination's currency at which nothing is saved."""
    flow = flows(terms)
    still = loaded_cost(terms._replace(labour=np.zeros_like(terms.labour))).sum(axis=-1)
    moving = flow.loaded.sum(axis=-1) - still + flow.leaving
    return _over(allowed(flow) + flow.leaving - still, moving)


def team(terms: Terms, people: float) -> Floats:
    """Return the number of people whose saving equals the fixed cost of the start; NaN if none."""
    fixed = np.asarray(terms.fixed, dtype=float)
    each = (total(flows(terms)) + fixed) / people
    return np.where((fixed > 0) & (each > 0), _over(fixed, each), np.nan)


def growth(costs: Floats, room: Floats, least: float, most: float) -> Floats:
    """Return the yearly factor f on costs at which their sum equals `room`; NaN if none does.

    ``costs[0] + costs[1] f + costs[2] f² + ... = room``. The costs are never below 0, so their sum
    is convex: from above, Newton's method descends to the factor and never passes it.

    Parameters
    ----------
    costs
        By year on the last axis.
    least, most
        Smallest and largest factor, not below 0, between which the solution is sought.

    Examples
    --------
    >>> float(growth(np.array([1.0, 1.0, 1.0]), np.array(7.0), 0, 8))
    2.0
    """
    by_year = np.moveaxis(costs, -1, 0)
    low, high = (_polynomial(by_year, np.full_like(room, end))[0] for end in (least, most))
    inside = (low <= room) & (room <= high) & (low < high)
    roots = np.full_like(room, np.nan)
    roots[inside] = _newton(by_year[:, inside], room[inside], most)
    return roots


def _newton(by_year: Floats, room: Floats, most: float) -> Floats:
    factor = np.full_like(room, most)
    for _ in range(MAX_STEPS if room.size else 0):
        value, slope = _polynomial(by_year, factor)
        step = (value - room) / slope
        factor -= step
        if np.abs(step).max() < SMALL_STEP:
            break
    return factor


def _polynomial(by_year: Floats, factor: Floats) -> tuple[Floats, Floats]:
    """Return the value and the slope of a polynomial by Horner's rule."""
    value, slope = np.zeros_like(factor), np.zeros_like(factor)
    for cost in by_year[::-1]:
        slope *= factor
        slope += value
        value *= factor
        value += cost
    return value, slope


def _over(above: Floats, below: Floats) -> Floats:
    """Return above / below; NaN if `below` is not positive or `above` is negative."""
    good = (np.asarray(below) > 0) & (np.asarray(above) >= 0)
    return np.where(good, above / np.where(good, below, 1.0), np.nan)
