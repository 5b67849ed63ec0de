"""The three tables a user can fill in: their columns, and how much they may hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

MAX_BYTES: Final = 1_000_000
"""Maximum size of a file, and of all own figures together as text."""

MAX_ROWS: Final = 5_000
"""Maximum number of rows of a table in a file, including rows that equal ours."""

MAX_COLUMNS: Final = 40
MAX_CELL_LENGTH: Final = 1_000
BASED_ON: Final = "based_on"
"""The column that names the country whose figures a row takes."""

MAX_TITLE_ROWS: Final = 30
"""Number of first rows that are searched for the header."""

MAX_ITEMS: Final[Mapping[str, int]] = {"figures": 2_000, "countries": 50, "indicators": 20}
"""Maximum number of own rows in use, by table."""


@dataclass(frozen=True, slots=True)
class Special:
    """A spreadsheet cell that is more than a plain number or text.

    Attributes
    ----------
    kind
        Kind of value by its format: ``plain``, ``percent``, ``money``, ``date`` or ``time``;
        ``error`` and ``truth`` are no figures at all.
    value
        What the file holds; for a formula its last value, empty if there is none.
    words
        Text that a reader sees: the date, the currency or the error.
    formula
        Whether the cell holds a formula.
    """

    kind: Literal["plain", "percent", "money", "date", "time", "error", "truth"]
    value: float | str
    words: str = ""
    formula: bool = False

    def __str__(self) -> str:
        """Return the content of the cell as text."""
        if isinstance(self.value, float) and self.kind not in ("date", "time"):
            return f"{self.value:.15g}"
        return self.words if self.kind in ("date", "time") else str(self.value)


Cell = str | float | Special
"""Content of a cell: text, a number if the kind of file has numbers, or a `Special`."""


@dataclass(frozen=True)
class TableSpec:
    """A kind of table. `shown` are columns for the user's information: they are not read.

    `spared` are needed columns that a table with the column `BASED_ON` may omit.
    """

    id: str
    title: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read."""
        return self.needed + self.optional

    def lacking(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the needed columns that are missing in `names`."""
        spared = self.spared if BASED_ON in names else ()
        return tuple(name for name in self.needed if name not in names and name not in spared)


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in a file: rows by their number there, the header first.

    `title` is its name in the file, if it has one.
    """

    sheet: TableSpec
    rows: Mapping[int, tuple[Cell, ...]]
    title: str = ""


@dataclass(frozen=True)
class Tables:
    """The tables of a file, with notes that tell the user how they were read."""

    grids: tuple[RawTable, ...]
    notes: tuple[str, ...] = ()


FIGURES: Final = TableSpec(
    "figures",
    "Figures",
    ("country", "indicator", "year", "value", "unit", "source"),
    ("note", "client"),
    ("country_name", "indicator_name", "ours"),
)
COUNTRIES: Final = TableSpec(
    "countries",
    "Countries",
    ("country", "name", "region", "business_timezone"),
    ("currency", BASED_ON, "latitude", "longitude"),
    spared=("region", "business_timezone"),
)
INDICATORS: Final = TableSpec(
    "indicators",
    "Indicators",
    ("indicator", "name", "criterion", "unit", "direction", "transform", "goalpost_low")
    + ("goalpost_high", "goalpost_reason", "weight_in_criterion"),
    ("tiers", "decimals", "description"),
)
SHEETS: Final[Mapping[str, TableSpec]] = {
    sheet.id: sheet for sheet in (FIGURES, COUNTRIES, INDICATORS)
}


def header_row(rows: Mapping[int, tuple[Cell, ...]]) -> int | None:
    """Return the number of the row that fits the header of a table best; None if none does.

    Titles may stand above a header, so the first `MAX_TITLE_ROWS` rows are searched.
    """
    first = list(rows.items())[:MAX_TITLE_ROWS]
    fits = {number: max(_fits(row).values()) for number, row in first}
    best = max(fits, key=lambda number: fits[number], default=None)
    return best if best is not None and fits[best] > 1 else None


def header_name(cell: Cell) -> str:
    """Return a header cell in the form of a column name.

    Examples
    --------
    >>> header_name(" Goalpost low ")
    'goalpost_low'
    """
    return "_".join(str(cell).strip().lower().split())


def sheet_of(header: tuple[Cell, ...]) -> TableSpec | None:
    """Return the kind of table that a header fits best; None if it fits none."""
    fits = _fits(header)
    best = max(fits, key=lambda name: fits[name] / len(SHEETS[name].needed))
    return SHEETS[best] if fits[best] > 1 else None


def _fits(header: tuple[Cell, ...]) -> dict[str, int]:
    names = {header_name(cell) for cell in header}
    return {sheet.id: len(names & {*sheet.needed}) for sheet in SHEETS.values()}
