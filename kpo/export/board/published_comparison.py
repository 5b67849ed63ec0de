"""The slide of our ranking beside published indices."""

from collections.abc import Sequence

from kpo.analysis.published_comparison import IndexComparison
from kpo.data.catalog import Catalog
from kpo.deck.published_comparison import publishers
from kpo.export.slides import MARGIN, ROOM, TOP, Box, Slide, SlideLine, SlideTable, Words, heading
from kpo.narrative import published_comparison as words

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
