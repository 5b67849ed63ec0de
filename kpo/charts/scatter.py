"""Scatter plot of two measures; the area of a bubble is the country's graduate workforce."""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final

from kpo.analysis.measures import Reading
from kpo.charts.chart import Rows
from kpo.charts.label_places import GAP, LETTER, LabelledPoint, places
from kpo.charts.marks import edges, layered, picked, tips
from kpo.core.text import number_of
from kpo.style import SURFACE, Theme

HEIGHT: Final = 500
SMALLEST, LARGEST = 24, 1500
"""Areas of the bubbles, in square pixels."""

PADDING: Final = 24
WIDE, NARROW = 1100, 330
"""The two widths, in pixels, for which names are placed."""

WITHOUT_ROOM: Final = 620
"""Width in pixels below which the places computed for `NARROW` are used."""

TICKS: Final = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',.3~r') + ' bn' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',.3~r') + ' m' : "
    "format(datum.value, ',.4~r')"
)
"""Label expression of an axis, which shortens thousands of millions to bn and millions to m."""

ROUND: Final = "indexof('125', format(datum.value, '.1e')[0]) >= 0"
"""Test for the ticks of a logarithmic axis that have a label: those that begin with 1, 2 or 5."""


def figures(
    both: Sequence[tuple[Reading, Reading]],
    titles: tuple[str, str],
    workforce: Mapping[str, float],
    chosen: Collection[str],
    texts: Sequence[tuple[str, str]],
    notes: Sequence[str],
    home: Collection[str] = (),
    logs: tuple[bool, bool] = (False, False),
) -> Rows:
    """Return one row per country that has both numbers, large bubbles first.

    Parameters
    ----------
    both
        The readings on the x axis and on the y axis.
    titles
        Titles of the axes, with the unit.
    workforce
        Graduates by country; a country without the figure is drawn as an open ring.
    home
        Countries that are named too, after the chosen ones and the extremes, if there is room.
    logs
        Which of the axes are logarithmic.
    """
    if not both:
        return []
    rows: list[dict[str, Any]] = [
        {
            "country": x.country,
            "name": x.name,
            "x": float(x.value or 0.0),
            "y": float(y.value or 0.0),
            "x_text": x_text,
            "y_text": y_text,
            "x_title": titles[0],
            "y_title": titles[1],
            "note": note,
            "people": workforce.get(x.country, 0.0),
            "sized": x.country in workforce,
            "chosen": x.country in chosen,
            "marked": x.marked or y.marked,
        }
        for (x, y), (x_text, y_text), note in zip(both, texts, notes, strict=True)
    ]
    rows.sort(key=lambda row: (-row["people"], row["country"]))
    most = rows[0]["people"] or 1.0
    for place, row in enumerate(rows):
        area = SMALLEST + (LARGEST - SMALLEST) * row["people"] / most
        row |= {"radius": (area / math.pi) ** 0.5, "first": place == 0, "side": 0, "narrow": 0}
    wanted = _wanted(rows, home)
    for column, width in (("side", WIDE), ("narrow", NARROW)):
        across = _pixels([row["x"] for row in rows], width, logs[0])
        up = _pixels([row["y"] for row in rows], HEIGHT, logs[1])
        spots = [
            LabelledPoint(
                across[at], HEIGHT - up[at], rows[at]["radius"], LETTER * len(rows[at]["name"])
            )
            for at in wanted
        ]
        for at, label in zip(wanted, places(spots, width, HEIGHT), strict=True):
            rows[at][column] = label.side
    return rows


def _wanted(rows: Rows, home: Collection[str]) -> list[int]:
    """Return the places of the rows to name: the chosen, the extremes, then those of `home`."""
    ends = [
        end(range(len(rows)), key=[row[axis] for row in rows].__getitem__)
        for axis in ("x", "y")
        for end in (min, max)
    ]
    chosen = [at for at, row in enumerate(rows) if row["chosen"]]
    at_home = [at for at, row in enumerate(rows) if row["country"] in home]
    return list(dict.fromkeys([*chosen, *ends, *at_home]))


def _pixels(values: Sequence[float], length: int, log: bool) -> list[float]:
    """Return the approximate position of each value on an axis, in pixels."""
    drawn = [math.log(value) for value in values] if log and min(values) > 0 else values
    low = min(drawn)
    span = (max(drawn) - low) or 1.0
    return [PADDING + (length - 2 * PADDING) * (value - low) / span for value in drawn]


def alt(rows: Rows, sentence: str) -> str:
    """Return the alternative text of the scatter plot."""
    if not rows:
        return "No points: no country of this selection has both figures."
    own = "; ".join(
        f"{row['name']} {row['x_text']} and {row['y_text']}" for row in rows if row["chosen"]
    )
    axes = f"{rows[0]['x_title']} across and {rows[0]['y_title']} up"
    count = number_of(len(rows), "country", "countries")
    return f"Scatter of {count}, {axes}. {sentence} {own}".strip()


@cache
def spec(theme: Theme, x_log: bool = False, y_log: bool = False) -> dict[str, Any]:
    """Return the spec without figures; a logarithmic axis needs positive numbers."""
    import altair as alt

    colour = SURFACE[theme]
    x = alt.X("x:Q", title=None, axis=number_axis(x_log), scale=_scale(x_log))
    y = alt.Y("y:Q", title=None, axis=number_axis(y_log), scale=_scale(y_log))
    tone = alt.condition("datum.chosen", alt.value(colour["accent"]), alt.value(colour["soft"]))
    size = alt.Size(
        "people:Q",
        legend=None,
        scale=alt.Scale(type="linear", zero=True, range=[SMALLEST, LARGEST]),
    )
    points = (
        alt.Chart(name="points")
        .mark_circle(cursor="pointer", strokeWidth=1.2)
        .encode(
            x=x,
            y=y,
            size=size,
            fill=tone,
            stroke=tone,
            strokeOpacity=alt.value(1),
            fillOpacity=alt.condition(
                "datum.marked || !datum.sized", alt.value(0), alt.value(0.32)
            ),
            tooltip=tips(name="Country", x_text="Across", y_text="Up", note="Note"),
        )
        .add_params(picked())
    )
    names = [_names(x, y, edge) for edge in edges(colour)]
    across = _title("x_title", colour, x="width", y="height", align="right", dy=-8)
    above = _title("y_title", colour, x=0, y=0, align="left", dy=-12)
    return layered(theme, HEIGHT, points, *names, across, above)


def number_axis(log: bool) -> Any:
    """Return an axis whose labels stay short whatever the size of the numbers."""
    import altair as alt

    return alt.Axis(
        labelExpr=f"{ROUND} ? ({TICKS}) : ''" if log else TICKS,
        tickCount=5,
        ticks=False,
        domain=False,
        labelPadding=6,
        labelOverlap=True,
        grid=not log,
    )


def _scale(log: bool) -> Any:
    import altair as alt

    return alt.Scale(type="log" if log else "linear", zero=False, nice=not log, padding=PADDING)


def _names(x: Any, y: Any, edge: Mapping[str, Any]) -> Any:
    import altair as alt

    side = f"(width < {WITHOUT_ROOM} ? datum.narrow : datum.side)"
    return (
        alt.Chart()
        .mark_text(
            align=alt.expr(f"{side} < 0 ? 'right' : 'left'"),
            dx=alt.expr(f"{side} * (datum.radius + {GAP:g})"),
            text=alt.expr(f"{side} ? datum.name : ''"),
            fontSize=13,
            fontWeight=alt.expr("datum.chosen ? 600 : 400"),
            tooltip=None,
            **edge,
        )
        .transform_filter("datum.side || datum.narrow")
        .encode(x=x, y=y)
    )


def _title(field: str, colour: Mapping[str, str], x: Any, y: Any, align: Any, dy: int) -> Any:
    """Return the title of an axis as text from the figures, so that the spec stays the same."""
    import altair as alt

    return (
        alt.Chart()
        .transform_filter("datum.first")
        .mark_text(
            align=align, dy=dy, color=colour["soft"], fontSize=13, baseline="bottom", tooltip=None
        )
        .encode(x=alt.value(x), y=alt.value(y), text=f"{field}:N")
    )
