"""The slides of the ranking: who is where, why the first leads, and the map."""

from kpo.catalog import Catalog
from kpo.certainty import per_cent, too_close
from kpo.charts.theme import CRITERION
from kpo.export.card import Card, label, ranks
from kpo.export.slide import (
    ACCENT,
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
from kpo.export.world import ASIDE, scale, world
from kpo.naming import joined, lowered, named
from kpo.narrative import why
from kpo.score import Ranking
from kpo.sureness.chances import chances


def ranking_slide(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    """Return the slide of points, first places and ranks."""
    rows = ranking.rows[:SHOWN]
    found = chances(catalog, ranking)
    row_high = row_height(len(rows))
    series = tuple(
        Series(
            catalog.criteria[name].short_name,
            CRITERION["light"][name],
            tuple(row.contributions[name] for row in rows),
            frozenset(k for k, row in enumerate(rows) if row.statuses[name]),
        )
        for name, weight in about.weights
        if weight
    )
    top = max(row.score for row in rows)
    chart = Bars(
        Box(MARGIN, TOP + 24, 800, row_high * len(rows) + 66),
        tuple(f"{row.rank}  {label(catalog, row)}" for row in rows),
        series,
        0,
        top * 1.02,
        "points of 100",
        f"Stacked bars of points: {', '.join(f'{row.name} {row.score:.0f}' for row in rows)}.",
        row=row_high,
    )
    table = Table(
        Box(MARGIN + 830, TOP - 12, 338, 0),
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
    foot = Words(Box(MARGIN, 637, ROOM, 24), (Line(_cut(" ".join(words), 150), 15, colour=SOFT),))
    notes = f"{about.line('Weights')}\n{about.line('Method')}\nMarked: {marks}\n"
    notes += f"Not ranked: {about.line('Not ranked')}\nSources: {about.line('Sources')}"
    first = f"{named(catalog, rows[0].country, True)} scores {rows[0].score:.0f} of 100"
    close = too_close(catalog, ranking) if len(rows) > 1 else ""
    title = f"{first}; {close[:1].lower()}{close[1:].rstrip('.')}" if close else f"{first} points"
    return Slide(title, (chart, table, foot), notes)


def why_slide(catalog: Catalog, ranking: Ranking) -> Slide:
    """Return the slide of what the first is ahead on."""
    first, second = ranking.rows[:2]
    reason = why(catalog, first, second)
    parts = [(name, points) for name, points in reason.parts if abs(points) >= 0.05]
    parts.sort(key=lambda item: -item[1])
    most = max((abs(points) for _, points in parts), default=1.0) * 1.25
    names = named(catalog, first.country), named(catalog, second.country)
    chart = Bars(
        Box(MARGIN, TOP + 50, ROOM, 50.0 * len(parts) + 30),
        tuple(catalog.criteria[name].name for name, _ in parts),
        (Series("Points", ACCENT, tuple(points for _, points in parts)),),
        -most,
        most,
        f"points: right speaks for {names[0]}, left for {names[1]}",
        reason.sentence,
        tuple(f"{points:+.1f}".replace("-", "−") for _, points in parts),
        tuple(CRITERION["light"][name] for name, _ in parts),
        key=False,
        row=50,
    )
    gains = [lowered(catalog.criteria[n].name) for n, p in parts if p > 0][:2]
    behind = f"{first.score - second.score:.1f} points"
    title = f"{names[0][:1].upper()}{names[0][1:]} is {behind} ahead of {names[1]}"
    title += f", on {joined(gains)}" if gains else ""
    words = Words(Box(MARGIN, TOP - 6, ROOM, 60), (Line(reason.sentence, BODY, colour=SOFT),))
    notes = f"{reason.title}. {reason.sentence} Each bar is the weight times the difference of the "
    notes += "two criterion scores; the bars sum to the difference of the scores."
    return Slide(title, (words, chart), notes)


def map_slide(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    """Return the slide of scores on a map."""
    first, last = ranking.rows[0], ranking.rows[-1]
    title = f"Scores run from {last.score:.0f} ({named(catalog, last.country)}) to "
    title += f"{first.score:.0f} ({named(catalog, first.country)})"
    drawn = world(catalog, ranking, Box(MARGIN, TOP - 20, 1010, 490))
    key = [Line("Score, points", SMALL, True, SOFT)]
    if len(ranking.rows) > 1:
        key += [Line(words, SMALL, before=4, mark=colour) for colour, words in scale(ranking)]
    key += [Line("not ranked", SMALL, before=4, mark=ASIDE)] if ranking.not_ranked else []
    foot = Line("Equal-area map. Boundaries do not imply endorsement.", 13, colour=SOFT)
    words = Words(Box(MARGIN + 1020, TOP, 160, 240), tuple(key))
    notes = f"{drawn.told}\n{about.line('Method')}\nNot ranked: {about.line('Not ranked')}"
    return Slide(title, (drawn, words, Words(Box(MARGIN, 634, ROOM, 26), (foot,))), notes)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
