"""Figures that are computed from others, by the scoring rules, and never stored.

What is computed: the saving on labour cost, the pool of English speakers, the volatility of a
currency against the client's, shared hours, data-transfer status, assumed English, and substitutes
for missing employer charges and digitally deliverable exports.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from math import log
from statistics import pstdev

from kpo.core.cache import cached
from kpo.core.model import Observation, ScoringRules, Status
from kpo.data.catalog import GRADUATE_WORKFORCE, Catalog
from kpo.data.labour_cost import (
    CHARGES_SECOND,
    EMPLOYER_CHARGES,
    EXCHANGE_RATE,
    SAVING,
    Lookup,
    saving,
    status_or_user,
)
from kpo.data.records import sources_of
from kpo.data.working_hours import shared_hours

ENGLISH = "english"
ENGLISH_POOL = "english_pool"
SHARED_HOURS = "shared_hours"
DATA_TRANSFER = "data_transfer"
CURRENCY_VOLATILITY = "currency_volatility"
DIGITAL_EXPORTS = "digital_exports"
ICT_EXPORTS = "ict_service_exports"

OF_THE_CLIENT = frozenset({SAVING, SHARED_HOURS, DATA_TRANSFER, CURRENCY_VOLATILITY})
"""Indicators whose figures depend on the client's country."""

NATIVE_ENGLISH_FLAG = "english_native"
MAX_ENGLISH_SCORE = 800.0
"""The upper end of the EF English Proficiency Index."""

MIN_RATE_CHANGES = 8
"""Minimum number of yearly changes of an exchange rate to compute its volatility from."""

VOLATILITY_SINCE = 2015


def computed(lookup: Lookup, country: str, indicator: str) -> Observation | None:
    """Return a computed figure, or None if the indicator is not computed or a part is missing.

    Parameters
    ----------
    lookup
        The tables, the rules, and other figures under the same rules.
    """
    rule = _RULES.get(indicator)
    return None if rule is None else rule(lookup, country)


def volatility(rates: Mapping[int, float], against: Mapping[int, float]) -> float | None:
    """Return the standard deviation of the yearly log changes of a cross rate, in per cent.

    Parameters
    ----------
    rates, against
        Units of each currency for one US dollar, by year. Only pairs of consecutive years in
        which both have a rate make a change; None for fewer than `MIN_RATE_CHANGES` changes.

    Examples
    --------
    >>> dollar = dict.fromkeys(range(2015, 2026), 1.0)
    >>> volatility({year: 2.0 ** (year % 2) for year in dollar}, dollar) == 100 * log(2)
    True
    """
    cross = {year: log(rates[year] / against[year]) for year in sorted(rates) if year in against}
    changes = [cross[after] - cross[year] for year, after in pairwise(cross) if after == year + 1]
    return 100 * pstdev(changes) if len(changes) >= MIN_RATE_CHANGES else None


@cached(64)
def best_english(catalog: Catalog, earliest: int) -> Observation | None:
    """Return the highest published score of the newest edition not older than `earliest`."""
    published = [
        item
        for country in catalog.countries
        for item in catalog.figures(country, ENGLISH)
        if item.year >= earliest and item.status != "user"
    ]
    edition = max((item.year for item in published), default=None)
    return max(
        (item for item in published if item.year == edition),
        key=lambda item: item.value,
        default=None,
    )


def earliest_year(catalog: Catalog, rules: ScoringRules, indicator: str) -> int:
    """Return the oldest year whose figure the rules allow for an indicator."""
    item = catalog.indicators.get(indicator)
    by_age = catalog.year - rules.max_age
    return max(by_age, item.earliest_year) if item and item.earliest_year else by_age


def _stand_in(
    indicator: str, other: str, why: str, lookup: Lookup, country: str
) -> Observation | None:
    """Return the figure of `other` in place of `indicator`, with the reason in its note."""
    figure = lookup.figures(country, other)
    if figure is None:
        return None
    note = "; ".join(filter(None, (why, figure.note)))
    status = status_or_user("different_definition", figure)
    return figure._replace(indicator=indicator, status=status, note=note)


def _english_pool(lookup: Lookup, country: str) -> Observation | None:
    """Return graduates times the share of the maximum English score (a buyer needs people)."""
    people, english = lookup.figures(country, GRADUATE_WORKFORCE), lookup.figures(country, ENGLISH)
    if people is None or english is None:
        return None
    return Observation(
        country,
        ENGLISH_POOL,
        people.year,
        people.value * english.value / MAX_ENGLISH_SCORE,
        min(people.status, english.status, key=_LEAST_CERTAIN.index),
        sources_of(people, english),
        note=f"{people.value:,.0f} graduates ({people.year}) × {english.value:g} of 800 points",
        doubt=people.doubt or english.doubt,
    )


def _currency_volatility(lookup: Lookup, country: str) -> Observation | None:
    """Return the volatility of the currency against the client's from year to year."""
    if (country, CURRENCY_VOLATILITY) in lookup.catalog.withheld:
        return None
    catalog, client = lookup.catalog, lookup.rules.client
    ours, theirs = (catalog.countries[name].currency for name in (country, client))
    figures = [*catalog.figures(country, EXCHANGE_RATE), *catalog.figures(client, EXCHANGE_RATE)]
    rates, sources = _rates(catalog, country), sources_of(*figures)
    value: float | None = 0.0
    note = f"the client's own currency, {ours}"
    if ours != theirs:
        value = volatility(rates, _rates(catalog, client))
        note = f"{ours} against {theirs}, yearly averages since {VOLATILITY_SINCE}"
    if value is None or not sources:
        return None
    year, status = max(rates, default=catalog.year), status_or_user("reported", *figures)
    return Observation(country, CURRENCY_VOLATILITY, year, value, status, sources, note=note)


def _rates(catalog: Catalog, country: str) -> dict[int, float]:
    return {
        item.year: item.value
        for item in catalog.figures(country, EXCHANGE_RATE)
        if item.year >= VOLATILITY_SINCE
    }


def _shared_hours(lookup: Lookup, country: str) -> Observation:
    zones = (
        lookup.catalog.countries[lookup.rules.client].business_timezone,
        lookup.catalog.countries[country].business_timezone,
    )
    winter, summer = shared_hours(*zones, lookup.catalog.year)
    note = f"{winter:g} hours in winter, {summer:g} in summer, {zones[1]} with {zones[0]}"
    value = (winter + summer) / 2
    return Observation(
        country, SHARED_HOURS, lookup.catalog.year, value, "reported", ("iana_tzdata",), note=note
    )


def _data_transfer(lookup: Lookup, country: str) -> Observation | None:
    regime = lookup.catalog.countries[lookup.rules.client].transfer_regime
    if (regime, country) not in lookup.catalog.transfers:
        return None
    status, points, source, note = lookup.catalog.transfers[regime, country]
    words = status.replace("_", " ")
    return Observation(
        country,
        DATA_TRANSFER,
        lookup.catalog.year,
        points,
        "reported",
        (source,),
        note=f"{words}: {note}" if note else words,
    )


def _assumed_english(lookup: Lookup, country: str) -> Observation | None:
    """Return the best published score of the edition for native English (declared rule)."""
    flag = lookup.catalog.flag(country, NATIVE_ENGLISH_FLAG)
    if lookup.rules.native_english != "assumed" or flag is None or flag.state != "yes":
        return None
    best = best_english(lookup.catalog, earliest_year(lookup.catalog, lookup.rules, ENGLISH))
    if best is None:
        return None
    note = f"native English, not ranked by the index: at least {best.value:g} assumed"
    return best._replace(country=country, status="assumed", note=note, error=None, n=None, doubt="")


_LEAST_CERTAIN: tuple[Status, ...] = ("user", "assumed", "different_definition", "reported")
"""Statuses, the least certain first: it is that of a figure computed from others."""

_Rule = Callable[[Lookup, str], Observation | None]
_RULES: Mapping[str, _Rule] = {
    SAVING: saving,
    ENGLISH: _assumed_english,
    ENGLISH_POOL: _english_pool,
    SHARED_HOURS: _shared_hours,
    DATA_TRANSFER: _data_transfer,
    CURRENCY_VOLATILITY: _currency_volatility,
    EMPLOYER_CHARGES: partial(
        _stand_in, EMPLOYER_CHARGES, CHARGES_SECOND, "not in the main source"
    ),
    DIGITAL_EXPORTS: partial(_stand_in, DIGITAL_EXPORTS, ICT_EXPORTS, "ICT services alone"),
}
