"""Nation-wide public holidays and working days, from the package holidays."""

from collections.abc import Mapping
from datetime import date, timedelta
from importlib.metadata import version

import holidays

from data.etl.base import DATA_YEAR
from kpo.core.errors import Problem

VERSION = "0.109"
ENGLISH = ("en_US", "en_GB", "en")
Weekend = tuple[int, ...]


def version_problems() -> list[Problem]:
    """Return a problem if another version of the package is installed: its days may differ."""
    installed = version("holidays")
    if installed == VERSION:
        return []
    what = f"version {installed} is installed, the tables rest on {VERSION}"
    return [Problem("package holidays", what, f"install holidays=={VERSION}")]


def holidays_of(iso2: str) -> Mapping[date, str]:
    """Return the holidays of the data year, in English if the package has English names."""
    known = holidays.country_holidays(iso2).supported_languages
    language = next((name for name in ENGLISH if name in known), None)
    return dict(holidays.country_holidays(iso2, years=DATA_YEAR, language=language))


def working_days(iso2: str) -> tuple[int, Weekend] | None:
    """Return the number of working days in the data year, and the weekend.

    The weekend is Friday and Saturday if the package says so, else Saturday and Sunday (also if
    only Sunday is the legal one, because offices keep both). None if only Friday is off. Working
    weekends that make up for a bridge day are not counted.
    """
    weekend: Weekend = tuple(sorted(holidays.country_holidays(iso2).weekend))
    if weekend == (4,):
        return None
    if weekend != (4, 5):
        weekend = (5, 6)
    free = holidays_of(iso2)
    first = date(DATA_YEAR, 1, 1)
    days = (first + timedelta(number) for number in range((date(DATA_YEAR + 1, 1, 1) - first).days))
    return sum(day.weekday() not in weekend and day not in free for day in days), weekend
