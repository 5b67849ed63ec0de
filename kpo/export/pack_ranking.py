"""The slides of the ranking: who is where, why the first leads, and the map."""

from typing import Final

from kpo.catalog import Catalog
from kpo.certainty import per_cent, too_close
from kpo.export.card import Card, label, ranks
from kpo.export.slide import (
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
    Box,
    Element,
    Line,
    Series,
    Slide,
    Table,
    Words,
    row_height,
)
from kpo.export.world import STEPS, world
from kpo.naming import named
from kpo.narrative import why
from kpo.scenes import Scene
from kpo.scenes.map import map_scene
from kpo.scenes.ranked import why_scene
from kpo.score import Ranking
from kpo.sureness.chances import chances

HEAD: Final = 36.0
LAST: Final = 637.0
"""Where the last line of a slide stands."""


def ranking_slide(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    """Return the slide of points, first places and ranks."""
    rows = ranking.rows[:SHOWN]
    notes = f"{about.line('Weights')}\n{about.line('Method')}\nMarked: {about.line('Marked')}\n"
    notes += f"Not ranked: {about.line('Not ranked')}\nSources: {about.line('Sources')}"
    first = (
        f"{named(catalog, rows[0].country, ranking.client, True)} scores {rows[0].score:.0f} of 100"
    )
    close = too_close(catalog, ranking) if len(rows) > 1 else ""
    title = f"{first}; {close[:1].lower()}{close[1:].rstrip('.')}" if close else f"{first} points"
    return Slide(title, ranking_elements(catalog, ranking, about, TOP - 12), notes)


def ranking_elements(
    catalog: Catalog, ranking: Ranking, about: Card, top: float
) -> tuple[Element, ...]:
    """Return points as stacked bars, with score, first places and ranks beside them."""
    rows = ranking.rows[:SHOWN]
    found = chances(catalog, ranking)
    row_high = row_height(len(rows), LAST - 76 - top - HEAD)
    series = tuple(
        Series(
            catalog.criteria[name].short_name,
            catalog.criteria[name].colour_light,
            tuple(row.contributions[name] for row in rows),
            frozenset(k for k, row in enumerate(rows) if row.statuses[name]),
        )
        for name, weight in about.weights
        if weight
    )
    most = max(row.score for row in rows)
    chart = Bars(
        Box(MARGIN, top + HEAD, 800, row_high * len(rows) + 66),
        tuple(f"{row.rank}  {label(catalog, row)}" for row in rows),
        series,
        0,
        most * 1.02,
        "points of 100",
        f"Stacked bars of points: {', '.join(f'{row.name} {row.score:.0f}' for row in rows)}.",
        row=row_high,
    )
    table = Table(
        Box(MARGIN + 830, top, 338, 0),
        (70, 100, 168),
        ("Score", "P(first)", "Ranks, middle 90 %"),
        tuple(
            (
                f"{row.score:.0f}",
                per_cent(found[row.country].p_first),
                ranks(found[row.country]).removeprefix("ranks ").removeprefix("rank "),
            )
            for row in rows
        ),
        frozenset({0, 1, 2}),
        size=19,
        row=row_high,
    )
    marks = about.line("Marked")
    left = len(ranking.rows) - len(rows)
    words = [f"Hatched: {marks}"] if "No assumed" not in marks else [marks]
    words += [f"{left} more are ranked below these."] if left else []
    words += [f"Not ranked: {len(ranking.not_ranked)}."] if ranking.not_ranked else []
    said = Line(_cut(" ".join(words), 150), 15, colour=SOFT)
    return chart, table, Words(Box(MARGIN, LAST, ROOM, 24), (said,))


def why_slide(catalog: Catalog, ranking: Ranking) -> Slide:
    """Return the slide of what the first is ahead on."""
    first, second = ranking.rows[:2]
    reason = why(catalog, first, second, ranking.client)
    parts = [(name, points) for name, points in reason.parts if abs(points) >= 0.05]
    parts.sort(key=lambda item: -item[1])
    most = max((abs(points) for _, points in parts), default=1.0) * 1.25
    row = row_height(len(parts), FOOT - TOP - 80)
    names = (
        named(catalog, first.country, ranking.client),
        named(catalog, second.country, ranking.client),
    )
    chart = Bars(
        Box(MARGIN, TOP + 50, ROOM, row * len(parts) + 30),
        tuple(catalog.criteria[name].name for name, _ in parts),
        (Series("Points", ACCENT, tuple(points for _, points in parts)),),
        -most,
        most,
        f"points: right speaks for {names[0]}, left for {names[1]}",
        reason.sentence,
        tuple(f"{points:+.1f}".replace("-", "−") for _, points in parts),
        tuple(catalog.criteria[name].colour_light for name, _ in parts),
        key=False,
        row=row,
    )
    words = Words(Box(MARGIN, TOP - 6, ROOM, 60), (Line(reason.sentence, BODY, colour=SOFT),))
    notes = f"{reason.title}. {reason.sentence} Each bar is the weight times the difference of the "
    notes += "two criterion scores; the bars sum to the difference of the scores."
    return Slide(why_scene(catalog, ranking).title, (words, chart), notes)


def map_slide(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    """Return the slide of scores on a map."""
    scene = map_scene(catalog, ranking)
    notes = "\n".join(
        (*scene.notes, about.line("Method"), f"Not ranked: {about.line('Not ranked')}")
    )
    return Slide(scene.title, map_elements(scene, TOP - 20), notes)


def map_elements(scene: Scene, top: float) -> tuple[Element, ...]:
    """Return the map of a scene with its key and its disclaimer."""
    drawn = world(scene, Box(MARGIN, top, 1010, FOOT - 38 - top))
    key = [Line("Score, points", SMALL, True, SOFT)]
    key += [Line(bar.shown, SMALL, before=4, mark=STEPS[at]) for at, bar in enumerate(scene.bars)]
    key += [Line("hatched: not ranked", SMALL, before=4)] if scene.ranking.not_ranked else []
    foot = tuple(Line(line.text, NOTE, colour=SOFT) for line in scene.lines)
    side = Words(Box(MARGIN + 1010, top + 20, 160, 240), tuple(key))
    return drawn, side, Words(Box(MARGIN, FOOT - 30, ROOM, 24), foot)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
