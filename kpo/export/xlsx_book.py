"""Writing a workbook: its sheets, formats, heads and tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from kpo.export.xlsx_formulas import HEAD
from kpo.style import SURFACE

FACE: Final = "Arial"
HEADING: Final = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
HATCH: Final = "#C9CFD6"
"""Colour of strokes in cells: rising for assumed or differently defined, falling for doubtful."""


PlainTable = tuple[Mapping[str, float], Iterable[Mapping[str, Any]]]
"""Column widths by head, and rows as mappings by head."""


@dataclass(frozen=True)
class Sheet:
    """A sheet that is being written; `page` is the worksheet of XlsxWriter."""

    page: Any
    formats: dict[str, Any]

    def write(self, line: int, *cells: tuple[Any, ...], first: int = 0) -> None:
        """Write cells side by side: a value and its format, or a formula, its format and its value.

        A value None leaves the cell unchanged.
        """
        for at, (content, style, *value) in enumerate(cells, first):
            if value:
                self.page.write_formula(line, at, content, self.formats[style], value[0])
            elif content is not None:
                write_cell(self.page, line, at, content, self.formats[style])

    def heads(self, words: Sequence[str], numbers: range = range(0), line: int = HEAD) -> None:
        """Write the heads of a table; `numbers` are the columns aligned to the right."""
        self.page.set_row(line, 30)
        styles = ("number head" if at in numbers else "head" for at in range(len(words)))
        self.write(line, *zip(words, styles, strict=True))

    def table(self, columns: Sequence[str], rows: Iterable[dict[str, object]]) -> None:
        """Write rows under their heads; numbers stay numbers."""
        self.heads([name.replace("_", " ").capitalize() for name in columns])
        self.page.freeze_panes(HEAD + 1, 0)
        for line, row in enumerate(rows, HEAD + 1):
            for at, name in enumerate(columns):
                if (cell := row.get(name, "")) != "":
                    number = "whole" if name in ("year", "n") else "figure"
                    style = number if isinstance(cell, int | float) else "text"
                    write_cell(self.page, line, at, cell, self.formats[style])


@dataclass(frozen=True)
class Book:
    """A workbook that is being written, with its formats by name."""

    file: Any
    formats: dict[str, Any]

    def sheet(self, name: str, widths: Sequence[float], title: str, note: str) -> Sheet:
        """Return a new sheet with a title, a line under it, and the widths of its columns."""
        page = self.file.add_worksheet(name, _sheet_class())
        page.hide_gridlines(2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_row(0, 24)
        for place, wide in enumerate(widths):
            page.set_column(place, place, wide)
        page.write_string(0, 0, title, self.formats["title"])
        page.write_string(1, 0, note, self.formats["soft"])
        return Sheet(page, self.formats)


def file_of(fill: Callable[[Any], None]) -> bytes:
    """Return the bytes of a workbook that `fill` writes."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as file:
        fill(file)
    return out.getvalue()


def plain_file(tables: Mapping[str, PlainTable]) -> bytes:
    """Return a workbook with one plain sheet per table, by name."""

    def fill(file: Any) -> None:
        bold = file.add_format({"bold": True})
        for name, (widths, rows) in tables.items():
            sheet = file.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for at, (head, wide) in enumerate(widths.items()):
                sheet.write_string(0, at, head, bold)
                sheet.set_column(at, at, wide)
            for line, row in enumerate(rows, 1):
                for at, head in enumerate(widths):
                    if row.get(head, "") != "":
                        write_cell(sheet, line, at, row[head])

    return file_of(fill)


def write_cell(sheet: Any, line: int, at: int, content: object, style: object = None) -> None:
    """Write a number as a number, and all else as text, which never becomes a formula."""
    if isinstance(content, int | float):
        sheet.write_number(line, at, content, style)
    else:
        sheet.write_string(line, at, str(content), style)


@lru_cache(maxsize=1)
def _sheet_class() -> Any:
    """Return a class of worksheets that write formulas unchanged.

    XlsxWriter searches each formula for thirty functions newer than 2010, none of which is used
    here; that took a third of the time of a workbook of a hundred destinations.
    """
    from xlsxwriter.worksheet import Worksheet

    class Sheet(Worksheet):  # type: ignore[misc]
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            return formula.removeprefix("=")

    return Sheet


def formats(file: Any) -> dict[str, Any]:
    """Return the formats of a workbook by name."""
    ink, soft = SURFACE["light"]["ink"], SURFACE["light"]["soft"]
    base: dict[str, object] = {
        "font_name": FACE,
        "font_size": 10,
        "font_color": ink,
        "valign": "top",
    }
    own: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 16},
        "soft": {"font_color": soft},
        "live": {"bold": True, "font_size": 12, "font_color": SURFACE["light"]["accent"]},
        "head": HEADING,
        "number head": HEADING | {"align": "right"},
        "text": {"align": "left", "indent": 1},
        "bold": {"bold": True},
        "wrap": {"text_wrap": True},
        "whole": {"num_format": "0"},
        "rank": {"num_format": "0", "align": "left"},
        "point": {"num_format": "0.0"},
        "score": {"num_format": "0.0", "bold": True},
        "share": {"num_format": "0.0 %"},
        "percent": {"num_format": "0 %"},
        "marked": {"num_format": "0.0", "pattern": 14, "fg_color": HATCH},
        "doubtful": {"num_format": "0.0", "pattern": 13, "fg_color": HATCH},
        "missing": {
            "num_format": "0.0",
            "italic": True,
            "border": 3,
            "pattern": 14,
            "fg_color": HATCH,
        },
        "under": {"top": 3, "num_format": "0.0"},
        "input": {"num_format": "0.00", "bg_color": "#FFF6D6", "border": 1, "locked": False},
        "figure": {"num_format": "#,##0.##"},
        "money": {"num_format": "#,##0"},
    }
    return {name: file.add_format(base | more) for name, more in own.items()}
