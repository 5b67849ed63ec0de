"""The slides of how sure it is: how often each is where, and what would turn it."""

from collections.abc import Sequence

from kpo import sureness_narrative as said
from kpo.catalog import Catalog
from kpo.certainty import changes, per_cent
from kpo.charts.classes import SCALE
from kpo.export.card import label
from kpo.export.slide import (
    BODY,
    MARGIN,
    ROOM,
    SHOWN,
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
from kpo.naming import lowered, named
from kpo.narrative import standfirst
from kpo.score import Ranking
from kpo.sureness.chances import chances, nearby
from kpo.sureness.overtaking import beaten_by_all_weights
from kpo.sureness.turning import turns
from kpo.sureness.variants import variants, without_each

RANKS = 5
"""Ranks told apart in the chart of chances; later ones are one."""


def robustness_slide(catalog: Catalog, ranking: Ranking) -> Slide:
    """Return the slide of how often each destination takes each rank."""
    found, rows = chances(catalog, ranking), ranking.rows[:SHOWN]
    names = [
        f"{label(catalog, row)}, first in {per_cent(found[row.country].p_first)}" for row in rows
    ]
    parts = [found[row.country].ranks for row in rows]
    chart = places_bars(names, parts, TOP, 760, row_height(len(rows)))
    rules = said.rules_agree(catalog, variants(catalog, ranking), ranking.client)
    vital = said.without_one(
        catalog, without_each(catalog, ranking), ranking.rows[0].country, ranking.client
    )
    lines = (
        Line("Other rules", SMALL, True, SOFT),
        Line(rules, BODY),
        Line("Without one criterion", SMALL, True, SOFT, 18),
        Line(vital, BODY),
        Line("What was varied", SMALL, True, SOFT, 18),
        Line(said.varied(nearby(ranking)), SMALL, colour=SOFT),
    )
    notes = "\n".join(
        (
            said.varied(nearby(ranking)),
            rules,
            vital,
            *said.any_weights(catalog, beaten_by_all_weights(catalog, ranking), ranking),
        )
    )
    title = said.finding(catalog, ranking, nearby(ranking))
    return Slide(title, (chart, Words(Box(MARGIN + 800, TOP - 4, 368, 480), lines)), notes)


def places_bars(
    names: Sequence[str], parts: Sequence[Sequence[float]], top: float, wide: float, row: float
) -> Bars:
    """Return in what share of the weightings each destination takes each rank.

    `parts` are the shares of the ranks, the first to the last, one sequence a name.
    """
    ranks = max(len(part) for part in parts)
    count = min(RANKS, ranks)
    greens = (*reversed(SCALE["light"]), "#E6EAED")
    series = [
        Series(f"Rank {k + 1}", greens[k], tuple(100 * part[k] for part in parts))
        for k in range(count)
    ]
    if ranks > count:
        rest = tuple(100 * sum(part[count:]) for part in parts)
        series.append(Series(f"Rank {count + 1} or later", greens[-1], rest))
    return Bars(
        Box(MARGIN, top, wide, row * len(names) + 66),
        tuple(names),
        tuple(series),
        0,
        100,
        "% of draws",
        ", ".join(names),
        row=row,
    )


def turns_slide(catalog: Catalog, ranking: Ranking) -> Slide:
    """Return the slide of what would turn the first place."""
    found = turns(catalog, ranking)
    rows = tuple(
        (
            catalog.criteria[turn.criterion].name,
            f"{turn.shown:g} %",
            turn.words,
            named(catalog, turn.successor, ranking.client),
        )
        for turn in found[:8]
    )
    first, *_ = changes(catalog, ranking)
    title = first.rstrip(".").replace(": ", ", and ", 1) if found else first.rstrip(".")
    title = (
        f"It takes little: {lowered(title)}"
        if found and abs(found[0].at - found[0].now) < 3
        else title
    )
    table = Table(
        Box(MARGIN, TOP - 8, ROOM, 0),
        (390, 190, 260, 328),
        ("Weight, moved alone", "Now", "Turns at", "Then leads"),
        rows,
        frozenset(),
        20,
        42,
    )
    pairs = beaten_by_all_weights(catalog, ranking)
    vital = said.without_one(
        catalog, without_each(catalog, ranking), ranking.rows[0].country, ranking.client
    )
    lines = (Line(vital, 20), Line(said.any_weights(catalog, pairs, ranking)[0], 20, before=8))
    words = Words(Box(MARGIN, TOP + 46 + 42 * len(rows), ROOM, 110), lines)
    notes = f"{standfirst(catalog, ranking)}\n{' '.join(changes(catalog, ranking))}\nThe others "
    notes += (
        "keep their proportions when one weight is moved. At each weight named the other leads."
    )
    return Slide(title, (table, words) if rows else (words,), notes)
