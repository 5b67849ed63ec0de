"""Which figure a scenario uses for a country and an indicator, and the figures it makes itself."""

from datetime import UTC, datetime
from functools import lru_cache

from kpo.catalog import Catalog
from kpo.memory import kept
from kpo.model import Indicator, Observation, Scenario, Status
from kpo.zones import time_zone

ENGLISH = "english"
SHARED_HOURS = "shared_hours"
DATA_TRANSFER = "data_transfer"
NATIVE_ENGLISH_FLAG = "english_native"
WORKING_DAY = (9.0, 18.0)
SEASONS = ((1, 15), (7, 15))
_PREFERENCE: dict[Status, int] = {"user": 2, "reported": 1, "different_definition": 0}


def figure(
    catalog: Catalog, scenario: Scenario, country: str, indicator: str
) -> Observation | None:
    """Return the figure that `scenario` uses, or None where there is none.

    Among the years that are recent enough, the user's own figure comes before ours, one of the
    stated definition before a differently defined one, and the newest before older ones. Shared
    hours, data-transfer status and assumed English scores are computed here and never stored.

    Raises
    ------
    ScenarioError
        If the country or the indicator is unknown.
    """
    item = catalog.indicators.get(indicator)
    found = catalog.figures(country, indicator)
    earliest = _earliest_year(catalog, scenario, item)
    recent = [figure for figure in found if figure.year >= earliest]
    if recent:
        return max(recent, key=lambda figure: (_PREFERENCE[figure.status], figure.year))
    if indicator == SHARED_HOURS:
        return _shared_hours_figure(catalog, scenario.client, country)
    if indicator == DATA_TRANSFER:
        return _data_transfer_figure(catalog, scenario.client, country)
    if indicator == ENGLISH and scenario.native_english == "assumed":
        return _assumed_english(catalog, country, earliest)
    return None


def shared_hours(client_zone: str, zone: str, year: int) -> tuple[float, float]:
    """Return the hours of a 09–18 day that two time zones share, in winter and in summer.

    Both days are laid on the 24-hour clock of UTC on 15 January and 15 July of `year`, wrapping
    round midnight.

    Examples
    --------
    >>> shared_hours("Europe/Stockholm", "Asia/Kolkata", 2026)
    (4.5, 5.5)
    """
    winter, summer = (
        _overlap(_offset(client_zone, year, *day) - _offset(zone, year, *day)) for day in SEASONS
    )
    return winter, summer


@kept(64)
def best_english(catalog: Catalog, earliest: int) -> Observation | None:
    """Return the highest published score of the newest edition not older than `earliest`."""
    found = [
        item
        for country in catalog.countries
        for item in catalog.figures(country, ENGLISH)
        if item.year >= earliest and item.status != "user"
    ]
    edition = max((item.year for item in found), default=None)
    return max(
        (item for item in found if item.year == edition), key=lambda item: item.value, default=None
    )


def _earliest_year(catalog: Catalog, scenario: Scenario, item: Indicator | None) -> int:
    by_age = catalog.year - scenario.max_age
    return max(by_age, item.earliest_year) if item and item.earliest_year else by_age


@lru_cache(maxsize=1024)
def _offset(zone: str, year: int, month: int, day: int) -> float:
    noon = datetime(year, month, day, 12, tzinfo=UTC)
    offset = noon.astimezone(time_zone(zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0


def _overlap(shift: float) -> float:
    """Length that a day and the same day shifted by `shift` hours share on a 24-hour circle."""
    length = WORKING_DAY[1] - WORKING_DAY[0]
    apart = shift % 24
    return max(0.0, length - apart) + max(0.0, length - (24 - apart))


def _shared_hours_figure(catalog: Catalog, client: str, country: str) -> Observation:
    zones = (
        catalog.countries[client].business_timezone,
        catalog.countries[country].business_timezone,
    )
    winter, summer = shared_hours(*zones, catalog.year)
    note = f"{winter:g} hours in winter, {summer:g} in summer, {zones[1]} with {zones[0]}"
    value = (winter + summer) / 2
    return Observation(
        country, SHARED_HOURS, catalog.year, value, "reported", ("iana_tzdata",), note=note
    )


def _data_transfer_figure(catalog: Catalog, client: str, country: str) -> Observation | None:
    found = catalog.transfers.get((catalog.countries[client].transfer_regime, country))
    if found is None:
        return None
    status, points, source, note = found
    words = status.replace("_", " ")
    return Observation(
        country,
        DATA_TRANSFER,
        catalog.year,
        points,
        "reported",
        (source,),
        note=f"{words}: {note}" if note else words,
    )


def _assumed_english(catalog: Catalog, country: str, earliest: int) -> Observation | None:
    """Native English: at least the best published score of the edition (declared rule)."""
    flag = catalog.flag(country, NATIVE_ENGLISH_FLAG)
    if flag is None or flag.state != "yes":
        return None
    best = best_english(catalog, earliest)
    if best is None:
        return None
    note = f"native English, not ranked by the index: at least {best.value:g} assumed"
    return best._replace(country=country, status="assumed", note=note, error=None, n=None)
