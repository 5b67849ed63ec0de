"""Publishers' own files: which one it is, which series it holds, and its figures one by one.

A file is read as a stream: once for its series and once for the figures of the chosen one, so that
ten megabytes need little more memory than they are. A publisher's numbers have a point for
decimals; a file that was saved again by a spreadsheet shows other separators and follows the rule
of texts.
"""

import csv
import gzip
import io
import re
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import isfinite
from typing import Final, NamedTuple

from kpo.cleaning import one_line
from kpo.own.faults import refuse
from kpo.own.numbers import FLAGS, is_no_figure, quantity

MAX_BYTES: Final = 10_000_000
"""Size of a publisher's file, unpacked."""

MAX_SERIES: Final = 5_000
MAX_COLUMNS: Final = 1_000
MAX_ROW: Final = 500_000
"""Characters of one row."""

MAX_CELLS: Final = 2_500_000
MAX_LABEL: Final = 200
MAX_PREAMBLE: Final = 8
"""Lines over the header, where some publishers say what the file is and of which day."""

ILOSTAT: Final = "ILOSTAT"
WORLD_BANK: Final = "World Bank"
OWID: Final = "Our World in Data"
EUROSTAT: Final = "Eurostat"
PUBLISHERS: Final = (ILOSTAT, WORLD_BANK, OWID, EUROSTAT)

_FEWER: Final = "choose fewer countries, years or series before the download"
_SEPARATORS: Final = (",", "\t", ";")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)(?:\.0)?(?: \[YR\1\])?\s*", re.ASCII)
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


class Series(NamedTuple):
    """One of the series of a file: what tells it apart, what it is called, and in which unit."""

    key: str
    label: str
    unit: str


class Record(NamedTuple):
    """One figure as it stands in a publisher's file."""

    place: tuple[str, ...]
    series: str
    year: int
    text: str
    flag: str


@dataclass(frozen=True)
class Layout:
    """Where what stands in a file.

    Attributes
    ----------
    places
        Columns that name the country, the code first.
    keys, labels
        Columns that tell series apart, and those that name them.
    year
        Column of the year; None where years are columns of their own.
    cells
        Columns of figures, each with its year (wide files) and its series (a column a series).
    flag
        Column of a mark beside the figure; None for none.
    """

    publisher: str
    header: tuple[str, ...]
    places: tuple[int, ...]
    keys: tuple[int, ...]
    labels: tuple[int, ...]
    year: int | None
    cells: tuple[tuple[int, int | None, str], ...]
    flag: int | None = None


@dataclass(frozen=True)
class Publication:
    """A publisher's file that was recognised.

    Attributes
    ----------
    skipped
        Lines over the header, in words.
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
        """Whether the separator is the publisher's own, and so the point one of decimals."""
        return self.separator == ("\t" if self.layout.publisher == EUROSTAT else ",")

    @property
    def told(self) -> str:
        """Which columns are read as what, in a sentence."""
        layout, header = self.layout, self.layout.header
        year = "years stand in the columns"
        if layout.year is not None:
            year = f"year from \u201c{header[layout.year]}\u201d"
        values = ""
        if layout.year is not None and len(layout.cells) == 1:
            values = f", value from \u201c{header[layout.cells[0][0]]}\u201d"
        return f"country from \u201c{header[layout.places[0]]}\u201d, {year}{values}"


def publication(name: str, content: bytes) -> Publication | None:
    """Return a publisher's file as such; None where it is none that is known.

    Raises
    ------
    DataError
        If it is one and larger than can be read.
    """
    content = _unpacked(content)
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    lines = _first_lines(content, encoding)
    for number, line in enumerate(lines):
        for separator in _SEPARATORS:
            layout = _layout(_split(line, separator), lines[number + 1 :], separator)
            if layout:
                _check_size(content)
                skipped = tuple(
                    one_line(re.sub('[",]+', " ", text))[:MAX_LABEL] for text in lines[:number]
                )
                title = one_line(name)[:60] or layout.publisher
                return Publication(title, content, encoding, separator, skipped, layout)
    return None


def series(publication: Publication) -> tuple[Series, ...]:
    """Return the series of a file that have a figure, in their order there.

    Raises
    ------
    DataError
        If it cannot be read to its end, or holds no figures of years.
    """
    found: dict[str, Series] = {}
    layout = publication.layout
    columns = [name for _, _, name in layout.cells if name]
    for row in _rows(publication):
        key = _key(layout, row)
        if key in found or (columns and len(found) == len(columns)):
            continue
        for cell in _figures(layout, row, found):
            if columns and not number(publication, cell.text):
                continue
            label = _label(layout, row) if not columns else cell.series
            name = one_line(label)[:MAX_LABEL] or publication.name
            found.setdefault(cell.series, Series(cell.series, name, _unit(layout, row, name)))
            if len(found) > MAX_SERIES:
                refuse(f"it holds more than {MAX_SERIES:,} series", _FEWER)
    if not found:
        refuse("it holds no figures of whole years", "download yearly figures")
    return tuple(found.values())


def records(publication: Publication, key: str) -> Iterator[Record]:
    """Yield the figures of one series, marks of missing ones left out."""
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
    found = quantity(text)
    return found.values if found and not found.unit else ()


def _unpacked(content: bytes) -> bytes:
    """Return the one table of a packed download; anything else as it is."""
    try:
        if content.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(content)) as file:
                return file.read(MAX_BYTES + 1)
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = [
                    item
                    for item in archive.infolist()
                    if item.filename.lower().endswith((".csv", ".tsv"))
                    and not item.filename.startswith("Metadata")
                ]
                if len(names) == 1 and "xl/workbook.xml" not in archive.namelist():
                    with archive.open(names[0]) as part:
                        return part.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        pass
    except (ValueError, KeyError, OverflowError):
        pass
    return content


def _check_size(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        what = f"it is larger than {MAX_BYTES // 1_000_000} MB"
        refuse(what, _FEWER)


def _first_lines(content: bytes, encoding: str) -> list[str]:
    head = content[:200_000].decode(encoding, "replace")
    return [line for line in islice(io.StringIO(head), 2 * MAX_PREAMBLE) if line.strip()][
        :MAX_PREAMBLE
    ]


def _split(line: str, separator: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return []


def _layout(header: list[str], below: Sequence[str], separator: str) -> Layout | None:
    if not 2 <= len(header) <= MAX_COLUMNS:
        return None
    small = [cell.lower() for cell in header]
    return next((made for rule in _RULES if (made := rule(header, small, separator))), None)


def _eurostat(header: list[str], _: list[str], separator: str) -> Layout | None:
    r"""``freq,unit,geo\TIME_PERIOD`` and a column a year, with tabs."""
    first, slash, _time = header[0].partition("\\")
    parts = first.split(",")
    if not slash or "geo" not in parts or separator == ",":
        return None
    columns = (*parts, *header[1:])
    keys = tuple(at for at, name in enumerate(parts) if name != "geo")
    return Layout(
        EUROSTAT, columns, (parts.index("geo"),), keys, keys, None, _year_cells(columns, len(parts))
    )


def _world_bank(header: list[str], small: list[str], _: str) -> Layout | None:
    """Countries down, years across; or the long table with Year and Value."""
    if not {"country name", "country code"} <= {*small}:
        return None
    places = (small.index("country code"), small.index("country name"))
    names = [at for at, name in enumerate(small) if name in ("indicator name", "series name")]
    codes = [at for at, name in enumerate(small) if name in ("indicator code", "series code")]
    if {"year", "value"} <= {*small}:
        cells: tuple[tuple[int, int | None, str], ...] = ((small.index("value"), None, ""),)
        year: int | None = small.index("year")
    else:
        cells, year = _year_cells(header, 0), None
    keys = tuple(codes or names)
    made = Layout(WORLD_BANK, tuple(header), places, keys, tuple(names or codes), year, cells)
    return made if cells else None


def _owid(header: list[str], small: list[str], _: str) -> Layout | None:
    """``Entity,Code,Year`` and a column a series."""
    if "entity" not in small or "year" not in small:
        return None
    fixed = [small.index(name) for name in ("code", "entity", "year") if name in small]
    cells = tuple(
        (at, None, name) for at, name in enumerate(header) if at not in fixed and name.strip()
    )
    places = tuple(small.index(name) for name in ("code", "entity") if name in small)
    made = Layout(OWID, tuple(header), places, (), (), small.index("year"), cells)
    return made if cells else None


def _ilostat(header: list[str], small: list[str], _: str) -> Layout | None:
    """``ref_area,…,time,obs_value``, with codes, with labels or with both; SDMX-CSV too."""
    value = [at for at, name in enumerate(small) if name == "obs_value"]
    time = [at for at, name in enumerate(small) if name in ("time", "time_period")]
    places = [small.index(name) for name in ("ref_area", "geo", "ref_area.label") if name in small]
    if not (value and time and places):
        return None
    by_name = {name: at for at, name in enumerate(small)}
    dimensions = [
        name
        for name in dict.fromkeys(name.removesuffix(".label") for name in small)
        if name in _DIMENSIONS or name.startswith("classif")
    ]
    keys = [by_name.get(name, by_name.get(f"{name}.label", 0)) for name in dimensions]
    labels = [by_name.get(f"{name}.label", by_name.get(name, 0)) for name in dimensions]
    flags = [by_name[name] for name in _FLAG_COLUMNS if name in by_name]
    cells = ((value[0], None, ""),)
    return Layout(
        EUROSTAT if "geo" in small else ILOSTAT,
        *(tuple(header), tuple(places), tuple(keys), tuple(labels), time[0], cells),
        flag=flags[0] if flags else None,
    )


_DIMENSIONS: Final = ("indicator", "sex", "unit", "age", "freq", "measure", "na_item", "nace_r2")
_FLAG_COLUMNS: Final = ("obs_status.label", "obs_status", "obs_flag")
_Rule = Callable[[list[str], list[str], str], Layout | None]
_RULES: Final[tuple[_Rule, ...]] = (_eurostat, _world_bank, _owid, _ilostat)


def _year_cells(header: Sequence[str], first: int) -> tuple[tuple[int, int | None, str], ...]:
    found = ((at, _year(name)) for at, name in enumerate(header) if at >= first)
    return tuple((at, year, "") for at, year in found if year)


def _year(text: str) -> int | None:
    match = _YEAR.fullmatch(text.strip())
    return int(match[1]) if match else None


def _rows(publication: Publication) -> Iterator[list[str]]:
    """Yield the rows under the header; a row that is too short is filled."""
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
                    refuse(f"it has more than {MAX_CELLS:,} cells", _FEWER)
                if started and any(row):
                    yield [*row, *[""] * (width - len(row))]
                started = started or _is_header(row, layout.header)
    except (csv.Error, UnicodeDecodeError) as error:
        what = f"it cannot be read to its end ({one_line(str(error))[:80]})"
        refuse(what, "download it once more")


class _Lines(Iterator[str]):
    """The lines of a text; those of one row may not be longer than `MAX_ROW` together."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self.length = 0

    def __next__(self) -> str:
        line = next(self._text)
        self.length += len(line)
        if self.length > MAX_ROW:
            refuse(f"one of its rows is longer than {MAX_ROW:,} characters", _FEWER)
        return line


def _is_header(row: Sequence[str], header: tuple[str, ...]) -> bool:
    cells = [cell.strip().lstrip("\ufeff") for cell in row]
    cells = [cell.partition("\\")[0] for cell in cells]
    return cells == [cell.partition("\\")[0] for cell in header]


def _key(layout: Layout, row: Sequence[str]) -> str:
    return _BETWEEN.join(row[at].strip() for at in layout.keys)


def _figures(layout: Layout, row: Sequence[str], known: Container[str] = ()) -> Iterator[Record]:
    """Yield the figures of a row but those of known series; marks of missing ones are left out."""
    place = tuple(row[at].strip() for at in layout.places if row[at].strip())
    whole = _year(row[layout.year]) if layout.year is not None else None
    if not place or (layout.year is not None and whole is None):
        return
    base = _key(layout, row)
    for at, fixed, name in layout.cells:
        year, text = fixed or whole, row[at].strip()
        if year and text and (name or base) not in known and not is_no_figure(text):
            value, flag = _apart(text, layout)
            flag = flag or (_status(row[layout.flag]) if layout.flag is not None else "")
            yield Record(place, name or base, year, value, flag)


def _apart(text: str, layout: Layout) -> tuple[str, str]:
    """Return a figure and the flag that stands beside it, as Eurostat writes them."""
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
    """Return the unit of a series as far as its file says it, in brackets mostly."""
    if layout.publisher == EUROSTAT and "unit" in layout.header:
        code = row[layout.header.index("unit")].strip()
        return _EUROSTAT_UNITS.get(code, code)[:60]
    if "U.S. dollars" in label or "CUR_TYPE_USD" in label:
        return "USD"
    inner = (text.strip() for text in _BRACKETS.findall(label))
    return next((text for text in inner if _UNIT.search(text.lower())), "")
