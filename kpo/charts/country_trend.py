"""Small time series: one destination, the client dashed, the others in grey behind them.

A line ends if years are missing and at a break of the series, which is marked. A figure that is
not as reported, such as one of another definition, is a hollow point.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, Literal

from kpo.charts.chart import Rows
from kpo.charts.marks import layered, tips, years
from kpo.core.model import Criterion
from kpo.core.numbers import true_minus
from kpo.data.time_series import Point
from kpo.style import SURFACE, Theme

Role = Literal["focus", "client", "other"]
ROLES: Final[tuple[Role, ...]] = ("focus", "client", "other")
HEIGHT: Final = 220
MARGIN: Final = 96
"""Width kept for the names at the right, in pixels."""


@dataclass(frozen=True)
class TrendLine:
    """Every year of one country, oldest first, and its role in the chart."""

    name: str
    role: Role
    points: Sequence[Point]


def figures(series: Iterable[TrendLine]) -> Rows:
    """Return one row per figure, in the order of drawing.

    `label` is the country's name in the last row of the destination and of the client, else empty.
    """
    return [
        {
            "country": item.name,
            "role": item.role,
            "year": point.year,
            "value": point.value,
            "status": point.status.replace("_", " "),
            "line": f"{item.name} {point.segment}",
            "broken": point.broken,
            "label": item.name if point is item.points[-1] and item.role != "other" else "",
        }
        for item in series
        for point in item.points
    ]


def alt(rows: Rows, subject: str) -> str:
    """Return the alternative text: first and last figure of the destination and the client."""
    lines = []
    for role in ROLES[:2]:
        part = sorted((row for row in rows if row["role"] == role), key=itemgetter("year"))
        if part:
            first, last = part[0], part[-1]
            text = f"{true_minus(format(first['value'], ',.4g'))} in {first['year']}"
            if len(part) > 1:
                text += f", {true_minus(format(last['value'], ',.4g'))} in {last['year']}"
            lines.append(f"{first['country']} {text}")
    others = len({row["country"] for row in rows if row["role"] == "other"})
    grey = f"; {others} others in grey" if others else ""
    return f"{subject} over the years: {'; '.join(lines) or 'no figure'}{grey}."


@lru_cache(maxsize=32)
def spec(theme: Theme, criterion: Criterion | None = None) -> dict[str, Any]:
    """Return the spec without figures, the destination in the colour of a criterion.

    The vertical axis has no title: its unit changes with the figures, and the page shows it above.
    """
    import altair

    colour = SURFACE[theme]
    hue = criterion.colour(theme) if criterion else colour["accent"]
    tones = [hue, colour["ink"], colour["soft"]]
    dashes = altair.Scale(domain=list(ROLES), range=[[1, 0], [5, 4], [1, 0]])
    role = altair.Color("role:N", scale=altair.Scale(domain=list(ROLES), range=tones), legend=None)
    faint = altair.condition("datum.role == 'other'", altair.value(0.4), altair.value(1))
    base = altair.Chart().encode(
        x=years(MARGIN),
        y=altair.Y(
            "value:Q",
            title=None,
            scale=altair.Scale(zero=False),
            axis=altair.Axis(tickCount=4, domain=False, ticks=False),
        ),
        color=role,
        opacity=faint,
    )
    line = base.mark_line(strokeWidth=2, tooltip=None).encode(
        detail=["line:N", "country:N"],
        strokeDash=altair.StrokeDash("role:N", scale=dashes, legend=None),
    )
    hollow = altair.condition("datum.status == 'reported'", role, altair.value(colour["paper"]))
    point = base.mark_point(filled=True, size=24, strokeWidth=1.4).encode(
        fill=hollow,
        stroke=role,
        tooltip=[
            *tips(country="Country"),
            altair.Tooltip("year:Q", title="Year", format="d"),
            altair.Tooltip("value:Q", title="Figure", format=",.6~g"),
            *tips(status="Status"),
        ],
    )
    broken = (
        base.transform_filter("datum.broken && datum.role != 'other'")
        .mark_tick(orient="vertical", thickness=1.6, size=18, tooltip=None, aria=False)
        .encode(color=altair.value(colour["warn"]))
    )
    label = (
        base.transform_filter("datum.label")
        .mark_text(align="left", dx=8, fontSize=13, fontWeight=600, tooltip=None, aria=False)
        .encode(text="label:N")
    )
    return layered(theme, HEIGHT, line, point, broken, label)
