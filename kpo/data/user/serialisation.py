"""Own figures as plain data for JSON, for a browser's storage and for the scenario file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from kpo.core.errors import DataError, Problem
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.data.user.parsing import DIRECTIONS, KEYS
from kpo.data.user.problems import fault, refuse, refuse_all
from kpo.data.user.reader import checked
from kpo.data.user.rows_read import UserDataReading
from kpo.data.user.tables import MAX_BYTES, MAX_ITEMS, MAX_ROWS, SHEETS, Cell, RawTable

KIND: Final = "kpo-atlas-own"
VERSION: Final = 1
_WORDS: Final = {
    sign: words for words, sign in DIRECTIONS.items() if not words.strip("-").isdigit()
}


def rows_of(own: UserData, kind: str) -> list[dict[str, Cell]]:
    """Return the rows of one table in file form; rows that cannot be used come last."""
    rows = [_row(kind, item) for item in getattr(own, kind)]
    unread: list[dict[str, Cell]] = [dict(row) for name, row in own.unread if name == kind]
    return [*rows, *unread]


def to_record(own: UserData) -> dict[str, Any]:
    """Return own figures as plain data: for each table its columns and its rows."""
    tables = {
        kind: [[row.get(name, "") for name in sheet.columns] for row in rows_of(own, kind)]
        for kind, sheet in SHEETS.items()
    }
    columns = {kind: list(sheet.columns) for kind, sheet in SHEETS.items() if tables[kind]}
    return {"kind": KIND, "version": VERSION, "columns": columns} | {
        kind: rows for kind, rows in tables.items() if rows
    }


def to_text(own: UserData) -> str:
    """Return the JSON text that a browser stores; empty if there are no own figures.

    A lone surrogate in an unusable row cannot be encoded: it is written as a JSON escape.
    """
    if not len(own) and not own.unread:
        return ""
    text = json.dumps(to_record(own), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode()


def from_record(record: object, catalog: Catalog) -> UserDataReading:
    """Return the own figures of a record, checked like a file; unusable rows are kept aside.

    Raises
    ------
    DataError
        If it is not a record of own figures.
    """
    if not isinstance(record, dict) or record.get("kind") != KIND:
        refuse("it does not hold own figures of KPO Atlas", "choose a file saved here")
    if record.get("version") != VERSION:
        refuse("its version of own figures is unknown here", "open it in a newer release")
    return checked(list(_grids(record)), catalog.published)


def from_text(text: str, catalog: Catalog) -> UserDataReading:
    """Return the own figures that a browser stored, like `from_record`.

    Raises
    ------
    DataError
        If the text is too long, not readable as JSON, or not a record of own figures.
    """
    if len(text) > 2 * MAX_BYTES:
        refuse("what is stored is far larger than own figures can be", "remove it")
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        refuse("what is stored is not readable", "remove it, and add your file again")
    return from_record(record, catalog)


def with_those_of(text: str, catalog: Catalog) -> UserData:
    """Return the own figures of the catalogue with those that a scenario file carries, if any.

    Raises
    ------
    DataError
        With every problem of the own figures in the file.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return catalog.own
    record = whole.get("own") if isinstance(whole, dict) else None
    if record is None:
        return catalog.own
    carried = from_record(record, catalog)
    refuse_all(carried.problems)
    return merged(catalog.own, carried.own, catalog)


def merged(own: UserData, newer: UserData, catalog: Catalog) -> UserData:
    """Return own figures merged with newer ones: of two rows with one key the newer is kept.

    Raises
    ------
    DataError
        If they are more than can be kept, or do not fit together.
    """
    rows: dict[str, tuple[Any, ...]] = {}
    for kind, key in KEYS.items():
        both = (*getattr(own, kind), *getattr(newer, kind))
        rows[kind] = tuple({key(item): item for item in both}.values())
    union = UserData(**rows, unread=tuple(dict.fromkeys((*own.unread, *newer.unread))))
    check_size(union)
    refuse_all(from_record(to_record(replace(union, unread=())), catalog).problems)
    return union


def together(agreed: UserData, mine: UserData, theirs: UserData, catalog: Catalog) -> UserData:
    """Return `agreed` with the changes that two windows made to it, `mine` and `theirs`.

    Of a row that both changed, mine is kept.

    Raises
    ------
    DataError
        If they are more than can be kept, or do not fit together.
    """
    kept: dict[str, tuple[Any, ...]] = {}
    newer: dict[str, tuple[Any, ...]] = {}
    for kind in (*KEYS, "unread"):
        before, ours = getattr(agreed, kind), getattr(mine, kind)
        gone = [item for item in before if item not in ours]
        kept[kind] = tuple(item for item in getattr(theirs, kind) if item not in gone)
        newer[kind] = tuple(item for item in ours if item not in before)
    return merged(UserData(**kept), UserData(**newer), catalog)


def check_size(own: UserData) -> None:
    """Refuse own figures that exceed what a browser and a file can keep.

    Raises
    ------
    DataError
        With every limit that is exceeded.
    """
    counts = {kind: len(getattr(own, kind)) for kind in MAX_ITEMS}
    problems: list[Problem] = [
        fault("Own figures", 0, kind, f"{counts[kind]:,} are too many", f"keep {most:,}")
        for kind, most in MAX_ITEMS.items()
        if counts[kind] > most
    ]
    if not problems and len(to_text(own).encode()) > MAX_BYTES:
        what = f"together they are more than {MAX_BYTES // 1_000_000} MB of text"
        problems = [fault("Own figures", 0, "", what, "shorten notes, or remove some")]
    if problems:
        raise DataError(problems)


def without(own: UserData, kind: str, key: tuple[object, ...]) -> UserData:
    """Return own figures without one row; removing a country or indicator removes its figures.

    Parameters
    ----------
    kind
        ``figures``, ``countries`` or ``indicators``.
    key
        For a figure: country, indicator, year and client, if any; otherwise the id alone.
    """
    kept = tuple(item for item in getattr(own, kind) if KEYS[kind](item) != key)
    left = replace(own, **{kind: kept})
    if kind == "figures":
        return left
    column = {"countries": "country", "indicators": "indicator"}[kind]
    figures = tuple(item for item in own.figures if getattr(item, column) != key[0])
    return replace(left, figures=figures)


def _grids(record: Mapping[str, Any]) -> Iterator[RawTable]:
    columns = record.get("columns")
    for kind, sheet in SHEETS.items():
        rows = record.get(kind, [])
        if not rows:
            continue
        header = columns.get(kind) if isinstance(columns, dict) else None
        if not isinstance(rows, list) or not isinstance(header, list) or len(rows) > MAX_ROWS:
            refuse("its tables are not as they are saved here", "choose a file saved here")
        wide = len(header)
        cells = {number: _cells(row) for number, row in enumerate([header, *rows], start=1)}
        yield RawTable(sheet, {n: row + ("",) * (wide - len(row)) for n, row in cells.items()})


def _cells(row: object) -> tuple[Cell, ...]:
    if not isinstance(row, list) or not all(isinstance(cell, str | float | int) for cell in row):
        refuse("one of its rows is not a row of cells", "choose a file saved here")
    try:
        return tuple(cell if isinstance(cell, str) else float(cell) for cell in row)
    except OverflowError:
        refuse("one of its numbers is far too large", "choose a file saved here")


def _row(kind: str, item: Any) -> dict[str, Cell]:
    """Return a row of a table in file form, by column; unknown values are empty."""
    row = {name: getattr(item, name, "") for name in SHEETS[kind].columns}
    if kind == "countries":
        row["country"] = item.id
        row |= {} if item.placed else {"latitude": "", "longitude": ""}
    elif kind == "indicators":
        row |= {"indicator": item.id, "direction": _WORDS[item.direction]}
        row["tiers"] = " ".join(item.tiers)
    return {name: "" if cell is None else cell for name, cell in row.items()}
