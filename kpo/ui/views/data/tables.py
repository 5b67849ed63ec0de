"""The tables of the Data page and its coverage, in HTML; every text from a table is escaped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from kpo.analysis.correlations import Overlap
from kpo.analysis.coverage import AGES, MAX_AGE, Cell, Share, counted
from kpo.analysis.provenance import Datum, source_counts
from kpo.charts.coverage_matrix import SHADES, SIGNS
from kpo.core import project
from kpo.core.html import Html, TableCell, markup, table, table_row, tag
from kpo.core.labels import STATE_WORDS
from kpo.core.model import Country, Indicator, Scenario, Source
from kpo.core.numbers import amount, range_words, unit
from kpo.core.text import lowered
from kpo.data.catalog import Catalog
from kpo.scoring.decision_matrix import decision_matrix
from kpo.style import css_colour
from kpo.ui.components import ask
from kpo.ui.components.html import NUMBER, opened, paragraphs, scrolled, section, small, source_link
from kpo.ui.session.choice_text import month

SHORT: Final = 14
PASSED_ON: Final = {
    "open": "yes, with the source named",
    "share_alike": "yes, under the same licence",
    "cite_only": "no: single figures may be cited",
}

Column = tuple[TableCell, Callable[[Any], str]]
"""The head of a column, and the function from a row's item to its cell."""


def of(heads: Sequence[TableCell], rows: Iterable[Sequence[str]], label: str) -> Html:
    """Return a wide table; the class of a head also applies to the cells of its column."""
    kinds = [head[1] if isinstance(head, tuple) else "" for head in heads]
    body = (
        table_row(
            first,
            *((cell, kind or _short(cell)) for cell, kind in zip(rest, kinds[1:], strict=True)),
        )
        for first, *rest in rows
    )
    return scrolled(table(heads, body, class_=f"kpo-table kpo-of-{len(heads)}"), label)


def number(title: str, cell: Callable[[Any], str]) -> Column:
    """Return a column of numbers."""
    return (title, NUMBER), cell


def by_column(columns: Sequence[Column], items: Iterable[object], label: str) -> Html:
    """Return a wide table with a row for each item."""
    heads = [head for head, _ in columns]
    return of(heads, ([cell(item) for _, cell in columns] for item in items), label)


def _short(cell: str) -> str:
    """Return the class of a cell that is too short to be broken over two lines; else ""."""
    return "kpo-short" if len(cell) <= SHORT else ""


def listed(records: Sequence[Datum], most: int) -> Html:
    """Return how many figures there are, and from how many producers."""
    if not records:
        return paragraphs(["No figure fits all of these filters; take one away."])
    producers = {source.producer for record in records for source in record.sources}
    figures = "1 figure" if len(records) == 1 else f"{len(records):,} figures"
    whose = "1 producer" if len(producers) == 1 else f"{len(producers)} producers"
    words = f"{figures} from {whose}."
    if len(records) > most:
        words += f" The first {most:,} are shown; the download has all of them."
    return small(words)


def withheld(left_out: Mapping[Source, int]) -> Html:
    """Return how many figures a download leaves out, why, and links to their sources."""
    if not left_out:
        return Html()
    items = markup(
        tag.li(source_link(source), f", {count:,} figure{'' if count == 1 else 's'}")
        for source, count in left_out.items()
    )
    why = "Left out of the download, because their publishers let single figures be cited but not "
    return tag.div(f"{why}passed on in bulk:", tag.ul(items), class_="kpo-small")


def goalposts(catalog: Catalog, scenario: Scenario) -> Html:
    """Return the goalposts of every indicator of the tier, with their reasons."""
    matrix = decision_matrix(catalog, scenario)
    beyond = {
        item.id: sum(indicator == item.id for _, indicator in matrix.capped)
        for item in matrix.indicators
    }
    columns: tuple[Column, ...] = (
        ("Indicator", lambda item: item.name),
        ("Criterion", lambda item: catalog.criteria[item.criterion].name),
        number("Low", lambda item: _bound(item, item.goalpost_low)),
        number("High", lambda item: _bound(item, item.goalpost_high)),
        ("Unit", unit),
        ("Direction", lambda item: f"{'more' if item.direction > 0 else 'less'} is better"),
        ("Scale", lambda item: "logarithmic" if item.transform == "log" else "linear"),
        number("Beyond", lambda item: f"{beyond[item.id]}"),
        ("Reason", lambda item: item.goalpost_reason),
    )
    words = (
        "A figure scores 0 points at its worse goalpost and 100 at its better one. Goalposts are "
        "fixed for a version of the figures: adding or hiding a country changes nobody\u2019s "
        f"score. \u201cBeyond\u201d counts the countries of all {len(catalog.countries)} whose "
        "figure lies outside them."
    )
    title = "Goalposts"
    return section(title, paragraphs([words]) + by_column(columns, matrix.indicators, title), title)


def sources(catalog: Catalog) -> Html:
    """Return every source with its licence and the date of its next edition."""
    counts = source_counts(catalog)
    columns: tuple[Column, ...] = (
        ("Source", source_link),
        number("Figures", lambda item: f"{counts[item.id]:,}" if counts[item.id] else ""),
        ("Published", lambda item: item.published),
        ("Read", lambda item: item.accessed),
        ("Next expected", lambda item: item.next_update),
        ("Licence", lambda item: item.licence),
        ("Passed on", lambda item: PASSED_ON[item.redistribution]),
    )
    listed = sorted(catalog.sources.values(), key=lambda item: item.producer.lower())
    words = (
        "\u201cNot stated\u201d means that the publisher, or the copy that was read, does not "
        "say. A source without a number holds facts, rules or outlines."
    )
    return section("Sources", paragraphs([words]) + by_column(columns, listed, "Sources"), "Source")


def versions(catalog: Catalog) -> Html:
    """Return a section for the first version, which has no earlier one to compare with."""
    words = (
        f"This is KPO Atlas {project.version()}. "
        f"The figures of {month(catalog.data_version)} are the first version. There is nothing to "
        "compare them with yet; from the second version on, every figure that came, went or "
        "changed is listed here. A link remembers the version it was made on and says who moved."
    )
    return section("What changed between versions", paragraphs([words]), "Data version")


def corrections(catalog: Catalog) -> Html:
    """Return every correction that was made to a published figure, with its reason."""
    rows = catalog.rows("corrections")
    columns: tuple[Column, ...] = (
        ("Country", lambda row: _name(catalog.countries, row["country"])),
        ("Figure", lambda row: _name(catalog.indicators, row["indicator"])),
        ("Year", lambda row: row["year"] or "all"),
        ("What was done", lambda row: row["action"].replace("_", " ")),
        ("Why", lambda row: row["reason"]),
    )
    listed = by_column(columns, rows, "Corrections")
    return section(
        "Corrections we made",
        opened(f"{len(rows)} corrections with their reasons", listed)
        if rows
        else paragraphs(["None: every figure stands as it was published."]),
    )


def _bound(item: Indicator, value: float | None) -> str:
    return "" if value is None else amount(item, value)


def _name(known: Mapping[str, Country] | Mapping[str, Indicator], code: str) -> str:
    return known[code].name if code in known else code


def coverage_legend() -> Html:
    """Return what the shades and signs of the matrix mean."""
    ages = [words for _, words in AGES] + [MAX_AGE]
    shades = markup(
        tag.span(tag.i(style=f"background:var(--accent);opacity:{shade}"), words)
        for words, shade in zip(ages, SHADES, strict=True)
    )
    signs = markup(tag.span(tag.b(sign), " ", STATE_WORDS[state]) for state, sign in SIGNS.items())
    return tag.p(
        shades,
        signs,
        tag.span(tag.i(class_="kpo-stale"), "too old to be used"),
        tag.span("blank: no figure"),
        class_="kpo-legend",
    )


def coverage_words(rows: Sequence[Sequence[Cell]]) -> Html:
    """Return the share of cells with a figure, in sentences."""
    share = counted([cell for row in rows for cell in row])
    parts = [f"{share.counts[state]:,} {words}" for state, words in STATE_WORDS.items()]
    counts = ", ".join(part for part in parts if not part.startswith("0 "))
    full = int(1000 * share.filled) / 10
    return small(
        f"{full:g} % of {share.total:,} cells have a figure that counts ({counts}). "
        "The countries with the most gaps come first.",
        ask.word("Coverage"),
    )


def coverage_table(rows: Sequence[Sequence[Cell]]) -> Html:
    """Return the matrix by indicator: its years, and the number of countries in each state."""
    columns = list(zip(*rows, strict=True))
    states = ((words.capitalize(), NUMBER) for words in STATE_WORDS.values())
    heads: list[TableCell] = ["Indicator", "Years", *states]
    body = [[cells[0].indicator.name, _years(cells), *_states(counted(cells))] for cells in columns]
    return opened("As a table, by indicator", of(heads, body, "Coverage by indicator"))


def overlaps(catalog: Catalog, pairs: Sequence[Overlap]) -> Html:
    """Return the strongly correlated pairs of indicators, first those across two criteria."""
    strong = [pair for pair in pairs if pair.strong]
    across = [pair for pair in strong if pair.across]
    inside = [pair for pair in strong if not pair.across]
    sentences = (
        f"{len(strong)} of {len(pairs)} pairs of indicators go together with |r| \u2265 0.75 on "
        f"all {len(catalog.countries)} countries. {len(across)} of them stand in two criteria: "
        "there what they share, a strength or a weakness, counts in both. A minus sign means that "
        "being good on one comes with being bad on the other: the two pull against each other."
    )
    return section(
        "Alike, and in two criteria",
        paragraphs([sentences]) + _pairs(catalog, across, "in two criteria"),
        "Alike figures",
    ) + section(
        "Alike, and within one criterion",
        paragraphs(["These are averaged inside their criterion, so its weight holds them."])
        + _pairs(catalog, inside, "within one criterion"),
    )


def _states(share: Share) -> list[str]:
    return [f"{count}" if count else "" for count in share.counts.values()]


def _years(cells: Sequence[Cell]) -> str:
    years = [cell.observation.year for cell in cells if cell.used and cell.observation]
    return range_words(min(years), max(years)) if years else ""


def _pairs(catalog: Catalog, pairs: Sequence[Overlap], where: str) -> str:
    label = f"Correlated indicators {where}"
    body = [
        [
            markup(_named(catalog, pair.first), " and ", _named(catalog, pair.second, True)),
            f"{pair.r:+.2f}".replace("-", "\u2212"),
            f"{pair.n}",
        ]
        for pair in pairs
    ]
    return of(("Indicators", ("r", NUMBER), ("Countries", NUMBER)), body, label) if body else ""


def _named(catalog: Catalog, item: Indicator, inside: bool = False) -> Html:
    name = lowered(item.name) if inside else item.name
    criterion = catalog.criteria[item.criterion].short_name
    return markup(
        tag.i(class_="kpo-swatch", style=f"background:{css_colour(item.criterion)}"),
        f"{name} ",
        tag.span(f"({criterion})", class_="kpo-soft"),
    )
