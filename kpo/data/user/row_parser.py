"""Parser of one row of a table, field by field; it keeps every fault and never stops at one."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import isfinite
from typing import Final

from kpo.core.text import one_line
from kpo.data.user.numbers import Quantity, is_no_figure, percentage, quantity, written
from kpo.data.user.problems import Fault, fault
from kpo.data.user.tables import MAX_CELL_LENGTH, Cell, Special

MAX_VALUE: Final = 1e15
"""Maximum size of a figure; larger ones, and ones closer to 0 than its inverse, are refused."""

_QUOTED: Final = ("'+", "'-", "'@")
"""Beginnings of text that our downloads have quoted, so that spreadsheets see no formula."""

_DOLLARS: Final = ("$", "US$", "USD")
_CURRENCIES: Final = {"$": "dollars", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "JPY or CNY"}


@dataclass(frozen=True)
class CellText:
    """A figure as it stands in a file, which may have more than one reading.

    Attributes
    ----------
    quantity
        Every number that it can be read as, with the unit and the flag beside it.
    shown
        The text in the file.
    percent_cell
        Whether the file holds a share that a format shows as a percentage.
    """

    quantity: Quantity
    shown: str
    percent_cell: bool = False

    def narrowed(self, values: Collection[float]) -> "CellText":
        """Return this cell with only the readings among `values`, or unchanged if none is."""
        left = tuple(value for value in self.quantity.values if value in values)
        return replace(self, quantity=replace(self.quantity, values=left)) if left else self


class RowParser:
    """The fields of a row by column name; a missing column reads as empty.

    Parameters
    ----------
    last_values
        Whether the last value of a formula is taken, or only offered.

    Attributes
    ----------
    counts
        Numbers of formulas whose last value could be taken (``offers``) or is taken (``taken``), of
        shares that a format shows as percentages and that are read as such (``percentages``), and
        of figures with a mark beside them (``flags``).
    """

    def __init__(
        self, sheet: str, number: int, cells: Mapping[str, Cell], last_values: bool = False
    ) -> None:
        self._sheet, self._number, self._last_values = sheet, number, last_values
        self.cells = cells
        self.faults: list[Fault] = []
        self.counts: Counter[str] = Counter()

    def wrong(self, field: str, what: str, remedy: str) -> None:
        """Record a fault of a field."""
        self.faults.append(fault(self._sheet, self._number, field, what, remedy))

    def empty(self, field: str) -> bool:
        """Tell whether a field is empty."""
        cell = self.cells.get(field, "")
        return not (isinstance(cell, Special) and cell.formula) and not str(cell).strip()

    def no_figure(self, field: str) -> bool:
        """Tell whether a field is empty or has a mark of a missing figure."""
        cell = self.cells.get(field, "")
        if isinstance(cell, Special) and cell.kind == "error":
            return is_no_figure(cell.words)
        return self.empty(field) or (isinstance(cell, str) and is_no_figure(one_line(cell)))

    def text(self, field: str, longest: int, needed: str = "") -> str:
        """Return a field as text on one line; `needed` is the remedy if it must not be empty."""
        raw = self._cell(field)
        if raw is None:
            return ""
        if isinstance(raw, float):
            return f"{raw:.15g}"
        if isinstance(raw, Special):
            raw = str(raw)
        if len(raw) > MAX_CELL_LENGTH:
            what = f"it has more than {MAX_CELL_LENGTH:,} characters"
            self.wrong(field, what, f"keep to {longest}")
            return ""
        text = one_line(raw)
        if text.startswith("="):
            self.wrong(field, "it begins like a formula", "write plain text, without the =")
        text = text[1:] if text.startswith(_QUOTED) else text
        if len(text) > longest:
            self.wrong(field, f"it has {len(text):,} characters", f"keep to {longest}")
        elif not text and needed:
            self.wrong(field, "it is empty", needed)
        return text

    def number(self, field: str, needed: str = "give a number") -> float | None:
        """Return a field as a number, or record a fault and return None; nothing is guessed."""
        cell_text = self.figure(field, needed)
        return None if cell_text is None else self.settled(field, cell_text, "")

    def figure(self, field: str, needed: str = "give a number") -> CellText | None:
        """Return a field with all its readings as a number, or record a fault and return None."""
        raw = self._cell(field)
        if raw is None:
            return None
        if isinstance(raw, Special):
            return self._special(field, raw)
        if isinstance(raw, float):
            return CellText(Quantity((raw,)), f"{raw:.15g}")
        text = one_line(raw[:MAX_CELL_LENGTH])
        text = text[1:] if text.startswith(_QUOTED) else text
        if not text:
            if needed:
                self.wrong(field, "it is empty", needed)
            return None
        cell_text = quantity(text)
        if cell_text is None:
            self.wrong(field, *_not_a_number(text))
            return None
        return CellText(cell_text, text)

    def settled(self, field: str, cell_text: CellText, unit: str) -> float | None:
        """Return the only reading of a cell in a unit, or record a fault and return None."""
        values = cell_text.quantity.values
        shown = f"\u201c{cell_text.shown[:60]}\u201d"
        if len(values) > 1:
            first, second = (f"{value:.15g}" for value in values)
            remedy = f"write {first} or {written(values[1])}, or save it as a number in XLSX"
            self.wrong(field, f"{shown} can be {first} or {second}", remedy)
            return None
        problem = _of_another_unit(cell_text, unit)
        if problem:
            self.wrong(field, *problem)
            return None
        self.counts["percentages"] += cell_text.percent_cell
        self.counts["flags"] += bool(cell_text.quantity.flag)
        if can_be_counted(values[0]):
            return values[0]
        what = f"{values[0]:g} is beyond what can be counted with"
        self.wrong(field, what, "correct it, or use a larger unit")
        return None

    def whole(self, field: str, low: int, high: int, needed: str = "give a number") -> int | None:
        """Return a field as a whole number within bounds, or record a fault and return None."""
        value = self.number(field, needed)
        if value is None:
            return None
        if value != int(value) or not low <= value <= high:
            what = f"{value:.15g} is not a whole number from {low} to {high}"
            self.wrong(field, what, needed)
            return None
        return int(value)

    def word(
        self, field: str, known: Sequence[str], remedy: Callable[[str], str] | None = None
    ) -> str:
        """Return a field that must be one of the known words; case does not matter."""
        text = self.text(field, MAX_CELL_LENGTH, "give one")
        by_small = {word.lower(): word for word in known}
        known_word = by_small.get(text.lower(), "")
        if text and not known_word:
            advice = remedy(text) if remedy else _nearest(text, known)
            self.wrong(field, f"\u201c{text[:60]}\u201d is not known here", advice)
        return known_word

    def _cell(self, field: str) -> Cell | None:
        """Return the content of a field; if it cannot be read, record a fault and return None."""
        cell = self.cells.get(field, "")
        if not isinstance(cell, Special):
            return cell
        if cell.kind in ("error", "truth"):
            what = {"error": f"an error ({cell.words})", "truth": "a yes or no"}[cell.kind]
            self.wrong(field, f"it holds {what}", "correct it")
            return None
        if cell.formula and not self._last_values:
            if str(cell):
                self.counts["offers"] += 1
                what = f"it holds a formula, whose last value is {str(cell)[:60]}"
                self.wrong(field, what, "take the last values of formulas, or paste it as a value")
            else:
                what = "it holds a formula without a value"
                self.wrong(field, what, "open and save it in a spreadsheet program, or write it")
            return None
        self.counts["taken"] += cell.formula
        return cell.value if cell.kind == "plain" else cell

    def _special(self, field: str, cell: Special) -> CellText | None:
        shown, value = str(cell), cell.value
        if cell.kind in ("date", "time") or not isinstance(value, float):
            what = f"it holds a {cell.kind} ({shown[:60]}), not a number"
            self.wrong(field, what, "format the cell as a number and write the figure again")
            return None
        if cell.kind == "percent":
            number = percentage(value) if isfinite(value) and abs(value) < MAX_VALUE else value
            return CellText(Quantity((number,), "%"), f"{number:.15g} %", percent_cell=True)
        return CellText(Quantity((value,), cell.words), f"{shown} {cell.words}".strip())


def can_be_counted(value: float) -> bool:
    """Tell whether a number is finite and of a size that a figure can have.

    Examples
    --------
    >>> can_be_counted(0), can_be_counted(1e-300), can_be_counted(float("nan"))
    (True, False, False)
    """
    size = abs(value)
    return isfinite(value) and (size == 0 or 1 / MAX_VALUE <= size <= MAX_VALUE)


def _of_another_unit(cell_text: CellText, unit: str) -> tuple[str, str] | None:
    """Return fault and remedy if the unit beside a figure does not fit; None if it does."""
    beside, shown = cell_text.quantity.unit, f"\u201c{cell_text.shown[:60]}\u201d"
    if not beside or (beside == "%" and unit.startswith("%")):
        return None
    if beside in _DOLLARS and unit.startswith("USD"):
        return None
    if beside == "%":
        plain = cell_text.shown.rstrip(" %")
        what = (
            "the cell is formatted as a percentage"
            if cell_text.percent_cell
            else f"{shown} has a %"
        )
        return what, f"write {plain} as a plain number if that is meant"
    expected = unit or "a plain number"
    money = _CURRENCIES.get(beside, beside)
    return (
        f"{shown} is an amount in {money}",
        f"convert it to {expected} and write the number alone",
    )


def _nearest(text: str, known: Sequence[str]) -> str:
    """Return a remedy: the nearest known word, or a list of the words if they are few."""
    small = {word.lower(): word for word in known}
    close = get_close_matches(text.lower(), list(small), n=1)
    if close:
        return f"did you mean \u201c{small[close[0]]}\u201d?"
    few = ", ".join(known) if len(known) <= 20 else "those of the template"
    return f"use one of {few}"


def _not_a_number(text: str) -> tuple[str, str]:
    """Return fault and remedy for a text that is not a number."""
    shown = f"\u201c{text[:60]}\u201d"
    if is_no_figure(text) or text.lower() in ("inf", "-inf", "infinity", "-infinity"):
        return f"{shown} is no figure", "leave out the row where there is none"
    return f"{shown} is not a number", "use digits, with a point for decimals and no other sign"
