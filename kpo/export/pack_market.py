"""The slide of our ranking beside published indices."""

from collections.abc import Sequence

from kpo import market_narrative as said
from kpo.catalog import Catalog
from kpo.export.slide import MARGIN, ROOM, SMALL, SOFT, TOP, Box, Line, Slide, Table, Words
from kpo.market import Comparison
from kpo.scenes.market import publishers

GAPS = 2
"""Gaps shown each way; the notes hold all."""


def market_slide(catalog: Catalog, found: Sequence[Comparison]) -> Slide:
    """Return the slide of how our order stands beside each index, and where it differs most."""
    indices = [item for item in found if item.edition.form != "figure"]
    rows = tuple(
        (
            item.edition.name,
            str(len(item.common)),
            said.correlation(item),
            f"{item.top.shared} of {item.top.known}",
            said.VERDICTS[item.verdict],
        )
        for item in indices
    )
    table = Table(
        Box(MARGIN, TOP - 12, 790, 0),
        (176, 104, 216, 94, 200),
        ("Index", "In common", "Rank correlation", "Shared", "Verdict"),
        rows,
        frozenset({1}),
        18,
        min(42.0, 420 / max(len(rows), 1)),
    )
    first = said.lead(found)
    lines = [Line(said.OPINIONS, 18)]
    for title, gaps in zip(said.gap_titles(first), (first.higher, first.lower), strict=True):
        if gaps:
            lines.append(Line(title, SMALL, True, SOFT, 12))
            lines += [Line(said.gap(catalog, gap), 18, before=3) for gap in gaps[:GAPS]]
    notes = [said.OPINIONS, said.COMPARED, said.HOW, said.GAPS, said.least_alike(found)]
    notes += [said.gap(catalog, gap) for gap in (*first.higher, *first.lower)]
    return Slide(
        said.finding(found),
        (table, Words(Box(MARGIN + 822, TOP - 8, ROOM - 822, 480), tuple(lines))),
        "\n".join(filter(None, notes)),
        f"Sources: {publishers(indices)}; single ranks as printed.",
    )
