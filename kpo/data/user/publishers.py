"""Reader of publishers' own files: recognises the publisher, lists the series, yields figures.

A file is read as a stream, once for its series and once for the figures of the chosen one, so that
ten megabytes need little more memory than their size. A publisher's numbers have a decimal point;
a file that a spreadsheet saved again has other separators, and its numbers are read as free text
(`kpo.data.user.numbers`).
"""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Final, NamedTuple

from kpo.core.text import one_line
from kpo.data.user.numbers import FLAGS, is_no_figure, quantity
from kpo.data.user.problems import refuse
from kpo.data.user.publisher_layouts import (
    EUROSTAT,
    ILOSTAT,
    OWID,
    WORLD_BANK,
    Layout,
    layout_of,
    year_of,
)
from kpo.data.user.unpacking import FEWER, cells_of, check_size, first_lines, unpacked

MAX_SERIES: Final = 5_000
MAX_ROW: Final = 500_000
"""Maximum number of characters of one row."""

MAX_CELLS: Final = 2_500_000
MAX_LABEL: Final = 200

PUBLISHERS: Final = (ILOSTAT, WORLD_BANK, OWID, EUROSTAT)

_SEPARATORS: Final = (",", "\t", ";")
_BRACKETS: Final = re.compile(r"\(([^()]{1,60})\)")
_UNIT: Final = re.compile(r"%|us\$|usd|thousand|million|billion|\b(years|hours|days|number|per)\b")
_EUROSTAT_UNITS: Final = {
    "PC": "%",
    "PC_IND": "% of individuals",
    "PC_POP": "% of population",
    "THS": "thousand",
    "THS_PER": "thousand people",
    "NR": "number",
}
_STATUS: Final = {"A": "", "U": "unreliable", "B": "break in the series", "N": "not significant"}
_BETWEEN: Final = " | "


class PublishedSeries(NamedTuple):
    """One series of a file: its key, its name and its unit."""

    key: str
    label: str
    unit: str


class PublishedFigure(NamedTuple):
    """One figure as it stands in a publisher's file."""

    place: tuple[str, ...]
    series: str
    year: int
    text: str
    flag: str


@dataclass(frozen=True)
class Publication:
    """A publisher's file that was recognised.

    Attributes
    ----------
    skipped
        Lines above the header, as text.
    native
        Whether its numbers are as the publisher writes them.
    """

    name: str
    content: bytes = field(repr=False)
    encoding: str
    separator: str
    skipped: tuple[str, ...]
    layout: Layout

    @property
    def native(self) -> bool:
        """Whether the separator is the publisher's own, so that a point marks decimals."""
        return self.separator == ("\t" if self.layout.publisher == EUROSTAT else ",")

    @property
    def words(self) -> str:
        """Sentence that says which columns are read as country, year and value."""
        layout, header = self.layout, self.layout.header
        year = "years stand in the columns"
        if layout.year is not None:
            year = f"year from \u201c{header[layout.year]}\u201d"
        values = ""
        if layout.year is not None and len(layout.cells) == 1:
            values = f", value from \u201c{header[layout.cells[0][0]]}\u201d"
        return f"country from \u201c{header[layout.places[0]]}\u201d, {year}{values}"


def publication(name: str, content: bytes) -> Publication | None:
    """Recognise a publisher's file; return None if no known layout fits.

    Raises
    ------
    DataError
        If it is a publisher's file, but larger than can be read.
    """
    content = unpacked(content)
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    lines = first_lines(content, encoding)
    for number, line in enumerate(lines):
        for separator in _SEPARATORS:
            layout = layout_of(cells_of(line, separator), separator)
            if layout:
                check_size(content)
                skipped = tuple(
                    one_line(re.sub('[",]+', " ", text))[:MAX_LABEL] for text in lines[:number]
                )
                title = one_line(name)[:60] or layout.publisher
                return Publication(title, content, encoding, separator, skipped, layout)
    return None


def series(publication: Publication) -> tuple[PublishedSeries, ...]:
    """Return the series of a file that have a figure, in the order of the file.

    Raises
    ------
    DataError
        If it cannot be read to its end, holds too many series, or no yearly figures.
    """
    by_key: dict[str, PublishedSeries] = {}
    layout = publication.layout
    columns = [name for _, _, name in layout.cells if name]
    for row in _rows(publication):
        key = _key(layout, row)
        if key in by_key or (columns and len(by_key) == len(columns)):
            continue
        for cell in _figures(layout, row, by_key):
            if columns and not number(publication, cell.text):
                continue
            label = _label(layout, row) if not columns else cell.series
            name = one_line(label)[:MAX_LABEL] or publication.name
            by_key.setdefault(
                cell.series, PublishedSeries(cell.series, name, _unit(layout, row, name))
            )
            if len(by_key) > MAX_SERIES:
                refuse(f"it holds more than {MAX_SERIES:,} series", FEWER)
    if not by_key:
        refuse("it holds no figures of whole years", "download yearly figures")
    return tuple(by_key.values())


def records(publication: Publication, key: str) -> Iterator[PublishedFigure]:
    """Yield the figures of one series, without marks of missing figures."""
    layout = publication.layout
    by_column = any(name for _, _, name in layout.cells)
    for row in _rows(publication):
        if by_column or _key(layout, row) == key:
            yield from (cell for cell in _figures(layout, row) if cell.series == key)


def number(publication: Publication, text: str) -> tuple[float, ...]:
    """Return every number that a text of a file can be read as; empty for none."""
    if publication.native:
        try:
            value = float(text)
        except ValueError:
            return ()
        return (value,) if isfinite(value) and text.isascii() and "_" not in text else ()
    quantities = quantity(text)
    return quantities.values if quantities and not quantities.unit else ()


def _rows(publication: Publication) -> Iterator[list[str]]:
    """Yield the rows below the header; a short row is padded with empty cells."""
    raw = io.BytesIO(publication.content)
    layout, width = publication.layout, len(publication.layout.header)
    packed = layout.publisher == EUROSTAT and layout.year is None
    started, cells = False, 0
    try:
        with io.TextIOWrapper(raw, publication.encoding, newline="") as text:
            lines = _Lines(text)
            for row in csv.reader(lines, delimiter=publication.separator, strict=True):
                lines.length = 0
                if packed and row:
                    row = [*row[0].split(","), *row[1:]]
                cells += len(row)
                if cells > MAX_CELLS:
                    refuse(f"it has more than {MAX_CELLS:,} cells", FEWER)
                if started and any(row):
                    yield [*row, *[""] * (width - len(row))]
                started = started or _is_header(row, layout.header)
    except (csv.Error, UnicodeDecodeError) as error:
        what = f"it cannot be read to its end ({one_line(str(error))[:80]})"
        refuse(what, "download it once more")


class _Lines(Iterator[str]):
    """The lines of a text; all lines of one row together may have `MAX_ROW` characters."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self.length = 0

    def __next__(self) -> str:
        line = next(self._text)
        self.length += len(line)
        if self.length > MAX_ROW:
            refuse(f"one of its rows is longer than {MAX_ROW:,} characters", FEWER)
        return line


def _is_header(row: Sequence[str], header: tuple[str, ...]) -> bool:
    cells = [cell.strip().lstrip("\ufeff") for cell in row]
    cells = [cell.partition("\\")[0] for cell in cells]
    return cells == [cell.partition("\\")[0] for cell in header]


def _key(layout: Layout, row: Sequence[str]) -> str:
    return _BETWEEN.join(row[at].strip() for at in layout.keys)


def _figures(
    layout: Layout, row: Sequence[str], known: Container[str] = ()
) -> Iterator[PublishedFigure]:
    """Yield the figures of a row, except those of `known` series and marks of missing figures."""
    place = tuple(row[at].strip() for at in layout.places if row[at].strip())
    whole = year_of(row[layout.year]) if layout.year is not None else None
    if not place or (layout.year is not None and whole is None):
        return
    base = _key(layout, row)
    for at, fixed, name in layout.cells:
        year, text = fixed or whole, row[at].strip()
        if year and text and (name or base) not in known and not is_no_figure(text):
            value, flag = _apart(text, layout)
            flag = flag or (_status(row[layout.flag]) if layout.flag is not None else "")
            yield PublishedFigure(place, name or base, year, value, flag)


def _apart(text: str, layout: Layout) -> tuple[str, str]:
    """Return a figure and the flag beside it; only Eurostat writes both in one cell."""
    value, space, letters = text.partition(" ")
    if layout.publisher != EUROSTAT or not space:
        return text, ""
    return value, ", ".join(FLAGS.get(letter, f"flag {letter}") for letter in letters.strip()[:4])


def _status(text: str) -> str:
    cleaned = one_line(text)[:40]
    if cleaned.lower() in FLAGS:
        return FLAGS[cleaned.lower()]
    return _STATUS.get(cleaned.upper(), cleaned)


def _label(layout: Layout, row: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(row[at].strip() for at in layout.labels if row[at].strip()))


def _unit(layout: Layout, row: Sequence[str], label: str) -> str:
    """Return the unit of a series, mostly named in brackets; empty if its file names none."""
    if layout.publisher == EUROSTAT and "unit" in layout.header:
        code = row[layout.header.index("unit")].strip()
        return _EUROSTAT_UNITS.get(code, code)[:60]
    if "U.S. dollars" in label or "CUR_TYPE_USD" in label:
        return "USD"
    inner = (text.strip() for text in _BRACKETS.findall(label))
    return next((text for text in inner if _UNIT.search(text.lower())), "")
