"""Reader of own figures, from a file or from what a browser stored."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final

from kpo.core.errors import Problem
from kpo.core.model import UserData
from kpo.core.text import number_of
from kpo.data.catalog import Catalog
from kpo.data.user.known_names import Known
from kpo.data.user.parsing import KEYS, READERS
from kpo.data.user.problems import fault, refuse, refuse_all
from kpo.data.user.row_parser import RowParser
from kpo.data.user.rows_read import UserDataReading
from kpo.data.user.tables import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ITEMS,
    Cell,
    RawTable,
    Tables,
    TableSpec,
    csv_tables,
    header_name,
)
from kpo.data.user.xlsx_reader import workbook_tables

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
MAX_TOLD: Final = 12
"""Maximum number of country names that one note lists."""


def read(name: str, content: bytes, catalog: Catalog, last_values: bool = False) -> UserData:
    """Return the own figures, countries and indicators of a CSV or XLSX file.

    Rows without a figure, and figures that equal ours, are skipped.

    Parameters
    ----------
    name
        The file's name, used only for the words of a refusal; the content decides the format.
    catalog
        The catalogue whose names rows may use, with the own figures that are in use already.
    last_values
        Whether the last values of formulas are taken.

    Raises
    ------
    DataError
        With every problem: its place (row and field), what is wrong, and what to do.
    """
    rows_read = looked_at(name, content, catalog, last_values)
    refuse_all(rows_read.problems)
    return rows_read.own


def looked_at(
    name: str, content: bytes, catalog: Catalog, last_values: bool = False, client: str = ""
) -> UserDataReading:
    """Return the usable rows of a file together with the problems of all others.

    Parameters
    ----------
    client
        The client to which client-dependent figures are bound if their row names none.

    Raises
    ------
    DataError
        If the file cannot be read at all.
    """
    tables = _tables(name, content)
    rows_read = checked(tables.grids, catalog, last_values, client)
    rows_read.notes[:0] = tables.notes
    if not rows_read.problems and not len(rows_read.own) and not rows_read.passed_over:
        refuse("it holds no row under its header", "fill in a row, then try again")
    return rows_read


def checked(
    grids: Iterable[RawTable], catalog: Catalog, last_values: bool = False, client: str = ""
) -> UserDataReading:
    """Return the reading of tables; countries and indicators are read before their figures."""
    rows_read, known = UserDataReading(), Known(catalog, client)
    by_kind: dict[str, list[RawTable]] = {kind: [] for kind in READERS}
    for grid in grids:
        by_kind[grid.sheet.id].append(grid)
    for kind, tables in by_kind.items():
        seen: dict[tuple[object, ...], tuple[str, Any]] = {}
        for grid in tables:
            _read_grid(grid, known, rows_read, seen, last_values)
        known.countries |= {item.id: item for item in rows_read.records["countries"]}
        known.indicators |= {item.id: item for item in rows_read.records["indicators"]}
        known.codes |= {item.name.lower(): item.id for item in rows_read.records["countries"]}
        _check_count(kind, rows_read)
    rows_read.notes += [*_understood(known), *_bound(known), *_counted(rows_read)]
    return rows_read


def _tables(name: str, content: bytes) -> Tables:
    if len(content) > MAX_BYTES:
        refuse(f"it is larger than {MAX_BYTES // 1_000_000} MB", "split it, or leave out some rows")
    if not content.strip():
        refuse("it is empty", "download a template and fill that in")
    if content.startswith(_ZIP):
        return workbook_tables(content)
    if content.startswith(_OLD_OFFICE):
        refuse(
            "it is an old or a protected Excel file", "save it as XLSX (.xlsx), without a password"
        )
    if name.lower().endswith((".xlsx", ".xlsm")):
        refuse("it is not a workbook, whatever its name says", "save it again as XLSX")
    return csv_tables(content)


def _read_grid(
    grid: RawTable,
    known: Known,
    rows_read: UserDataReading,
    seen: dict[tuple[object, ...], tuple[str, Any]],
    last_values: bool,
) -> None:
    """Read every row of a table, or none if its header has faults."""
    (_, header), *rows = grid.rows.items()
    names = [header_name(cell) for cell in header]
    faults = list(_header_faults(grid, names, [row for _, row in rows]))
    rows_read.problems += faults
    if faults:
        return
    for number, row in rows:
        line = RowParser(_title(grid), number, dict(zip(names, row, strict=False)), last_values)
        item = _item(grid.sheet, line, len(names), row, known, rows_read)
        if item is not None:
            _keep(grid, number, line, item, rows_read, seen)
        if line.faults:
            rows_read.bad.append((grid.sheet.id, line.cells))
            rows_read.problems += line.faults
        rows_read.counts += line.counts


def _item(
    sheet: TableSpec,
    line: RowParser,
    width: int,
    row: Sequence[Cell],
    known: Known,
    rows_read: UserDataReading,
) -> Any:
    """Return the record of a row; None if the row is skipped or cannot be used."""
    if any(str(cell).strip() for cell in row[width:]):
        what = f"it has {len(row)} cells, the header has {width}"
        line.wrong("", what, "put text that holds the separator in quotes")
        return None
    if sheet.id == "figures" and line.no_figure("value"):
        rows_read.passed_over += 1
        return None
    item = READERS[sheet.id](line, known)
    rows_read.passed_over += item is None and not line.faults
    return item


def _keep(
    grid: RawTable,
    number: int,
    line: RowParser,
    item: Any,
    rows_read: UserDataReading,
    seen: dict[tuple[object, ...], tuple[str, Any]],
) -> None:
    """Keep the record of a row once; a different record with the same key is a fault."""
    key = KEYS[grid.sheet.id](item)
    place, before = seen.setdefault(key, (f"row {number} of {_title(grid)}", item))
    if before is item:
        rows_read.records[grid.sheet.id].append(item)
    elif before == item:
        rows_read.passed_over += 1
    else:
        what = f"{', '.join(map(str, key))} stands in {place} already"
        line.wrong("", what, "keep one of the two")


def _title(grid: RawTable) -> str:
    return grid.title[:60] or grid.sheet.title


def _bound(known: Known) -> Iterator[str]:
    """Yield a note that client-dependent figures count for one client only."""
    if known.bound:
        figures = number_of(known.bound, "figure depends", "figures depend")
        counts = "it counts" if known.bound == 1 else "they count"
        where = known.countries[known.client].name
        yield (
            f"{figures} on the client: {counts} for a client in {where} only. "
            "Name another in a column \u201cclient\u201d."
        )


def _counted(rows_read: UserDataReading) -> Iterator[str]:
    """Yield notes on values that were read otherwise than they stand in the file."""
    shares, taken, flags = (rows_read.counts[name] for name in ("percentages", "taken", "flags"))
    if shares:
        cells = number_of(shares, "cell is", "cells are")
        yield f"{cells} formatted as a percentage: read as the number shown."
    if taken:
        values = "value of a formula is" if taken == 1 else "values of formulas are"
        yield f"{taken:,} last {values} taken; nothing was computed."
    if flags:
        figures = number_of(flags, "figure has a mark", "figures have marks")
        yield f"{figures} beside the number: kept in the note."


def _understood(known: Known) -> Iterator[str]:
    """Yield notes on countries and regions that a file names differently from us."""
    names = [
        f"\u201c{text[:60]}\u201d as {known.countries[code].name}"
        for text, code in known.understood.items()
        if text.lower() != known.countries[code].name.lower()
    ]
    for text, region in known.regions.items():
        yield f"The region \u201c{text}\u201d is read as {region}."
    if names:
        more = f" and {len(names) - MAX_TOLD} more" if len(names) > MAX_TOLD else ""
        yield f"Countries were read by their names: {', '.join(names[:MAX_TOLD])}{more}."


def _header_faults(
    grid: RawTable, names: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Iterator[Problem]:
    sheet, row, title = grid.sheet, next(iter(grid.rows)), _title(grid)
    if len(names) > MAX_COLUMNS:
        what = f"it has {len(names)} columns, {MAX_COLUMNS} at most can be read"
        yield fault(title, row, "", what, "keep those of the template")
        return
    for name in sheet.lacking(names):
        yield fault(title, row, name, "this column is missing", "add it to the header")
    for at, name in enumerate(names):
        if not name and any(str(line[at]).strip() for line in rows if at < len(line)):
            what = f"column {at + 1} has cells and no header"
            yield fault(title, row, "", what, "name the column or clear it")
        elif name and name in names[:at]:
            yield fault(title, row, name[:60], "it is there twice", "keep one of the two")
        elif name and name not in sheet.columns + sheet.shown:
            close = get_close_matches(name[:60], sheet.columns, n=1)
            remedy = f"did you mean \u201c{close[0]}\u201d?" if close else "remove the column"
            yield fault(title, row, name[:60], "this column is unknown", remedy)


def _check_count(kind: str, rows_read: UserDataReading) -> None:
    count = len(rows_read.records[kind])
    if count > MAX_ITEMS[kind]:
        what = f"there are {count:,} own {kind}, {MAX_ITEMS[kind]:,} can be kept"
        rows_read.problems.append(fault(kind.capitalize(), 0, "", what, "leave out some rows"))
