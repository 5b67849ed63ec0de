"""The slide of risks: flags, weak spots, and figures to treat with care."""

from typing import Final

from kpo.data.catalog import Catalog
from kpo.deck.context import flag_words, risks_scene, risks_title, sanction_words
from kpo.export.run_card import label
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
from kpo.narrative.left_out import beside, remark
from kpo.narrative.ranking import weak_spots
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

LEFT_OUT: Final = 2
"""Destinations left out that the slide names; the card names all."""


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
    """Return the state of the law on data in a word or two; in the EEA it is the EU's."""
    member, adequate = (catalog.flag(country, name) for name in ("eea_member", "eu_adequacy"))
    if member is not None and member.state == "yes":
        return "EEA member"
    if adequate is not None and adequate.state == "yes":
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
