"""The slides of robustness: how often each destination takes each rank, and tipping points."""

from collections.abc import Sequence

from kpo.core.numbers import per_cent
from kpo.core.text import lowered
from kpo.export.run_card import label
from kpo.export.slides import (
    BODY,
    MARGIN,
    ROOM,
    SHOWN,
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
    heading,
    row_height,
)
from kpo.narrative import robustness as sentences
from kpo.narrative.rank_acceptability import changes
from kpo.narrative.ranking import standfirst
from kpo.robustness.rank_acceptability import near_stated, rank_outlooks
from kpo.robustness.tipping_points import leader_tipping_points
from kpo.scoring.ranking import Ranking
from kpo.style import shades

RANKS = 5
"""Number of ranks with a part of their own in the chart; later ranks share one part."""


def robustness_slide(ranking: Ranking) -> Slide:
    """Return the slide of how often each destination takes each rank."""
    outlooks, rows = rank_outlooks(ranking), ranking.rows[:SHOWN]
    names = [f"{label(row)}, first in {per_cent(outlooks[row.country].p_first)}" for row in rows]
    parts = [outlooks[row.country].ranks for row in rows]
    chart = places_bars(names, parts, TOP, 760, row_height(len(rows)))
    rules, vital = sentences.rules_agree(ranking), sentences.without_one(ranking)
    varied = sentences.varied(near_stated(ranking))
    lines = (
        heading("Other rules"),
        SlideLine(rules, BODY),
        heading("Without one criterion", 18),
        SlideLine(vital, BODY),
        heading("What was varied", 18),
        SlideLine(varied, SMALL, colour=SOFT),
    )
    notes = "\n".join((varied, rules, vital, *sentences.any_weights(ranking)))
    title = sentences.finding(ranking, near_stated(ranking))
    return Slide(title, (chart, Words(Box(MARGIN + 800, TOP - 4, 368, 480), lines)), notes)


def places_bars(
    names: Sequence[str], parts: Sequence[Sequence[float]], top: float, wide: float, row: float
) -> Bars:
    """Return bars of the share of draws in which each destination takes each rank.

    `parts` has one sequence per name, with the shares of the ranks from the first to the last.
    """
    ranks = max(len(part) for part in parts)
    count = min(RANKS, ranks)
    colours = shades("light", count + (ranks > count))
    series = [
        BarSeries(f"Rank {k + 1}", colours[k], tuple(100 * part[k] for part in parts))
        for k in range(count)
    ]
    if ranks > count:
        rest = tuple(100 * sum(part[count:]) for part in parts)
        series.append(BarSeries(f"Rank {count + 1} or later", colours[-1], rest))
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


def turns_slide(ranking: Ranking) -> Slide:
    """Return the slide of the tipping points of the first place."""
    catalog = ranking.catalog
    turns = leader_tipping_points(ranking)
    rows = tuple(
        (
            catalog.criteria[turn.criterion].name,
            f"{turn.shown:g} %",
            turn.words,
            ranking.named(turn.successor),
        )
        for turn in turns[:8]
    )
    first, *_ = changes(ranking)
    title = first.rstrip(".").replace(": ", ", and ", 1) if turns else first.rstrip(".")
    if turns and abs(turns[0].at - turns[0].now) < 3:
        title = f"It takes little: {lowered(title)}"
    table = SlideTable(
        Box(MARGIN, TOP - 8, ROOM, 0),
        (390, 190, 260, 328),
        ("Weight, moved alone", "Now", "Turns at", "Then leads"),
        rows,
        frozenset(),
        20,
        42,
    )
    lines = (
        SlideLine(sentences.without_one(ranking), 20),
        SlideLine(sentences.any_weights(ranking)[0], 20, before=8),
    )
    words = Words(Box(MARGIN, TOP + 46 + 42 * len(rows), ROOM, 110), lines)
    notes = f"{standfirst(ranking)}\n{' '.join(changes(ranking))}\nThe others "
    notes += (
        "keep their proportions when one weight is moved. At each weight named the other leads."
    )
    return Slide(title, (table, words) if rows else (words,), notes)
