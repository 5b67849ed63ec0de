"""Reader of CSV files: it detects encoding and separator, and leaves numbers as text."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from kpo.data.user.problems import fault, refuse, refuse_all
from kpo.data.user.tables import (
    MAX_ROWS,
    MAX_TITLE_ROWS,
    Cell,
    RawTable,
    Tables,
    header_name,
    header_row,
    sheet_of,
)

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
