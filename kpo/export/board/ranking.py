"""The slides of the ranking: points and ranks, why the first leads, and the map."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kpo.core.labels import Pattern
from kpo.core.numbers import per_cent
from kpo.core.text import capitalised
from kpo.data.catalog import Catalog
from kpo.deck import Scene
from kpo.deck.ranking import why_scene
from kpo.export.pptx.maps import STEPS, world
from kpo.export.run_card import Card, label
from kpo.export.slides import (
    ACCENT,
    BODY,
    FOOT,
    MARGIN,
    NOTE,
    ROOM,
    SHOWN,
    SMALL,
    SOFT,
    TOP,
    Bars,
    BarSeries,
    Box,
    Dashes,
    Element,
    Slide,
    SlideLine,
    SlideTable,
    Words,
    heading,
    row_height,
)
from kpo.export.text_width import shortened
from kpo.narrative.rank_acceptability import too_close
from kpo.narrative.ranking import Beside, beside, pattern, used, why
from kpo.robustness.rank_acceptability import rank_outlooks
from kpo.scoring.ranking import Ranking

HEAD: Final = 36.0
LOW: Final = 28.0
"""Height of a line under the ranking, in pixels."""

WIDER: Final = 1.2
"""Factor on the room for names: an office without Arial uses a wider face and drops what wraps."""

UNDER: Final = 4
"""Maximum number of lines under the ranking; the notes hold all."""

PATTERNS: Final[dict[Pattern, str]] = {
    "marked": "Strokes rising: assumed, differently defined or yours",
    "doubtful": "falling: doubtful",
    "missing": "open: no figure, a constant counts",
    "outline": "outline: left out",
}
LAST: Final = 637.0
"""Top of the last line of a slide, in pixels."""


def ranking_slide(ranking: Ranking, about: Card) -> Slide:
    """Return the slide of points, first places and ranks."""
    rows = ranking.rows[:SHOWN]
    notes = f"{about.line('Weights')}\n{about.line('Method')}\n{about.line('Counted')}\n"
    notes += f"Marked: {about.line('Marked')}\n"
    notes += f"Not ranked: {about.line('Not ranked')}\nSources: {about.line('Sources')}"
    first = f"{ranking.named(rows[0].country, True)} scores {rows[0].score:.0f} of 100"
    close = too_close(ranking) if len(rows) > 1 else ""
    title = f"{first}; {close[:1].lower()}{close[1:].rstrip('.')}" if close else f"{first} points"
    return Slide(title, ranking_elements(ranking, about, TOP - 12), notes)


def ranking_elements(ranking: Ranking, about: Card, top: float) -> tuple[Element, ...]:
    """Return points as stacked bars, with score, first places and ranks beside them.

    Below a dashed rule follow the client and, as outlines, sanctioned destinations.
    """
    catalog = ranking.catalog
    rows, under = ranking.rows[:SHOWN], beside(ranking)[:UNDER]
    outlooks = rank_outlooks(ranking)
    rest = LOW * len(under) + 10 * bool(under)
    row_high = row_height(len(rows), LAST - 76 - top - HEAD - rest)
    most = 1.02 * max(row.score for row in (*rows, *(item.row for item in under)))
    totals = [f"{row.name} {row.score:.0f}" for row in rows]
    names = tuple(f"{row.rank}  {label(row)}" for row in rows)
    others = tuple(f"{item.place}  {label(item.row)}" for item in under)
    chart = Bars(
        Box(MARGIN, top + HEAD, 800, row_high * len(rows) + (66 if not under else 0)),
        names,
        _points(catalog, about, [Beside("", row) for row in rows]),
        0,
        most,
        "" if under else "points of 100",
        f"Stacked bars of points: {', '.join(totals)}.",
        key=not under,
        row=row_high,
    )
    room = WIDER * max(chart.names, replace(chart, categories=others or ("",)).names)
    table = SlideTable(
        Box(MARGIN + 830, top, 338, 0),
        (70, 100, 168),
        ("Score", "First in", "Ranks, middle 90 %"),
        tuple(
            (
                f"{row.score:.0f}",
                per_cent(outlooks[row.country].p_first),
                outlooks[row.country].band,
            )
            for row in rows
        ),
        frozenset({0, 1, 2}),
        size=min(19.0, row_high * 0.62),
        row=row_high,
    )
    remark = SlideLine(shortened(_foot(ranking, len(rows)), 190), 15, colour=SOFT)
    words = Words(Box(MARGIN, LAST, ROOM, 24), (remark,))
    elements: list[Element] = [replace(chart, room=room), table]
    if under:
        y = top + HEAD + row_high * len(rows) + 5
        bars = Bars(
            Box(MARGIN, y + 5, 800, LOW * len(under) + 66),
            others,
            _points(catalog, about, under),
            0,
            most,
            "points of 100",
            f"Not ranked: {', '.join(f'{item.row.name} {item.row.score:.0f}' for item in under)}.",
            row=LOW,
            room=room,
        )
        remarks = {True: "   left out by our rule", False: "   not ranked: the client"}
        scores = tuple((f"{item.row.score:.0f}", remarks[item.outlined]) for item in under)
        beside_it = SlideTable(
            Box(MARGIN + 830, y + 5, 338, 0), (70, 268), (), scores, frozenset({0}), 17, LOW
        )
        elements += [Dashes(y), bars, beside_it]
    return (*elements, words)


def _points(catalog: Catalog, about: Card, lines: Sequence[Beside]) -> tuple[BarSeries, ...]:
    """Return the points of each weighted criterion, with their patterns."""
    return tuple(
        BarSeries(
            catalog.criteria[name].short_name,
            catalog.criteria[name].colour_light,
            tuple(item.row.contributions[name] for item in lines),
            tuple(pattern(item.row, name, item.outlined) for item in lines),
        )
        for name, weight in about.weights
        if weight
    )


def _foot(ranking: Ranking, shown: int) -> str:
    """Return the legend of the patterns, and how many destinations are not drawn or left out."""
    key = "; ".join(PATTERNS[kind] for kind in used(ranking))
    words = [f"{capitalised(key)}."] if key else []
    more = len(ranking.rows) - shown
    words += [f"{more} more are ranked below these."] if more else []
    words += [f"Left out: {len(ranking.not_ranked)}."] if ranking.not_ranked else []
    return " ".join(words) or "Every figure is as defined."


def why_slide(ranking: Ranking) -> Slide:
    """Return the slide of the leader's points over the second, by criterion."""
    scene, (first, second) = why_scene(ranking), ranking.rows[:2]
    reason = why(ranking.catalog, first, second, ranking.client)
    bars = sorted(scene.bars, key=lambda bar: -(bar.value or 0.0))
    points = tuple(bar.value or 0.0 for bar in bars)
    most = max(map(abs, points), default=1.0) * 1.25
    row = row_height(len(bars), FOOT - TOP - 80)
    names = (ranking.named(first.country), ranking.named(second.country))
    chart = Bars(
        Box(MARGIN, TOP + 50, ROOM, row * len(bars) + 30),
        tuple(bar.label for bar in bars),
        (BarSeries("Points", ACCENT, points),),
        -most,
        most,
        f"points: right speaks for {names[0]}, left for {names[1]}",
        reason.sentence,
        tuple(bar.shown for bar in bars),
        tuple(ranking.catalog.criteria[bar.criterion].colour_light for bar in bars),
        key=False,
        row=row,
    )
    words = Words(Box(MARGIN, TOP - 6, ROOM, 60), (SlideLine(reason.sentence, BODY, colour=SOFT),))
    notes = f"{reason.title}. {reason.sentence} Each bar is the weight times the difference of the "
    notes += "two criterion scores; the bars sum to the difference of the scores."
    return Slide(scene.title, (words, chart), notes)


def map_elements(scene: Scene, top: float) -> tuple[Element, ...]:
    """Return the map of a scene with its legend and its disclaimer."""
    drawn = world(scene, Box(MARGIN, top, 1010, FOOT - 38 - top))
    key = [heading("Score, points")]
    key += [
        SlideLine(bar.shown, SMALL, before=4, mark=STEPS[at]) for at, bar in enumerate(scene.bars)
    ]
    key += [SlideLine("hatched: not ranked", SMALL, before=4)] if scene.ranking.not_ranked else []
    foot = tuple(SlideLine(line.text, NOTE, colour=SOFT) for line in scene.lines)
    side = Words(Box(MARGIN + 1010, top + 20, 160, 240), tuple(key))
    return drawn, side, Words(Box(MARGIN, FOOT - 30, ROOM, 24), foot)
