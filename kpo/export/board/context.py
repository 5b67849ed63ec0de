"""The slides of what a ranking rests on: risks that no score shows, the method, the sources."""

from typing import Final

from kpo.data.catalog import Catalog
from kpo.data.names import has_flag
from kpo.deck.context import (
    METHOD_TITLE,
    flag_words,
    risks_scene,
    risks_title,
    sanction_words,
    sources_title,
)
from kpo.export.run_card import Card, label
from kpo.export.slides import (
    MARGIN,
    ROOM,
    SHOWN,
    TOP,
    Box,
    Slide,
    SlideLine,
    SlideTable,
    Words,
    heading,
)
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
    words = Words(Box(MARGIN, TOP - 8, ROOM, 500), tuple(lines))
    return Slide(sources_title(ranking), (words,), about.text)
