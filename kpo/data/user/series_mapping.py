"""Mapping of a publisher's series to own figures: to which indicator, unit and years."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from itertools import count
from math import ceil, floor, log10
from typing import Final

from kpo.core.errors import Problem
from kpo.core.model import by_ratio
from kpo.core.text import one_line
from kpo.data.catalog import Catalog
from kpo.data.user.known_names import Known, plain_name
from kpo.data.user.parsing import MAX_LENGTH, MIN_YEAR
from kpo.data.user.problems import fault, refuse
from kpo.data.user.publishers import Publication, PublishedFigure, PublishedSeries, number, records
from kpo.data.user.reader import checked
from kpo.data.user.row_parser import can_be_counted
from kpo.data.user.rows_read import UserDataReading
from kpo.data.user.tables import FIGURES, INDICATORS, Cell, RawTable

NEWEST: Final = 0
"""Value of `first_year` that takes only the newest figure of each country."""

_FACTORS: Final = (("billion", 1e9), ("million", 1e6), ("thousand", 1e3))


@dataclass(frozen=True)
class SeriesMapping:
    """Mapping of a publisher's series to an indicator.

    Attributes
    ----------
    publisher, series
        Publisher of the file, and key of the series in it.
    indicator
        Id of an indicator of ours or of the user's own.
    factor
        Factor that converts the file's figures to the indicator's unit.
    source
        Source of the figures, in words.
    first_year
        The first year that is taken; `NEWEST` for the newest figure of each country alone.
    new
        Row of an indicator to create with it, by column; empty if the indicator exists.
    """

    publisher: str
    series: str
    indicator: str
    factor: float
    source: str
    first_year: int = NEWEST
    new: dict[str, str | float] = field(default_factory=dict)


def mapped(publication: Publication, mapping: SeriesMapping, catalog: Catalog) -> UserDataReading:
    """Return the own figures of a series, checked like those of a table.

    Figures of unknown countries, and of years that cannot count, are left out and counted.

    Raises
    ------
    DataError
        If the mapping is for another publisher, or no figure is of a known country.
    """
    if publication.layout.publisher != mapping.publisher:
        what = f"the mapping is for a file of {mapping.publisher}"
        refuse(what, f"map this file of {publication.layout.publisher} anew")
    taken = _Taken(publication, mapping, catalog)
    grids = [RawTable(FIGURES, taken.rows(), f"Figures of {publication.name}")]
    if mapping.new:
        row = tuple(mapping.new.get(name, "") for name in INDICATORS.columns)
        grids.append(RawTable(INDICATORS, {1: INDICATORS.columns, 2: row}))
    rows_read = checked(grids, catalog)
    rows_read.problems[:0] = taken.problems
    rows_read.notes = [
        *taken.notes(),
        *(note for note in rows_read.notes if "by their names" not in note),
    ]
    if not taken.count and not rows_read.problems:
        refuse("the series has no figure of a country of ours", "choose another series")
    return rows_read


def suggested(publication: Publication, series: PublishedSeries) -> str:
    """Return a suggested source text for the figures of a series, taken from its file."""
    publisher = publication.layout.publisher
    day = next((text for text in publication.skipped if "Updated" in text), "")
    parts = [f"{publisher}: {series.label}", f"({day})" if day else ""]
    return one_line(" ".join(filter(None, parts)))[: MAX_LENGTH["source"]]


def factor_between(theirs: str, ours: str) -> float:
    """Return the factor from a file's unit to ours, as far as the words of both show it.

    Examples
    --------
    >>> factor_between("thousands", "people"), factor_between("% of population", "%")
    (1000.0, 1.0)
    """

    def size(unit: str) -> float:
        return next((factor for word, factor in _FACTORS if word in unit.lower()), 1.0)

    return size(theirs) / size(ours)


class _Taken:
    """The figures taken from one series, with counts of those left out by reason."""

    def __init__(self, publication: Publication, mapping: SeriesMapping, catalog: Catalog) -> None:
        self._publication, self._mapping = publication, mapping
        self._known = Known(catalog)
        self._years = self._years_that_count(catalog)
        self._strangers: set[tuple[str, ...]] = set()
        self.problems: list[Problem] = []
        self._left = self._old = self._odd = self._again = self.count = 0
        item = self._known.indicators.get(mapping.indicator)
        self._unit: Cell = item.unit if item else mapping.new.get("unit", "")
        self._by_ratio = (
            item.by_ratio
            if item
            else by_ratio(str(mapping.new.get("transform")), str(mapping.new.get("unit")))
        )

    def rows(self) -> dict[int, tuple[Cell, ...]]:
        """Return a table of own figures, the header first."""
        mapping = self._mapping
        header: tuple[Cell, ...] = FIGURES.columns
        table = [header]
        for (code, year), (value, flag) in self._chosen().items():
            table.append(
                (code, mapping.indicator, float(year), value, self._unit, mapping.source, flag)
            )
        self.count = len(table) - 1
        return dict(enumerate(table, start=1))

    def notes(self) -> Iterator[str]:
        """Yield sentences on what was left out and why."""
        if self._left:
            strangers = len(self._strangers)
            places = f"{strangers:,} places that are" if strangers > 1 else "one place that is"
            yield f"{self._left:,} figures of {places} not ours are left."
        if self._old:
            yield f"{self._old:,} figures of years that cannot count are left."
        if self._again:
            yield f"{self._again:,} further figures of the same country and year are left."
        if self._odd:
            yield f"{self._odd:,} cells that hold no usable number are left."

    def _years_that_count(self, catalog: Catalog) -> range:
        item = catalog.indicators.get(self._mapping.indicator)
        first = (item.earliest_year if item else None) or MIN_YEAR
        return range(max(first, self._mapping.first_year), catalog.year + 2)

    def _chosen(self) -> dict[tuple[str, int], tuple[float, str]]:
        chosen: dict[tuple[str, int], tuple[float, str]] = {}
        for record in records(self._publication, self._mapping.series):
            code = self._known.first_country(record.place)
            if not code:
                self._left += 1
                self._strangers.add(record.place)
            elif record.year not in self._years:
                self._old += 1
            else:
                self._add(chosen, code, record)
        if self._mapping.first_year != NEWEST:
            return dict(sorted(chosen.items()))
        newest: dict[str, int] = {}
        for code, year in chosen:
            newest[code] = max(year, newest.get(code, year))
        return {key: figure for key, figure in chosen.items() if newest[key[0]] == key[1]}

    def _add(
        self, chosen: dict[tuple[str, int], tuple[float, str]], code: str, record: PublishedFigure
    ) -> None:
        values = number(self._publication, record.text)
        if len(values) > 1 and not self.problems:
            self.problems.append(_of_two_readings(record))
        value = values[0] * self._mapping.factor if values else float("inf")
        usable = can_be_counted(value) and not (self._by_ratio and value <= 0)
        if not usable:
            self._odd += 1
        elif (code, record.year) in chosen:
            self._again += 1
        else:
            chosen[code, record.year] = value, record.flag


def _of_two_readings(record: PublishedFigure) -> Problem:
    what = f"\u201c{record.text[:60]}\u201d can be read in two ways"
    remedy = "bring the publisher's file as it was downloaded, not saved by a spreadsheet"
    return fault("The file", 0, f"{record.place[0][:60]}, {record.year}", what, remedy)


def bounds(
    publication: Publication, key: str, factor: float, catalog: Catalog
) -> tuple[float, float, int]:
    """Return goalposts for a new indicator, and the number of countries they rest on.

    The 5th and the 95th percentile of the newest figures, rounded outward to two significant
    digits; 0 and 1 if there are no figures. Texts that can be read as two numbers are left out.
    """
    known = Known(catalog)
    newest: dict[str, tuple[int, float]] = {}
    for record in records(publication, key):
        code, values = known.first_country(record.place), number(publication, record.text)
        if (
            code
            and len(values) == 1
            and can_be_counted(values[0] * factor)
            and record.year >= newest.get(code, (0, 0.0))[0]
        ):
            newest[code] = record.year, values[0] * factor
    figures = sorted(value for _, value in newest.values())
    if not figures:
        return 0.0, 1.0, 0
    last = len(figures) - 1
    low = _outward(figures[int(0.05 * last)], floor)
    high = _outward(figures[ceil(0.95 * last)], ceil)
    return low, high if high > low else low + 1, len(figures)


def _outward(value: float, rounded: Callable[[float], int]) -> float:
    """Return a number with two significant digits, rounded by `floor` or `ceil`.

    Examples
    --------
    >>> _outward(1.234, ceil), _outward(-1234.0, floor), _outward(0.0, floor)
    (1.3, -1300.0, 0.0)
    """
    if not value:
        return 0.0
    step = 10.0 ** (floor(log10(abs(value))) - 1)
    return float(f"{rounded(value / step) * step:.6g}")


def identifier(name: str, taken: Container[str]) -> str:
    """Return an unused id for a new indicator, made from its name.

    Examples
    --------
    >>> identifier("Power outages (number)", ["power_outages_number"])
    'power_outages_number_2'
    """
    words = re.sub(r"[^a-z0-9]+", "_", plain_name(name)).strip("_")[:32].strip("_")
    base = words if re.match("[a-z]", words) and len(words) > 2 else f"own_{words}".strip("_")
    return next(
        candidate
        for at in count(1)
        if (candidate := base if at == 1 else f"{base}_{at}") not in taken
    )
