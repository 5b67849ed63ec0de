"""Where the saving is gone: one term moves, all else stays as it is.

Each is exact for the middle case and for every draw at once: in closed form where the cost is a
straight line of the term or of its inverse, by bisection where it is not (wage growth).
"""

from collections.abc import Callable

import numpy as np

from kpo.case.arithmetic import Floats, Flows, Terms, flows, loaded_cost, total

STEPS = 48
"""Halvings of an interval: its length falls below a millionth of a millionth of a whole."""


def allowed(flow: Flows) -> Floats:
    """Return what the work at the destination may cost over all years with nothing saved.

    The cost of leaving is left out where the term moves it, see :func:`currency`.
    """
    kept = flow.home - flow.governance
    return np.asarray(kept.sum(axis=-1) - flow.leaving - flow.once)


def productivity(terms: Terms) -> Floats:
    """Return the output an hour, relative to home, under which nothing is saved.

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
    """Return the number of people at which the fixed cost of the start is just earned back."""
    fixed = np.asarray(terms.fixed, dtype=float)
    each = (total(flows(terms)) + fixed) / people
    return np.where((fixed > 0) & (each > 0), _over(fixed, each), np.nan)


def bisected(saving: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Return where a falling saving passes 0 between two values; not a number where it does not.

    Parameters
    ----------
    saving
        Takes one value a draw and returns one saving a draw.

    Examples
    --------
    >>> float(bisected(lambda x: 2 - x, np.array(0.0), np.array(8.0)))
    2.0
    """
    inside = (saving(low) >= 0) & (saving(high) <= 0)
    below, above = np.array(low, dtype=float), np.array(high, dtype=float)
    for _ in range(STEPS):
        middle = (below + above) / 2
        gone = saving(middle) <= 0
        above = np.where(gone, middle, above)
        below = np.where(gone, below, middle)
    return np.where(inside, above, np.nan)


def _over(above: Floats, below: Floats) -> Floats:
    """Return a quotient; not a number where it would be negative or of nothing."""
    good = (np.asarray(below) > 0) & (np.asarray(above) >= 0)
    return np.where(good, above / np.where(good, below, 1.0), np.nan)
