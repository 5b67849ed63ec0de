"""The slide of risks: flags, weak spots, and figures to treat with care."""

from kpo.catalog import Catalog
from kpo.export.card import label, remark
from kpo.export.slide import (
    MARGIN,
    ROOM,
    SHOWN,
    SMALL,
    SOFT,
    TOP,
    Box,
    Line,
    Slide,
    Table,
    Words,
)
from kpo.model import Flag
from kpo.naming import lowered, named
from kpo.scenes.behind import below, risks_scene, risks_title
from kpo.score import Ranking


def risks_slide(catalog: Catalog, ranking: Ranking) -> Slide:
    """Return the slide of flags and weak spots, which no score shows."""
    rows = ranking.rows[:SHOWN]
    cells = tuple(
        (
            label(catalog, row),
            _state(catalog.flag(row.country, "eu_sanctions")),
            _state(catalog.flag(row.country, "eu_adequacy"), catalog, row.country),
            _state(catalog.flag(row.country, "privacy_law")),
            _weakest(
                catalog, row.scores, dict(zip(ranking.criteria, ranking.weights, strict=True))
            ),
            remark(catalog, row) or "–",
        )
        for row in rows
    )
    table = Table(
        Box(MARGIN, TOP - 8, ROOM, 0),
        (216, 128, 170, 120, 254, 280),
        (
            "Destination",
            "EU sanctions",
            "EU data adequacy",
            "Privacy law",
            "Weakest criterion",
            "Figures to treat with care",
        ),
        cells,
        size=18,
        row=min(46.0, 350 / max(len(rows), 1)),
    )
    weak = [
        f"{named(catalog, row.country, ranking.client, True)} scores "
        f"{below(row.scores[name])} of 100 on {lowered(catalog.criteria[name].name)}."
        for row, name in ranking.weak_points
    ]
    lines = [Line("Weak spots of the first three", SMALL, True, SOFT)] if weak else []
    lines += [Line(text, 19) for text in weak[:3]]
    notes = "\n".join(
        f"{row.name}: {flag.flag.replace('_', ' ')} {flag.state.replace('_', ' ')}"
        f"{f' since {flag.since}' if flag.since else ''}{f', {flag.text}' if flag.text else ''}"
        for row in rows
        for flag in row.flags
        if flag.flag in ("eu_sanctions", "eu_adequacy", "privacy_law")
    )
    y = TOP + 40 + table.row * len(cells) + 14
    return Slide(
        risks_title(catalog, ranking),
        (table, Words(Box(MARGIN, y, ROOM, 110), tuple(lines))),
        notes,
        f"Sources: {risks_scene(catalog, ranking).source}",
    )


def _state(flag: Flag | None, catalog: Catalog | None = None, country: str = "") -> str:
    if catalog is not None:
        member = catalog.flag(country, "eea_member")
        if member is not None and member.state == "yes":
            return "EEA member"
    return "not checked" if flag is None else flag.state.replace("_", " ")


def _weakest(catalog: Catalog, scores: object, weights: object) -> str:
    assert isinstance(scores, dict) and isinstance(weights, dict)
    held = {name: score for name, score in scores.items() if score is not None and weights[name]}
    if not held:
        return "–"
    name = min(held, key=lambda item: held[item])
    return f"{catalog.criteria[name].short_name}, {held[name]:.0f} of 100"
