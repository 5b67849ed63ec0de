"""The business case as sheets of a workbook: assumptions to change, figures, and live totals.

The formulas compute the middle case as `kpo.case` does; bands are fixed when the file is made.
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
from kpo.export.xlsx_book import Sheet
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
        A `kpo.export.xlsx_book.Book`.
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
    heads = ("Assumption", "Value", "Lowest", "Highest", "Unit", "Whose", "Why")
    sheet.heads(heads, range(1, len(heads)))
    sheet.write(sheets.rows["people"], ("People", "bold"), (result.case.people, "input"))
    for item in assumptions(sheets.catalog).values():
        row, span = sheets.rows[item.id], span_of(item, "", result.case.changes)
        values: tuple[tuple[object, str], ...] = (
            ((f"by place, on the sheet {PLACES}", "text"),)
            if span is None
            else ((span.likely, "input"), (span.low, "figure"), (span.high, "figure"))
        )
        sheet.write(row, (item.name, "bold"), *values)
        whose = origin(sheets.catalog, item, result.case, "")
        words = ((text, "text") for text in (item.unit, whose, item.reason))
        sheet.write(row, *words, first=4)


def _places(sheets: CaseSheets, places: Sequence[Location]) -> None:
    result, book, catalog = sheets.result, sheets.book, sheets.catalog
    known = assumptions(catalog)
    heads = [*BEGIN, *(known[name].name for name in OWN)]
    heads += [f"Prices, year {-at} before the first" for at in range(1 - sheets.past, 1)]
    heads += [f"Prices in {year}" for year in result.years[1:]]
    heads += [f"{result.currency} for one, {year}" for year in result.years]
    note = "Yellow cells are figures or a destination\u2019s own assumptions; the rest follows."
    sheet = book.sheet(PLACES, [26, *[14] * (len(heads) - 1)], "Figures of the case", note)
    sheet.heads(heads, range(1, len(heads)))
    sheet.page.freeze_panes(HEAD + 1, 1)
    hours = {item.country: item.hours for item in result.outcomes if item.hours_known}
    for at, place in enumerate(places):
        row, country = HEAD + 1 + at, place.country
        home = place is result.home
        charges = span_of(
            known["charges_home" if home else "charges"], country, result.case.changes
        )
        charge = place.charges.likely if charges is None else charges.likely / PERCENT
        day = result.home_hours if home else hours.get(country, result.home_hours)
        figures = ((value, "input") for value in (place.local, charge, day))
        sheet.write(row, (_name(sheets, country), "bold"), *figures)
        _own(sheets, sheet, row, country, home)
        _paths(sheets, sheet, row, place)


def _own(sheets: CaseSheets, sheet: Sheet, row: int, country: str, home: bool) -> None:
    """Write a location's assumptions: its own number, or a link to the one for all locations."""
    known, changes = assumptions(sheets.catalog), sheets.result.case.changes
    cells: list[tuple[object, ...]] = []
    for name in OWN:
        source = f"{name}_home" if home and f"{name}_home" in known else name
        span = span_of(known[source], country, changes) or Span(0, 0, 0)
        if f"{name}.{country}" in changes and not home:
            cells.append((span.likely, "input"))
        else:
            cells.append((f"={sheets.cell(source)}", "figure", span.likely))
    sheet.write(row, *cells, first=sheets.own)


def _paths(sheets: CaseSheets, sheet: Sheet, row: int, place: Location) -> None:
    case = sheets.result.case
    count = max(0, case.start - place.pay.year)
    past = price_growth(place, place.pay.year + 1, count)
    first = sheets.prices + sheets.past - count
    prices = (*past, *price_growth(place, case.start + 1, case.years - 1))
    path = rates(sheets.result.home, case.start, case.years) / rates(place, case.start, case.years)
    for column, values in ((first, prices), (sheets.paths, path.tolist())):
        sheet.write(row, *((value, "input") for value in values), first=column)


def _case(sheets: CaseSheets) -> None:
    result, book = sheets.result, sheets.book
    best = result.outcomes[0] if result.outcomes else None
    title = case_words.headline(sheets.catalog, result, best)
    note = not_counted(sheets.catalog, result.case, best.country if best else result.case.client)
    widths = [30, *[16] * (len(SUMMARY) - 1)]
    sheet = book.sheet(CASE, widths, title, f"{result.currency}. {note}")
    sheet.heads(SUMMARY, range(1, len(SUMMARY)))
    sheet.page.freeze_panes(HEAD + 1, 1)
    first = HEAD + 4 + len(result.outcomes)
    sheet.heads(YEARLY, range(1, len(YEARLY)), first)
    home = PlaceRows(sheets, HEAD + 1, first + 1, result.home)
    _years(home, sheet, None)
    for at, item in enumerate(result.outcomes):
        block = PlaceRows(sheets, HEAD + 2 + at, first + 1 + sheets.years * (1 + at), item.place)
        _years(block, sheet, item)
        _summary(block, home, sheet, HEAD + 1 + at, item)


def _years(block: PlaceRows, sheet: Sheet, item: Outcome | None) -> None:
    sheets, result = block.sheets, block.sheets.result
    case = result.case
    home = PlaceRows(sheets, HEAD + 1, HEAD + 5 + len(result.outcomes), result.home)
    index = (1.0, *growth(price_growth(result.home, case.start + 1, case.years - 1)).tolist())
    for at, year in enumerate(result.years):
        row = block.first + at
        name = _name(sheets, block.place.country)
        sheet.write(row, (name, "text"), (year, "whole"))
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
            style = "figure" if column < YEARLY.index("Labour") else "money"
            sheet.write(row, (f"={formula}", style, value or 0), first=column)


def _summary(block: PlaceRows, home: PlaceRows, sheet: Sheet, row: int, item: Outcome) -> None:
    sheets, result = block.sheets, block.sheets.result
    total, once = f"SUM({home.range('All in')})", paid_once(home, sheets)
    at = row + 1
    npv = f"NPV({sheets.share('discount_rate')},{block.range('Saving')})-F{at}"
    cost = f"SUM({block.range('All in')})+SUM({block.range('Management at home')})+F{at}+G{at}"
    less = f"1-{block.year(0, 'Labour')}/{home.year(0, 'Labour')}"
    sheet.write(
        row,
        (_name(sheets, item.country), "bold"),
        (f"={total}", "money", sum(result.home_loaded)),
        (f"={cost}", "money", item.cost),
        (f"=B{at}-C{at}", "money", item.total),
        (f"=D{at}/B{at}", "share", item.share),
        (f"={once}", "money", item.once),
        (f"={leaving(block)}", "money", item.leaving),
        (f"={npv}", "money", item.value),
        (f"={block.year(0, 'Labour')}", "money", item.labour[0]),
        (f"={less}", "share", item.labour_share),
        (item.share_band.low, "share"),
        (item.share_band.high, "share"),
        (item.months, "whole") if isfinite(item.months) else ("never", "text"),
    )


def _name(sheets: CaseSheets, country: str) -> str:
    client = sheets.result.case.client
    if country == client:
        return f"At home: {sheets.catalog.countries[country].name}"
    return named(sheets.catalog, country, client, True)
