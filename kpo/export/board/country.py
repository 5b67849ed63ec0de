"""A slide on one destination: its scores, strengths, weak points, law and flags."""

from collections.abc import Sequence

from kpo.core.text import capitalised
from kpo.data.catalog import Catalog
from kpo.deck.context import law_words
from kpo.deck.country import how_sure
from kpo.export.slides import (
    FOOT,
    INK,
    MARGIN,
    SOFT,
    TOP,
    WARN,
    Bars,
    BarSeries,
    Box,
    Slide,
    SlideLine,
    Words,
    heading,
    row_height,
)
from kpo.narrative.profile.assembly import Profile, profile
from kpo.narrative.rank_acceptability import changes
from kpo.narrative.ranking import noted, pattern
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row


def country(ranking: Ranking, row: Row) -> Slide:
    """Return the slide of a ranked destination."""
    catalog = ranking.catalog
    texts = profile(catalog, ranking.scenario, row.country)
    held = list(row.scores.items())
    row_high = row_height(len(held), FOOT - TOP - 74)
    chart = Bars(
        Box(MARGIN, TOP + 44, 500, row_high * len(held) + 30),
        tuple(catalog.criteria[name].short_name for name, _ in held),
        (
            BarSeries(
                "Score",
                catalog.criteria[held[0][0]].colour_light,
                tuple(score for _, score in held),
                tuple(pattern(row, name) for name, _ in held),
            ),
        ),
        0,
        100,
        "criterion score, 0 to 100",
        "; ".join(f"{catalog.criteria[name].name} {score:.0f}" for name, score in held),
        tuple(f"{score:.0f}" for _, score in held),
        tuple(catalog.criteria[name].colour_light for name, _ in held),
        key=False,
        row=row_high,
    )
    marks = noted(catalog, row)
    lead = f"{texts.standfirst} {how_sure(ranking, row)}" + (
        f" {capitalised(marks)}." if marks else ""
    )
    words = Words(Box(MARGIN, TOP - 8, 1168, 56), (SlideLine(lead, 19, colour=SOFT),))
    lifts = texts.lift[:3] if row.rank > 1 else changes(ranking)[:2]
    side = Words(Box(MARGIN + 546, TOP + 46, 622, 460), tuple(_lines(catalog, texts, lifts, row)))
    notes = "\n".join((texts.headline, lead, *texts.english, *texts.lift, *texts.unknown))
    return Slide(texts.headline, (words, chart, side), notes)


def _lines(catalog: Catalog, texts: Profile, lifts: Sequence[str], row: Row) -> list[SlideLine]:
    lines: list[SlideLine] = []
    for head, remarks, most in (
        ("Speaks for it", texts.strengths, 2),
        ("Speaks against it", texts.weak_points, 1),
    ):
        if remarks:
            lines.append(heading(head, 12 if lines else 0))
            lines += [
                SlideLine(f"{item.name}: {item.sentence}", 20, before=3) for item in remarks[:most]
            ]
    lines.append(heading("Law and flags", 12))
    colour = WARN if row.sanctioned else INK
    lines.append(SlideLine(law_words(catalog, row), 17, colour=colour))
    if lifts:
        head = "What would lift it" if row.rank > 1 else "What would take the lead from it"
        lines.append(heading(head, 12))
        lines += [SlideLine(text, 18, before=2) for text in lifts]
    return lines
