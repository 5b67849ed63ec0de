"""The three tables a user can fill in: their columns, and how much they may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kpo.errors import Problem

MOST_BYTES: Final = 1_000_000
"""Size of a file, and of all own figures together as text."""

MOST_ROWS: Final = 5_000
"""Rows of a table in a file; those that say the same as ours count too."""

MOST_COLUMNS: Final = 40
LONGEST_CELL: Final = 1_000
MOST: Final[Mapping[str, int]] = {"figures": 2_000, "countries": 50, "indicators": 20}
"""Own rows of each table that can be in use."""

Cell = str | float
"""Text, or a number where the file holds numbers."""


@dataclass(frozen=True)
class Sheet:
    """A kind of table. `shown` are columns for the eye only: they are not read."""

    id: str
    title: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read."""
        return self.needed + self.optional


@dataclass(frozen=True)
class Grid:
    """A table as it stands in a file: rows by their number there, the header first.

    `grouping` says that a point may stand between thousands, as where semicolons part cells;
    `faults` are those that the way of writing it down has already.
    """

    sheet: Sheet
    rows: Mapping[int, tuple[Cell, ...]]
    grouping: bool = False
    faults: tuple[Problem, ...] = ()


FIGURES: Final = Sheet(
    "figures",
    "Figures",
    ("country", "indicator", "year", "value", "unit", "source"),
    ("note",),
    ("country_name", "indicator_name", "ours"),
)
COUNTRIES: Final = Sheet(
    "countries", "Countries", ("country", "name", "region", "business_timezone"), ("currency",)
)
INDICATORS: Final = Sheet(
    "indicators",
    "Indicators",
    ("indicator", "name", "criterion", "unit", "direction", "transform", "goalpost_low")
    + ("goalpost_high", "goalpost_reason", "weight_in_criterion"),
    ("tiers", "decimals", "description"),
)
SHEETS: Final[Mapping[str, Sheet]] = {sheet.id: sheet for sheet in (FIGURES, COUNTRIES, INDICATORS)}


def header_name(cell: Cell) -> str:
    """Return a header as a column is called.

    Examples
    --------
    >>> header_name(" Goalpost low ")
    'goalpost_low'
    """
    return "_".join(str(cell).strip().lower().split())


def sheet_of(header: tuple[Cell, ...]) -> Sheet | None:
    """Return the kind of table that a header fits best; None where it fits none."""
    names = {header_name(cell) for cell in header}
    fits = {sheet.id: len(names & {*sheet.needed}) for sheet in SHEETS.values()}
    best = max(fits, key=lambda name: fits[name] / len(SHEETS[name].needed))
    return SHEETS[best] if fits[best] > 1 else None
