"""The slide of the business case: cost of the work at each destination, and the saving."""

from typing import Final

from kpo.case import PARTS, case_of_ranking
from kpo.charts.case_costs import PART_COLOURS
from kpo.data.names import named
from kpo.deck.business_case import PRODUCERS
from kpo.export.slides import (
    MARGIN,
    NOTE,
    ROOM,
    SMALL,
    SOFT,
    TOP,
    Bars,
    BarSeries,
    Box,
    Slide,
    SlideLine,
    SlideTable,
    Words,
    row_height,
)
from kpo.narrative import business_case as case_words
from kpo.narrative.case_amounts import hourly, shares
from kpo.narrative.case_assumptions import not_counted
from kpo.scoring.ranking import Ranking

SHOWN: Final = 8
"""Maximum number of destinations on the slide, the cheapest; home is shown besides."""

WIDE: Final = 740
HEAD: Final = 24.0
"""Height of the table's head, in pixels, above the first bar."""


def costs_slide(ranking: Ranking) -> Slide:
    """Return the slide of costs for a ranking that has a business case."""
    catalog, result = ranking.catalog, case_of_ranking(ranking)
    assert result is not None
    item = result.outcomes[0]
    shown = sorted(result.outcomes, key=lambda one: one.per_hour)[:SHOWN]
    rows = [
        (named(catalog, one.country, result.case.client, True), one.parts, shares(one.share_band))
        for one in shown
    ]
    home = f"At home: {catalog.countries[result.case.client].name}"
    rows.append((home, result.home_parts, "home"))
    rows.sort(key=lambda row: sum(row[1]))
    used = [at for at in range(len(PARTS)) if any(row[1][at] > 0 for row in rows)]
    series = tuple(
        BarSeries(
            case_words.PARTS[PARTS[at]],
            PART_COLOURS["light"][at],
            tuple(max(0.0, row[1][at]) for row in rows),
        )
        for at in used
    )
    row = row_height(len(rows), 350)
    hours = [hourly(sum(parts)) for _, parts, _ in rows]
    unit = f"{result.currency} per productive hour, all in, mean of {result.case.years} years"
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
    table = SlideTable(
        Box(MARGIN + WIDE + 16, TOP + 4 - HEAD, ROOM - WIDE - 16, 0),
        (120, ROOM - WIDE - 136),
        ("An hour", "Saved, 8 of 10 draws"),
        tuple((hour, band) for hour, (_, _, band) in zip(hours, rows, strict=True)),
        frozenset({0}),
        SMALL,
        row,
        HEAD,
    )
    words = Words(
        Box(MARGIN, TOP + 4 + row * len(rows) + 76, ROOM, 60),
        (SlideLine(not_counted(catalog, result.case, item.country), NOTE, colour=SOFT),),
    )
    return Slide(
        case_words.headline(catalog, result, item),
        (bars, table, words),
        "\n".join(
            (case_words.standfirst(catalog, result, item), case_words.basis(catalog, result))
        ),
        case_words.sources(catalog, result, PRODUCERS),
    )
