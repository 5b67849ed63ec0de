"""The ranking as a workbook whose formulas rank again when a weight is changed.

Text is always written as text: no name or note can become a formula.
"""

from collections.abc import Iterable
from typing import Any, Final

from kpo.analysis.provenance import COLUMNS, Wanted, downloaded, records
from kpo.case import case_of_ranking
from kpo.data.catalog import Catalog
from kpo.export.run_card import Card, label
from kpo.export.text_width import wrapped
from kpo.export.xlsx_book import FACE, Book, Sheet, file_of, formats
from kpo.export.xlsx_case import case_sheets
from kpo.export.xlsx_formulas import HEAD, FormulaGrid, grid
from kpo.narrative.ranking import beside, called, noted, pattern
from kpo.robustness.rank_acceptability import RankOutlook, rank_outlooks
from kpo.scoring.ranking import Ranking, destinations
from kpo.scoring.rows import Row

TITLE: Final = "Points by criterion, with the weights as they are now"
CHARTED: Final = 25
"""Maximum number of destinations in the chart."""

SOURCE_COLUMNS: Final = (
    *("producer", "title", "published", "accessed", "url", "licence", "redistribution"),
    "citation",
)

LINE: Final = 13.5
"""Height of a line of text in a cell, in points."""

CARD: Final = 740.0
"""Width of the run card's text in pixels, with a margin for a wider typeface."""

LETTER: Final = 13.3
"""Font size of the run card in pixels."""


def workbook(ranking: Ranking, about: Card) -> bytes:
    """Return the workbook: ranking, weights, scores, figures, sources and run card."""

    def fill(file: Any) -> None:
        file.set_properties({"title": about.title, "comments": about.text})
        book = Book(file, formats(file))
        places = grid(ranking)
        _ranking(book, ranking, about, places)
        _weights(book, ranking, about)
        _scores(book, ranking, places)
        _left_out(book, ranking)
        result = case_of_ranking(ranking)
        if result is not None:
            case_sheets(book, ranking.catalog, result)
        _figures(book, ranking)
        _card(book, about)

    return file_of(fill)


def _ranking(book: Book, ranking: Ranking, about: Card, places: FormulaGrid) -> None:
    catalog = ranking.catalog
    names = [catalog.criteria[name].short_name for name in ranking.criteria]
    heads = ["Rank", "Destination", "Score", *names]
    heads += ["First in, when made", "Ranks when made", "Coverage when made", "Marked"]
    widths = [7, 26, 9, *[11] * len(names), 13, 13, 13, 40]
    when = "These words and \u201cFirst in\u201d are those of the day the file was made."
    note = f"{about.standfirst} {when}"
    sheet = book.sheet("Ranking", widths, about.title, note)
    words, first = "First with the weights on the sheet Weights: ", ranking.rows[0]
    sheet.write(2, (f'="{words}"&B{HEAD + 2}', "live", words + label(first)))
    sheet.heads(heads, range(2, 4 + len(names)))
    sheet.page.freeze_panes(HEAD + 1, 3)
    outlooks = rank_outlooks(ranking)
    for place, row in enumerate(ranking.rows):
        line, chance = HEAD + 1 + place, outlooks[row.country]
        values = (row.rank, label(row), row.score, *row.contributions.values())
        styles = ("rank", "bold", "score", *["point"] * len(names))
        live = zip(values, styles, strict=True)
        still = _still(catalog, row, chance)
        sheet.write(
            line,
            *((places.listed(place, at), style, now) for at, (now, style) in enumerate(live)),
            *((places.kept(place, at), style, then) for at, (then, style) in enumerate(still)),
        )
    _under(sheet, catalog, places)
    _chart(book, sheet, ranking)


def _under(sheet: Sheet, catalog: Catalog, places: FormulaGrid) -> None:
    """Write the client and sanctioned destinations below the list, with points from formulas."""
    for index, item in enumerate(places.under, len(places.rows)):
        line, row = places.line(index), item.row
        would = (places.place(index), "under", item.place)
        points = (row.score, *row.contributions.values())
        remark = "; ".join(filter(None, (item.reason, noted(catalog, row)))) or "none"
        sheet.write(
            line,
            would if item.outlined else (item.place, "under"),
            (label(row), "under"),
            *((places.shown(index, at), "under", value) for at, value in enumerate(points)),
            ("not ranked", "under"),
        )
        last = 3 + len(row.contributions)
        sheet.page.write_blank(line, last + 1, None, sheet.formats["under"])
        sheet.write(line, (row.coverage, "percent"), (remark, "text"), first=last + 2)


def _chart(book: Book, sheet: Sheet, ranking: Ranking) -> None:
    last = HEAD + min(CHARTED, len(ranking.rows))
    chart = book.file.add_chart({"type": "bar", "subtype": "stacked"})
    for at, name in enumerate(ranking.criteria, 3):
        chart.add_series(
            {
                "name": ["Ranking", HEAD, at],
                "categories": ["Ranking", HEAD + 1, 1, last, 1],
                "values": ["Ranking", HEAD + 1, at, last, at],
                "fill": {"color": ranking.catalog.criteria[name].colour_light},
                "gap": 45,
            }
        )
    font = {"name": FACE, "size": 10}
    chart.set_title({"name": TITLE, "name_font": {"name": FACE, "size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"none": True}})
    chart.set_x_axis({"min": 0, "name": "points of 100", "num_font": font})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 980, "height": 180 + 26 * (last - HEAD)})
    sheet.page.insert_chart(HEAD + 4 + len(ranking.rows) + len(beside(ranking)), 0, chart)


def _weights(book: Book, ranking: Ranking, about: Card) -> None:
    catalog = ranking.catalog
    note = "Change a yellow cell: every sheet follows. Any positive numbers will do."
    sheet = book.sheet("Weights", [30, 12, 12, 90], "Weights", note)
    sheet.heads(["Criterion", "Weight", "Share of 100 %", "What it asks"])
    first, last = HEAD + 2, HEAD + 1 + len(ranking.criteria)
    for place, (name, weight) in enumerate(ranking.weight_of.items()):
        line = HEAD + 1 + place
        item = catalog.criteria[name]
        share = f"=B{line + 1}/SUM($B${first}:$B${last})"
        sheet.write(
            line,
            (item.name, "bold"),
            (weight, "input"),
            (share, "share", weight / 100),
            (item.question, "text"),
        )
    sheet.page.data_validation(
        HEAD + 1, 1, last - 1, 1, {"validate": "decimal", "criteria": ">=", "value": 0}
    )
    sheet.write(last + 1, ("When made", "bold"), (about.line("Weights"), "text"))
    sheet.write(last + 2, ("Method", "bold"), (about.line("Method"), "text"))


def _scores(book: Book, ranking: Ranking, places: FormulaGrid) -> None:
    catalog = ranking.catalog
    names = [catalog.criteria[name].short_name for name in ranking.criteria]
    heads = ["Destination", *names, *[f"{name}: points" for name in names]]
    heads += ["Score", "Rank", "Place", "First in", "Ranks", "Coverage", "Marked"]
    note = (
        "Criterion scores from 0 to 100. Strokes rise where a figure is assumed or differently "
        "defined and fall where it is doubtful; a dashed edge says that there is no figure."
    )
    sheet = book.sheet("Scores", [26, *[11] * (len(heads) - 1)], "Scores and formulas", note)
    sheet.heads(heads, range(1, len(heads) - 3))
    sheet.page.freeze_panes(HEAD + 1, 1)
    shares = (
        (f"=Weights!$C${HEAD + 1 + at}", "share", weight / 100)
        for at, weight in enumerate(ranking.weights.tolist(), 1)
    )
    sheet.write(HEAD - 1, ("Weight", "soft"), *shares)
    outlooks = rank_outlooks(ranking)
    for index, row in enumerate(places.rows):
        line, chance = places.line(index), outlooks[row.country]
        _scored(sheet, row, line, places.formulas(index))
        sheet.write(line, *_still(catalog, row, chance), first=places.still)
    for index, item in enumerate(places.under, len(places.rows)):
        line = places.line(index)
        _scored(sheet, item.row, line, places.formulas_under(index))
        word = "left out, with the rank it would have" if item.outlined else item.place
        sheet.write(line, (word, "text"), first=places.still)
        sheet.write(line, *_known(catalog, item.row), first=places.still + 2)


def _scored(sheet: Sheet, row: Row, line: int, formulas: Iterable[tuple[str, float]]) -> None:
    """Write a name, its criterion scores, and points from formulas; a missing figure has a note."""
    kinds = {name: pattern(row, name) for name in row.scores}
    scores = (
        (score, "point" if kinds[name] == "plain" else kinds[name])
        for name, score in row.scores.items()
    )
    points = ((formula, "point", value) for formula, value in formulas)
    sheet.write(line, (label(row), "bold"), *scores, *points)
    for at, (name, score) in enumerate(row.scores.items(), 1):
        if kinds[name] == "missing":
            sheet.page.write_comment(line, at, f"no figure: counted at {score:.0f}")


def _still(catalog: Catalog, row: Row, chance: RankOutlook) -> tuple[tuple[object, str], ...]:
    """Return the cells of a destination that do not depend on the weights."""
    ranks = f"{chance.best} to {chance.worst}"
    return (chance.p_first, "percent"), (ranks, "text"), *_known(catalog, row)


def _known(catalog: Catalog, row: Row) -> tuple[tuple[object, str], ...]:
    return (row.coverage, "percent"), (noted(catalog, row) or "none", "text")


def _left_out(book: Book, ranking: Ranking) -> None:
    if not ranking.not_ranked:
        return
    note = "Scores and the place that each would have are those of the day the file was made."
    heads = ["Destination", "Score", "Place it would have", "Coverage", "Reason"]
    sheet = book.sheet("Left out", [34, 10, 12, 12, 120], "Left out", note)
    sheet.heads(heads, range(1, 4))
    for line, item in enumerate(ranking.not_ranked, HEAD + 1):
        sheet.write(
            line,
            (called(ranking, item), "bold"),
            (item.row and item.row.score, "point"),
            (item.row and item.row.rank, "whole"),
            (item.coverage, "percent"),
            (item.reason, "text"),
        )


def _figures(book: Book, ranking: Ranking) -> None:
    """Write the sheets of the figures and of their sources."""
    catalog = ranking.catalog
    wanted = Wanted(countries=destinations(catalog, ranking.scenario))
    known = records(catalog, ranking.scenario, wanted)
    widths = {"value": 14, "year": 8, "n": 8, "country": 9}
    note = "The figures the scores rest on, with year, status, source and licence."
    sheet = book.sheet("Figures", [widths.get(name, 22) for name in COLUMNS], "Figures", note)
    sheet.table(COLUMNS, list(downloaded(known)))
    used = {source.id: source for record in known for source in record.sources}
    rows = [{name: getattr(item, name) for name in SOURCE_COLUMNS} for item in used.values()]
    note = "Who says so, and what may be passed on (cite_only: cited here, figures left out)."
    sheet = book.sheet("Sources", [34, 50, 12, 12, 50, 24, 14, 60], "Sources", note)
    sheet.table(SOURCE_COLUMNS, rows)


def _card(book: Book, about: Card) -> None:
    sheet = book.sheet("Run card", [16, 120], "Run card", "What this file rests on.")
    for line, (head, text) in enumerate((("Finding", about.title), *about.lines), HEAD):
        sheet.write(line, (head, "bold"), (text, "wrap"))
        lines = len(wrapped(text, CARD, LETTER)) + (" " not in text)
        sheet.page.set_row(line, LINE * lines)
