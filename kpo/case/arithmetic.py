"""The formulas of a business case on plain arrays: costs by year, net present value, payback.

Every formula takes both the middle case (one number for each term) and the draws (an array for
each): years are on the last axis, draws before it.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from kpo.mcda.aggregation import Floats

MONTHS: Final = 12
NEVER: Final = np.inf
"""Payback month of a saving that does not pay back within the years of the case."""


class Terms(NamedTuple):
    """The terms of one destination's costs, in the client's currency.

    Yearly terms have the years on their last axis; single terms have one number, or one per draw.
    Shares are parts of one, not per cents.

    Attributes
    ----------
    labour
        Yearly: cost of the people to an employer at the destination.
    home
        Yearly: cost of the same people at home, fully loaded.
    office
        Yearly: seat, tools and management at the destination.
    capacity
        Yearly: share of the full output that is reached, below 1 while people are learning.
    benefits, attrition, replacement
        Benefits and training as a share of labour; the share of people who leave in a year; the
        cost of replacing one of them as a share of a year's labour.
    hours, productivity
        Productive hours, and output per hour, both relative to home.
    margin
        The provider's margin, as a share of its costs.
    governance
        Cost that stays at home to run the contract, as a share of the cost at home.
    start, fixed
        Costs paid once at the start: the part that grows with the number of people, and the rest.
    leaving
        Cost of ending the contract, in years of labour cost.
    """

    labour: Floats
    home: Floats
    office: ArrayLike = 0.0
    capacity: ArrayLike = 1.0
    benefits: ArrayLike = 0.0
    attrition: ArrayLike = 0.0
    replacement: ArrayLike = 0.0
    hours: ArrayLike = 1.0
    productivity: ArrayLike = 1.0
    margin: ArrayLike = 0.0
    governance: ArrayLike = 0.0
    start: ArrayLike = 0.0
    fixed: ArrayLike = 0.0
    leaving: ArrayLike = 0.0


class Flows(NamedTuple):
    """Costs by year, at the destination and at home; `once` is paid at the start."""

    loaded: Floats
    governance: Floats
    leaving: Floats
    home: Floats
    once: Floats

    @property
    def saving(self) -> Floats:
        """Saving by year; the cost of leaving is charged to the last year."""
        saved = self.home - self.loaded
        saved -= self.governance
        saved[..., -1] -= self.leaving
        return saved


def labour_cost(
    people: float, pay: ArrayLike, charges: ArrayLike, extra: ArrayLike = 0.0
) -> Floats:
    """Return the yearly cost of people to an employer: pay with extra months, and charges.

    Parameters
    ----------
    pay
        Gross pay per month.
    charges
        Employer's charges, as a share of pay.
    extra
        Months of pay per year on top of twelve, such as a thirteenth.

    Examples
    --------
    >>> float(labour_cost(10, 1000, 0.2)), float(labour_cost(10, 4000, 0.3))
    (144000.0, 624000.0)
    """
    months = MONTHS + np.asarray(extra, dtype=float)
    return np.asarray(people * months * np.asarray(pay) * (1 + np.asarray(charges)))


def growth(rates: ArrayLike) -> Floats:
    """Return the cumulative growth factor after each year, from growth by year on the last axis.

    Examples
    --------
    >>> growth([1.0, 0.5]).tolist()
    [2.0, 3.0]
    """
    return np.cumprod(1 + np.asarray(rates, dtype=float), axis=-1)


def learning(months: ArrayLike, years: int) -> Floats:
    """Return the share of full output by year if it rises linearly from 0 over `months`.

    Examples
    --------
    >>> learning(6, 2).tolist(), learning(24, 3).tolist()
    ([0.75, 1.0], [0.25, 0.75, 1.0])
    """
    length = np.asarray(months, dtype=float)[..., None]
    ends = MONTHS * np.arange(years + 1.0)
    safe = np.where(length > 0, length, 1.0)
    risen = np.minimum(ends, safe)
    area = risen**2 / (2 * safe) + (ends - risen)
    share = np.diff(area, axis=-1) / MONTHS
    return np.asarray(np.where(length > 0, share, 1.0))


def loaded_cost(terms: Terms) -> Floats:
    """Return the cost at the destination of the work that the people do at home, by year.

    ``(labour (1 + benefits + attrition x replacement) + office) / (hours x productivity x
    capacity) x (1 + margin)``: with less output per person, more people are needed.
    """
    loads = 1 + np.asarray(terms.benefits) + np.multiply(terms.attrition, terms.replacement)
    each = (1 + np.asarray(terms.margin)) / np.multiply(terms.hours, terms.productivity)
    cost = np.asarray(terms.labour * wide(loads * each))
    # Most cases have neither office cost nor a learning period; this saves two passes over draws.
    if np.any(terms.office):
        cost = cost + np.asarray(terms.office) * wide(each)
    if np.any(np.asarray(terms.capacity) != 1):
        cost = cost / np.asarray(terms.capacity)
    return np.asarray(cost)


def flows(terms: Terms) -> Flows:
    """Return the costs by year and the costs paid once.

    Examples
    --------
    >>> year = flows(Terms(np.array([144000.0]), np.array([624000.0])))
    >>> year.saving.tolist()
    [480000.0]
    """
    loaded = loaded_cost(terms)
    home = np.broadcast_to(terms.home, loaded.shape)
    return Flows(
        loaded,
        home * wide(terms.governance),
        np.asarray(terms.leaving) * terms.labour[..., -1],
        home,
        np.asarray(terms.start, dtype=float) + np.asarray(terms.fixed, dtype=float),
    )


def total(flow: Flows) -> Floats:
    """Return the undiscounted saving over all years, less the cost paid at the start."""
    return np.asarray(flow.saving.sum(axis=-1) - flow.once)


def cumulative(saving: Floats, once: ArrayLike) -> Floats:
    """Return the cumulative saving at the start and at the end of each year.

    Examples
    --------
    >>> cumulative(np.array([40.0, 80.0]), 100).tolist()
    [-100.0, -60.0, 20.0]
    """
    years = saving.shape[-1]
    saved = np.empty((years + 1, *saving.shape[:-1]))
    saved[0] = -np.asarray(once)
    for year in range(years):
        np.add(saved[year], saving[..., year], out=saved[year + 1, ...])
    return np.moveaxis(saved, 0, -1)


def net_present_value(saving: Floats, once: ArrayLike, rate: ArrayLike) -> Floats:
    """Return the present value of savings at the ends of the years, less the cost paid once.

    Examples
    --------
    >>> round(float(net_present_value(np.array([110.0, 121.0]), 150, 0.1)), 9)
    50.0
    """
    growing = 1 + np.asarray(rate, dtype=float)
    worth = np.zeros(saving.shape[:-1]) - np.asarray(once)
    for year in range(saving.shape[-1]):
        worth = worth + saving[..., year] * growing ** -(year + 1.0)
    return np.asarray(worth)


def payback(saved: Floats) -> Floats:
    """Return the month from whose end on the cumulative saving stays at 0 or above.

    0 if it never falls below 0, `NEVER` if the last year ends below 0. Within a year savings come
    evenly.

    Parameters
    ----------
    saved
        Cumulative saving, from :func:`cumulative`.

    Examples
    --------
    >>> payback(np.array([-100.0, -60.0, 20.0])), payback(np.array([-1.0, -2.0]))
    (array(21.), array(inf))
    """
    month = np.zeros(saved.shape[:-1])
    for year in range(saved.shape[-1] - 1):
        lost, then = saved[..., year], saved[..., year + 1]
        crossed = (lost < 0) & (then >= 0)
        share = -lost[crossed] / (then[crossed] - lost[crossed])
        month[crossed] = MONTHS * year + np.ceil(MONTHS * share - 1e-9)
    month[saved[..., -1] < 0] = NEVER
    return month


def wide(term: ArrayLike) -> Floats:
    """Return a single term with an added last axis for the years."""
    return np.asarray(term, dtype=float)[..., None]
