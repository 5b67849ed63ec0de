"""The slides at the end: how the score is made, and who says so."""

from kpo.catalog import Catalog
from kpo.certainty import drawn_words
from kpo.export.card import Card
from kpo.export.slide import (
    MARGIN,
    ROOM,
    SMALL,
    SOFT,
    TOP,
    Box,
    Line,
    Slide,
    Table,
    Words,
)
from kpo.scenes.behind import METHOD_TITLE, sources_title
from kpo.score import Ranking
from kpo.sureness.chances import nearby


def method_slide(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    """Return the slide of how the score is made."""
    lines = [
        Line("From figures to points", SMALL, True, SOFT),
        Line(
            "Every figure is placed between two fixed bounds, 0 to 100. Adding or hiding a "
            "country changes nobody's score.",
            21,
        ),
        Line("From points to a score", SMALL, True, SOFT, 14),
        Line(about.line("Method"), 21),
        Line("What is counted", SMALL, True, SOFT, 14),
        Line(
            f"{about.line('Counted')} Without the pay of this work, or with under 65 % of the "
            "criteria covered, a destination is not ranked.",
            21,
        ),
        Line("How sure", SMALL, True, SOFT, 14),
        Line(
            f"{drawn_words(nearby(ranking))}: clear from 80 % of first places, contested from "
            "50 %, open below.",
            21,
        ),
    ]
    table = Table(
        Box(MARGIN + 790, TOP - 8, 378, 0),
        (278, 100),
        ("Criterion", "Weight"),
        tuple((catalog.criteria[c].name, f"{w:g} %") for c, w in about.weights),
        frozenset({1}),
        18,
        38,
    )
    left = about.line("Not ranked")
    said = (about.line("Method"), about.line("Weights"), about.line("Doubts"))
    notes = "\n".join((*said, f"Not ranked: {left}", about.link))
    return Slide(METHOD_TITLE, (Words(Box(MARGIN, TOP - 4, 750, 480), tuple(lines)), table), notes)


def sources_slide(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    """Return the slide of who is behind the figures."""
    lines = []
    for text in about.sources:
        label, _, rest = text.partition(": ")
        lines.append(Line(f"{label}: {rest}", 20, before=9))
    lines.append(Line("The link that brings this ranking back", SMALL, True, SOFT, 16))
    lines.append(Line(about.link, 15, before=2, link=about.link))
    title = sources_title(catalog, ranking)
    notes = "\n".join(f"{label}: {text}" for label, text in about.lines)
    return Slide(title, (Words(Box(MARGIN, TOP - 8, ROOM, 500), tuple(lines)),), notes)
