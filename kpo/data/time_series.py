"""A figure through the years, with breaks marked and gaps left open."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kpo.core.cache import cached
from kpo.core.model import Observation, Status
from kpo.data.catalog import Catalog

_BREAK: Final = re.compile(r"\b(?:break|doubles|steps up|total up)\b")
_ALWAYS: Final = "from year to year"
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Point:
    """One year of a country. `segment` numbers the unbroken pieces of its line from 0."""

    country: str
    year: int
    value: float
    status: Status
    note: str
    segment: int
    broken: bool


@cached(128)
def history(catalog: Catalog, indicator: str) -> tuple[Point, ...]:
    """Return every year of every country, by country and year.

    A line is interrupted if years are missing that the series usually has, at a break that a note
    names, and if the definition changes.
    """
    series = [_one_a_year(catalog.figures(country, indicator)) for country in catalog.countries]
    step = usual_step([[item.year for item in items] for items in series])
    return tuple(point for items in series for point in _points(items, step))


def usual_step(years: Sequence[Sequence[int]]) -> int:
    """Return the most common interval between consecutive years; 1 if there is none.

    Examples
    --------
    >>> usual_step([[2012, 2015, 2018], [2015, 2018, 2022]])
    3
    """
    steps = Counter(later - year for known in years for year, later in pairwise(known))
    return min(steps, key=lambda step: (-steps[step], step), default=1)


def break_years(figures: Sequence[Observation]) -> frozenset[int]:
    """Return the years that are not comparable with the year before, according to the notes.

    A note names the last year before a break and the first after it, or only the former; without
    a year it means its own. Sources that differ "from year to year" break at each year. A break
    between two available years is placed at the later one.
    """
    shown = [item.year for item in figures]
    years: set[int] = set()
    for item in figures:
        if _ALWAYS in item.note:
            years.add(item.year)
        elif _BREAK.search(item.note):
            named = sorted(set(map(int, _YEAR.findall(item.note))))
            first = named[1:] or [year + 1 for year in named] or [item.year]
            years.update(next((year for year in shown if year >= new), 0) for new in first)
    return frozenset(years & set(shown[1:]))


def _one_a_year(figures: Sequence[Observation]) -> list[Observation]:
    """Keep one figure per year: the user's own, else one of the stated definition."""
    by_year: dict[int, Observation] = {}
    for item in figures:
        if item.year not in by_year or item.status in ("reported", "user"):
            by_year[item.year] = item
    return [by_year[year] for year in sorted(by_year)]


def _points(figures: Sequence[Observation], step: int) -> list[Point]:
    breaks = break_years(figures)
    points: list[Point] = []
    for item in figures:
        point = Point(item.country, item.year, item.value, item.status, item.note, 0, False)
        if points:
            before = points[-1]
            broken = item.year in breaks or item.status != before.status
            apart = broken or item.year - before.year > step
            point = replace(point, segment=before.segment + apart, broken=broken)
        points.append(point)
    return points
