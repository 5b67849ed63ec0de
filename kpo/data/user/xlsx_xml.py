"""The XML of a workbook's parts, read element by element and only as far as limits allow."""

from collections.abc import Sequence
from typing import Final
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


class TooMuch(Exception):
    """A part has more content than a table of ours can have."""


class _Part:
    """A part of a workbook, parsed by the constructor; names come without their namespace."""

    def __init__(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        self._depth = self._elements = 0
        self.begin()
        parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST or self._elements > MAX_ELEMENTS:
            raise TooMuch
        self.start(_local(name), _plain(attributes))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(_local(name))

    def begin(self) -> None:
        """Initialise the results."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element with its attributes."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def text(self, text: str) -> None:
        """Handle text."""


class _Elements(_Part):
    def __init__(self, content: bytes, element: str) -> None:
        self._wanted = element
        super().__init__(content)

    def begin(self) -> None:
        self.seen: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._wanted:
            self.seen.append(attributes)


def elements(content: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of every element of a name."""
    return _Elements(content, name).seen


class Formats(_Part):
    """The formats of a workbook's cells; `items` has them by the index that cells refer to."""

    def begin(self) -> None:
        """Prepare an empty list."""
        self.items: list[Format] = []
        self._codes: dict[int, str] = {}
        self._open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle a format's code, or the format of a style."""
        if name == "numFmt":
            self._codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._open = True
        elif name == "xf" and self._open:
            self.items.append(format_of(int(attributes.get("numFmtId", 0)), self._codes))
        if len(self.items) > MAX_FORMATS or len(self._codes) > MAX_FORMATS:
            raise TooMuch

    def end(self, name: str) -> None:
        """End the list."""
        if name == "cellXfs":
            self._open = False


class Strings(_Part):
    """The shared strings of a workbook; `items` has them by the index that cells refer to."""

    def begin(self) -> None:
        """Prepare an empty list."""
        self.items: list[str] = []
        self._parts: list[str] = []
        self._open = self._spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a string, or a run of it; phonetic hints (``rPh``) are left out."""
        if name == "si":
            self._parts = []
        self._spoken = self._spoken or name == "rPh"
        self._open = name == "t" and not self._spoken

    def end(self, name: str) -> None:
        """End a string, or a run of it."""
        self._open = False
        if name == "rPh":
            self._spoken = False
        elif name == "si":
            self.items.append("".join(self._parts)[: MAX_CELL_LENGTH + 1])
            if len(self.items) > MAX_CELLS:
                raise TooMuch

    def text(self, text: str) -> None:
        """Add text to the open string."""
        if self._open:
            self._parts.append(text)


class Cells(_Part):
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
        self,
        strings: Sequence[str],
        content: bytes,
        formats: Sequence[Format] = (),
        old_epoch: bool = False,
    ) -> None:
        self._strings, self._formats, self._old_epoch = strings, formats, old_epoch
        super().__init__(content)

    def begin(self) -> None:
        """Prepare an empty sheet."""
        self.rows: dict[int, tuple[Cell, ...]] = {}
        self.hidden: list[int] = []
        self._row: dict[int, Cell] = {}
        self._number = self._column = self._cells = 0
        self._kind, self._format = "", PLAIN
        self._parts: list[str] = []
        self._open = self._formula = self._unseen = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row, a cell, or the content of a cell."""
        if name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._row, self._column = {}, 0
            self._unseen = attributes.get("hidden") in ("1", "true")
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._formula = True
        self._open = name in ("v", "t")

    def end(self, name: str) -> None:
        """End a row or a cell."""
        self._open = False
        if name == "c":
            self._end_cell("".join(self._parts)[: MAX_CELL_LENGTH + 1])
        elif name == "row" and self._row:
            self._end_row()

    def text(self, text: str) -> None:
        """Add text to the open cell."""
        if self._open:
            self._parts.append(text)

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
        if self._kind == "e":
            return Special("error", text, text, self._formula)
        if self._kind == "b":
            return Special("truth", text, text, self._formula)
        if self._kind == "d":
            return Special("date", text, text, self._formula)
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


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    if not any(" " in name for name in attributes):
        return attributes
    return {_local(name): text for name, text in attributes.items()}


def _no_doctype(*_: object) -> None:
    raise ValueError
