"""Coverage and correlated indicators in HTML; every text from a table is escaped."""

from collections.abc import Sequence

from kpo.analysis.correlations import Overlap
from kpo.analysis.coverage import AGES, MAX_AGE, Cell, Share, counted
from kpo.charts.coverage_matrix import SHADES, SIGNS
from kpo.core.html import Html, TableCell, markup, tag
from kpo.core.model import Indicator
from kpo.core.text import STATE_WORDS, lowered
from kpo.data.catalog import Catalog
from kpo.style import css_colour
from kpo.ui.components import ask
from kpo.ui.components.html import NUMBER, paragraphs, section, small
from kpo.ui.views.data import tables


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
    return tag.details(
        tag.summary("As a table, by indicator"), tables.of(heads, body, "Coverage by indicator")
    )


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
    if not years:
        return ""
    first, last = min(years), max(years)
    return f"{first}" if first == last else f"{first}\u2013{last}"


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
    return (
        tables.of(("Indicators", ("r", NUMBER), ("Countries", NUMBER)), body, label) if body else ""
    )


def _named(catalog: Catalog, item: Indicator, inside: bool = False) -> Html:
    name = lowered(item.name) if inside else item.name
    criterion = catalog.criteria[item.criterion].short_name
    return markup(
        tag.i(class_="kpo-swatch", style=f"background:{css_colour(item.criterion)}"),
        f"{name} ",
        tag.span(f"({criterion})", class_="kpo-soft"),
    )
