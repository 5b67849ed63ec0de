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
from kpo.own.sheets import (
    MOST,
    MOST_BYTES,
    MOST_COLUMNS,
    Cell,
    Grid,
    header_name,
)
from kpo.own.text_file import csv_grids
from kpo.own.workbook import workbook_grids

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


@dataclass
class Reading:
    """What rows say, and every fault of theirs.

    `passed_over` counts rows without a value and rows that say the same as ours; `bad` are the
    rows that cannot be used, by the id of their table.
    """

    found: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in READERS})
    problems: list[Problem] = field(default_factory=list)
    bad: list[tuple[str, Mapping[str, Cell]]] = field(default_factory=list)
    passed_over: int = 0

    @property
    def own(self) -> Own:
        """What can be used."""
        figures: list[OwnFigure] = self.found["figures"]
        countries: list[Country] = self.found["countries"]
        indicators: list[Indicator] = self.found["indicators"]
        unread = tuple(
            (kind, tuple((name, str(cell)) for name, cell in row.items())) for kind, row in self.bad
        )
        return Own(tuple(figures), tuple(countries), tuple(indicators), unread)


def read(name: str, content: bytes, catalog: Catalog) -> Own:
    """Return the own figures, countries and indicators of a CSV or XLSX file.

    Rows without a value, and figures that are the same as ours, say nothing and are passed over.

    Parameters
    ----------
    name
        The file's name, for nothing but the choice of words; its content says what it is.
    catalog
        What the rows may name: ours, with the own figures that are in use already.

    Raises
    ------
    DataError
        With every problem: its place (row and field), what is wrong, and what to do.
    """
    return reading(name, content, catalog).own


def reading(name: str, content: bytes, catalog: Catalog) -> Reading:
    """Return the same with the number of rows that were passed over.

    Raises
    ------
    DataError
        With every problem.
    """
    made = checked(_grids(name, content), catalog)
    refuse_all(made.problems)
    if not len(made.own) and not made.passed_over:
        refuse("it holds no row under its header", "fill in a row, then try again")
    return made


def checked(grids: Iterable[Grid], catalog: Catalog) -> Reading:
    """Return what tables say; countries and indicators are read before the figures of them."""
    made, known = Reading(), Known(catalog)
    by_kind: dict[str, list[Grid]] = {kind: [] for kind in READERS}
    for grid in grids:
        by_kind[grid.sheet.id].append(grid)
        made.problems += grid.faults
    for kind, tables in by_kind.items():
        for grid in tables:
            _read_grid(grid, known, made)
        known.countries |= {item.id: item for item in made.found["countries"]}
        known.indicators |= {item.id: item for item in made.found["indicators"]}
        known.codes |= {item.name.lower(): item.id for item in made.found["countries"]}
        _check_count(kind, made)
    return made


def _grids(name: str, content: bytes) -> tuple[Grid, ...]:
    if len(content) > MOST_BYTES:
        refuse(
            f"it is larger than {MOST_BYTES // 1_000_000} MB", "split it, or leave out some rows"
        )
    if not content.strip():
        refuse("it is empty", "download a template and fill that in")
    if content.startswith(_ZIP):
        return workbook_grids(content)
    if content.startswith(_OLD_OFFICE):
        refuse(
            "it is an old or a protected Excel file", "save it as XLSX (.xlsx), without a password"
        )
    if name.lower().endswith((".xlsx", ".xlsm")):
        refuse("it is not a workbook, whatever its name says", "save it again as XLSX")
    return csv_grids(content)


def _read_grid(grid: Grid, known: Known, made: Reading) -> None:
    """Read every row of a table; a header with faults ends it."""
    (_, header), *rows = grid.rows.items()
    names = [header_name(cell) for cell in header]
    faults = list(_header_faults(grid, names, [row for _, row in rows]))
    made.problems += faults
    if faults:
        return
    seen: dict[tuple[object, ...], int] = {}
    for number, row in rows:
        line, item = _read_row(grid, number, names, row, known, made)
        key = KEYS[grid.sheet.id](item) if item else None
        if key in seen:
            what = f"{', '.join(map(str, key))} stands in row {seen[key]} already"
            line.wrong("", what, "keep one of the two")
        elif key is not None:
            seen[key] = number
            made.found[grid.sheet.id].append(item)
        if line.faults:
            made.bad.append((grid.sheet.id, line.cells))
            made.problems += line.faults


def _read_row(
    grid: Grid,
    number: int,
    names: Sequence[str],
    row: Sequence[Cell],
    known: Known,
    made: Reading,
) -> tuple[Line, Any]:
    cells = dict(zip(names, row, strict=False))
    line = Line(grid.sheet.title, number, cells, grid.grouping)
    beyond = [cell for cell in row[len(names) :] if str(cell).strip()]
    if beyond:
        what = f"it has {len(row)} cells, the header has {len(names)}"
        line.wrong("", what, "put text that holds the separator in quotes")
        return line, None
    if grid.sheet.id == "figures" and line.empty("value"):
        made.passed_over += 1
        return line, None
    item = READERS[grid.sheet.id](line, known)
    made.passed_over += item is None and not line.faults
    return line, item


def _header_faults(
    grid: Grid, names: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Iterator[Problem]:
    sheet, row = grid.sheet, next(iter(grid.rows))
    if len(names) > MOST_COLUMNS:
        what = f"it has {len(names)} columns, {MOST_COLUMNS} at most can be read"
        yield fault(sheet.title, row, "", what, "keep those of the template")
        return
    for name in sheet.needed:
        if name not in names:
            yield fault(sheet.title, row, name, "this column is missing", "add it to the header")
    for at, name in enumerate(names):
        if not name and any(str(line[at]).strip() for line in rows if at < len(line)):
            what = f"column {at + 1} has cells and no header"
            yield fault(sheet.title, row, "", what, "name the column or clear it")
        elif name and name in names[:at]:
            yield fault(sheet.title, row, name[:60], "it is there twice", "keep one of the two")
        elif name and name not in sheet.columns + sheet.shown:
            close = get_close_matches(name[:60], sheet.columns, n=1)
            remedy = f"did you mean \u201c{close[0]}\u201d?" if close else "remove the column"
            yield fault(sheet.title, row, name[:60], "this column is unknown", remedy)


def _check_count(kind: str, made: Reading) -> None:
    count = len(made.found[kind])
    if count > MOST[kind]:
        what = f"there are {count:,} own {kind}, {MOST[kind]:,} can be kept"
        made.problems.append(fault(kind.capitalize(), 0, "", what, "leave out some rows"))
