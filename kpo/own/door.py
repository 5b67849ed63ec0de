"""From a file, or from what a browser kept, to own figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from kpo.catalog import Catalog
from kpo.errors import Problem
from kpo.model import Country, Indicator, Own, OwnFigure
from kpo.own.checks import KEYS, READERS, Known
from kpo.own.faults import fault, refuse, refuse_all
from kpo.own.line import Line
from kpo.own.numbers import written
from kpo.own.sheets import (
    MOST,
    MOST_BYTES,
    MOST_COLUMNS,
    Cell,
    Grid,
    Sheet,
    Tables,
    header_name,
)
from kpo.own.text_file import csv_tables
from kpo.own.workbook import workbook_tables

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
MAX_TOLD: Final = 12
"""Names of countries that one note tells."""


@dataclass
class Reading:
    """What rows say, and every fault of theirs.

    Attributes
    ----------
    passed_over
        Rows without a figure, rows that say the same as ours, and rows that stand twice.
    bad
        Rows that cannot be used, by the id of their table.
    offers, taken, percentages, flags
        As of a row, see `Line`.
    notes
        What a user should know about how the file was read, in sentences.
    """

    found: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in READERS})
    problems: list[Problem] = field(default_factory=list)
    bad: list[tuple[str, Mapping[str, Cell]]] = field(default_factory=list)
    passed_over: int = 0
    offers: int = 0
    notes: list[str] = field(default_factory=list)
    taken: int = 0
    percentages: int = 0
    flags: int = 0

    def add(self, other: "Reading") -> None:
        """Add what another table of the same file says."""
        for kind, items in other.found.items():
            self.found[kind] += items
        self.problems += other.problems
        self.bad += other.bad
        self.passed_over += other.passed_over
        self.notes += other.notes

    def add_counts(self, line: Line) -> None:
        """Add what a row has besides its figure."""
        self.offers += line.offers
        self.taken += line.taken
        self.percentages += line.percentages
        self.flags += line.flags

    @property
    def own(self) -> Own:
        """What can be used."""
        figures: list[OwnFigure] = self.found["figures"]
        countries: list[Country] = self.found["countries"]
        indicators: list[Indicator] = self.found["indicators"]
        unread = tuple(
            (kind, tuple((name, _as_text(cell)) for name, cell in row.items()))
            for kind, row in self.bad
        )
        return Own(tuple(figures), tuple(countries), tuple(indicators), unread)


def read(name: str, content: bytes, catalog: Catalog, last_values: bool = False) -> Own:
    """Return the own figures, countries and indicators of a CSV or XLSX file.

    Rows without a figure, and figures that are the same as ours, say nothing and are passed over.

    Parameters
    ----------
    name
        The file's name, for nothing but the choice of words; its content says what it is.
    catalog
        What the rows may name: ours, with the own figures that are in use already.
    last_values
        Whether the last values of formulas are taken.

    Raises
    ------
    DataError
        With every problem: its place (row and field), what is wrong, and what to do.
    """
    return reading(name, content, catalog, last_values).own


def reading(name: str, content: bytes, catalog: Catalog, last_values: bool = False) -> Reading:
    """Return the same with what was passed over and what a user should know.

    Raises
    ------
    DataError
        With every problem.
    """
    made = looked_at(name, content, catalog, last_values)
    refuse_all(made.problems)
    return made


def looked_at(
    name: str, content: bytes, catalog: Catalog, last_values: bool = False, client: str = ""
) -> Reading:
    """Return what the rows of a file say with their problems, and what could be taken anyway.

    Parameters
    ----------
    client
        The client that figures which depend on it are bound to, where a row names none.

    Raises
    ------
    DataError
        If it is no file that can be read at all.
    """
    tables = _tables(name, content)
    made = checked(tables.grids, catalog, last_values, client)
    made.notes[:0] = tables.notes
    if not made.problems and not len(made.own) and not made.passed_over:
        refuse("it holds no row under its header", "fill in a row, then try again")
    return made


def checked(
    grids: Iterable[Grid], catalog: Catalog, last_values: bool = False, client: str = ""
) -> Reading:
    """Return what tables say; countries and indicators are read before the figures of them."""
    made, known = Reading(), Known(catalog, client)
    by_kind: dict[str, list[Grid]] = {kind: [] for kind in READERS}
    for grid in grids:
        by_kind[grid.sheet.id].append(grid)
    for kind, tables in by_kind.items():
        seen: dict[tuple[object, ...], tuple[str, Any]] = {}
        for grid in tables:
            _read_grid(grid, known, made, seen, last_values)
        known.countries |= {item.id: item for item in made.found["countries"]}
        known.indicators |= {item.id: item for item in made.found["indicators"]}
        known.codes |= {item.name.lower(): item.id for item in made.found["countries"]}
        _check_count(kind, made)
    made.notes += [*_understood(known), *_bound(known), *_counted(made)]
    return made


def _tables(name: str, content: bytes) -> Tables:
    if len(content) > MOST_BYTES:
        refuse(
            f"it is larger than {MOST_BYTES // 1_000_000} MB", "split it, or leave out some rows"
        )
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
    grid: Grid,
    known: Known,
    made: Reading,
    seen: dict[tuple[object, ...], tuple[str, Any]],
    last_values: bool,
) -> None:
    """Read every row of a table; a header with faults ends it."""
    (_, header), *rows = grid.rows.items()
    names = [header_name(cell) for cell in header]
    faults = list(_header_faults(grid, names, [row for _, row in rows]))
    made.problems += faults
    if faults:
        return
    for number, row in rows:
        line = Line(_title(grid), number, dict(zip(names, row, strict=False)), last_values)
        item = _item(grid.sheet, line, len(names), row, known, made)
        if item is not None:
            _keep(grid, number, line, item, made, seen)
        if line.faults:
            made.bad.append((grid.sheet.id, line.cells))
            made.problems += line.faults
        made.add_counts(line)


def _item(
    sheet: Sheet, line: Line, width: int, row: Sequence[Cell], known: Known, made: Reading
) -> Any:
    """Return what a row says; None where it says nothing or cannot be used."""
    if any(str(cell).strip() for cell in row[width:]):
        what = f"it has {len(row)} cells, the header has {width}"
        line.wrong("", what, "put text that holds the separator in quotes")
        return None
    if sheet.id == "figures" and line.no_figure("value"):
        made.passed_over += 1
        return None
    item = READERS[sheet.id](line, known)
    made.passed_over += item is None and not line.faults
    return item


def _keep(
    grid: Grid,
    number: int,
    line: Line,
    item: Any,
    made: Reading,
    seen: dict[tuple[object, ...], tuple[str, Any]],
) -> None:
    """Keep what a row says, once; a row that says something else of the same is a fault."""
    key = KEYS[grid.sheet.id](item)
    place, before = seen.setdefault(key, (f"row {number} of {_title(grid)}", item))
    if before is item:
        made.found[grid.sheet.id].append(item)
    elif before == item:
        made.passed_over += 1
    else:
        what = f"{', '.join(map(str, key))} stands in {place} already"
        line.wrong("", what, "keep one of the two")


def _title(grid: Grid) -> str:
    return grid.title[:60] or grid.sheet.title


def _as_text(cell: Cell) -> str:
    return written(cell) if isinstance(cell, float) else str(cell)


def _bound(known: Known) -> Iterator[str]:
    """Say that figures which depend on the client count for one client only."""
    if known.bound:
        figures = "figure depends" if known.bound == 1 else "figures depend"
        counts = "it counts" if known.bound == 1 else "they count"
        where = known.countries[known.client].name
        yield (
            f"{known.bound:,} {figures} on the client: {counts} for a client in {where} only. "
            "Name another in a column \u201cclient\u201d."
        )


def _counted(made: Reading) -> Iterator[str]:
    """Say what was read otherwise than it stands in the file."""
    if made.percentages:
        cells = "cell is" if made.percentages == 1 else "cells are"
        yield f"{made.percentages:,} {cells} formatted as a percentage: read as the number shown."
    if made.taken:
        values = "value of a formula is" if made.taken == 1 else "values of formulas are"
        yield f"{made.taken:,} last {values} taken; nothing was computed."
    if made.flags:
        figures = "figure has a mark" if made.flags == 1 else "figures have marks"
        yield f"{made.flags:,} {figures} beside the number: kept in the note."


def _understood(known: Known) -> Iterator[str]:
    """Say which countries and regions a file calls by another name than we do."""
    said = [
        f"\u201c{text[:60]}\u201d as {known.countries[code].name}"
        for text, code in known.understood.items()
        if text.lower() != known.countries[code].name.lower()
    ]
    for text, region in known.regions.items():
        yield f"The region \u201c{text}\u201d is read as {region}."
    if said:
        more = f" and {len(said) - MAX_TOLD} more" if len(said) > MAX_TOLD else ""
        yield f"Countries were read by their names: {', '.join(said[:MAX_TOLD])}{more}."


def _header_faults(
    grid: Grid, names: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Iterator[Problem]:
    sheet, row, title = grid.sheet, next(iter(grid.rows)), _title(grid)
    if len(names) > MOST_COLUMNS:
        what = f"it has {len(names)} columns, {MOST_COLUMNS} at most can be read"
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


def _check_count(kind: str, made: Reading) -> None:
    count = len(made.found[kind])
    if count > MOST[kind]:
        what = f"there are {count:,} own {kind}, {MOST[kind]:,} can be kept"
        made.problems.append(fault(kind.capitalize(), 0, "", what, "leave out some rows"))
