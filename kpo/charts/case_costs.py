"""Cost per productive hour in parts, one bar a destination, and home as one line through all."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.case_style import NARROW, PART_COLOURS
from kpo.charts.chart import FIGURES, constant
from kpo.style import SURFACE, Theme

if TYPE_CHECKING:
    import pandas

ROW: Final = 36
NAMES: Final = 150
AFTER: Final = 150
"""Room for the two columns of numbers, in pixels."""

LIFTED: Final = f"{NARROW} ? -9 : 0"
LOWERED: Final = f"{NARROW} ? 8 : 0"
"""On a narrow screen names stand above their bars, so that none is cut."""


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data."""
    import altair as alt

    surface, colours = SURFACE[theme], PART_COLOURS[theme]
    scale = alt.Scale(
        nice=False,
        zero=True,
        range=[
            alt.expr(f"{NARROW} ? 0 : {NAMES}"),
            alt.expr(f"{NARROW} ? width - 104 : width - {AFTER}"),
        ],
    )
    rows = alt.Chart().encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.42, paddingOuter=0.24))
    )
    axis = alt.Axis(title=None, tickCount=5, domain=False, orient="top", grid=False, format=",~s")
    bars = (
        rows.transform_filter("datum.part >= 0")
        .mark_bar(
            stroke=surface["paper"],
            strokeWidth=1,
            height=alt.expr(f"{NARROW} ? 12 : 21"),
            yOffset=alt.expr(LOWERED),
        )
        .encode(
            x=alt.X("start:Q", scale=scale, axis=axis),
            x2="end:Q",
            color=alt.Color(
                "part:O",
                legend=None,
                scale=alt.Scale(domain=list(range(len(colours))), range=list(colours)),
            ),
            opacity=alt.condition("datum.marked", alt.value(0.55), alt.value(1)),
            tooltip=[
                alt.Tooltip("name:N", title="Destination"),
                alt.Tooltip("part_name:N", title="Part"),
                alt.Tooltip("shown:N", title="An hour"),
            ],
        )
    )
    heads = rows.transform_filter("datum.head")
    text: Any = {"baseline": "middle", "fontSize": 14}
    names = heads.mark_text(
        **text,
        align="left",
        x=0,
        yOffset=alt.expr(LIFTED),
        text=alt.expr("datum.name"),
        fontWeight=alt.expr("datum.focus ? 700 : 400"),
        limit=alt.expr(f"{NARROW} ? width : {NAMES - 8}"),
    )
    totals = heads.mark_text(
        **text,
        align="right",
        x=alt.expr(f"{NARROW} ? width - 60 : width - 84"),
        yOffset=alt.expr(LOWERED),
        fontWeight=700,
        text=alt.expr("datum.total"),
    )
    against = heads.mark_text(
        **text,
        align="right",
        x=alt.expr("width"),
        yOffset=alt.expr(LOWERED),
        text=alt.expr("datum.against"),
        fontWeight=alt.expr("datum.dearer ? 700 : 400"),
        color=alt.expr(f"datum.dearer ? '{surface['warn']}' : '{surface['soft']}'"),
    )
    home = (
        alt.Chart()
        .transform_filter("datum.home")
        .transform_aggregate(hour="max(total_value)")
        .mark_rule(color=surface["ink"], strokeWidth=1.4, aria=False)
        .encode(x=alt.X("hour:Q", scale=scale, axis=axis))
    )
    figures = alt.NamedData(FIGURES)
    chart = alt.layer(bars, home, names, totals, against, data=figures).properties(
        width="container", height=alt.Step(ROW)
    )
    return constant(chart, theme)


def frame(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], focus: str
) -> "pandas.DataFrame":
    """Return one row for each destination and part that costs something.

    Parameters
    ----------
    rows
        By destination, cheapest first: ``country``, ``name``, ``parts``, ``total`` and ``against``
        in words, ``total_value``, ``dearer``, ``home``, ``marked`` and ``hourly`` for each part.
    names
        Of the parts.
    """
    import pandas

    made: list[dict[str, object]] = []
    for place, row in enumerate(rows):
        start = 0.0
        for at, part in enumerate(row["parts"]):
            if part <= 0 and at:
                continue
            made.append(
                {
                    "place": place,
                    "name": row["name"],
                    "head": at == 0,
                    "focus": row["country"] == focus,
                    "home": row["home"],
                    "part": at,
                    "part_name": names[at],
                    "start": start,
                    "end": start + max(part, 0.0),
                    "shown": row["hourly"][at],
                    "total": row["total"],
                    "total_value": row["total_value"],
                    "against": row["against"],
                    "dearer": row["dearer"],
                    "marked": row["marked"] and at == 0,
                }
            )
            start += max(part, 0.0)
    return pandas.DataFrame(made)


def alt(data: "pandas.DataFrame", currency: str) -> str:
    """Return the chart in words, from what it draws."""
    heads = data[data["head"]]
    said = [f"{row.name_} {row.total} {row.against}" for row in _named(heads)]
    return f"Cost per productive hour in {currency}, all in. {'; '.join(said)}."


def _named(data: "pandas.DataFrame") -> Any:
    return data.rename(columns={"name": "name_"}).itertuples(index=False)
