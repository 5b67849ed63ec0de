"""Hours of a working day that two time zones share."""

from datetime import UTC, date, datetime
from functools import lru_cache

from kpo.core.time_zones import time_zone

WORKING_DAY = (9.0, 18.0)
SEASONS = ((1, 15), (7, 15))


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
        _overlap(utc_offset(client_zone, date(year, *day)) - utc_offset(zone, date(year, *day)))
        for day in SEASONS
    )
    return winter, summer


@lru_cache(maxsize=1024)
def utc_offset(zone: str, day: date) -> float:
    """Return the hours by which a time zone is ahead of UTC at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    offset = noon.astimezone(time_zone(zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0


def _overlap(shift: float) -> float:
    """Return the hours that a day and the same day shifted by `shift` hours share."""
    length = WORKING_DAY[1] - WORKING_DAY[0]
    apart = shift % 24
    return max(0.0, length - apart) + max(0.0, length - (24 - apart))
