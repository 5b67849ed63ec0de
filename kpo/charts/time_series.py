"""Time series, with the chosen countries named at the line ends: spec, figures and alt text."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from kpo.charts.chart import Rows
from kpo.charts.label_places import apart
from kpo.charts.marks import layered, picked, tips, years
from kpo.charts.scatter import number_axis
from kpo.core.model import Criterion
from kpo.core.text import number_of
from kpo.data.time_series import Point
from kpo.style import SURFACE, Theme

HEIGHT: Final = 480
LINE: Final = 17
"""Height of a label, in pixels."""

MARGIN: Final = 128
"""Width kept for the names at the right, in pixels."""


def figures(
    points: Sequence[Point],
    names: Mapping[str, str],
    chosen: Collection[str],
    texts: Sequence[str],
    log: bool = False,
) -> Rows:
    """Return one row per point, the chosen countries last so that they are drawn on top.

    `label_at` is the height of a chosen country's name: its last value, moved if names would
    overlap.
    """
    drawn = sorted(
        zip(points, texts, strict=True),
        key=lambda pair: (pair[0].country in chosen, pair[0].country, pair[0].year),
    )
    last = {item.country: item for item, _ in drawn if item.country in chosen}
    values = [item.value for item, _ in drawn]
    heights = dict(
        zip(last, spread([item.value for item in last.values()], values, log), strict=True)
    )
    return [
        {
            "country": item.country,
            "name": names[item.country],
            "year": item.year,
            "value": item.value,
            "text": text,
            "note": item.note,
            "line": f"{item.country} {item.segment}",
            "broken": item.broken,
            "marked": item.status != "reported",
            "chosen": item.country in chosen,
            "label": names[item.country] if item is last.get(item.country) else "",
            "label_at": heights[item.country] if item is last.get(item.country) else item.value,
            "label_year": max(item.year for item in points),
        }
        for item, text in drawn
    ]


def spread(values: Sequence[float], all_values: Sequence[float], log: bool) -> list[float]:
    """Return values moved apart until their labels do not overlap, within the drawn range.

    Examples
    --------
    >>> [round(value, 1) for value in spread([0.0, 0.0, 480.0], [0.0, 480.0], False)]
    [0.0, 17.0, 480.0]
    """
    if not values:
        return []
    change = np.log10 if log else np.asarray
    drawn = change(np.asarray(all_values, dtype=float))
    gap, highest = float(np.ptp(drawn)) * LINE / HEIGHT, float(drawn.max())
    moved = apart(change(np.asarray(values, dtype=float)).tolist(), gap, highest)
    return [float(10**value) for value in moved] if log else moved


def alt(subject: str, rows: Rows) -> str:
    """Return the alternative text of the lines."""
    if not rows:
        return f"No lines: no figure for {subject}."
    count = number_of(len({row["country"] for row in rows}), "country", "countries")
    every = [row["year"] for row in rows]
    years = f"{min(every)} to {max(every)}"
    own: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["chosen"]:
            own.setdefault(row["name"], []).append(row)
    lines = [
        f"{name} {first['text']} in {first['year']}, {last['text']} in {last['year']}"
        for name, (first, *_, last) in sorted(
            (name, [*part, part[-1]]) for name, part in own.items()
        )
    ]
    breaks = sum(row["broken"] for row in rows)
    marked = {0: "", 1: " 1 break in the series is marked."}.get(
        breaks, f" {breaks} breaks in the series are marked."
    )
    return f"Lines of {subject} for {count}, {years}. {'; '.join(lines)}.{marked}"


@lru_cache(maxsize=32)
def spec(theme: Theme, criterion: Criterion | None = None, log: bool = False) -> dict[str, Any]:
    """Return the spec without figures; chosen countries in the colour of a criterion."""
    import altair as alt

    colour = SURFACE[theme]
    hue = criterion.colour(theme) if criterion else colour["accent"]
    near = alt.selection_point(
        name="near", fields=["country"], on="pointerover", clear="pointerout", empty=False
    )
    year = years(MARGIN)
    scale = alt.Scale(type="log" if log else "linear", zero=False, nice=False)
    up = alt.Y(
        "value:Q",
        title=None,
        scale=scale,
        axis=number_axis(log),
    )
    when = alt.Tooltip("year:Q", title="Year", format="d")
    tooltip = [*tips(name="Country"), when, *tips(text="Figure", note="Note")]
    others = (
        alt.Chart()
        .mark_line(color=colour["rule"], strokeWidth=1, tooltip=None)
        .transform_filter("!datum.chosen")
        .encode(x=year, y=up, detail="line:N")
    )
    lines = (
        alt.Chart(name="lines")
        .mark_line(color=hue, strokeWidth=2.2, tooltip=None)
        .transform_filter("datum.chosen")
        .encode(
            x=year,
            y=up,
            detail=["line:N", "country:N"],
            opacity=alt.condition(
                "near.country && near.country[0] != datum.country", alt.value(0.3), alt.value(1)
            ),
        )
    )
    dots = [
        alt.Chart(name="dots" if test == "" else "others")
        .mark_point(size=30 if test == "" else 14, filled=True, strokeWidth=1.2, cursor="pointer")
        .transform_filter(f"{test}datum.chosen")
        .encode(
            x=year,
            y=up,
            fill=alt.condition("datum.marked", alt.value(colour["paper"]), alt.value(tone)),
            stroke=alt.value(tone),
            tooltip=tooltip,
        )
        for test, tone in (("!", colour["rule"]), ("", hue))
    ]
    dots[1] = dots[1].add_params(picked(), near)
    breaks = (
        alt.Chart()
        .mark_tick(orient="vertical", thickness=2, size=26, color=colour["warn"], tooltip=None)
        .transform_filter("datum.broken && datum.chosen")
        .encode(x=year, y=up)
    )
    labels = _labels(year, up, colour, scale)
    return layered(theme, HEIGHT, others, dots[0], lines, breaks, dots[1], *labels)


def _labels(year: Any, up: Any, colour: Mapping[str, str], scale: Any) -> tuple[Any, Any]:
    """Return the thin lines that lead to the names at the right, and the names."""
    import altair as alt

    named = alt.Chart().transform_filter("datum.label")
    end = alt.X("label_year:Q", scale=year["scale"], title=None)
    at = alt.Y("label_at:Q", scale=scale, title=None)
    lead = named.mark_rule(
        color=colour["rule"], strokeWidth=1, xOffset=6, x2Offset=24, aria=False
    ).encode(x=year, x2="label_year:Q", y=up, y2="label_at:Q")
    text = named.mark_text(align="left", dx=28, fontSize=13, fontWeight=600, tooltip=None).encode(
        x=end, y=at, text="label:N"
    )
    return lead, text
