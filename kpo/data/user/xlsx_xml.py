"""The XML of a workbook's parts, read element by element and only as far as limits allow."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal
from xml.parsers import expat

from kpo.data.user.tables import (
    MAX_CELL_LENGTH,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TITLE_ROWS,
    Cell,
    Special,
)
from kpo.data.user.xlsx_formats import PLAIN, Format, column_of, format_of, special

MAX_CELLS: Final = MAX_ROWS * MAX_COLUMNS
MAX_ELEMENTS: Final = 4 * MAX_CELLS
DEEPEST: Final = 50
MAX_FORMATS: Final = 64_000
Kind = Literal["error", "truth", "date"]
KINDS: Final[Mapping[str, Kind]] = {"e": "error", "b": "truth", "d": "date"}
"""Kinds of cells that hold neither a number nor a text, by their letter."""

PIECE: Final = 16_384
"""Number of bytes that are parsed at a time."""

Event = tuple[str, dict[str, str] | None, str]
"""An element's name with its attributes at its start, or with None and its text at its end."""


class TooMuch(Exception):
    """A part has more content than a table of ours can have."""


def events(content: bytes) -> Iterator[Event]:
    """Yield the start and the end of every element; names come without their namespace.

    The text of an element is what stands between its end and the tag before it.
    """
    ready: list[Event] = []
    texts: list[str] = []
    depth = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST or elements > MAX_ELEMENTS:
            raise TooMuch
        texts.clear()
        ready.append((_local(name), {_local(key): text for key, text in attributes.items()}, ""))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        ready.append((_local(name), None, "".join(texts)))
        texts.clear()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = texts.append
    for at in range(0, len(content) + 1, PIECE):
        parser.Parse(content[at : at + PIECE], at + PIECE > len(content))
        yield from ready
        ready.clear()


def elements(content: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of every element of a name."""
    return [
        attributes
        for one, attributes, _ in events(content)
        if one == name and attributes is not None
    ]


def formats_of(content: bytes) -> list[Format]:
    """Return the formats of a workbook's cells, by the index that cells refer to."""
    formats: list[Format] = []
    codes: dict[int, str] = {}
    inside = False
    for name, attributes, _ in events(content):
        if name == "cellXfs":
            inside = attributes is not None
        elif attributes is not None and name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif attributes is not None and name == "xf" and inside:
            formats.append(format_of(int(attributes.get("numFmtId", 0)), codes))
        if len(formats) > MAX_FORMATS or len(codes) > MAX_FORMATS:
            raise TooMuch
    return formats


def strings_of(content: bytes) -> list[str]:
    """Return the shared strings of a workbook, by the index that cells refer to.

    A string may have several runs; phonetic hints (``rPh``) are left out.
    """
    strings: list[str] = []
    runs: list[str] = []
    spoken = False
    for name, attributes, text in events(content):
        if name == "rPh":
            spoken = attributes is not None
        elif name == "t" and text and not spoken:
            runs.append(text)
        elif name == "si":
            if attributes is None:
                strings.append("".join(runs)[: MAX_CELL_LENGTH + 1])
            runs = []
            if len(strings) > MAX_CELLS:
                raise TooMuch
    return strings


class Cells:
    """The cells of a sheet: rows by number, and which of them are hidden.

    Parameters
    ----------
    strings, formats
        Shared strings, and the formats of cells.
    old_epoch
        Whether dates are counted from 1904.

    Attributes
    ----------
    rows
        Cells in the order of their columns, from the first column on; empty rows are absent.
    hidden
        The numbers of the hidden rows in `rows`.
    """

    def __init__(
        self, strings: Sequence[str], content: bytes, formats: Sequence[Format], old_epoch: bool
    ) -> None:
        self._strings, self._formats, self._old_epoch = strings, formats, old_epoch
        self.rows: dict[int, tuple[Cell, ...]] = {}
        self.hidden: list[int] = []
        self._row: dict[int, Cell] = {}
        self._number = self._column = self._cells = 0
        self._kind, self._format = "", PLAIN
        self._parts: list[str] = []
        self._formula = self._unseen = False
        for name, attributes, text in events(content):
            if attributes is not None:
                self._start(name, attributes)
            elif name in ("v", "t") and text:
                self._parts.append(text)
            elif name == "c":
                self._end_cell("".join(self._parts)[: MAX_CELL_LENGTH + 1])
            elif name == "row" and self._row:
                self._end_row()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell, or the formula of a cell."""
        if name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._row, self._column = {}, 0
            self._unseen = attributes.get("hidden") in ("1", "true")
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._formula = True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column = column_of(attributes["r"]) if "r" in attributes else self._column + 1
        self._kind = attributes.get("t", "n")
        at = int(attributes.get("s", 0))
        self._format = self._formats[at] if 0 <= at < len(self._formats) else PLAIN
        self._parts, self._formula = [], False
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise TooMuch

    def _end_cell(self, text: str) -> None:
        value = self._value(text) if self._parts else ""
        if self._formula and not isinstance(value, Special):
            value = Special("plain", value, formula=True)
        self._parts, self._formula = [], False
        if isinstance(value, str) and not value.strip():
            return
        if self._column > MAX_COLUMNS:
            raise TooMuch
        self._row[self._column] = value

    def _value(self, text: str) -> Cell:
        if self._kind == "s":
            at = int(text)
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        if self._kind in KINDS:
            return Special(KINDS[self._kind], text, text, self._formula)
        if self._kind != "n":
            return text
        number = float(text)
        if self._format == PLAIN:
            return number
        return special(number, self._format, self._formula, self._old_epoch)

    def _end_row(self) -> None:
        last = max(self._row)
        self.rows[self._number] = tuple(self._row.get(at, "") for at in range(1, last + 1))
        if self._unseen:
            self.hidden.append(self._number)
        if len(self.rows) > MAX_ROWS + 1 + MAX_TITLE_ROWS:
            raise TooMuch


def _local(name: str) -> str:
    return name[name.rfind(" ") + 1 :]


def _no_doctype(*_: object) -> None:
    raise ValueError
