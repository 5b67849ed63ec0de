"""Cost per productive hour in parts, one bar a destination, and home as one line through all."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from kpo.charts.case_style import NARROW, PART_COLOURS
from kpo.charts.chart import Frame, framed
from kpo.charts.marks import by_width, layered, row_label, row_number, rows, tips
from kpo.style import SURFACE, Theme

ROW: Final = 36
NAMES: Final = 150
AFTER: Final = 150
"""Room for the two columns of numbers, in pixels."""


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data.

    On a narrow screen names stand above their bars, so that none is cut.
    """
    import altair as alt

    surface, colours, lowered = SURFACE[theme], PART_COLOURS[theme], by_width(NARROW, 8, 0)
    ends = [by_width(NARROW, 0, NAMES), by_width(NARROW, "width - 104", f"width - {AFTER}")]
    scale = alt.Scale(nice=False, zero=True, range=ends)
    places = rows(0.42, 0.24)
    axis = alt.Axis(title=None, tickCount=5, domain=False, orient="top", grid=False, format=",~s")
    bars = (
        places.transform_filter("datum.part >= 0")
        .mark_bar(
            stroke=surface["paper"], strokeWidth=1, height=by_width(NARROW, 12, 21), yOffset=lowered
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
            tooltip=tips(name="Destination", part_name="Part", shown="An hour"),
        )
    )
    heads = places.transform_filter("datum.head")
    names = row_label(
        heads,
        "datum.name",
        yOffset=by_width(NARROW, -9, 0),
        fontWeight=alt.expr("datum.focus ? 700 : 400"),
        limit=by_width(NARROW, "width", NAMES - 8),
    )
    end = by_width(NARROW, "width - 60", "width - 84")
    totals = row_number(heads, "datum.total", end, yOffset=lowered, fontWeight=700)
    against = row_number(
        heads,
        "datum.against",
        yOffset=lowered,
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
    return layered(theme, alt.Step(ROW), bars, home, names, totals, against)


def frame(outcomes: Sequence[Mapping[str, Any]], names: Sequence[str], focus: str) -> Frame:
    """Return one row for each destination and part that costs something.

    Parameters
    ----------
    outcomes
        By destination, cheapest first: ``country``, ``name``, ``parts``, ``total`` and ``against``
        in words, ``total_value``, ``dearer``, ``home``, ``marked`` and ``hourly`` for each part.
    names
        Of the parts.
    """
    bars: list[dict[str, object]] = []
    for place, row in enumerate(outcomes):
        start = 0.0
        for at, part in enumerate(row["parts"]):
            if part <= 0 and at:
                continue
            bars.append(
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
    return framed(bars)


def alt(data: Frame, currency: str) -> str:
    """Return the chart in words, from what it draws."""
    heads = data[data["head"]].itertuples(index=False)
    costs = "; ".join(f"{row.name} {row.total} {row.against}" for row in heads)
    return f"Cost per productive hour in {currency}, all in. {costs}."
