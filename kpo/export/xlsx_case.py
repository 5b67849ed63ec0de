"""The business case as sheets of a workbook: assumptions to change, figures, and live totals.

The sheets reckon the middle case as `kpo.case` does; bands are those of the day of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from kpo.case import BusinessCase, Location, Outcome
from kpo.case.arithmetic import growth
from kpo.case.places import PERCENT, price_growth, rates
from kpo.data.assumptions import Span, assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.export.xlsx_formulas import HEAD, letters
from kpo.narrative import business_case as case_words

ASSUMED, PLACES, CASE = "Case assumptions", "Case figures", "Business case"
OWN: Final = (
    "productivity",
    "real_wage_growth",
    "attrition",
    "margin",
    "replacement",
    "benefits",
    "seat",
    "ramp",
    "extra_months",
    "currency",
    "leaving",
)
"""Assumptions that a destination may have for itself, in the order of their columns."""

BEGIN: Final = ("Location", "Pay a month, local", "Charges", "Hours a year")
SUMMARY: Final = (
    *("Destination", "Cost at home", "Cost all in", "Saved", "Of the cost at home"),
    *("Paid once", "Leaving", "Present value", "Labour, first year", "Less than at home"),
    *("P10 when made", "P90 when made", "Pays back in month, when made"),
)
YEARLY: Final = (
    *("Location", "Year", "Wages since the figure", "Client's currency for one", "Prices at home"),
    *("Output reached", "Labour", "All in", "Management at home", "Saving", "Cumulative"),
)


@dataclass(frozen=True)
class _Sheets:
    """Where everything stands."""

    book: Any
    catalog: Catalog
    result: BusinessCase
    rows: dict[str, int]
    past: int

    @property
    def years(self) -> int:
        """Years of the case."""
        return self.result.case.years

    def cell(self, name: str) -> str:
        """Return the cell of an assumption."""
        return f"'{ASSUMED}'!$B${self.rows[name] + 1}"

    def share(self, name: str) -> str:
        """Return an assumption in per cent as a share."""
        return f"{self.cell(name)}/100"

    def of(self, row: int, column: int) -> str:
        """Return a cell of the figures of a place."""
        return f"'{PLACES}'!${letters(column)}${row + 1}"

    @property
    def own(self) -> int:
        """First column of a place's own assumptions."""
        return len(BEGIN)

    @property
    def prices(self) -> int:
        """First column of the growth of prices: years since the figure, then years of the case."""
        return self.own + len(OWN)

    @property
    def paths(self) -> int:
        """First column of the exchange rates."""
        return self.prices + self.past + self.years - 1


def case_sheets(book: Any, catalog: Catalog, result: BusinessCase) -> None:
    """Write the sheets of a case into a workbook.

    Parameters
    ----------
    book
        The `Book` of `kpo.export.xlsx`.
    """
    places = [result.home, *(item.place for item in result.outcomes)]
    past = max(max(0, result.case.start - place.pay.year) for place in places)
    names = ["people", *assumptions(catalog)]
    rows = {name: HEAD + 1 + at for at, name in enumerate(names)}
    sheets = _Sheets(book, catalog, result, rows, past)
    _case(sheets)
    _assumptions(sheets)
    _places(sheets, places)


def _assumptions(sheets: _Sheets) -> None:
    result, book = sheets.result, sheets.book
    basis = case_words.basis(sheets.catalog, result)
    note = f"Change a yellow cell: the sheet {CASE} follows. {basis}"
    sheet = book.sheet(ASSUMED, [38, 14, 12, 12, 40, 34, 90], "Assumptions", note)
    _heads(sheets, sheet, ("Assumption", "Value", "Lowest", "Highest", "Unit", "Whose", "Why"))
    sheet.write_string(sheets.rows["people"], 0, "People", book.formats["bold"])
    sheet.write_number(sheets.rows["people"], 1, result.case.people, book.formats["input"])
    for item in assumptions(sheets.catalog).values():
        row = sheets.rows[item.id]
        span = span_of(item, "", result.case.changes)
        sheet.write_string(row, 0, item.name, book.formats["bold"])
        if span is None:
            words = f"by place, on the sheet {PLACES}"
            sheet.write_string(row, 1, words, book.formats["text"])
        else:
            for at, end in enumerate((span.likely, span.low, span.high), 1):
                sheet.write_number(row, at, end, book.formats["input" if at == 1 else "figure"])
        words = case_words.origin(sheets.catalog, item, result.case, "")
        for at, text in enumerate((item.unit, words, item.reason), 4):
            sheet.write_string(row, at, text, book.formats["text"])


def _places(sheets: _Sheets, places: Sequence[Location]) -> None:
    result, book, catalog = sheets.result, sheets.book, sheets.catalog
    known = assumptions(catalog)
    heads = [*BEGIN, *(known[name].name for name in OWN)]
    heads += [f"Prices, year {-at} before the first" for at in range(1 - sheets.past, 1)]
    heads += [f"Prices in {year}" for year in result.years[1:]]
    heads += [f"{result.currency} for one, {year}" for year in result.years]
    note = "Yellow cells are figures or a destination\u2019s own assumptions; the rest follows."
    sheet = book.sheet(PLACES, [26, *[14] * (len(heads) - 1)], "Figures of the case", note)
    _heads(sheets, sheet, heads)
    sheet.freeze_panes(HEAD + 1, 1)
    hours = {item.country: item.hours for item in result.outcomes if item.hours_known}
    for at, place in enumerate(places):
        row, country = HEAD + 1 + at, place.country
        home = place is result.home
        sheet.write_string(row, 0, _name(sheets, country), book.formats["bold"])
        charges = span_of(
            known["charges_home" if home else "charges"], country, result.case.changes
        )
        charge = place.charges.likely if charges is None else charges.likely / PERCENT
        day = result.home_hours if home else hours.get(country, result.home_hours)
        for column, value in enumerate((place.local, charge, day), 1):
            sheet.write_number(row, column, value, book.formats["input"])
        _own(sheets, sheet, row, country, home)
        _paths(sheets, sheet, row, place)


def _own(sheets: _Sheets, sheet: Any, row: int, country: str, home: bool) -> None:
    """Write a place's own assumptions: its own number, or what holds for all."""
    known, changes = assumptions(sheets.catalog), sheets.result.case.changes
    for at, name in enumerate(OWN):
        column = sheets.own + at
        source = f"{name}_home" if home and f"{name}_home" in known else name
        span = span_of(known[source], country, changes) or Span(0, 0, 0)
        if f"{name}.{country}" in changes and not home:
            sheet.write_number(row, column, span.likely, sheets.book.formats["input"])
        else:
            formula = f"={sheets.cell(source)}"
            sheet.write_formula(row, column, formula, sheets.book.formats["figure"], span.likely)


def _paths(sheets: _Sheets, sheet: Any, row: int, place: Location) -> None:
    case, style = sheets.result.case, sheets.book.formats["input"]
    count = max(0, case.start - place.pay.year)
    past = price_growth(place, place.pay.year + 1, count)
    first = sheets.prices + sheets.past - count
    for at, value in enumerate((*past, *price_growth(place, case.start + 1, case.years - 1))):
        sheet.write_number(row, first + at, value, style)
    path = rates(sheets.result.home, case.start, case.years) / rates(place, case.start, case.years)
    for at, value in enumerate(path.tolist()):
        sheet.write_number(row, sheets.paths + at, value, style)


def _case(sheets: _Sheets) -> None:
    result, book = sheets.result, sheets.book
    best = result.outcomes[0] if result.outcomes else None
    title = case_words.headline(sheets.catalog, result, best)
    note = case_words.not_counted(
        sheets.catalog, result.case, best.country if best else result.case.client
    )
    widths = [30, *[16] * (len(SUMMARY) - 1)]
    sheet = book.sheet(CASE, widths, title, f"{result.currency}. {note}")
    _heads(sheets, sheet, SUMMARY)
    sheet.freeze_panes(HEAD + 1, 1)
    first = HEAD + 4 + len(result.outcomes)
    _heads(sheets, sheet, YEARLY, first)
    home = _Block(sheets, HEAD + 1, first + 1, result.home)
    _years(home, sheet, None)
    for at, item in enumerate(result.outcomes):
        block = _Block(sheets, HEAD + 2 + at, first + 1 + sheets.years * (1 + at), item.place)
        _years(block, sheet, item)
        _summary(block, home, sheet, HEAD + 1 + at, item)


@dataclass(frozen=True)
class _Block:
    """The rows of one place: its figures, and its years on the sheet of the case."""

    sheets: _Sheets
    figures: int
    first: int
    place: Location

    def own(self, name: str) -> str:
        """Return the cell of one of its own assumptions."""
        return self.sheets.of(self.figures, self.sheets.own + OWN.index(name))

    def year(self, at: int, column: str) -> str:
        """Return a cell of a year on the sheet of the case."""
        return f"{letters(YEARLY.index(column))}{self.first + at + 1}"

    def range(self, column: str) -> str:
        """Return the cells of all years."""
        return f"{self.year(0, column)}:{self.year(self.sheets.years - 1, column)}"


def _years(block: _Block, sheet: Any, item: Outcome | None) -> None:
    sheets, result = block.sheets, block.sheets.result
    formats, case = sheets.book.formats, result.case
    home = _Block(sheets, HEAD + 1, HEAD + 5 + len(result.outcomes), result.home)
    index = (1.0, *growth(price_growth(result.home, case.start + 1, case.years - 1)).tolist())
    for at, year in enumerate(result.years):
        row = block.first + at
        sheet.write_string(row, 0, _name(sheets, block.place.country), formats["text"])
        sheet.write_number(row, 1, year, formats["whole"])
        cells = {
            "Wages since the figure": (_wages(block, at), None),
            "Client's currency for one": (_rate(block, at), None),
            "Prices at home": (_index(home, at), index[at]),
            "Output reached": ("1" if item is None else _reached(block, at), None),
            "Labour": (_labour(block, at), (item.labour if item else result.home_labour)[at]),
            "All in": (
                _home_loaded(block, at) if item is None else _loaded(block, at),
                (item.loaded if item else result.home_loaded)[at],
            ),
        }
        if item is not None:
            once = f"({_once(home, sheets)})" if at == 0 else block.year(at - 1, "Cumulative")
            before = f"-{once}" if at == 0 else once
            last = f"-({_leaving(block)})" if at == case.years - 1 else ""
            governance = f"{home.year(at, 'All in')}*{sheets.share('governance')}"
            saving = f"{home.year(at, 'All in')}-{block.year(at, 'All in')}"
            saving += f"-{block.year(at, 'Management at home')}{last}"
            cells["Management at home"] = (governance, item.governance[at])
            cells["Saving"] = (saving, item.saving[at])
            cells["Cumulative"] = (f"{before}+{block.year(at, 'Saving')}", item.cumulative[at + 1])
        for name, (formula, value) in cells.items():
            column = YEARLY.index(name)
            style = formats["figure" if column < YEARLY.index("Labour") else "money"]
            text = f"={formula}"
            sheet.write_formula(row, column, text, style, 0 if value is None else value)


def _summary(block: _Block, home: _Block, sheet: Any, row: int, item: Outcome) -> None:
    sheets, result = block.sheets, block.sheets.result
    formats = sheets.book.formats
    sheet.write_string(row, 0, _name(sheets, item.country), formats["bold"])
    total, once = f"SUM({home.range('All in')})", _once(home, sheets)
    at = row + 1
    npv = f"NPV({sheets.share('discount_rate')},{block.range('Saving')})-F{at}"
    values: tuple[tuple[str, float, str], ...] = (
        (total, sum(result.home_loaded), "money"),
        (
            f"SUM({block.range('All in')})+SUM({block.range('Management at home')})+F{at}+G{at}",
            item.cost,
            "money",
        ),
        (f"B{at}-C{at}", item.total, "money"),
        (f"D{at}/B{at}", item.share, "share"),
        (once, item.once, "money"),
        (_leaving(block), item.leaving, "money"),
        (npv, item.value, "money"),
        (block.year(0, "Labour"), item.labour[0], "money"),
        (
            f"1-{block.year(0, 'Labour')}/{home.year(0, 'Labour')}",
            item.labour_share,
            "share",
        ),
    )
    for column, (formula, value, style) in enumerate(values, 1):
        sheet.write_formula(row, column, f"={formula}", formats[style], value)
    for column, end in enumerate((item.share_band.low, item.share_band.high), len(values) + 1):
        sheet.write_number(row, column, end, formats["share"])
    if isfinite(item.months):
        sheet.write_number(row, len(values) + 3, item.months, formats["whole"])
    else:
        sheet.write_string(row, len(values) + 3, "never", formats["text"])


def _wages(block: _Block, at: int) -> str:
    sheets = block.sheets
    real = f"{block.own('real_wage_growth')}/100"
    if at:
        price = sheets.of(block.figures, sheets.prices + sheets.past + at - 1)
        return f"{block.year(at - 1, 'Wages since the figure')}*(1+{price}+{real})"
    count = max(0, sheets.result.case.start - block.place.pay.year)
    first = sheets.prices + sheets.past - count
    steps = [f"(1+{sheets.of(block.figures, first + step)}+{real})" for step in range(count)]
    return "*".join(steps) or "1"


def _rate(block: _Block, at: int) -> str:
    path = block.sheets.of(block.figures, block.sheets.paths + at)
    if block.place is block.sheets.result.home:
        return path
    return f"{path}*(1+{block.own('currency')}/100)"


def _index(home: _Block, at: int) -> str:
    if at == 0:
        return "1"
    price = home.sheets.of(home.figures, home.sheets.prices + home.sheets.past + at - 1)
    return f"{home.year(at - 1, 'Prices at home')}*(1+{price})"


def _reached(block: _Block, at: int) -> str:
    months = block.own("ramp")
    parts = []
    for end in (12 * (at + 1), 12 * at):
        risen = f"MIN({end},{months})"
        parts.append(f"({risen}^2/(2*{months})+{end}-{risen})")
    return f"IF({months}<=0,1,({parts[0]}-{parts[1]})/12)"


def _labour(block: _Block, at: int) -> str:
    sheets = block.sheets
    pay, charges = (sheets.of(block.figures, column) for column in (1, 2))
    home = block.place is sheets.result.home
    months = "12" if home else f"(12+{block.own('extra_months')})"
    people = sheets.cell("people")
    wages = block.year(at, "Wages since the figure")
    return f"{people}*{months}*{pay}*(1+{charges})*{wages}*{block.year(at, YEARLY[3])}"


def _loads(block: _Block) -> str:
    return (
        f"(1+{block.own('benefits')}/100+{block.own('attrition')}/100*"
        f"{block.own('replacement')}/100)"
    )


def _seats(block: _Block, at: int) -> str:
    people = block.sheets.cell("people")
    return f"{people}*{block.own('seat')}*{block.year(at, 'Prices at home')}"


def _home_loaded(block: _Block, at: int) -> str:
    return f"{block.year(at, 'Labour')}*{_loads(block)}+{_seats(block, at)}"


def _loaded(block: _Block, at: int) -> str:
    sheets = block.sheets
    hours = f"{sheets.of(block.figures, 3)}/{sheets.of(HEAD + 1, 3)}"
    cost = f"({_home_loaded(block, at)})"
    output = f"({hours}*{block.own('productivity')}/100*{block.year(at, 'Output reached')})"
    return f"{cost}/{output}*(1+{block.own('margin')}/100)"


def _once(home: _Block, sheets: _Sheets) -> str:
    people = sheets.cell("people")
    return (
        f"{sheets.cell('double_running')}/12*{home.year(0, 'All in')}"
        f"+{people}*{sheets.cell('travel')}+{sheets.cell('setup')}"
    )


def _leaving(block: _Block) -> str:
    last = block.sheets.years - 1
    return f"{block.own('leaving')}/12*{block.year(last, 'Labour')}"


def _name(sheets: _Sheets, country: str) -> str:
    client = sheets.result.case.client
    if country == client:
        return f"At home: {sheets.catalog.countries[country].name}"
    return named(sheets.catalog, country, client, True)


def _heads(sheets: _Sheets, sheet: Any, words: Sequence[str], row: int = HEAD) -> None:
    sheet.set_row(row, 30)
    for at, word in enumerate(words):
        style = sheets.book.formats["number head" if at else "head"]
        sheet.write_string(row, at, word, style)
