"""Two measures against each other, a bubble for each country's graduate workforce."""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.chart import FIGURES, constant
from kpo.charts.label_places import LabelledPoint, sides
from kpo.core.text import number_of
from kpo.style import SURFACE, Theme

if TYPE_CHECKING:
    import pandas

    from kpo.analysis.measures import Reading

HEIGHT: Final = 500
PICKED: Final = "picked"
SMALLEST, LARGEST = 24, 1500
"""Areas of the bubbles, in square pixels."""

PADDING: Final = 24
WIDE, NARROW = 1100, 330
"""Widths, in pixels, for which names are given their places."""

IS_NARROW: Final = "width < 620"

TICKS: Final = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',.3~r') + ' bn' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',.3~r') + ' m' : "
    "format(datum.value, ',.4~r')"
)
"""How an axis says its numbers, whatever their size."""

ROUND: Final = "indexof('125', format(datum.value, '.1e')[0]) >= 0"
"""Which ticks of a logarithmic axis are said."""


def frame(
    both: Sequence[tuple["Reading", "Reading"]],
    titles: tuple[str, str],
    workforce: Mapping[str, float],
    chosen: Collection[str],
    texts: Sequence[tuple[str, str]],
    notes: Sequence[str],
    home: Collection[str] = (),
    logs: tuple[bool, bool] = (False, False),
) -> "pandas.DataFrame":
    """Return one row a country that has both numbers, large bubbles first.

    Parameters
    ----------
    both
        The reading on the x axis and on the y axis.
    titles
        What stands on the axes, with the unit.
    workforce
        Graduates by country; a country without the figure gets an open ring.
    home
        Countries that are named beside the chosen ones and the extremes, where there is room.
    logs
        Which of the axes are logarithmic.
    """
    import pandas as pd

    made = pd.DataFrame(
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
    made = made.sort_values(["people", "country"], ascending=[False, True])
    most = made["people"].max() or 1.0
    made["radius"] = ((SMALLEST + (LARGEST - SMALLEST) * made["people"] / most) / math.pi) ** 0.5
    made["first"] = [place == 0 for place in range(len(made))]
    made["side"] = made["narrow"] = ""
    wanted = _wanted(made, home)
    for column, width in (("side", WIDE), ("narrow", NARROW)):
        across, up = _pixels(made["x"], width, logs[0]), _pixels(made["y"], HEIGHT, logs[1])
        spots = [
            LabelledPoint(across[at], HEIGHT - up[at], made.at[at, "radius"], made.at[at, "name"])
            for at in wanted
        ]
        made.loc[wanted, column] = sides(spots, width, HEIGHT)
    return made


def _wanted(made: "pandas.DataFrame", home: Collection[str]) -> list[Any]:
    """Return the rows to name, the chosen first, then the extremes, then those at home here."""
    if made.empty:
        return []
    ends = [end for name in ("x", "y") for end in (made[name].idxmin(), made[name].idxmax())]
    rows = [*made.index[made["chosen"]], *ends, *made.index[made["country"].isin(list(home))]]
    return list(dict.fromkeys(rows))


def _pixels(values: "pandas.Series[float]", length: int, log: bool) -> "pandas.Series[float]":
    """Return about how far along an axis each value stands."""
    drawn = values.map(math.log) if log and (values > 0).all() else values
    span = (drawn.max() - drawn.min()) or 1.0
    return PADDING + (length - 2 * PADDING) * (drawn - drawn.min()) / span


def alt(made: "pandas.DataFrame", said: str) -> str:
    """Return what the scatter shows, in words."""
    if made.empty:
        return "No points: no country of this selection has both figures."
    own = "; ".join(
        f"{row.name} {row.x_text} and {row.y_text}"
        for row in made[made["chosen"]].itertuples(index=False)
    )
    axes = f"{made['x_title'].iloc[0]} across and {made['y_title'].iloc[0]} up"
    return (
        f"Scatter of {number_of(len(made), 'country', 'countries')}, {axes}. {said} {own}".strip()
    )


@cache
def spec(theme: Theme, x_log: bool = False, y_log: bool = False) -> dict[str, Any]:
    """Return the scatter without its figures; a logarithmic axis needs positive numbers."""
    import altair as alt

    colour = SURFACE[theme]
    picked = alt.selection_point(name=PICKED, fields=["country"], on="click", clear=False)
    x = alt.X("x:Q", title=None, axis=_axis(x_log), scale=_scale(x_log))
    y = alt.Y("y:Q", title=None, axis=_axis(y_log), scale=_scale(y_log))
    tooltip = [
        alt.Tooltip("name:N", title="Country"),
        alt.Tooltip("x_text:N", title="Across"),
        alt.Tooltip("y_text:N", title="Up"),
        alt.Tooltip("note:N", title="Note"),
    ]
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
            fill=alt.condition(
                "datum.chosen", alt.value(colour["accent"]), alt.value(colour["soft"])
            ),
            stroke=alt.condition(
                "datum.chosen", alt.value(colour["accent"]), alt.value(colour["soft"])
            ),
            strokeOpacity=alt.value(1),
            fillOpacity=alt.condition(
                "datum.marked || !datum.sized", alt.value(0), alt.value(0.32)
            ),
            tooltip=tooltip,
        )
        .add_params(picked)
    )
    return constant(
        alt.layer(
            points,
            *[_names(x, y, colour, halo) for halo in (True, False)],
            _title("x_title", colour, x="width", y="height", align="right", dy=-8),
            _title("y_title", colour, x=0, y=0, align="left", dy=-12),
            data=alt.NamedData(FIGURES),
        ).properties(width="container", height=HEIGHT),
        theme,
    )


def _axis(log: bool) -> Any:
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


def _names(x: Any, y: Any, colour: Mapping[str, str], halo: bool) -> Any:
    import altair as alt

    edge: dict[str, Any] = {"stroke": colour["paper"], "strokeWidth": 3.5} if halo else {}
    side = f"({IS_NARROW} ? datum.narrow : datum.side)"
    return (
        alt.Chart()
        .mark_text(
            align=alt.expr(f"{side} === 'left' ? 'right' : 'left'"),
            dx=alt.expr(f"({side} === 'left' ? -1 : 1) * (datum.radius + 4)"),
            text=alt.expr(f"{side} ? datum.name : ''"),
            fontSize=13,
            fontWeight=alt.expr("datum.chosen ? 600 : 400"),
            color=colour["paper"] if halo else colour["ink"],
            aria=not halo,
            tooltip=None,
            **edge,
        )
        .transform_filter("datum.side || datum.narrow")
        .encode(x=x, y=y)
    )


def _title(field: str, colour: Mapping[str, str], x: Any, y: Any, align: Any, dy: int) -> Any:
    """Return what an axis measures, as text from the frame so that the spec stays the same."""
    import altair as alt

    return (
        alt.Chart()
        .transform_filter("datum.first")
        .mark_text(
            align=align, dy=dy, color=colour["soft"], fontSize=13, baseline="bottom", tooltip=None
        )
        .encode(x=alt.value(x), y=alt.value(y), text=f"{field}:N")
    )
