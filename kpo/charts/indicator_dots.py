"""Dot plot of destinations between the goalposts of each indicator."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

from kpo.analysis.comparison import ComparedFigure, ComparedIndicator
from kpo.charts.chart import Rows
from kpo.charts.marks import by_width, layered, rows, tips
from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Criterion, Indicator
from kpo.core.numbers import amount, unit
from kpo.style import SURFACE, Theme

ROW: Final = 56
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
SIGNS: Final = ("\u25cf", "\u25a0", "\u25b2", "\u25c6", "\u271a", "\u25bc")
"""The shapes as characters, for a legend in text."""

NARROW: Final = 540
MAX_VALUES: Final = 3
"""Maximum number of figures written beside a name."""

RISE: Final = 16


@lru_cache(maxsize=16)
def spec(theme: Theme, criteria: tuple[Criterion, ...]) -> dict[str, Any]:
    """Return the chart without its data: one track per indicator, one shape per destination."""
    import altair as alt

    surface, colours = SURFACE[theme], {item.id: item.colour(theme) for item in criteria}
    lines = rows(0.5, 0.5)
    axis = alt.Axis(
        title="Points of 100; the goalposts stand under each line", tickCount=5, domain=False
    )
    score = alt.X("score:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    colour = alt.Scale(domain=list(colours), range=list(colours.values()))
    track = lines.transform_filter("datum.first").mark_rule(color=surface["rule"], aria=False)
    between = lines.mark_rule(strokeWidth=4, opacity=0.55, aria=False).encode(
        x=alt.X("score:Q", aggregate="min"),
        x2=alt.X2("score:Q", aggregate="max"),
        color=alt.Color("criterion:N", legend=None, scale=colour),
    )
    dots = lines.transform_filter("isValid(datum.score)").mark_point(
        size=110, strokeWidth=1.6, opacity=1
    )
    dots = dots.encode(
        x=score,
        shape=alt.Shape(
            "slot:O", legend=None, scale=alt.Scale(domain=[*range(len(SHAPES))], range=SHAPES)
        ),
        fill=alt.condition("datum.marked", alt.value(surface["paper"]), alt.value(surface["ink"])),
        stroke=alt.value(surface["ink"]),
        tooltip=tips(
            destination="Destination",
            name="Indicator",
            shown="Figure",
            points="Points of 100",
            year="Year",
            status="Status",
            source="Source",
        ),
    )
    heads = lines.transform_filter("datum.first")
    parts = lines.transform_filter("datum.head !== ''")
    soft: Any = {"color": surface["soft"], "dy": RISE, "fontSize": 12}
    texts = [
        heads.mark_text(
            align="left",
            x=0,
            dy=-RISE,
            fontSize=14,
            text=alt.expr("datum.name + datum.gaps"),
            limit=by_width(NARROW, "width", "0.55 * width"),
        ),
        heads.mark_text(
            align="right",
            x=alt.expr("width"),
            dy=-RISE,
            fontSize=14,
            text=by_width(NARROW, "''", "datum.values"),
            limit=alt.expr("0.6 * width"),
        ),
        heads.mark_text(**soft, align="left", x=0, text=alt.expr("datum.worst")),
        heads.mark_text(**soft, align="right", x=alt.expr("width"), text=alt.expr("datum.best")),
        parts.mark_text(
            align="left", x=0, fontSize=14, fontWeight=700, text=alt.expr("datum.head")
        ),
        parts.mark_rule(yOffset=RISE, color=surface["soft"], x=0, x2=alt.expr("width")),
    ]
    track = track.encode(x=alt.datum(0, type="quantitative"), x2=alt.datum(100))
    return layered(theme, alt.Step(ROW), track, between, dots, *texts)


def columns(lines: Sequence[ComparedIndicator]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the criteria split into two columns of about equal length, none of them divided."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.indicator.criterion] = counts.get(line.indicator.criterion, 1) + 1
    names, total = tuple(counts), sum(counts.values())
    heights = [*accumulate(counts.values(), initial=0)]
    cut = min(range(len(heights)), key=lambda place: abs(2 * heights[place] - total))
    return names[:cut], names[cut:]


def figures(
    lines: Sequence[ComparedIndicator],
    names: Mapping[str, str],
    criteria: Sequence[str] = (),
    heads: Mapping[str, str] | None = None,
) -> Rows:
    """Return one row for each indicator and destination; a missing figure has no score.

    Parameters
    ----------
    lines
        Indicators in the order in which they are drawn.
    names
        Names of destinations by country.
    criteria
        Draw only the indicators of these criteria; empty draws all.
    heads
        Names of criteria by id; if given, each is drawn in its own row above its indicators.
    """
    dots: list[dict[str, Any]] = []
    place, before = 0, ""
    for line in lines:
        criterion = line.indicator.criterion
        if criteria and criterion not in criteria:
            continue
        if heads and criterion != before:
            dots.append(_head(place, criterion, heads[criterion]))
            place += 1
        dots += [_row(place, slot, line, side, names) for slot, side in enumerate(line.sides)]
        place, before = place + 1, criterion
    return dots


def alt(rows: Rows) -> str:
    """Return the alternative text of the chart from its figures."""
    shown: dict[str, list[str]] = {}
    for row in rows:
        if row["destination"]:
            shown.setdefault(row["name"], []).append(f"{row['destination']} {row['shown']}")
    lines = "; ".join(f"{name}: {', '.join(parts)}" for name, parts in shown.items())
    return f"Destinations between the goalposts of each indicator. {lines}."


def _row(
    place: int, slot: int, line: ComparedIndicator, side: ComparedFigure, names: Mapping[str, str]
) -> dict[str, object]:
    item, figure = line.indicator, side.observation
    worst, best = _posts(item)
    missing = [names[other.country.id] for other in line.sides if other.observation is None]
    return {
        "place": place,
        "slot": slot,
        "first": slot == 0,
        "criterion": item.criterion,
        "head": "",
        "name": item.name,
        "gaps": f" (no figure: {', '.join(missing)})" if missing else "",
        "worst": worst,
        "best": best,
        "values": _values(line),
        "destination": names[side.country.id],
        "score": side.score,
        "points": "" if side.score is None else f"{side.score:.0f}",
        "shown": f"{amount(item, figure.value)} {unit(item)}" if figure else "no figure",
        "year": str(figure.year) if figure else "",
        "status": side.marks or (STATUS_WORDS[figure.status] if figure else ""),
        "marked": bool(side.marks),
        "source": ", ".join(source.producer for source in side.sources),
    }


def _head(place: int, criterion: str, name: str) -> dict[str, object]:
    words = ("name", "gaps", "worst", "best", "values", "destination", "points", "shown")
    return {
        "place": place,
        "slot": 0,
        "first": False,
        "criterion": criterion,
        "head": name,
        "score": None,
        "marked": False,
        **dict.fromkeys((*words, "year", "status", "source"), ""),
    }


def _posts(item: Indicator) -> tuple[str, str]:
    """Return the goalposts as text in the order of the track, the worse one first."""
    if item.goalpost_low is None or item.goalpost_high is None:
        return "", ""
    ends = amount(item, item.goalpost_low), amount(item, item.goalpost_high)
    return ends if item.direction > 0 else ends[::-1]


def _values(line: ComparedIndicator) -> str:
    """Return the figures of a line, each after its shape; empty if more than `MAX_VALUES`."""
    if len(line.sides) > MAX_VALUES:
        return ""
    figures = [
        f"{sign} {amount(line.indicator, side.observation.value)}"
        for sign, side in zip(SIGNS, line.sides, strict=False)
        if side.observation
    ]
    return f"{'   '.join(figures)} {unit(line.indicator)}" if figures else "no figure"
