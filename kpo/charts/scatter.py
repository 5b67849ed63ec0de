"""Scatter plot of two measures; the area of a bubble is the country's graduate workforce."""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final

from kpo.analysis.measures import Reading
from kpo.charts.chart import Frame, framed
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


def frame(
    both: Sequence[tuple[Reading, Reading]],
    titles: tuple[str, str],
    workforce: Mapping[str, float],
    chosen: Collection[str],
    texts: Sequence[tuple[str, str]],
    notes: Sequence[str],
    home: Collection[str] = (),
    logs: tuple[bool, bool] = (False, False),
) -> Frame:
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
    rows = framed(
        {
            "country": [x.country for x, _ in both],
            "name": [x.name for x, _ in both],
            "x": [float(x.value or 0.0) for x, _ in both],
            "y": [float(y.value or 0.0) for _, y in both],
            "x_text": [text for text, _ in texts],
            "y_text": [text for _, text in texts],
            "x_title": titles[0],
            "y_title": titles[1],
            "note": list(notes),
            "people": [workforce.get(x.country, 0.0) for x, _ in both],
            "sized": [x.country in workforce for x, _ in both],
            "chosen": [x.country in chosen for x, _ in both],
            "marked": [x.marked or y.marked for x, y in both],
        }
    )
    rows = rows.sort_values(["people", "country"], ascending=[False, True])
    most = rows["people"].max() or 1.0
    rows["radius"] = ((SMALLEST + (LARGEST - SMALLEST) * rows["people"] / most) / math.pi) ** 0.5
    rows["first"] = [place == 0 for place in range(len(rows))]
    rows["side"] = rows["narrow"] = 0
    wanted, wide = _wanted(rows, home), LETTER * rows["name"].map(len)
    for column, width in (("side", WIDE), ("narrow", NARROW)):
        across, up = _pixels(rows["x"], width, logs[0]), _pixels(rows["y"], HEIGHT, logs[1])
        spots = [
            LabelledPoint(across[at], HEIGHT - up[at], rows.at[at, "radius"], wide[at])
            for at in wanted
        ]
        rows.loc[wanted, column] = [place.side for place in places(spots, width, HEIGHT)]
    return rows


def _wanted(rows: Frame, home: Collection[str]) -> list[Any]:
    """Return the index of the rows to name: the chosen, then the extremes, then those of `home`."""
    if rows.empty:
        return []
    ends = [end for name in ("x", "y") for end in (rows[name].idxmin(), rows[name].idxmax())]
    at_home = rows.index[rows["country"].isin(list(home))]
    return list(dict.fromkeys([*rows.index[rows["chosen"]], *ends, *at_home]))


def _pixels(values: Any, length: int, log: bool) -> Any:
    """Return the approximate position of each value on an axis, in pixels."""
    drawn = values.map(math.log) if log and (values > 0).all() else values
    span = (drawn.max() - drawn.min()) or 1.0
    return PADDING + (length - 2 * PADDING) * (drawn - drawn.min()) / span


def alt(rows: Frame, sentence: str) -> str:
    """Return the alternative text of the scatter plot."""
    if rows.empty:
        return "No points: no country of this selection has both figures."
    own = "; ".join(
        f"{row.name} {row.x_text} and {row.y_text}"
        for row in rows[rows["chosen"]].itertuples(index=False)
    )
    axes = f"{rows['x_title'].iloc[0]} across and {rows['y_title'].iloc[0]} up"
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
    """Return the title of an axis as text from the frame, so that the spec stays the same."""
    import altair as alt

    return (
        alt.Chart()
        .transform_filter("datum.first")
        .mark_text(
            align=align, dy=dy, color=colour["soft"], fontSize=13, baseline="bottom", tooltip=None
        )
        .encode(x=alt.value(x), y=alt.value(y), text=f"{field}:N")
    )
