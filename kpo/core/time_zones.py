"""Time zones from the pinned ``tzdata`` package, never from the machine's own files.

``zoneinfo.ZoneInfo(name)`` reads the host's files first, which may be older or newer than the
requirements say, or somebody's own (``PYTHONTZPATH``); a ranking must not depend on that.
"""

from functools import cache, lru_cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from tzdata import IANA_VERSION

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
