"""The slides around a ranking: its costs, published indices, risks, the method, the sources."""

from collections.abc import Sequence
from typing import Final

from kpo.analysis.published_comparison import IndexComparison
from kpo.case import PARTS, BusinessCase, Outcome, case_of_ranking
from kpo.charts.case_costs import PART_COLOURS
from kpo.data.catalog import Catalog
from kpo.data.names import has_flag, named
from kpo.deck.business_case import PRODUCERS
from kpo.deck.context import (
    METHOD_TITLE,
    flag_words,
    publishers,
    risks_scene,
    risks_title,
    sanction_words,
    sources_title,
)
from kpo.export.run_card import Card, label
from kpo.export.slides import (
    MARGIN,
    NOTE,
    ROOM,
    SHOWN,
    SMALL,
    SOFT,
    TOP,
    Bars,
    BarSeries,
    Box,
    Slide,
    SlideLine,
    SlideTable,
    Words,
    heading,
    row_height,
)
from kpo.narrative import business_case as case_words
from kpo.narrative import published_comparison as words
from kpo.narrative.case_assumptions import hourly, not_counted, shares
from kpo.narrative.rank_acceptability import drawn_words
from kpo.narrative.ranking import beside, remark, weak_spots
from kpo.robustness.rank_acceptability import near_stated
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

LEFT_OUT: Final = 2
"""Maximum number of left-out destinations named on the slide; the card names all."""


def risks_slide(ranking: Ranking) -> Slide:
    """Return the slide of flags and weak spots, which no score shows."""
    catalog = ranking.catalog
    rows = ranking.rows[:SHOWN]
    cells = tuple(
        (
            row.name,
            row.sanction.mark or "none found" if row.sanction else "not checked",
            _data_law(catalog, row.country),
            _weakest(ranking, row),
            remark(catalog, row) or "–",
        )
        for row in rows
    )
    table = SlideTable(
        Box(MARGIN, TOP - 8, ROOM, 0),
        (180, 230, 150, 240, 368),
        (
            "Destination",
            "Sanctions and measures",
            "Data law",
            "Weakest criterion",
            "Figures to treat with care",
        ),
        cells,
        size=18,
        row=min(46.0, 350 / max(len(rows), 1)),
    )
    weak = weak_spots(ranking)
    lines = [heading("Weak spots of the first three")] if weak else []
    lines += [SlideLine(text, 19) for text in weak[:3]]
    out = [
        f"{item.row.name} ({item.row.sanctioned}; {item.would_be}): {item.reason}."
        for item in beside(ranking)
        if item.outlined
    ]
    if out:
        lines.append(heading("Left out", 12 * bool(lines)))
        lines += [SlideLine(text, 16) for text in out[:LEFT_OUT]]
    notes = "\n".join(
        f"{label(row)}: {'; '.join((sanction_words(row), *flag_words(catalog, row.country)))}."
        for row in rows
    )
    y = TOP + 40 + table.row * len(cells) + 14
    return Slide(
        risks_title(ranking),
        (table, Words(Box(MARGIN, y, ROOM, 110), tuple(lines))),
        notes,
        f"Sources: {risks_scene(ranking).source}",
    )


def _data_law(catalog: Catalog, country: str) -> str:
    """Return the state of the data-protection law in a word or two; in the EEA it is the EU's."""
    if has_flag(catalog, country, "eea_member"):
        return "EEA member"
    if has_flag(catalog, country, "eu_adequacy"):
        return "EU adequacy"
    law = catalog.flag(country, "privacy_law")
    return "not checked" if law is None else {"yes": "own law", "no": "no law"}.get(law.state, "–")


def _weakest(ranking: Ranking, row: Row) -> str:
    weight = ranking.weight_of
    scores = {name: score for name, score in row.scores.items() if weight[name]}
    if not scores:
        return "–"
    name = min(scores, key=lambda item: scores[item])
    return f"{ranking.catalog.criteria[name].short_name}, {scores[name]:.0f} of 100"


def method_slide(ranking: Ranking, about: Card) -> Slide:
    """Return the slide of how the score is made."""
    paragraphs = (
        (
            "From figures to points",
            "Every figure is placed between two fixed bounds, 0 to 100. Adding or hiding a "
            "country changes nobody's score.",
        ),
        ("From points to a score", about.line("Method")),
        (
            "What is counted",
            f"{about.line('Counted')} Without the pay of this work, or with under 65 % of the "
            "criteria covered, a destination is not ranked.",
        ),
        (
            "How sure",
            f"{drawn_words(near_stated(ranking))}: clear from 80 % of first places, contested from "
            "50 %, open below.",
        ),
    )
    lines: list[SlideLine] = []
    for head, text in paragraphs:
        lines += [heading(head, 14 if lines else 0), SlideLine(text, 21)]
    table = SlideTable(
        Box(MARGIN + 790, TOP - 8, 378, 0),
        (278, 100),
        ("Criterion", "Weight"),
        tuple((ranking.catalog.criteria[c].name, f"{w:g} %") for c, w in about.weights),
        frozenset({1}),
        18,
        38,
    )
    left = about.line("Not ranked")
    parts = (about.line("Method"), about.line("Weights"), about.line("Doubts"))
    notes = "\n".join((*parts, f"Not ranked: {left}", about.link))
    return Slide(METHOD_TITLE, (Words(Box(MARGIN, TOP - 4, 750, 480), tuple(lines)), table), notes)


def sources_slide(ranking: Ranking, about: Card) -> Slide:
    """Return the slide of the publishers of the figures, with the link to the ranking."""
    lines = [SlideLine(text, 20, before=9) for text in about.sources]
    lines.append(heading("The link that brings this ranking back", 16))
    lines.append(SlideLine(about.link, 15, before=2, link=about.link))
    title = sources_title(ranking)
    notes = "\n".join(map(": ".join, about.lines))
    return Slide(title, (Words(Box(MARGIN, TOP - 8, ROOM, 500), tuple(lines)),), notes)


CHEAPEST: Final = 8
"""Maximum number of destinations on the slide, the cheapest; home is shown besides."""

WIDE: Final = 740
HEAD: Final = 24.0
"""Height of the table's head, in pixels, above the first bar."""


def costs_slide(ranking: Ranking) -> Slide:
    """Return the slide of costs for a ranking that has a business case."""
    result = case_of_ranking(ranking)
    assert result is not None
    return _costs(ranking.catalog, result, result.outcomes[0])


def _costs(catalog: Catalog, result: BusinessCase, item: Outcome) -> Slide:
    shown = sorted(result.outcomes, key=lambda one: one.per_hour)[:CHEAPEST]
    rows = [
        (named(catalog, one.country, result.case.client, True), one.parts, shares(one.share_band))
        for one in shown
    ]
    home = f"At home: {catalog.countries[result.case.client].name}"
    rows.append((home, result.home_parts, "home"))
    rows.sort(key=lambda row: sum(row[1]))
    used = [at for at in range(len(PARTS)) if any(row[1][at] > 0 for row in rows)]
    series = tuple(
        BarSeries(
            case_words.PARTS[PARTS[at]],
            PART_COLOURS["light"][at],
            tuple(max(0.0, row[1][at]) for row in rows),
        )
        for at in used
    )
    row = row_height(len(rows), 350)
    hours = [hourly(sum(parts)) for _, parts, _ in rows]
    unit = f"{result.currency} per productive hour, all in, mean of {result.case.years} years"
    bars = Bars(
        Box(MARGIN, TOP + 4, WIDE, row * len(rows) + 70),
        tuple(name for name, _, _ in rows),
        series,
        0,
        1.02 * max(sum(parts) for _, parts, _ in rows),
        unit,
        "; ".join(f"{name} {hour}" for (name, _, _), hour in zip(rows, hours, strict=True)),
        row=row,
    )
    table = SlideTable(
        Box(MARGIN + WIDE + 16, TOP + 4 - HEAD, ROOM - WIDE - 16, 0),
        (120, ROOM - WIDE - 136),
        ("An hour", "Saved, 8 of 10 draws"),
        tuple((hour, band) for hour, (_, _, band) in zip(hours, rows, strict=True)),
        frozenset({0}),
        SMALL,
        row,
        HEAD,
    )
    words = Words(
        Box(MARGIN, TOP + 4 + row * len(rows) + 76, ROOM, 60),
        (SlideLine(not_counted(catalog, result.case, item.country), NOTE, colour=SOFT),),
    )
    return Slide(
        case_words.headline(catalog, result, item),
        (bars, table, words),
        "\n".join(
            (case_words.standfirst(catalog, result, item), case_words.basis(catalog, result))
        ),
        case_words.sources(catalog, result, PRODUCERS),
    )


GAPS = 2
"""Maximum number of gaps shown in each direction; the notes hold all."""


def market_slide(catalog: Catalog, comparisons: Sequence[IndexComparison]) -> Slide:
    """Return the slide of how our order compares with each index, and where it differs most."""
    indices = [item for item in comparisons if item.edition.form != "figure"]
    rows = tuple(
        (
            item.edition.name,
            str(len(item.common)),
            words.correlation(item),
            f"{item.top.shared} of {item.top.known}",
            words.VERDICTS[item.verdict],
        )
        for item in indices
    )
    table = SlideTable(
        Box(MARGIN, TOP - 12, 790, 0),
        (176, 104, 216, 94, 200),
        ("Index", "In common", "Rank correlation", "Shared", "Verdict"),
        rows,
        frozenset({1}),
        18,
        min(42.0, 420 / max(len(rows), 1)),
    )
    first = words.lead(comparisons)
    lines = [SlideLine(words.OPINIONS, 18)]
    for title, gaps in zip(words.gap_titles(first), (first.higher, first.lower), strict=True):
        if gaps:
            lines.append(heading(title, 12))
            lines += [SlideLine(words.gap(catalog, gap), 18, before=3) for gap in gaps[:GAPS]]
    notes = [words.OPINIONS, words.COMPARED, words.HOW, words.GAPS, words.least_alike(comparisons)]
    notes += [words.gap(catalog, gap) for gap in (*first.higher, *first.lower)]
    return Slide(
        words.finding(comparisons),
        (table, Words(Box(MARGIN + 822, TOP - 8, ROOM - 822, 480), tuple(lines))),
        "\n".join(filter(None, notes)),
        f"Sources: {publishers(indices)}; single ranks as printed.",
    )
