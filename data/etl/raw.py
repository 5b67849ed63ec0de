"""Strict reading of raw files: if a column that a script names is missing, the build fails."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kpo.core.errors import Problem

Row = tuple[str, Mapping[str, str]]


class Figure(NamedTuple):
    """One figure as in a raw file: its place is not yet matched, its text not yet a number."""

    where: str
    place: str
    indicator: str
    year: str | int
    value: str | float
    error: str | float = ""
    n: str = ""
    status: str = "reported"
    note: str = ""


class RawError(Exception):
    """A raw file that cannot be read as its script expects."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.problem = Problem(where, what, remedy)
        super().__init__(str(self.problem))


class MissingRawError(RawError):
    """A raw file that is not there."""


def rows(raw: Path, file: str, columns: str) -> Iterator[Row]:
    """Yield ``(where, row)`` of a raw CSV that must have the space-separated `columns`.

    Raises
    ------
    RawError
        If the file or a column is missing (a renamed column may mean a changed unit).
    """
    path = raw / file
    if not path.is_file():
        raise MissingRawError(file, "the raw file is not there", "restore it in the raw folder")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in columns.split() if name not in (reader.fieldnames or ())]
        if missing:
            what = f"columns missing: {', '.join(missing)}"
            raise RawError(file, what, "read its SOURCE.md again and adapt the script")
        for row in reader:
            yield f"{file} row {reader.line_num}", row


def series(
    raw: Path,
    file: str,
    indicator: str,
    place: str = "Country Code",
    year: str = "Year",
    value: str = "Value",
) -> Iterator[Figure]:
    """Yield the figures of a long table, one per row, without empty values."""
    reader = rows_named(raw, file, (place, year, value))
    for where, row in reader:
        if row[value].strip() not in ("", "N/A", "NA"):
            yield Figure(where, row[place].strip(), indicator, row[year], row[value].strip())


def rows_named(raw: Path, file: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield rows as :func:`rows` does, for column names with spaces."""
    for where, row in rows(raw, file, ""):
        missing = [name for name in columns if name not in row]
        if missing:
            what = f"columns missing: {', '.join(missing)}"
            raise RawError(file, what, "read its SOURCE.md again and adapt the script")
        yield where, row


def number(where: str, text: str) -> float:
    """Return a text of a raw file as a number.

    Raises
    ------
    RawError
        If the text is not a number.
    """
    try:
        return float(text)
    except ValueError:
        raise RawError(where, f'"{text}" is not a number', "correct the raw file") from None
