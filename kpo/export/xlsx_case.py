"""The business case as sheets of a workbook: assumptions to change, figures, and live totals.

The sheets reckon the middle case as `kpo.case` does; bands are those of the day of the file.
"""

from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

from kpo.case import BusinessCase, Location, Outcome
from kpo.case.arithmetic import growth
from kpo.case.places import PERCENT, price_growth, rates
from kpo.data.assumptions import Span, assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.export.xlsx_case_formulas import (
    ASSUMED,
    BEGIN,
    CASE,
    OWN,
    PLACES,
    YEARLY,
    CaseSheets,
    PlaceRows,
    home_loaded,
    labour,
    leaving,
    loaded,
    output_reached,
    paid_once,
    price_index,
    rate,
    wages,
)
from kpo.export.xlsx_formulas import HEAD
from kpo.narrative import business_case as case_words
from kpo.narrative.case_assumptions import not_counted, origin

SUMMARY: Final = (
    *("Destination", "Cost at home", "Cost all in", "Saved", "Of the cost at home"),
    *("Paid once", "Leaving", "Present value", "Labour, first year", "Less than at home"),
    *("P10 when made", "P90 when made", "Pays back in month, when made"),
)


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
    sheets = CaseSheets(book, catalog, result, rows, past)
    _case(sheets)
    _assumptions(sheets)
    _places(sheets, places)


def _assumptions(sheets: CaseSheets) -> None:
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
        words = origin(sheets.catalog, item, result.case, "")
        for at, text in enumerate((item.unit, words, item.reason), 4):
            sheet.write_string(row, at, text, book.formats["text"])


def _places(sheets: CaseSheets, places: Sequence[Location]) -> None:
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


def _own(sheets: CaseSheets, sheet: Any, row: int, country: str, home: bool) -> None:
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


def _paths(sheets: CaseSheets, sheet: Any, row: int, place: Location) -> None:
    case, style = sheets.result.case, sheets.book.formats["input"]
    count = max(0, case.start - place.pay.year)
    past = price_growth(place, place.pay.year + 1, count)
    first = sheets.prices + sheets.past - count
    for at, value in enumerate((*past, *price_growth(place, case.start + 1, case.years - 1))):
        sheet.write_number(row, first + at, value, style)
    path = rates(sheets.result.home, case.start, case.years) / rates(place, case.start, case.years)
    for at, value in enumerate(path.tolist()):
        sheet.write_number(row, sheets.paths + at, value, style)


def _case(sheets: CaseSheets) -> None:
    result, book = sheets.result, sheets.book
    best = result.outcomes[0] if result.outcomes else None
    title = case_words.headline(sheets.catalog, result, best)
    note = not_counted(sheets.catalog, result.case, best.country if best else result.case.client)
    widths = [30, *[16] * (len(SUMMARY) - 1)]
    sheet = book.sheet(CASE, widths, title, f"{result.currency}. {note}")
    _heads(sheets, sheet, SUMMARY)
    sheet.freeze_panes(HEAD + 1, 1)
    first = HEAD + 4 + len(result.outcomes)
    _heads(sheets, sheet, YEARLY, first)
    home = PlaceRows(sheets, HEAD + 1, first + 1, result.home)
    _years(home, sheet, None)
    for at, item in enumerate(result.outcomes):
        block = PlaceRows(sheets, HEAD + 2 + at, first + 1 + sheets.years * (1 + at), item.place)
        _years(block, sheet, item)
        _summary(block, home, sheet, HEAD + 1 + at, item)


def _years(block: PlaceRows, sheet: Any, item: Outcome | None) -> None:
    sheets, result = block.sheets, block.sheets.result
    formats, case = sheets.book.formats, result.case
    home = PlaceRows(sheets, HEAD + 1, HEAD + 5 + len(result.outcomes), result.home)
    index = (1.0, *growth(price_growth(result.home, case.start + 1, case.years - 1)).tolist())
    for at, year in enumerate(result.years):
        row = block.first + at
        sheet.write_string(row, 0, _name(sheets, block.place.country), formats["text"])
        sheet.write_number(row, 1, year, formats["whole"])
        cells = {
            "Wages since the figure": (wages(block, at), None),
            "Client's currency for one": (rate(block, at), None),
            "Prices at home": (price_index(home, at), index[at]),
            "Output reached": ("1" if item is None else output_reached(block, at), None),
            "Labour": (labour(block, at), (item.labour if item else result.home_labour)[at]),
            "All in": (
                home_loaded(block, at) if item is None else loaded(block, at),
                (item.loaded if item else result.home_loaded)[at],
            ),
        }
        if item is not None:
            once = f"({paid_once(home, sheets)})" if at == 0 else block.year(at - 1, "Cumulative")
            before = f"-{once}" if at == 0 else once
            last = f"-({leaving(block)})" if at == case.years - 1 else ""
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


def _summary(block: PlaceRows, home: PlaceRows, sheet: Any, row: int, item: Outcome) -> None:
    sheets, result = block.sheets, block.sheets.result
    formats = sheets.book.formats
    sheet.write_string(row, 0, _name(sheets, item.country), formats["bold"])
    total, once = f"SUM({home.range('All in')})", paid_once(home, sheets)
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
        (leaving(block), item.leaving, "money"),
        (npv, item.value, "money"),
        (block.year(0, "Labour"), item.labour[0], "money"),
        (f"1-{block.year(0, 'Labour')}/{home.year(0, 'Labour')}", item.labour_share, "share"),
    )
    for column, (formula, value, style) in enumerate(values, 1):
        sheet.write_formula(row, column, f"={formula}", formats[style], value)
    for column, end in enumerate((item.share_band.low, item.share_band.high), len(values) + 1):
        sheet.write_number(row, column, end, formats["share"])
    if isfinite(item.months):
        sheet.write_number(row, len(values) + 3, item.months, formats["whole"])
    else:
        sheet.write_string(row, len(values) + 3, "never", formats["text"])


def _name(sheets: CaseSheets, country: str) -> str:
    client = sheets.result.case.client
    if country == client:
        return f"At home: {sheets.catalog.countries[country].name}"
    return named(sheets.catalog, country, client, True)


def _heads(sheets: CaseSheets, sheet: Any, words: Sequence[str], row: int = HEAD) -> None:
    sheet.set_row(row, 30)
    for at, word in enumerate(words):
        style = sheets.book.formats["number head" if at else "head"]
        sheet.write_string(row, at, word, style)
