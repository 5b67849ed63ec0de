"""The slides at the end: how the score is made, and who says so."""

from kpo.deck.context import METHOD_TITLE, sources_title
from kpo.export.run_card import Card
from kpo.export.slides import MARGIN, ROOM, TOP, Box, Slide, SlideLine, SlideTable, Words, heading
from kpo.narrative.rank_acceptability import drawn_words
from kpo.robustness.rank_acceptability import near_stated
from kpo.scoring.ranking import Ranking


def method_slide(ranking: Ranking, about: Card) -> Slide:
    """Return the slide of how the score is made."""
    lines = [
        heading("From figures to points"),
        SlideLine(
            "Every figure is placed between two fixed bounds, 0 to 100. Adding or hiding a "
            "country changes nobody's score.",
            21,
        ),
        heading("From points to a score", 14),
        SlideLine(about.line("Method"), 21),
        heading("What is counted", 14),
        SlideLine(
            f"{about.line('Counted')} Without the pay of this work, or with under 65 % of the "
            "criteria covered, a destination is not ranked.",
            21,
        ),
        heading("How sure", 14),
        SlideLine(
            f"{drawn_words(near_stated(ranking))}: clear from 80 % of first places, contested from "
            "50 %, open below.",
            21,
        ),
    ]
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
    """Return the slide of who publishes the figures."""
    lines = []
    for text in about.sources:
        label, _, rest = text.partition(": ")
        lines.append(SlideLine(f"{label}: {rest}", 20, before=9))
    lines.append(heading("The link that brings this ranking back", 16))
    lines.append(SlideLine(about.link, 15, before=2, link=about.link))
    title = sources_title(ranking)
    notes = "\n".join(f"{label}: {text}" for label, text in about.lines)
    return Slide(title, (Words(Box(MARGIN, TOP - 8, ROOM, 500), tuple(lines)),), notes)
