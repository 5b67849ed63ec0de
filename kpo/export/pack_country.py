"""A slide on one destination: its scores, what speaks for it and against it, what to know."""

from collections.abc import Sequence

from kpo.catalog import Catalog
from kpo.certainty import changes
from kpo.export.slide import (
    FOOT,
    MARGIN,
    SMALL,
    SOFT,
    TOP,
    WARN,
    Bars,
    Box,
    Line,
    Series,
    Slide,
    Words,
    row_height,
)
from kpo.profile.assembly import Profile, profile
from kpo.scenes.country import how_sure
from kpo.score import Ranking, Row

FLAGS = {
    "eu_sanctions": "EU sanctions",
    "eu_adequacy": "EU data adequacy",
    "privacy_law": "privacy law",
}


def country(catalog: Catalog, ranking: Ranking, row: Row) -> Slide:
    """Return the slide of a ranked destination."""
    found = profile(catalog, ranking.scenario, row.country)
    held = [(name, score) for name, score in row.scores.items() if score is not None]
    row_high = row_height(len(held), FOOT - TOP - 74)
    chart = Bars(
        Box(MARGIN, TOP + 44, 500, row_high * len(held) + 30),
        tuple(catalog.criteria[name].short_name for name, _ in held),
        (
            Series(
                "Score",
                catalog.criteria[held[0][0]].colour_light,
                tuple(score for _, score in held),
                frozenset(k for k, (name, _) in enumerate(held) if row.statuses[name]),
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
    missing = [catalog.criteria[name].name for name, score in row.scores.items() if score is None]
    lead = f"{found.standfirst} {how_sure(catalog, ranking, row)}" + (
        f" No figure: {', '.join(missing)}." if missing else ""
    )
    words = Words(Box(MARGIN, TOP - 8, 1168, 56), (Line(lead, 19, colour=SOFT),))
    lifts = found.lift[:3] if row.rank > 1 else changes(catalog, ranking)[:3]
    side = Words(Box(MARGIN + 546, TOP + 46, 622, 460), tuple(_lines(found, lifts, row.rank)))
    notes = "\n".join((found.headline, lead, *found.english, *found.lift, *found.unknown))
    return Slide(found.headline, (words, chart, side), notes)


def _lines(found: Profile, lifts: Sequence[str], rank: int) -> list[Line]:
    lines: list[Line] = []
    for head, remarks, most in (
        ("Speaks for it", found.strengths, 3),
        ("Speaks against it", found.weak_points, 2),
    ):
        if remarks:
            lines.append(Line(head, SMALL, True, SOFT, 12 if lines else 0))
            lines += [
                Line(f"{item.name}: {item.sentence}", 20, before=3) for item in remarks[:most]
            ]
    flags = _law(found)
    if flags:
        lines.append(Line("Law", SMALL, True, SOFT, 12))
        colour = WARN if "EU sanctions: yes" in flags else "#1B1F24"
        lines.append(Line("; ".join(flags) + ".", 20, colour=colour))
    if lifts:
        head = "What would lift it" if rank > 1 else "What would take the lead from it"
        lines.append(Line(head, SMALL, True, SOFT, 12))
        lines += [Line(text, 18, before=2) for text in lifts]
    return lines


def _law(found: Profile) -> list[str]:
    """Return what the law says in a few words; in the EEA no adequacy decision is needed."""
    states = {flag.flag: flag.state.replace("_", " ") for flag in found.flags}
    inside = states.get("eea_member") == "yes"
    said = ["EEA member: EU data law applies"] if inside else []
    left_out = {"eu_adequacy", "privacy_law"} if inside else set()
    named = {name: words for name, words in FLAGS.items() if name not in left_out}
    return said + [f"{words}: {states.get(name, 'not checked')}" for name, words in named.items()]
