"""Stability intervals: the weights at which the leader stays first, a tick at the weight now."""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any, Final, Literal

from kpo.charts.chart import Chart
from kpo.charts.marks import by_width, layered, row_label, row_number, rows, tips
from kpo.core.model import Criterion
from kpo.robustness.tipping_points import StabilityInterval, leader_stability_intervals
from kpo.scoring.ranking import Ranking
from kpo.style import SURFACE, Theme

ROW: Final = 38
NARROW: Final = 560


def stability(ranking: Ranking, names: Mapping[str, str]) -> Chart:
    """Return the chart of how far each weight can move while the leader stays first."""
    criteria, leader = ranking.catalog.criteria, names[ranking.rows[0].country]
    rows = [
        {
            "place": place,
            "criterion": item.criterion,
            "name": criteria[item.criterion].name,
            "short": criteria[item.criterion].short_name,
            "lower": item.lower,
            "upper": item.upper,
            "now": item.now,
            "now_text": f"{item.now:.0f} %",
            "range": range_text(item),
            "below": names.get(item.below or "", ""),
            "above": names.get(item.above or "", ""),
        }
        for place, item in enumerate(leader_stability_intervals(ranking))
    ]
    ranges = [
        f"{row['name']} {row['range']}, now {row['now_text']}"
        + (f", below it {row['below']}" if row["below"] else "")
        + (f", above it {row['above']}" if row["above"] else "")
        for row in rows
    ]
    return Chart(
        f"How far each weight can move while {leader} leads",
        partial(spec, criteria=tuple(criteria.values())),
        rows,
        f"Weights within which {leader} stays first. {'; '.join(ranges)}.",
    )


@lru_cache(maxsize=16)
def spec(theme: Theme, criteria: tuple[Criterion, ...]) -> dict[str, Any]:
    """Return the chart without its data, ranges in the colours of their criteria."""
    import altair as alt

    surface, colours = SURFACE[theme], {item.id: item.colour(theme) for item in criteria}
    reach = [by_width(NARROW, 96, 300), by_width(NARROW, "width - 74", "width - 236")]
    scale = alt.Scale(domain=[0, 100], nice=False, range=reach)
    axis = alt.Axis(title="Weight, %", tickCount=5, domain=False, orient="top")
    tooltip = tips(
        name="Criterion",
        now_text="Weight now",
        range="Leads from and to",
        below="Below that leads",
        above="Above that leads",
    )
    weights = rows(0.5, 0.3, tooltip=tooltip)
    kept = weights.mark_bar(height=14).encode(
        x=alt.X("lower:Q", scale=scale, axis=axis),
        x2="upper:Q",
        color=alt.Color(
            "criterion:N",
            legend=None,
            scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        ),
    )
    halo = weights.mark_tick(thickness=7, size=26).encode(
        x=alt.X("now:Q", scale=scale), color=alt.value(surface["paper"])
    )
    now = weights.mark_tick(thickness=3, size=26).encode(
        x=alt.X("now:Q", scale=scale), color=alt.value(surface["ink"])
    )
    words = by_width(NARROW, "datum.short", "datum.name")
    names = row_label(weights, words, limit=by_width(NARROW, 90, 150))
    marks: tuple[tuple[str, str, Literal["left", "right"], int], ...] = (
        ("lower", "below", "right", -7),
        ("upper", "above", "left", 7),
    )
    ends = [
        weights.mark_text(
            baseline="middle",
            align=align,
            dx=shift,
            fontSize=13,
            limit=144,
            color=surface["soft"],
            text=by_width(NARROW, "''", f"datum.{who}"),
        ).encode(x=alt.X(f"{end}:Q", scale=scale))
        for end, who, align, shift in marks
    ]
    shown = row_number(weights, "datum.range")
    return layered(theme, alt.Step(ROW), kept, halo, now, names, *ends, shown)


def range_text(item: StabilityInterval) -> str:
    """Return a stability interval as it is shown, in whole per cents.

    Examples
    --------
    >>> range_text(StabilityInterval("english", 30.0, 12.4, 41.0, "IND", "PHL"))
    '13\u201341 %'
    """
    lower, upper = item.shown_ends()
    return f"{lower:g}\u2013{upper:g} %"
