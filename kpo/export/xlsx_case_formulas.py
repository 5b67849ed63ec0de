"""The formulas of the business case: a location's cost in a year, from the cells of its figures.

Rows, columns and years (`at`) count from 0.
"""

from dataclasses import dataclass
from typing import Any, Final

from kpo.case import BusinessCase, Location
from kpo.core.text import letters
from kpo.data.catalog import Catalog
from kpo.export.xlsx_formulas import HEAD

ASSUMED, PLACES, CASE = "Case assumptions", "Case figures", "Business case"
OWN: Final = (
    *("productivity", "real_wage_growth", "attrition", "margin", "replacement", "benefits"),
    *("seat", "ramp", "extra_months", "currency", "leaving"),
)
"""Assumptions that may differ by destination, in the order of their columns."""

BEGIN: Final = ("Location", "Pay a month, local", "Charges", "Hours a year")
YEARLY: Final = (
    *("Location", "Year", "Wages since the figure", "Client's currency for one", "Prices at home"),
    *("Output reached", "Labour", "All in", "Management at home", "Saving", "Cumulative"),
)


@dataclass(frozen=True)
class CaseSheets:
    """Layout of the sheets of a case.

    `rows` has the row of each assumption; `past` is the maximum number of years from a figure of
    pay to the start of the case.
    """

    book: Any
    catalog: Catalog
    result: BusinessCase
    rows: dict[str, int]
    past: int

    @property
    def years(self) -> int:
        """Number of years of the case."""
        return self.result.case.years

    def cell(self, name: str) -> str:
        """Return the address of an assumption's cell."""
        return f"'{ASSUMED}'!$B${self.rows[name] + 1}"

    def share(self, name: str) -> str:
        """Return the formula of an assumption in per cent as a share."""
        return f"{self.cell(name)}/100"

    def of(self, row: int, column: int) -> str:
        """Return the address of a cell on the sheet of figures."""
        return f"'{PLACES}'!${letters(column)}${row + 1}"

    @property
    def own(self) -> int:
        """First column of a location's own assumptions."""
        return len(BEGIN)

    @property
    def prices(self) -> int:
        """First column of price growth: years since the figure, then years of the case."""
        return self.own + len(OWN)

    @property
    def paths(self) -> int:
        """First column of the exchange rates."""
        return self.prices + self.past + self.years - 1


@dataclass(frozen=True)
class PlaceRows:
    """The rows of one location: that of its `figures`, and its `first` year on the case's sheet."""

    sheets: CaseSheets
    figures: int
    first: int
    place: Location

    def own(self, name: str) -> str:
        """Return the address of one of the location's own assumptions."""
        return self.sheets.of(self.figures, self.sheets.own + OWN.index(name))

    def year(self, at: int, column: str) -> str:
        """Return the address of a column in a year, on the sheet of the case."""
        return f"{letters(YEARLY.index(column))}{self.first + at + 1}"

    def range(self, column: str) -> str:
        """Return the range of a column over all years."""
        return f"{self.year(0, column)}:{self.year(self.sheets.years - 1, column)}"


def wages(block: PlaceRows, at: int) -> str:
    """Return the formula of wage growth from the year of the figure to a year of the case."""
    sheets = block.sheets
    real = f"{block.own('real_wage_growth')}/100"
    if at:
        price = sheets.of(block.figures, sheets.prices + sheets.past + at - 1)
        return f"{block.year(at - 1, 'Wages since the figure')}*(1+{price}+{real})"
    count = max(0, sheets.result.case.start - block.place.pay.year)
    first = sheets.prices + sheets.past - count
    steps = [f"(1+{sheets.of(block.figures, first + step)}+{real})" for step in range(count)]
    return "*".join(steps) or "1"


def rate(block: PlaceRows, at: int) -> str:
    """Return the formula of the exchange rate: client's currency per unit of the location's."""
    path = block.sheets.of(block.figures, block.sheets.paths + at)
    if block.place is block.sheets.result.home:
        return path
    return f"{path}*(1+{block.own('currency')}/100)"


def price_index(home: PlaceRows, at: int) -> str:
    """Return the formula of prices at home relative to the first year."""
    if at == 0:
        return "1"
    price = home.sheets.of(home.figures, home.sheets.prices + home.sheets.past + at - 1)
    return f"{home.year(at - 1, 'Prices at home')}*(1+{price})"


def output_reached(block: PlaceRows, at: int) -> str:
    """Return the formula of the share of full output in a year, below 1 while work is learnt."""
    months = block.own("ramp")
    parts = []
    for end in (12 * (at + 1), 12 * at):
        risen = f"MIN({end},{months})"
        parts.append(f"({risen}^2/(2*{months})+{end}-{risen})")
    return f"IF({months}<=0,1,({parts[0]}-{parts[1]})/12)"


def labour(block: PlaceRows, at: int) -> str:
    """Return the formula of pay and charges in a year."""
    sheets = block.sheets
    pay, charges = (sheets.of(block.figures, column) for column in (1, 2))
    home = block.place is sheets.result.home
    months = "12" if home else f"(12+{block.own('extra_months')})"
    people = sheets.cell("people")
    wages = block.year(at, "Wages since the figure")
    return f"{people}*{months}*{pay}*(1+{charges})*{wages}*{block.year(at, YEARLY[3])}"


def home_loaded(block: PlaceRows, at: int) -> str:
    """Return the formula of labour plus benefits, replacement of leavers and seats."""
    people = block.sheets.cell("people")
    leavers = f"{block.own('attrition')}/100*{block.own('replacement')}/100"
    loads = f"(1+{block.own('benefits')}/100+{leavers})"
    seats = f"{people}*{block.own('seat')}*{block.year(at, 'Prices at home')}"
    return f"{block.year(at, 'Labour')}*{loads}+{seats}"


def loaded(block: PlaceRows, at: int) -> str:
    """Return the formula of the same cost for the output of home, with the supplier's margin."""
    sheets = block.sheets
    hours = f"{sheets.of(block.figures, 3)}/{sheets.of(HEAD + 1, 3)}"
    cost = f"({home_loaded(block, at)})"
    output = f"({hours}*{block.own('productivity')}/100*{block.year(at, 'Output reached')})"
    return f"{cost}/{output}*(1+{block.own('margin')}/100)"


def paid_once(home: PlaceRows, sheets: CaseSheets) -> str:
    """Return the formula of one-off costs: double running, travel and set-up."""
    people = sheets.cell("people")
    return (
        f"{sheets.cell('double_running')}/12*{home.year(0, 'All in')}"
        f"+{people}*{sheets.cell('travel')}+{sheets.cell('setup')}"
    )


def leaving(block: PlaceRows) -> str:
    """Return the formula of the cost of leaving: months of the last year's labour."""
    last = block.sheets.years - 1
    return f"{block.own('leaving')}/12*{block.year(last, 'Labour')}"
