"""Figures of a country in a business case: pay, charges, prices, exchange rates and hours."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from math import log
from typing import Final, NamedTuple

import numpy as np

from kpo.core.cache import cached
from kpo.core.model import Observation, ScoringRules
from kpo.data.assumptions import Span
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import EXCHANGE_RATE
from kpo.data.observations import charge_sources, cost_of_labour, figure
from kpo.data.records import record
from kpo.mcda.aggregation import Floats
from kpo.robustness.score_errors import charges_of, pay_deviation

WORKING_DAYS: Final = "working_days"
HISTORY_SINCE: Final = 2015
PERCENT: Final = 100.0


class Missing(NamedTuple):
    """A destination without a case: the missing figure (`reason`), and how to supply it."""

    country: str
    name: str
    reason: str
    remedy: str


class Location(NamedTuple):
    """The figures of home or of a destination.

    Attributes
    ----------
    pay
        Pay of the tier, in US dollars per month of its own year.
    local
        The same in local currency.
    spread
        Standard deviation of the logarithm of the pay.
    charges
        Lowest, used and highest employer's charges, as shares of pay.
    charge_sources
        Names of the sources of the charges.
    rates
        Units of local currency for one US dollar by year.
    prices
        Growth of consumer prices by year, as a share.
    days, leave
        Working days per year after public holidays, and statutory leave; None if missing.
    """

    country: str
    pay: Observation
    local: float
    spread: float
    charges: Span
    charge_sources: tuple[str, ...]
    rates: Mapping[int, float]
    prices: Mapping[int, float]
    days: float | None
    leave: float | None


class LocalTerms(NamedTuple):
    """Statutory terms of employment, in the words of their source."""

    leave_days: float | None
    annual_leave: str
    notice_period: str
    severance_pay: str
    thirteenth_month: str
    source: str


class Report(NamedTuple):
    """A press report on attrition; `scope` is the group of people that it counts."""

    value: float
    unit: str
    period: str
    scope: str
    producer: str
    url: str


@cached(512)
def place(catalog: Catalog, rules: ScoringRules, country: str) -> Location | Missing:
    """Return the figures of a country, or which figure is missing for a case."""
    cost = cost_of_labour(catalog, rules, country)
    if cost is None:
        pay = catalog.indicators[catalog.tiers[rules.tier].pay].name
        return _missing(catalog, country, f"no figure for {pay[:1].lower()}{pay[1:]} with charges")
    rates = rate_path(catalog, country)
    if not rates:
        return _missing(catalog, country, "no exchange rate")
    prices = paths(catalog).get((country, "prices"), {})
    if not prices:
        return _missing(catalog, country, "no path of consumer prices")
    sources = charge_sources(catalog, rules, country)
    days = figure(catalog, rules, country, WORKING_DAYS)
    law = terms(catalog).get(country)
    return Location(
        country,
        cost.pay,
        cost.pay.value * _nearest(rates, cost.pay.year),
        pay_deviation(cost.pay, catalog.figure_errors),
        charges_of(cost.charges, sources),
        tuple(dict.fromkeys(name for item in (cost.charges, *sources) for name in item.sources)),
        rates,
        {year: value / PERCENT for year, value in prices.items()},
        None if days is None else days.value,
        None if law is None else law.leave_days,
    )


@cached(1)
def paths(catalog: Catalog) -> dict[tuple[str, str], dict[int, float]]:
    """Return the values by year of each country and series: price growth and implied rates."""
    values: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for row in catalog.rows("economic_paths"):
        values[row["country"], row["series"]][int(row["year"])] = float(row["value"])
    return dict(values)


@cached(1)
def last_actual(catalog: Catalog) -> int:
    """Return the median, over countries, of the last year whose prices are not a forecast."""
    years: dict[str, int] = {}
    for row in catalog.rows("economic_paths"):
        if row["series"] == "prices" and row["forecast"] == "no":
            years[row["country"]] = max(int(row["year"]), years.get(row["country"], 0))
    return int(np.median(list(years.values()))) if years else catalog.year - 1


@cached(1)
def terms(catalog: Catalog) -> dict[str, LocalTerms]:
    """Return the statutory terms of employment by country."""
    return {row["country"]: record(LocalTerms, row) for row in catalog.rows("employment_terms")}


@cached(1)
def reports(catalog: Catalog) -> dict[str, tuple[Report, ...]]:
    """Return the press reports on attrition by country."""
    by_country: dict[str, list[Report]] = defaultdict(list)
    for row in catalog.rows("attrition_reports"):
        by_country[row["country"]].append(record(Report, row))
    return {country: tuple(rows) for country, rows in by_country.items()}


def rate_path(catalog: Catalog, country: str) -> dict[int, float]:
    """Return local currency for one US dollar by year: past averages, then the IMF's path.

    After the last yearly average the rate changes as the IMF's figures imply; without a path, no
    later year is given.
    """
    rates = {item.year: item.value for item in catalog.figures(country, EXCHANGE_RATE)}
    if not rates:
        return {}
    last = max(rates)
    path = paths(catalog).get((country, "rate"), {})
    if last in path:
        ahead = {year: rate for year, rate in path.items() if year > last}
        rates |= {year: rates[last] * rate / path[last] for year, rate in ahead.items()}
    return rates


def price_growth(place: Location, first: int, years: int) -> list[float]:
    """Return growth of prices for years from `first` on; the nearest published year if missing."""
    return [_nearest(place.prices, year) for year in range(first, first + years)]


def rates(place: Location, first: int, years: int) -> Floats:
    """Return local currency for one US dollar for years from `first` on, as `price_growth` does."""
    return np.array([_nearest(place.rates, year) for year in range(first, first + years)])


@cached(512)
def history(catalog: Catalog, country: str, client: str) -> Floats:
    """Return the yearly deviations of a country's exchange rate and price growth from their mean.

    Returns
    -------
    Floats
        2 × years: the change of the logarithm of the local currency's value in the client's, and
        the growth of prices as a share, both less their mean; empty if fewer than two years are
        known.
    """
    ours, theirs = (
        {item.year: item.value for item in catalog.figures(name, EXCHANGE_RATE)}
        for name in (country, client)
    )
    prices = paths(catalog).get((country, "prices"), {})
    years = sorted(year for year in ours if year >= HISTORY_SINCE and year in theirs)
    changes = [
        (
            log(theirs[after] / theirs[year]) - log(ours[after] / ours[year]),
            prices[after] / PERCENT,
        )
        for year, after in pairwise(years)
        if after == year + 1 and after in prices
    ]
    table = np.array(changes, dtype=float).reshape(-1, 2).T
    if table.shape[1] < 2:
        return table[:, :0]
    return np.ascontiguousarray(table - table.mean(axis=1, keepdims=True))


def productive_days(one: Location, other: Location) -> tuple[float | None, bool]:
    """Return the working days of a place less leave, and whether leave is counted.

    Leave is not subtracted if either place has no figure for it, so that both are counted alike.
    """
    counted = one.leave is not None and other.leave is not None
    if one.days is None:
        return None, counted
    return one.days - (one.leave or 0.0) * counted, counted


def _nearest(values: Mapping[int, float], year: int) -> float:
    if year in values:
        return values[year]
    return values[min(values, key=lambda known: (abs(known - year), -known))]


def _missing(catalog: Catalog, country: str, reason: str) -> Missing:
    remedy = "bring one on the Data page"
    return Missing(country, catalog.countries[country].name, reason, remedy)
