"""Destinations by any two criteria; the area of a bubble is the graduate workforce."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from kpo.analysis.two_criteria import Spot
from kpo.charts.chart import Rows
from kpo.charts.label_places import LETTER
from kpo.charts.marks import halo, layered, tips
from kpo.core.text import number_of
from kpo.style import SURFACE, Theme

HEIGHT: Final = 460
MIDDLE: Final = 50
CLEAR: Final = 24
"""Distance of the upper corner labels above the frame, in pixels."""

SMALLEST, LARGEST = 24, 2600
"""Areas of a bubble without workforce and of the largest workforce, in square pixels."""


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data; the titles of the axes come from the data too."""
    import altair as alt

    surface = SURFACE[theme]
    figures = alt.Chart()
    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], domain=False, tickSize=0)
    places = figures.encode(
        x=alt.X("across:Q", scale=scale, axis=axis), y=alt.Y("up:Q", scale=scale, axis=axis)
    )
    area = alt.Scale(domain=[0, 1], range=[SMALLEST, LARGEST], clamp=True)
    bubbles = places.mark_circle(strokeWidth=1.4, opacity=1).encode(
        size=alt.Size("share:Q", legend=None, scale=area),
        fill=alt.condition(
            "datum.picked", alt.value(surface["accent"]), alt.value(surface["rule"])
        ),
        fillOpacity=alt.condition("datum.sized", alt.value(0.75), alt.value(0)),
        stroke=alt.condition("datum.picked", alt.value(surface["ink"]), alt.value(surface["soft"])),
        strokeDash=alt.condition("datum.marked", alt.value([4, 2]), alt.value([1, 0])),
        order=alt.Order("picked:O"),
        tooltip=tips(
            destination="Destination",
            across_shown="Across",
            up_shown="Up",
            workforce="Graduate workforce",
            words="Note",
        ),
    )
    reach = f"(6 + sqrt(max({SMALLEST}, {LARGEST} * datum.share) / PI))"
    end = f"datum.across * width / 100 + {reach} + {LETTER} * length(datum.destination)"
    names = [
        places.transform_filter("datum.labelled").mark_text(
            align=alt.expr(f"{end} > width ? 'right' : 'left'"),
            dx=alt.expr(f"{end} > width ? -{reach} : {reach}"),
            fontSize=14,
            text=alt.expr("datum.destination"),
            fontWeight=alt.expr("datum.picked ? 700 : 400"),
            **edge,
        )
        for edge in (halo(surface), {})
    ]
    once = figures.transform_filter("datum.place == 0")
    ends = [
        _corner(once, surface["soft"], alt.expr("datum.across_name"), 100, 0),
        _corner(once, surface["soft"], alt.expr("datum.up_name"), 0, 100),
        _corner(once, surface["soft"], "strong on both", 100, 100),
        _corner(once, surface["soft"], "weak on both", 0, 0),
    ]
    halves = figures.mark_rule(color=surface["rule"], aria=False)
    middle = alt.datum(MIDDLE, type="quantitative")
    lines = halves.encode(x=middle), halves.encode(y=middle)
    return layered(theme, HEIGHT, *lines, bubbles, *names, *ends)


def _corner(chart: Any, colour: str, text: Any, across: int, up: int) -> Any:
    """Return a label in one of the four corners; the upper ones clear the largest bubble."""
    import altair as alt

    side = {"align": "right", "dx": -5} if across else {"align": "left", "dx": 6}
    return chart.mark_text(
        **side, dy=-CLEAR if up else -9, color=colour, fontSize=13, text=text
    ).encode(x=alt.datum(across, type="quantitative"), y=alt.datum(up, type="quantitative"))


def figures(
    spots: Sequence[Spot],
    axes: tuple[str, str],
    names: Mapping[str, str],
    picked: Iterable[str],
    labels: int = 16,
) -> Rows:
    """Return one row per destination that has both scores.

    A destination whose workforce is unknown is drawn as an open ring of the smallest size: without
    a number the browser would leave it out.

    Parameters
    ----------
    spots
        From :func:`kpo.analysis.two_criteria.spots`.
    axes
        Names of the criteria across and up.
    names
        Names of destinations by country.
    picked
        Countries that stand out and are always named.
    labels
        Maximum number of destinations of which all are named; if there are more, only the picked
        and the undominated ones are.
    """
    chosen = set(picked)
    drawn = [spot for spot in spots if spot.across is not None and spot.up is not None]
    return [
        {
            "place": place,
            "destination": names[spot.country],
            "across": spot.across,
            "up": spot.up,
            "across_shown": f"{spot.across:.0f} of 100, {axes[0]}",
            "up_shown": f"{spot.up:.0f} of 100, {axes[1]}",
            "share": spot.share or 0.0,
            "sized": spot.share is not None,
            "workforce": spot.workforce,
            "picked": spot.country in chosen,
            "labelled": spot.country in chosen
            or len(drawn) <= labels
            or not any(_beats(other, spot) for other in drawn),
            "marked": bool(spot.marks),
            "words": ", ".join(spot.marks),
            "across_name": f"{axes[0]}, points \u2192",
            "up_name": f"\u2191 {axes[1]}, points",
        }
        for place, spot in enumerate(drawn)
    ]


def _beats(one: Spot, other: Spot) -> bool:
    """Tell whether `one` dominates `other`: as good on both criteria and better on one."""
    ours, theirs = ((item.across or 0.0, item.up or 0.0) for item in (one, other))
    return ours != theirs and all(a >= b for a, b in zip(ours, theirs, strict=True))


def alt(rows: Rows) -> str:
    """Return the alternative text of the chart from its figures."""
    count = number_of(len(rows), "destination", "destinations")
    points = [
        f"{row['destination']} {row['across_shown']} and {row['up_shown']}"
        for row in rows
        if row["labelled"]
    ]
    return f"{count} by two criteria. {'; '.join(points)}."
