"""What there is and what is counted twice, in HTML; every text from a table is escaped."""

from collections.abc import Sequence
from html import escape

from kpo.catalog import Catalog
from kpo.charts.coverage import SHADES, SIGNS
from kpo.charts.theme import css_colour
from kpo.coverage import AGES, OLDEST, STATE_WORDS, Cell, Share, counted
from kpo.model import Indicator
from kpo.naming import lowered
from kpo.redundancy import Overlap
from kpo.ui import tables
from kpo.ui.blocks import paragraphs, section


def coverage_legend() -> str:
    """Return what the shades and signs of the matrix mean."""
    ages = [words for _, words in AGES] + [OLDEST]
    shades = "".join(
        f"<span><i style='background:var(--accent);opacity:{shade}'></i>{words}</span>"
        for words, shade in zip(ages, SHADES, strict=True)
    )
    signs = "".join(
        f"<span><b>{sign}</b> {STATE_WORDS[state]}</span>"  # type: ignore[index]
        for state, sign in SIGNS.items()
    )
    return (
        f"<p class='kpo-legend'>{shades}{signs}<span><i class='kpo-stale'></i>"
        "too old to be used</span><span>blank: no figure</span></p>"
    )


def coverage_words(rows: Sequence[Sequence[Cell]]) -> str:
    """Return how much is there, in a sentence."""
    share = counted([cell for row in rows for cell in row])
    parts = [f"{share.counts[state]:,} {words}" for state, words in STATE_WORDS.items()]
    said = ", ".join(part for part in parts if not part.startswith("0 "))
    full = int(1000 * share.filled) / 10
    return (
        f"<p class='kpo-small'>{full:g} % of {share.total:,} cells have a figure that counts "
        f"({said}). The countries with the most gaps come first.</p>"
    )


def coverage_table(rows: Sequence[Sequence[Cell]]) -> str:
    """Return the matrix by indicator: how many countries have what, and from which years."""
    columns = list(zip(*rows, strict=True))
    heads = ["Indicator", "Years", *(f"{words.capitalize()} " for words in STATE_WORDS.values())]
    body = [
        [
            escape(cells[0].indicator.name),
            _years(cells),
            *_states(counted(cells)),
        ]
        for cells in columns
    ]
    return (
        "<details><summary>As a table, by indicator</summary>"
        f"{tables.of(heads, body, 'Coverage by indicator')}</details>"
    )


def overlaps(catalog: Catalog, found: Sequence[Overlap]) -> str:
    """Return the pairs that say much the same, first those that stand in two criteria."""
    strong = [pair for pair in found if pair.strong]
    across = [pair for pair in strong if pair.across]
    inside = [pair for pair in strong if not pair.across]
    said = (
        f"{len(strong)} of {len(found)} pairs of indicators go together with |r| \u2265 0.75 on "
        f"all {len(catalog.countries)} countries. {len(across)} of them stand in two criteria: "
        "there a strength, or a weakness, is counted twice. A minus sign means that being good "
        "on one comes with being bad on the other: the two pull against each other."
    )
    return section(
        "Counted in two criteria", paragraphs([said]) + _pairs(catalog, across, "in two criteria")
    ) + section(
        "Counted within one criterion",
        paragraphs(["These are averaged inside their criterion, so its weight holds them."])
        + _pairs(catalog, inside, "within one criterion"),
    )


def _states(share: Share) -> list[str]:
    return [f"{count}" if count else "" for count in share.counts.values()]


def _years(cells: Sequence[Cell]) -> str:
    years = [cell.found.year for cell in cells if cell.used and cell.found]
    if not years:
        return ""
    first, last = min(years), max(years)
    return f"{first}" if first == last else f"{first}\u2013{last}"


def _pairs(catalog: Catalog, found: Sequence[Overlap], where: str) -> str:
    label = f"Correlated indicators {where}"
    body = [
        [
            f"{_named(catalog, pair.first)} and {_named(catalog, pair.second, True)}",
            f"{pair.r:+.2f}".replace("-", "\u2212"),
            f"{pair.n}",
        ]
        for pair in found
    ]
    return tables.of(("Indicators", "r ", "Countries "), body, label) if body else ""


def _named(catalog: Catalog, item: Indicator, inside: bool = False) -> str:
    name = lowered(item.name) if inside else item.name
    criterion = escape(catalog.criteria[item.criterion].short_name)
    return (
        f"<i class='kpo-swatch' style='background:{css_colour(item.criterion)}'></i>{escape(name)} "
        f"<span class='kpo-soft'>({criterion})</span>"
    )
