"""An XLSX workbook as rows, read without trust: sizes first, values only, nothing computed.

The workbook is a zip of XML parts. Only the list of sheets, the shared strings and the sheets
that are ours are opened, each up to a size; a document type (which entities need) ends the
reading, and a cell with a formula is reported, never computed.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final
from xml.parsers import expat

from kpo.errors import Problem
from kpo.own.faults import fault, refuse
from kpo.own.sheet_xml import Cells, Strings, TooMuch, names_of
from kpo.own.sheets import MOST_COLUMNS, MOST_ROWS, SHEETS, Grid, Sheet, sheet_of
from kpo.own.text_file import NO_TABLE, TAKE_TEMPLATE

MOST_MEMBERS: Final = 200
MOST_UNPACKED: Final = 20_000_000
LARGEST_PART: Final = 8_000_000
LARGEST_LIST: Final = 500_000
MOST_SHEETS: Final = 100
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError),
    *(EOFError, OSError, KeyError, ValueError, OverflowError, RuntimeError),
)
_SAVE_AGAIN: Final = "save it again as XLSX, or as \u201cCSV UTF-8\u201d"


def workbook_grids(content: bytes) -> tuple[Grid, ...]:
    """Return the tables of a workbook: sheets that have our names, else those with our headers.

    Raises
    ------
    DataError
        If it is damaged, protected, too large once unpacked, holds formulas or none of our tables.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_size(archive)
            return _grids(archive)
    except TooMuch:
        remedy = f"keep to {MOST_ROWS:,} rows and {MOST_COLUMNS} columns, clear what lies beyond"
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
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        what = f"unpacked it is larger than {MOST_UNPACKED // 1_000_000} MB or has too many parts"
        refuse(what, "copy the table into a new workbook, without pictures and other sheets")


def _grids(archive: zipfile.ZipFile) -> tuple[Grid, ...]:
    places = _places(archive)
    strings = _strings(archive)
    named = {title: SHEETS[title.strip().lower()] for title in places if _is_ours(title)}
    found = [
        (sheet, cells)
        for title, path in places.items()
        if title in named or not named
        for cells in (Cells(strings, _part(archive, path)),)
        for sheet in (named.get(title) or _recognised(cells),)
        if sheet is not None and cells.rows
    ]
    if not found:
        refuse(NO_TABLE, TAKE_TEMPLATE)
    return tuple(
        Grid(sheet, cells.rows, faults=tuple(_formulas(sheet, cells))) for sheet, cells in found
    )


def _is_ours(title: str) -> bool:
    return title.strip().lower() in SHEETS


def _recognised(cells: Cells) -> Sheet | None:
    return sheet_of(next(iter(cells.rows.values()), ()))


def _formulas(sheet: Sheet, cells: Cells) -> Iterator[Problem]:
    for row, column, what in cells.faults:
        remedy = "copy the cells and paste them as values" if what == "a formula" else "correct it"
        yield fault(sheet.title, row, f"column {column}", f"it holds {what}", remedy)


def _places(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the path of each sheet by its title, each path once."""
    book = _part(archive, "xl/workbook.xml", LARGEST_LIST)
    related = _part(archive, "xl/_rels/workbook.xml.rels", LARGEST_LIST)
    listed = names_of(book, "sheet", "name", "id")
    if len(listed) > MOST_SHEETS:
        refuse(f"it has more than {MOST_SHEETS} sheets", "copy the table into a new workbook")
    targets = dict(names_of(related, "Relationship", "Id", "Target"))
    by_path = {_path(targets, key): title for title, key in reversed(listed) if key in targets}
    return {title: path for path, title in reversed(by_path.items())}


def _path(targets: Mapping[str, str], key: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", targets[key])).lstrip("/")


def _strings(archive: zipfile.ZipFile) -> tuple[str, ...]:
    path = "xl/sharedStrings.xml"
    return Strings(_part(archive, path)).found if path in archive.namelist() else ()


def _part(archive: zipfile.ZipFile, path: str, most: int = LARGEST_PART) -> bytes:
    with archive.open(path) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise TooMuch
    return content
