"""Waterfall of one destination's lead over another, step by step, in points."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from kpo.analysis.comparison import Step
from kpo.charts.chart import Rows
from kpo.charts.marks import by_width, layered, row_label, row_number, rows, tips
from kpo.core.model import Criterion
from kpo.core.numbers import signed
from kpo.style import SURFACE, Theme

ROW: Final = 32
LEAD: Final = "lead"
MIN_POINTS: Final = 0.05
"""Minimum points of a step with a bar; a smaller one would be shown as 0.0."""

NARROW: Final = 680
"""Width in pixels below which the figures are not drawn; they stay in the chart's table."""


@lru_cache(maxsize=16)
def spec(theme: Theme, criteria: tuple[Criterion, ...]) -> dict[str, Any]:
    """Return the chart without its data: one row per step, in the colour of its criterion."""
    import altair as alt

    surface = SURFACE[theme]
    colours = {item.id: item.colour(theme) for item in criteria} | {LEAD: surface["ink"]}
    ends = [by_width(NARROW, 112, 216), by_width(NARROW, "width - 52", "width - 374")]
    scale = alt.Scale(nice=False, range=ends)
    colour = alt.Scale(domain=list(colours), range=list(colours.values()))
    axis = alt.Axis(
        title="Points of the lead",
        tickCount=5,
        domain=False,
        labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.1~f')",
    )
    parts = rows(0.4, 0.2)
    bars = parts.mark_bar(strokeWidth=1.3).encode(
        x=alt.X("start:Q", scale=scale, axis=axis),
        x2="end:Q",
        fill=alt.Fill("criterion:N", legend=None, scale=colour),
        stroke=alt.Stroke("criterion:N", legend=None, scale=colour),
        fillOpacity=alt.condition("datum.marked", alt.value(0.2), alt.value(1)),
        strokeDash=alt.condition("datum.marked", alt.value([4, 2]), alt.value([1, 0])),
        tooltip=tips(name="Step", shown="Points", figures="Figures", sources="Sources"),
    )
    weight = alt.expr(f"datum.criterion == '{LEAD}' ? 700 : 400")
    words = by_width(NARROW, "datum.short", "datum.name")
    names = row_label(parts, words, limit=by_width(NARROW, 106, 208), fontWeight=weight)
    end = by_width(NARROW, "width", "width - 316")
    points = row_number(parts, "datum.shown", end, fontWeight=weight)
    figures = parts.mark_text(
        baseline="middle",
        align="left",
        x=alt.expr("width - 300"),
        text=by_width(NARROW, "''", "datum.figures"),
        limit=300,
        color=surface["soft"],
    )
    level = (
        alt.Chart()
        .mark_rule(color=surface["soft"], aria=False)
        .encode(x=alt.datum(0, type="quantitative"))
    )
    return layered(theme, alt.Step(ROW), bars, level, names, points, figures)


def figures(steps: Sequence[Step], short: Mapping[str, str], sources: Mapping[str, str]) -> Rows:
    """Return the rows of the chart: each step of at least `MIN_POINTS`, then the lead itself.

    Parameters
    ----------
    steps
        In the order in which they add up.
    short
        Names for narrow screens by step id; a step without one keeps its name.
    sources
        Who publishes a step's figures, by step id.
    """
    shown = [step for step in steps if abs(step.points) >= MIN_POINTS]
    bars = [
        {
            "criterion": step.criterion,
            "name": step.name,
            "short": short.get(step.id, step.name),
            "points": step.points,
            "start": step.start,
            "end": step.end,
            "shown": signed(step.points),
            "figures": ", ".join((step.figures, *step.marks)),
            "marked": bool(step.marks),
            "sources": sources.get(step.id, ""),
        }
        for step in shown
    ]
    lead = steps[-1].end if steps else 0.0
    total = {"criterion": LEAD, "name": "Lead", "short": "Lead", "points": lead, "start": 0.0}
    total |= {"end": lead, "shown": signed(lead), "figures": "", "marked": False, "sources": ""}
    return [{"place": place} | row for place, row in enumerate([*bars, total])]


def alt(rows: Rows, first: str, second: str) -> str:
    """Return the alternative text of the chart from its figures."""
    parts = [f"{row['name']} {row['shown']}" for row in rows]
    return f"Waterfall of the lead of {first} over {second}, in points: {', '.join(parts)}."
