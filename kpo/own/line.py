"""One row of a table, read field by field; every fault is kept, none ends the reading."""

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from math import isfinite
from typing import Final

from kpo.cleaning import one_line
from kpo.own.faults import Fault, fault
from kpo.own.sheets import LONGEST_CELL, Cell

LARGEST: Final = 1e15
"""Figures beyond it, and those closer to 0 than its inverse, are slips of the pen."""

_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+", re.ASCII)
_QUOTED: Final = ("'+", "'-", "'@")
"""Text that a download of ours has made harmless for spreadsheets."""


class Line:
    """A row by the names of its columns; a column that is not there reads as empty.

    Parameters
    ----------
    grouping
        Whether a point may stand between thousands where the row comes from.
    """

    def __init__(
        self, sheet: str, number: int, cells: Mapping[str, Cell], grouping: bool = False
    ) -> None:
        self._sheet, self._number, self._grouping = sheet, number, grouping
        self.cells = cells
        self.faults: list[Fault] = []

    def wrong(self, field: str, what: str, remedy: str) -> None:
        """Keep a fault of a field."""
        self.faults.append(fault(self._sheet, self._number, field, what, remedy))

    def empty(self, field: str) -> bool:
        """Tell whether nothing stands in a field."""
        return not str(self.cells.get(field, "")).strip()

    def text(self, field: str, longest: int, needed: str = "") -> str:
        """Return a field as text on one line; `needed` is the remedy where it may not be empty."""
        raw = self.cells.get(field, "")
        if isinstance(raw, float):
            return f"{raw:.15g}"
        if len(raw) > LONGEST_CELL:
            what = f"it has more than {LONGEST_CELL:,} characters"
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
        """Return a field as a number, or None with its fault; nothing is guessed."""
        raw = self.cells.get(field, "")
        if isinstance(raw, float):
            return self._in_range(field, raw)
        text = one_line(raw[:LONGEST_CELL])
        text = text[1:] if text.startswith(_QUOTED) else text
        if not text:
            if needed:
                self.wrong(field, "it is empty", needed)
            return None
        if _NUMBER.fullmatch(text) and not (self._grouping and _GROUPED.fullmatch(text)):
            return self._in_range(field, float(text))
        self.wrong(field, *_not_a_number(text, self._grouping))
        return None

    def whole(self, field: str, low: int, high: int, needed: str = "give a number") -> int | None:
        """Return a field as a whole number within bounds, or None with its fault."""
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
        """Return a field that must be one of some words; capitals do not matter."""
        text = self.text(field, LONGEST_CELL, "give one")
        by_small = {word.lower(): word for word in known}
        found = by_small.get(text.lower(), "")
        if text and not found:
            said = remedy(text) if remedy else _nearest(text, known)
            self.wrong(field, f"\u201c{text[:60]}\u201d is not known here", said)
        return found

    def _in_range(self, field: str, value: float) -> float | None:
        size = abs(value)
        if isfinite(value) and (size == 0 or 1 / LARGEST <= size <= LARGEST):
            return value
        what = f"{value:g} is beyond what can be counted with"
        self.wrong(field, what, "correct it, or use a larger unit")
        return None


def _nearest(text: str, known: Sequence[str]) -> str:
    """Say which word is meant, or list them where they are few."""
    small = {word.lower(): word for word in known}
    close = get_close_matches(text.lower(), list(small), n=1)
    if close:
        return f"did you mean \u201c{small[close[0]]}\u201d?"
    few = ", ".join(known) if len(known) <= 20 else "those of the template"
    return f"use one of {few}"


def _not_a_number(text: str, grouping: bool) -> tuple[str, str]:
    """Say what a text is that should be a number, and how to write what is meant."""
    shown = f"\u201c{text[:60]}\u201d"
    parts = re.fullmatch(r"([+-]?\d{1,3})[.,](\d{3})", text, re.ASCII)
    if parts and ("," in text or grouping):
        whole, rest = parts.groups()
        other = f"{whole}.{rest}0" if grouping else f"{whole}.{rest}"
        return (
            f"{shown} can be {whole}{rest} or {whole}.{rest}",
            f"write {whole}{rest} or {other}, or save the table as XLSX",
        )
    if "," in text:
        remedy = "use a point for decimals and nothing between thousands, or save it as XLSX"
        return f"{shown} has a comma", remedy
    if text.lower() in ("nan", "inf", "-inf", "infinity", "n/a", "na", "-", "none", "null"):
        return f"{shown} is no figure", "leave out the row where there is none"
    return f"{shown} is not a number", "use digits, with a point for decimals and no other sign"
