"""The slides of the business case: what it costs, when it stops saving, what was assumed."""

from collections.abc import Iterator
from typing import Final

from kpo import case_narrative as said
from kpo.case import PARTS, BusinessCase, Outcome, break_evens, case_of_ranking
from kpo.catalog import Catalog
from kpo.charts.case import PART_COLOURS
from kpo.export.slide import (
    MARGIN,
    NOTE,
    ROOM,
    SMALL,
    SOFT,
    TOP,
    Bars,
    Box,
    Line,
    Series,
    Slide,
    Table,
    Words,
    row_height,
)
from kpo.naming import named
from kpo.scenes.case import PRODUCERS, assumed_lines, assumed_title, gone_lines, gone_title
from kpo.score import Ranking

SHOWN: Final = 8
"""Destinations on the slide of costs, the cheapest; home stands among them."""

WIDE: Final = 740


def case_slides(catalog: Catalog, ranking: Ranking) -> Iterator[Slide]:
    """Yield the three slides; none where no case can be made."""
    made = case_of_ranking(catalog, ranking)
    if made is None or not made.outcomes:
        return
    item = made.outcomes[0]
    yield _costs(catalog, made, item)
    yield _gone(catalog, made, item)
    yield _assumed(catalog, made, item)


def _costs(catalog: Catalog, made: BusinessCase, item: Outcome) -> Slide:
    shown = sorted(made.outcomes, key=lambda one: one.per_hour)[:SHOWN]
    rows = [
        (
            named(catalog, one.country, made.case.client, True),
            one.parts,
            said.shares(one.share_band),
        )
        for one in shown
    ]
    home = f"At home: {catalog.countries[made.case.client].name}"
    rows.append((home, made.home_parts, "home"))
    rows.sort(key=lambda row: sum(row[1]))
    used = [at for at in range(len(PARTS)) if any(row[1][at] > 0 for row in rows)]
    series = tuple(
        Series(
            said.PARTS[PARTS[at]],
            PART_COLOURS["light"][at],
            tuple(max(0.0, row[1][at]) for row in rows),
        )
        for at in used
    )
    row = row_height(len(rows), 350)
    hours = [said.hourly(sum(parts)) for _, parts, _ in rows]
    unit = f"{made.currency} per productive hour, all in, mean of {made.case.years} years"
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
    table = Table(
        Box(MARGIN + WIDE + 16, TOP + 4, ROOM - WIDE - 16, 0),
        (120, ROOM - WIDE - 136),
        ("An hour", "Saved, 8 of 10 draws"),
        tuple((hour, band) for hour, (_, _, band) in zip(hours, rows, strict=True)),
        frozenset({0}),
        SMALL,
        row,
        0.0,
    )
    words = Words(
        Box(MARGIN, TOP + 4 + row * len(rows) + 76, ROOM, 60),
        (Line(said.not_counted(catalog, made.case, item.country), NOTE, colour=SOFT),),
    )
    return Slide(
        said.headline(catalog, made, item),
        (bars, table, words),
        "\n".join((said.standfirst(catalog, made, item), said.basis(catalog, made))),
        said.sources(catalog, made, PRODUCERS),
    )


def _gone(catalog: Catalog, made: BusinessCase, item: Outcome) -> Slide:
    lines: list[Line] = [Line(said.standfirst(catalog, made, item), 20)]
    for head, text in gone_lines(catalog, made, item):
        lines.append(Line(f"{head}: {text}", 20, before=9))
    ends = break_evens(catalog, made.case, item.country, made.draws, made.seed)
    return Slide(
        gone_title(catalog, made, item),
        (Words(Box(MARGIN, TOP - 4, ROOM, 480), tuple(lines)),),
        "\n".join((said.productivity_line(ends), said.basis(catalog, made))),
        said.sources(catalog, made, PRODUCERS),
    )


def _assumed(catalog: Catalog, made: BusinessCase, item: Outcome) -> Slide:
    lines: list[Line] = []
    for head, text in assumed_lines(catalog, made, item):
        lines.append(Line(f"{head}: {text}", 19, before=6 if lines else 0))
    lines.append(Line(said.not_counted(catalog, made.case, item.country), SMALL, False, SOFT, 14))
    return Slide(
        assumed_title(made),
        (Words(Box(MARGIN, TOP - 4, ROOM, 490), tuple(lines)),),
        "\n".join((said.basis(catalog, made), *said.changed_words(catalog, made.case))),
        said.sources(catalog, made, PRODUCERS),
    )
