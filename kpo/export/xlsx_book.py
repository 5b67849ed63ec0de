"""A workbook that is being written: its sheets, formats, heads and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from kpo.export.xlsx_formulas import HEAD
from kpo.style import SURFACE

FACE: Final = "Arial"
HEADING: Final = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
HATCH: Final = "#C9CFD6"
"""Strokes in cells: rising for assumed and differently defined, falling for doubtful."""


@dataclass(frozen=True)
class Book:
    """A workbook that is being written, with its formats by name."""

    file: Any
    formats: dict[str, Any]

    def sheet(self, name: str, widths: Sequence[float], title: str, note: str) -> Any:
        """Return a new sheet with a title, a line under it, and the widths of its columns."""
        sheet = self.file.add_worksheet(name, _sheet_class())
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_row(0, 24)
        for place, wide in enumerate(widths):
            sheet.set_column(place, place, wide)
        sheet.write_string(0, 0, title, self.formats["title"])
        sheet.write_string(1, 0, note, self.formats["soft"])
        return sheet


@lru_cache(maxsize=1)
def _sheet_class() -> Any:
    """Return sheets that take a formula as it is written.

    XlsxWriter looks in each formula for thirty functions newer than 2010, none of which is used
    here: a third of the time of a workbook of a hundred destinations.
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


def write_table(
    book: Book, sheet: Any, columns: Sequence[str], rows: Iterable[dict[str, object]]
) -> None:
    """Write rows under their heads; numbers stay numbers."""
    write_heads(book, sheet, [name.replace("_", " ").capitalize() for name in columns])
    sheet.freeze_panes(HEAD + 1, 0)
    for line, row in enumerate(rows, HEAD + 1):
        for at, name in enumerate(columns):
            cell = row.get(name, "")
            if isinstance(cell, (int, float)):
                style = book.formats["whole" if name in ("year", "n") else "figure"]
                sheet.write_number(line, at, cell, style)
            elif cell != "":
                sheet.write_string(line, at, str(cell), book.formats["text"])


def write_heads(book: Book, sheet: Any, words: Sequence[str], numbers: range = range(0)) -> None:
    """Write the heads of a table; `numbers` are the columns that stand to the right."""
    sheet.set_row(HEAD, 30)
    for at, word in enumerate(words):
        style = book.formats["number head" if at in numbers else "head"]
        sheet.write_string(HEAD, at, word, style)
