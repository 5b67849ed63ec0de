"""The three tables a user can fill in: their columns, and how much they may hold; and CSV files.

The reader of CSV detects encoding and separator, and leaves numbers as text.
"""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from kpo.data.user.problems import fault, refuse, refuse_all

MAX_BYTES: Final = 1_000_000
"""Maximum size of a file, and of all own figures together as text."""

MAX_ROWS: Final = 5_000
"""Maximum number of rows of a table in a file, including rows that equal ours."""

MAX_COLUMNS: Final = 40
MAX_CELL_LENGTH: Final = 1_000
BASED_ON: Final = "based_on"
"""The column that names the country whose figures a row takes."""

MAX_TITLE_ROWS: Final = 30
"""Number of first rows that are searched for the header."""

MAX_ITEMS: Final[Mapping[str, int]] = {"figures": 2_000, "countries": 50, "indicators": 20}
"""Maximum number of own rows in use, by table."""


@dataclass(frozen=True, slots=True)
class Special:
    """A spreadsheet cell that is more than a plain number or text.

    Attributes
    ----------
    kind
        Kind of value by its format: ``plain``, ``percent``, ``money``, ``date`` or ``time``;
        ``error`` and ``truth`` are no figures at all.
    value
        What the file holds; for a formula its last value, empty if there is none.
    words
        Text that a reader sees: the date, the currency or the error.
    formula
        Whether the cell holds a formula.
    """

    kind: Literal["plain", "percent", "money", "date", "time", "error", "truth"]
    value: float | str
    words: str = ""
    formula: bool = False

    def __str__(self) -> str:
        """Return the content of the cell as text."""
        if isinstance(self.value, float) and self.kind not in ("date", "time"):
            return f"{self.value:.15g}"
        return self.words if self.kind in ("date", "time") else str(self.value)


Cell = str | float | Special
"""Content of a cell: text, a number if the kind of file has numbers, or a `Special`."""


@dataclass(frozen=True)
class TableSpec:
    """A kind of table. `shown` are columns for the user's information: they are not read.

    `spared` are needed columns that a table with the column `BASED_ON` may omit.
    """

    id: str
    title: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read."""
        return self.needed + self.optional

    def lacking(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the needed columns that are missing in `names`."""
        spared = self.spared if BASED_ON in names else ()
        return tuple(name for name in self.needed if name not in names and name not in spared)


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in a file: rows by their number there, the header first.

    `title` is its name in the file, if it has one.
    """

    sheet: TableSpec
    rows: Mapping[int, tuple[Cell, ...]]
    title: str = ""


@dataclass(frozen=True)
class Tables:
    """The tables of a file, with notes that tell the user how they were read."""

    grids: tuple[RawTable, ...]
    notes: tuple[str, ...] = ()


FIGURES: Final = TableSpec(
    "figures",
    "Figures",
    ("country", "indicator", "year", "value", "unit", "source"),
    ("note", "client"),
    ("country_name", "indicator_name", "ours"),
)
COUNTRIES: Final = TableSpec(
    "countries",
    "Countries",
    ("country", "name", "region", "business_timezone"),
    ("currency", BASED_ON, "latitude", "longitude"),
    spared=("region", "business_timezone"),
)
INDICATORS: Final = TableSpec(
    "indicators",
    "Indicators",
    ("indicator", "name", "criterion", "unit", "direction", "transform", "goalpost_low")
    + ("goalpost_high", "goalpost_reason", "weight_in_criterion"),
    ("tiers", "decimals", "description"),
)
SHEETS: Final[Mapping[str, TableSpec]] = {
    sheet.id: sheet for sheet in (FIGURES, COUNTRIES, INDICATORS)
}


def header_row(rows: Mapping[int, tuple[Cell, ...]]) -> int | None:
    """Return the number of the row that fits the header of a table best; None if none does.

    Titles may stand above a header, so the first `MAX_TITLE_ROWS` rows are searched.
    """
    first = list(rows.items())[:MAX_TITLE_ROWS]
    fits = {number: max(_fits(row).values()) for number, row in first}
    best = max(fits, key=lambda number: fits[number], default=None)
    return best if best is not None and fits[best] > 1 else None


def header_name(cell: Cell) -> str:
    """Return a header cell in the form of a column name.

    Examples
    --------
    >>> header_name(" Goalpost low ")
    'goalpost_low'
    """
    return "_".join(str(cell).strip().lower().split())


def sheet_of(header: tuple[Cell, ...]) -> TableSpec | None:
    """Return the kind of table that a header fits best; None if it fits none."""
    fits = _fits(header)
    best = max(fits, key=lambda name: fits[name] / len(SHEETS[name].needed))
    return SHEETS[best] if fits[best] > 1 else None


def _fits(header: tuple[Cell, ...]) -> dict[str, int]:
    names = {header_name(cell) for cell in header}
    return {sheet.id: len(names & {*sheet.needed}) for sheet in SHEETS.values()}


SEPARATORS: Final = (",", ";", "\t")
NO_TABLE: Final = "its header fits none of the three tables"
TAKE_TEMPLATE: Final = "download a template and fill that in"
_MAX_SEP_LINE: Final = 6


def csv_tables(content: bytes) -> Tables:
    """Return the one table of a CSV file.

    Raises
    ------
    DataError
        If the content is not text, not CSV, far too long, or none of the three tables.
    """
    text = decoded(content)
    named, text = _named_separator(text)
    rows = _rows(text, named or _separator(text))
    header = header_row(rows)
    sheet = sheet_of(rows[header]) if header is not None else None
    if header is None or sheet is None:
        refuse(NO_TABLE, TAKE_TEMPLATE)
    kept = {number: row for number, row in rows.items() if number >= header}
    if len(kept) > MAX_ROWS + 1:
        _refuse_long()
    over = [row for number, row in rows.items() if number < header]
    return Tables((RawTable(sheet, kept),), tuple(titles_passed_over(over)))


MAX_FIELD_LENGTH = 2**17
"""Python's own limit, which another library in the same process may have raised."""

TOO_LONG = f"field larger than field limit ({MAX_FIELD_LENGTH})"


def titles_passed_over(over: Iterable[tuple[Cell, ...]], sheet: str = "") -> Iterator[str]:
    """Yield a note on the rows above a header, which are not read but may name the unit."""
    titles = [" ".join(str(cell) for cell in row if str(cell).strip())[:80] for row in over]
    if titles:
        where = f" of \u201c{sheet}\u201d" if sheet else ""
        quoted = "; ".join(f"\u201c{text}\u201d" for text in titles[:3])
        yield f"Over the header{where} stands {quoted}: not read."


def decoded(content: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16, with or without a byte order mark.

    Raises
    ------
    DataError
        If it is not text.
    """
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        what = f"it is not UTF-8 text (byte {error.start + 1:,})"
        refuse(what, "save it as \u201cCSV UTF-8\u201d, or as XLSX")
    text = text.lstrip("\ufeff")
    if "\0" in text:
        refuse("it is not a text file", "choose a CSV or an XLSX file")
    return text


def _encoding(content: bytes) -> str:
    """Return the encoding; UTF-16 without a mark shows in zero bytes beside ASCII letters."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    first = content[:8]
    if len(first) == 8 and len(content) % 2 == 0:
        if not any(first[1::2]) and all(first[::2]):
            return "utf-16-le"
        if not any(first[::2]) and all(first[1::2]):
            return "utf-16-be"
    return "utf-8-sig"


def _named_separator(text: str) -> tuple[str, str]:
    r"""Return the separator that a first line ``sep=;`` names, and the text without that line.

    Examples
    --------
    >>> _named_separator("sep=;\na;b")
    (';', '\na;b')
    """
    line, end, rest = text.partition("\n")
    named = line.strip().strip('"')
    if len(line) <= _MAX_SEP_LINE + 2 and named.lower().startswith("sep="):
        separator = named[4:] or ("\t" if "\t" in line else "")
        if separator in (*SEPARATORS, "|"):
            return separator, end + rest
    return "", text


def _separator(text: str) -> str:
    """Return the separator with which one of the first lines names most of our columns."""
    lines = [line for line in islice(io.StringIO(text), 2 * MAX_TITLE_ROWS) if line.strip()]
    known = {
        name: max((_known(line.split(name)) for line in lines), default=0) for name in SEPARATORS
    }
    return max(SEPARATORS, key=lambda name: known[name])


def _known(header: list[str]) -> int:
    sheet = sheet_of(tuple(cell.strip().strip('"') for cell in header))
    names = {header_name(cell.strip().strip('"')) for cell in header}
    return len(names & {*sheet.columns}) if sheet else 0


def _rows(text: str, separator: str) -> dict[int, tuple[Cell, ...]]:
    rows: dict[int, tuple[Cell, ...]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            if any(len(cell) > MAX_FIELD_LENGTH for cell in row):
                raise csv.Error(TOO_LONG)
            if any(cell.strip() for cell in row):
                rows[number] = tuple(row)
            if len(rows) > MAX_ROWS + 1 + MAX_TITLE_ROWS:
                _refuse_long()
    except csv.Error as error:
        line = reader.line_num
        remedy = "close every quote and double those inside quoted text"
        refuse_all([fault("The file", line, "", f"it is not CSV: {error}", remedy)])
    return rows


def _refuse_long() -> None:
    refuse(f"it has more than {MAX_ROWS:,} rows", "split it, or leave out some rows")
