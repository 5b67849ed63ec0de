"""A CSV file as rows: its encoding and its separator are found, its numbers are not touched."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from kpo.own.faults import fault, refuse, refuse_all
from kpo.own.sheets import MOST_ROWS, Cell, Grid, header_name, sheet_of

SEPARATORS: Final = (",", ";", "\t")
NO_TABLE: Final = "its header fits none of the three tables"
TAKE_TEMPLATE: Final = "download a template and fill that in"


def csv_grids(content: bytes) -> tuple[Grid, ...]:
    """Return the one table of a CSV file.

    Raises
    ------
    DataError
        If the content is not text, not CSV, far too long, or none of the three tables.
    """
    text = _text(content)
    separator = _separator(text)
    rows = _rows(text, separator)
    header = next(iter(rows.values()), ())
    sheet = sheet_of(header)
    if sheet is None:
        refuse(NO_TABLE, TAKE_TEMPLATE)
    return (Grid(sheet, rows, grouping=separator == ";"),)


LONGEST_FIELD = 2**17
"""Python's own limit, which a library in the same process may have lifted."""

TOO_LONG = f"field larger than field limit ({LONGEST_FIELD})"


def _text(content: bytes) -> str:
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"it is not UTF-8 text (byte {error.start + 1:,})"
        refuse(what, "save it as \u201cCSV UTF-8\u201d, or as XLSX")
    if "\0" in text:
        refuse("it is not a text file", "choose a CSV or an XLSX file")
    return text


def _separator(text: str) -> str:
    """Return the separator under which the first line names most of our columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    known = {name: _known(first.split(name)) for name in SEPARATORS}
    return max(SEPARATORS, key=lambda name: known[name])


def _known(header: list[str]) -> int:
    sheet = sheet_of(tuple(cell.strip().strip('"') for cell in header))
    names = {header_name(cell.strip().strip('"')) for cell in header}
    return len(names & {*sheet.columns}) if sheet else 0


def _rows(text: str, separator: str) -> dict[int, tuple[Cell, ...]]:
    found: dict[int, tuple[Cell, ...]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            if any(len(cell) > LONGEST_FIELD for cell in row):
                raise csv.Error(TOO_LONG)
            if any(cell.strip() for cell in row):
                found[number] = tuple(row)
            if len(found) > MOST_ROWS + 1:
                refuse(f"it has more than {MOST_ROWS:,} rows", "split it, or leave out some rows")
    except csv.Error as error:
        line = reader.line_num
        remedy = "close every quote and double those inside quoted text"
        refuse_all([fault("The file", line, "", f"it is not CSV: {error}", remedy)])
    return found
