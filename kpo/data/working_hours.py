"""Time zones, and the hours of a working day that two of them share.

Zones come from the pinned ``tzdata`` package, never from the machine's own files:
``zoneinfo.ZoneInfo(name)`` reads the host's files first, which may be older or newer than the
requirements say, or somebody's own (``PYTHONTZPATH``); a ranking must not depend on that.
"""

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from tzdata import IANA_VERSION

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


RULES: Final = IANA_VERSION
"""The release of the IANA time zones that hours are computed with, such as 2026f."""


def time_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name.

    Raises
    ------
    KeyError
        If no time zone has that name.

    Examples
    --------
    >>> from datetime import datetime
    >>> datetime(2026, 7, 15, tzinfo=time_zone("America/Mexico_City")).utcoffset().seconds // 3600
    18
    """
    if not is_time_zone(name):
        raise KeyError(name)
    return _read(name)


def is_time_zone(name: str) -> bool:
    """Tell whether a name is that of an IANA time zone.

    Examples
    --------
    >>> is_time_zone("Europe/Prague"), is_time_zone("Mars/Base"), is_time_zone("../zones")
    (True, False, False)
    """
    return name in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset((files("tzdata") / "zones").read_text(encoding="utf-8").split())


@lru_cache(maxsize=256)
def _read(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
