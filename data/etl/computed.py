"""Indicators that the library computes and never stores, for goalposts and quartiles: client SWE.

A small copy of the library's rules (docs/method.md), because goalposts and the list of countries
are decided before there are tables for the library to read. Currencies are measured against the
dollar, so that the goalposts do not depend on one client.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from math import log
from statistics import median, pstdev
from typing import NamedTuple

from data.etl import base
from data.etl.door import Observation
from kpo.data.working_hours import time_zone

CLIENT = "SWE"
MONTHS = 12
TOP_ENGLISH = 800
FIRST_RATE = 2015
LEAST_CHANGES = 8
WORKING_HOURS = 9.0
SEASONS = ((1, 15), (7, 15))
STAND_INS = {
    "digital_exports": "ict_service_exports",
    "employer_charges": "employer_charges_worldbank",
}
"""The indicator that replaces another one if that is missing, by the other one."""

Rows = Sequence[Mapping[str, str]]
Used = Mapping[tuple[str, str], Observation]
Values = dict[str, dict[str, float]]


class Facts(NamedTuple):
    """The inputs of a computation besides the figures used."""

    rates: Mapping[str, Mapping[int, float]]
    zones: Mapping[str, str]
    points: Mapping[str, float]
    pays: tuple[str, ...]


def facts(observations: Iterable[Observation], hand: Mapping[str, Rows], transfers: Rows) -> Facts:
    """Return exchange rates that are not withheld, time zones, transfer points, pay indicators.

    Parameters
    ----------
    transfers
        Rows of the table of transfers, of which those of the client's regime are used.
    """
    withheld = {
        row["country"]
        for row in hand["corrections"]
        if (row["indicator"], row["action"]) == ("currency_volatility", "drop")
    }
    rates: dict[str, dict[int, float]] = {}
    for item in observations:
        if item.indicator == "exchange_rate" and item.country not in withheld:
            rates.setdefault(item.country, {})[item.year] = item.value
    scale = {row["status"]: float(row["value"]) for row in hand["transfer_scale"]}
    return Facts(
        rates,
        {row["country"]: row["business_timezone"] for row in base.countries()},
        {row["country"]: scale[row["status"]] for row in transfers if row["regime"] == "EEA"},
        tuple(row["pay"] for row in hand["tiers"] if row["pay"]),
    )


def values(used: Used, known: Facts, countries: Iterable[str]) -> Values:
    """Return the stored and computed figures, by indicator and country.

    Pay is kept as it is; `saving` holds one value for each country and pay, under
    ``country/pay``, because its quartile is that of all tiers together.
    """
    found: Values = {}
    ours = list(countries)
    for (country, indicator), item in used.items():
        if country in ours:
            found.setdefault(indicator, {})[country] = item.value
    for indicator, other in STAND_INS.items():
        found[indicator] = found.get(other, {}) | found.get(indicator, {})
    graduates, english = found.get("graduate_workforce", {}), found.get("english", {})
    found["english_pool"] = {
        country: people * english[country] / TOP_ENGLISH
        for country, people in graduates.items()
        if country in english
    }
    swings = {country: volatility(known.rates.get(country, {})) for country in ours}
    found["currency_volatility"] = {c: swing for c, swing in swings.items() if swing is not None}
    found["shared_hours"] = {
        c: shared_hours(known.zones[CLIENT], known.zones[c]) for c in ours if c in known.zones
    }
    found["data_transfer"] = {c: known.points[c] for c in ours if c in known.points}
    found["saving"] = {
        f"{country}/{pay}": saving
        for pay in known.pays
        for country in ours
        if (saving := _saving(used, found, country, pay)) is not None
    }
    return found


def volatility(rates: Mapping[int, float]) -> float | None:
    """Return the standard deviation of the yearly log changes in per cent; None if too few."""
    years = sorted(year for year in rates if year >= FIRST_RATE)
    changes = [log(rates[b] / rates[a]) for a, b in pairwise(years) if b == a + 1]
    return 100 * pstdev(changes) if len(changes) >= LEAST_CHANGES else None


def shared_hours(client: str, zone: str) -> float:
    """Return the hours of a 09–18 day that two zones share, as the mean of winter and summer."""
    apart = [(_offset(client, *day) - _offset(zone, *day)) % 24 for day in SEASONS]
    return sum(
        max(0.0, WORKING_HOURS - hours) + max(0.0, WORKING_HOURS - 24 + hours) for hours in apart
    ) / len(SEASONS)


def client_pay_to_gni(used: Used, history: Mapping[tuple[str, str, int], float], pay: str) -> float:
    """Return the median over the clients of annual pay over income per head of the same year."""
    ratios = [
        item.value * MONTHS / history[country, "gni_per_head", item.year]
        for country in clients()
        if (item := used.get((country, pay))) is not None
        and (country, "gni_per_head", item.year) in history
    ]
    return round(median(ratios), 2)


def clients() -> list[str]:
    """Return the countries that can be a client's."""
    return [row["country"] for row in base.countries() if row["client"] == "yes"]


def _saving(used: Used, found: Values, country: str, pay: str) -> float | None:
    here, home = _cost(used, found, country, pay), _cost(used, found, CLIENT, pay)
    return None if here is None or home is None else 100 * (1 - here / home)


def _cost(used: Used, found: Values, country: str, pay: str) -> float | None:
    """Return pay with employer charges; charges that are a fixed sum are converted to a share."""
    paid, charges = used.get((country, pay)), found["employer_charges"].get(country)
    if paid is None:
        return None
    fixed, rate = (
        used.get((country, "employer_charges_fixed")),
        used.get((country, "exchange_rate")),
    )
    if fixed is not None and rate is not None:
        charges = 100 * fixed.value / rate.value / (MONTHS * paid.value)
    return None if charges is None else paid.value * (1 + charges / 100)


def _offset(zone: str, month: int, day: int) -> float:
    noon = datetime(base.DATA_YEAR, month, day, 12, tzinfo=UTC)
    offset = noon.astimezone(time_zone(zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0
