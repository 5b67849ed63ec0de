"""Sensitivity of a case: break-even points, and the influence of each input on the saving."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from kpo.case import break_even
from kpo.case.arithmetic import Terms, cumulative, flows, loaded_cost, total
from kpo.case.business_case import band, drawn_terms, home_of
from kpo.case.draws import DRAWS, swing
from kpo.case.outcome import Band, Case
from kpo.case.places import PERCENT, Location, place, price_growth, rates
from kpo.case.sampler import PAY, PAY_HOME, PRICE_CHANGES, RATE_CHANGES
from kpo.core.cache import cached
from kpo.data.assumptions import Assumption, assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import Floats

MAX_GROWTH: Final = 1.0
"""Maximum wage growth at which a break-even is sought, as a share per year."""

LEAST_MORE: Final = -0.5
"""Maximum fall of wage growth in the search for a break-even, as a share per year."""

MAX_TEAM: Final = 1e6
MIN_REACHED: Final = 0.5
"""Minimum share of the draws with a break-even for one to be reported."""

NAMES: Final = {
    PAY: "Pay figure",
    PAY_HOME: "Pay figure at home",
    RATE_CHANGES: "Exchange rate",
    PRICE_CHANGES: "Prices and wages",
    f"{PRICE_CHANGES}_home": "Prices and wages at home",
}
"""Names of the variates that are not assumptions."""


@dataclass(frozen=True)
class BreakEven:
    """The value of one term at which nothing is saved, all else unchanged.

    `now` and `at` are those of the middle case, `low` and `high` the 10 % and 90 % quantiles of the
    draws with a break-even up to `most`. `reached` is the share of these draws. `at`, `low` and
    `high` are None if the middle case has none, or too few draws have one.
    """

    id: str
    name: str
    unit: str
    now: float
    at: float | None
    low: float | None
    high: float | None
    reached: float
    decimals: int
    most: float


@dataclass(frozen=True)
class Influence:
    """Influence of one input on the saving; `swing` is as in `kpo.case.draws.swing`."""

    id: str
    name: str
    swing: float


@cached(16)
def cumulative_bands(
    catalog: Catalog, case: Case, country: str, draws: int = DRAWS, seed: int = 0
) -> tuple[Band, ...]:
    """Return the bands of the cumulative saving at the start and at the end of each year.

    Raises
    ------
    ScenarioError
        If a figure of the destination or of home is missing.
    """
    _, drawn, _ = drawn_terms(catalog, case, country, draws, seed)
    flow = flows(drawn)
    return tuple(band(column) for column in cumulative(flow.saving, flow.once).T)


@cached(16)
def break_evens(
    catalog: Catalog, case: Case, country: str, draws: int = DRAWS, seed: int = 0
) -> tuple[BreakEven, ...]:
    """Return the break-even of the saving over all years for each term.

    Raises
    ------
    ScenarioError
        If a figure of the destination or of home is missing.
    """
    middle, drawn, _ = drawn_terms(catalog, case, country, draws, seed)
    known = assumptions(catalog)
    home, there = home_of(catalog, case), place(catalog, case.rules, country)
    assert isinstance(there, Location)
    pair = (middle, drawn)
    rate = float(rates(there, case.start, 1)[0] / rates(home, case.start, 1)[0])
    prices = price_growth(there, case.start + 1, max(1, case.years - 1))
    decimals = 1 if rate < 100 else 0
    local, ours = (catalog.countries[name].currency for name in (country, case.client))
    ends = [
        _ratio(known["attrition"], pair, break_even.attrition, middle.attrition),
        _ratio(known["productivity"], pair, break_even.productivity, middle.productivity),
        _wages(known["real_wage_growth"], pair, PERCENT * float(np.mean(prices))),
        _ratio(known["margin"], pair, break_even.margin, middle.margin),
    ]
    if local != ours:
        span = span_of(known["currency"], country, case.changes)
        now = rate / (1 if span is None else 1 + span.likely / PERCENT)
        factors = [break_even.currency(terms) for terms in pair]
        at, *others = (now / factor for factor in factors)
        ends.append(
            _term(
                "currency", f"{local} for one {ours}", "", now, (at, others[0]), (decimals, np.inf)
            )
        )
    teams = [break_even.team(terms, case.people) for terms in pair]
    if not np.isnan(teams[0]):
        both = (teams[0], teams[1])
        ends.append(_term("team", "Size of the team", "people", case.people, both, (0, MAX_TEAM)))
    return tuple(ends)


@cached(16)
def influences(
    catalog: Catalog, case: Case, country: str, draws: int = DRAWS, seed: int = 0
) -> tuple[Influence, ...]:
    """Return the influence of each input on the saving over all years, the strongest first.

    Raises
    ------
    ScenarioError
        If a figure of the destination or of home is missing.
    """
    _, drawn, variates = drawn_terms(catalog, case, country, draws, seed)
    saving = total(flows(drawn))
    known = assumptions(catalog)
    inputs = [
        Influence(name, known[name].name if name in known else NAMES[name], swing(values, saving))
        for name, values in variates.items()
        if np.ndim(values) == 1
    ]
    return tuple(sorted(inputs, key=lambda item: -abs(item.swing)))


def _ratio(
    item: Assumption,
    pair: tuple[Terms, Terms],
    formula: Callable[[Terms], Floats],
    now: object,
) -> BreakEven:
    one, many = (PERCENT * formula(terms) for terms in pair)
    share = PERCENT * float(now)  # type: ignore[arg-type]
    bounds = (item.decimals, item.most)
    return _term(item.id, item.name, item.unit, share, (one, many), bounds)


def _wages(item: Assumption, pair: tuple[Terms, Terms], now: float) -> BreakEven:
    """Return the break-even wage growth, compounded over the years; `now` is its mean, per cent."""
    base = 1 + now / PERCENT
    least, most = (1 + more / base for more in (LEAST_MORE, MAX_GROWTH - now / PERCENT))
    factors = (break_even.growth(*_growing(terms), least, most) for terms in pair)
    one, many = (now + PERCENT * base * (factor - 1) for factor in factors)
    name = "Wage growth in local currency"
    return _term(item.id, name, "% a year", now, (one, many), (1, PERCENT * MAX_GROWTH))


def _growing(terms: Terms) -> tuple[Floats, Floats]:
    """Return the costs by year that grow with wages, and their sum at which nothing is saved."""
    flow = flows(terms)
    still = loaded_cost(terms._replace(labour=np.zeros_like(terms.labour)))
    moving = np.array(flow.loaded - still)
    moving[..., -1] += flow.leaving
    room = break_even.allowed(flow) + flow.leaving - still.sum(axis=-1)
    return moving, np.asarray(room)


def _term(
    name: str,
    label: str,
    unit: str,
    now: float,
    at: tuple[Floats, Floats],
    bounds: tuple[int, float],
) -> BreakEven:
    """Return a break-even; `bounds` are its decimals and the maximum value considered."""
    one, many = at
    decimals, most = bounds
    real = many[np.isfinite(many) & (many <= most)]
    reached = len(real) / len(many)
    middle = float(one) if np.isfinite(one) and one <= most else None
    if middle is None or reached < MIN_REACHED:
        return BreakEven(name, label, unit, now, None, None, None, reached, decimals, most)
    low, high = map(float, np.quantile(real, (0.1, 0.9)))
    return BreakEven(name, label, unit, now, middle, low, high, reached, decimals, most)
