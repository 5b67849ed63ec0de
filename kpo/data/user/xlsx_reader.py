"""Reader of untrusted XLSX workbooks: it checks sizes first and reads values, not formulas.

The workbook is a zip of XML parts. Only the list of sheets, the formats, the shared strings and the
sheets are opened, each up to a maximum size. A document type, which entities need, is refused. A
formula is never computed: its last value, which the file keeps, is offered instead.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final, TypeVar
from xml.parsers import expat

from kpo.data.user.problems import fault, refuse, refuse_all
from kpo.data.user.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TITLE_ROWS,
    NO_TABLE,
    SHEETS,
    TAKE_TEMPLATE,
    RawTable,
    Tables,
    TableSpec,
    header_name,
    header_row,
    sheet_of,
    titles_passed_over,
)
from kpo.data.user.unpacking import DAMAGED
from kpo.data.user.xlsx_xml import Cells, TooMuch, elements, formats_of, strings_of

MAX_MEMBERS: Final = 200
MAX_UNPACKED: Final = 20_000_000
MAX_PART_BYTES: Final = 8_000_000
MAX_LIST_BYTES: Final = 500_000
MAX_SHEETS: Final = 100
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = (*DAMAGED, expat.ExpatError)
_Item = TypeVar("_Item")
_SAVE_AGAIN: Final = "save it again as XLSX, or as \u201cCSV UTF-8\u201d"


@dataclass(frozen=True)
class _SheetTable:
    """A sheet with a header of ours: its title, kind of table, header row number and cells."""

    title: str
    sheet: TableSpec
    header: int
    cells: Cells
    hidden: bool

    @property
    def whole(self) -> bool:
        """Whether every needed column is present."""
        names = {header_name(cell) for cell in self.cells.rows[self.header]}
        return not self.sheet.lacking(names)

    @property
    def grid(self) -> RawTable:
        """The table from its header on."""
        rows = {at: row for at, row in self.cells.rows.items() if at >= self.header}
        return RawTable(self.sheet, rows, self.title)


def workbook_tables(content: bytes) -> Tables:
    """Return the tables of a workbook, with notes on hidden and skipped content.

    Sheets with one of our titles are read; for a kind of table without such a sheet, every sheet
    with all needed columns. Notes name the sheets with all needed columns that are not read.

    Raises
    ------
    DataError
        If it is damaged, protected, too large once unpacked, or holds none of our tables.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_size(archive)
            _check_kind(archive)
            return _tables(archive)
    except TooMuch:
        remedy = f"keep to {MAX_ROWS:,} rows and {MAX_COLUMNS} columns, clear what lies beyond"
        refuse("a sheet is far larger than such a table", remedy)
    except _DAMAGED:
        refuse("it is damaged, or not a workbook", _SAVE_AGAIN)


def _check_size(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    unpacked = sum(item.file_size for item in members)
    if any(item.flag_bits & _ENCRYPTED for item in members):
        refuse("it is protected by a password", "save it without one")
    if any(item.compress_type not in _PACKINGS for item in members):
        refuse("it is packed as no spreadsheet program does", _SAVE_AGAIN)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        what = f"unpacked it is larger than {MAX_UNPACKED // 1_000_000} MB or has too many parts"
        refuse(what, "copy the table into a new workbook, without pictures and other sheets")


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = {*archive.namelist()}
    if "xl/workbook.bin" in names:
        refuse("it is a binary workbook (XLSB)", "save it as XLSX")
    if "content.xml" in names and "xl/workbook.xml" not in names:
        refuse("it is an OpenDocument file", "save it as XLSX, or as \u201cCSV UTF-8\u201d")


def _tables(archive: zipfile.ZipFile) -> Tables:
    sheets, too_large = _sheet_tables(archive)
    titled = [table for table in sheets if _is_ours(table.title)]
    whole = [table for table in sheets if table.whole]
    kinds = {table.sheet.id for table in titled}
    read = [*titled, *(table for table in whole if table.sheet.id not in kinds)]
    if not read and too_large:
        raise TooMuch
    read = read or sheets
    if not read:
        refuse(NO_TABLE, TAKE_TEMPLATE)
    left = [table for table in whole if table not in read]
    return Tables(tuple(table.grid for table in read), tuple(_notes(read, left)))


def _sheet_tables(archive: zipfile.ZipFile) -> tuple[list[_SheetTable], bool]:
    """Return every sheet with a header of ours, and whether another sheet is too large."""
    book = _part(archive, "xl/workbook.xml", MAX_LIST_BYTES)
    old_epoch = any(
        attributes.get("date1904") in ("1", "true") for attributes in elements(book, "workbookPr")
    )
    strings = _optional(archive, "xl/sharedStrings.xml", strings_of)
    formats = _optional(archive, "xl/styles.xml", formats_of)
    sheets, too_large = [], False
    for title, (path, hidden) in _places(archive, book).items():
        try:
            cells = Cells(strings, _part(archive, path), formats, old_epoch)
        except (TooMuch, *_DAMAGED) as error:
            if _is_ours(title):
                raise
            too_large |= isinstance(error, TooMuch)
            continue
        header = header_row(cells.rows)
        sheet = None if header is None else sheet_of(cells.rows[header])
        if header is not None and sheet:
            if sum(number > header for number in cells.rows) > MAX_ROWS:
                raise TooMuch
            sheets.append(_SheetTable(title, sheet, header, cells, hidden))
        elif cells.rows and _is_ours(title):
            what = f"none of its first {MAX_TITLE_ROWS} rows is the header of a table"
            remedy = "put the header of the template over the rows"
            refuse_all([fault(title.strip()[:60], 0, "", what, remedy)])
    return sheets, too_large


def _notes(read: Iterable[_SheetTable], left: Iterable[_SheetTable]) -> Iterator[str]:
    for table in read:
        name = f"\u201c{table.title[:60]}\u201d"
        rows = table.cells.rows
        over = [row for number, row in rows.items() if number < table.header]
        yield from titles_passed_over(over, table.title[:60])
        if table.hidden:
            yield f"The sheet {name} is hidden in the workbook, and is read."
        unseen = [number for number in table.cells.hidden if number > table.header]
        if unseen:
            yield (
                f"{len(unseen):,} of the rows read from {name} are hidden in the workbook, the "
                f"first is row {unseen[0]}."
            )
    for table in left:
        yield (
            f"The sheet \u201c{table.title[:60]}\u201d has the header of {table.sheet.title} too "
            f"and is not read: only \u201c{table.sheet.title}\u201d is."
        )


def _is_ours(title: str) -> bool:
    return title.strip().lower() in SHEETS


def _places(archive: zipfile.ZipFile, book: bytes) -> dict[str, tuple[str, bool]]:
    """Return the path of each sheet by its title, and whether it is hidden; each path once."""
    related = _part(archive, "xl/_rels/workbook.xml.rels", MAX_LIST_BYTES)
    listed = [item for item in elements(book, "sheet") if "name" in item and "id" in item]
    if len(listed) > MAX_SHEETS:
        refuse(f"it has more than {MAX_SHEETS} sheets", "copy the table into a new workbook")
    paths = {
        item["Id"]: posixpath.normpath(posixpath.join("/xl", item["Target"])).lstrip("/")
        for item in elements(related, "Relationship")
        if "Id" in item and "Target" in item
    }
    by_path = {paths[item["id"]]: item for item in reversed(listed) if item["id"] in paths}
    return {
        item["name"]: (path, item.get("state", "visible") != "visible")
        for path, item in reversed(by_path.items())
    }


def _optional(
    archive: zipfile.ZipFile, path: str, read: Callable[[bytes], Sequence[_Item]]
) -> Sequence[_Item]:
    """Return the items of an optional part; empty if the workbook does not have it."""
    return read(_part(archive, path)) if path in archive.namelist() else ()


def _part(archive: zipfile.ZipFile, path: str, most: int = MAX_PART_BYTES) -> bytes:
    with archive.open(path) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise TooMuch
    return content
