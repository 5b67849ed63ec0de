"""The working day on the client's clock, winter and summer, and the public holidays."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kpo.data.catalog import Catalog
from kpo.data.working_hours import SEASONS, WORKING_DAY, utc_offset

HOURS: Final = 24
SATURDAY: Final = 5
Span = tuple[float, float]


@dataclass(frozen=True)
class Day:
    """One working day of the destination, laid on the client's clock.

    `there` are the hours worked at the destination, `shared` those of them that fall into the
    client's working day; spans of hours from 0 to 24, two if one runs over midnight.
    """

    season: str
    there: tuple[Span, ...]
    shared: tuple[Span, ...]

    @property
    def hours(self) -> float:
        """Hours shared."""
        return sum(end - start for start, end in self.shared)


@dataclass(frozen=True)
class Holidays:
    """Public holidays of the data year, and the weekdays on which only one side is off."""

    days: tuple[tuple[date, str], ...]
    only_there: int
    only_client: int


def days(catalog: Catalog, client: str, country: str) -> tuple[Day, Day]:
    """Return the working day in winter and in summer."""
    winter, summer = (
        _day(catalog, client, country, season, date(catalog.year, *day))
        for season, day in zip(("winter", "summer"), SEASONS, strict=True)
    )
    return winter, summer


def holidays(catalog: Catalog, client: str, country: str) -> Holidays | None:
    """Return the holidays of a country; None if those of it or of the client are unknown."""
    there, here = _holidays(catalog, country), _holidays(catalog, client)
    if not there or not here:
        return None
    weekdays = {day for day in there if day.weekday() < SATURDAY}
    own = {day for day in here if day.weekday() < SATURDAY}
    return Holidays(tuple(sorted(there.items())), len(weekdays - own), len(own - weekdays))


def _holidays(catalog: Catalog, country: str) -> dict[date, str]:
    table = catalog.tables.get("holidays")
    country = catalog.countries[country].based_on or country
    if table is None:
        return {}
    rows = zip(*map(table.column, ("country", "date", "name")), strict=True)
    return {date.fromisoformat(day): name for place, day, name in rows if place == country}


def _day(catalog: Catalog, client: str, country: str, season: str, day: date) -> Day:
    zones = (catalog.countries[name].business_timezone for name in (country, client))
    there, here = (utc_offset(zone, day) for zone in zones)
    begins = (WORKING_DAY[0] - (there - here)) % HOURS
    ends = begins + WORKING_DAY[1] - WORKING_DAY[0]
    night = (0.0, ends - HOURS), (begins, float(HOURS))
    spans = ((begins, ends),) if ends <= HOURS else night
    shared = tuple(
        (max(start, WORKING_DAY[0]), min(end, WORKING_DAY[1]))
        for start, end in spans
        if min(end, WORKING_DAY[1]) > max(start, WORKING_DAY[0])
    )
    return Day(season, spans, shared)
