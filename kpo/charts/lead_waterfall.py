"""How one destination's lead over another is made up, step by step, in points."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from kpo.analysis.comparison import Step
from kpo.charts.chart import FIGURES, constant
from kpo.core.model import Criterion
from kpo.core.numbers import signed
from kpo.style import SURFACE, Theme

if TYPE_CHECKING:
    import pandas

ROW: Final = 32
LEAD: Final = "lead"
MIN_POINTS: Final = 0.05
"""Points under which a step would be shown as 0.0; it has no bar."""

IS_NARROW: Final = "width < 680"
"""Where the figures in words leave the chart; they stay in its table."""


@lru_cache(maxsize=16)
def spec(theme: Theme, criteria: tuple[Criterion, ...]) -> dict[str, Any]:
    """Return the chart without its data: a row a step, in the colour of its criterion."""
    import altair as alt

    surface = SURFACE[theme]
    colours = {item.id: item.colour(theme) for item in criteria} | {LEAD: surface["ink"]}
    scale = alt.Scale(
        nice=False,
        range=[
            alt.expr(f"{IS_NARROW} ? 112 : 216"),
            alt.expr(f"{IS_NARROW} ? width - 52 : width - 374"),
        ],
    )
    colour = alt.Scale(domain=list(colours), range=list(colours.values()))
    axis = alt.Axis(
        title="Points of the lead",
        tickCount=5,
        domain=False,
        labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.1~f')",
    )
    figures = alt.Chart(alt.NamedData(FIGURES))
    rows = figures.encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.4, paddingOuter=0.2))
    )
    bars = rows.mark_bar(strokeWidth=1.3).encode(
        x=alt.X("start:Q", scale=scale, axis=axis),
        x2="end:Q",
        fill=alt.Fill("criterion:N", legend=None, scale=colour),
        stroke=alt.Stroke("criterion:N", legend=None, scale=colour),
        fillOpacity=alt.condition("datum.marked", alt.value(0.2), alt.value(1)),
        strokeDash=alt.condition("datum.marked", alt.value([4, 2]), alt.value([1, 0])),
        tooltip=[
            alt.Tooltip("name:N", title="Step"),
            alt.Tooltip("shown:N", title="Points"),
            alt.Tooltip("figures:N", title="Figures"),
            alt.Tooltip("sources:N", title="Sources"),
        ],
    )
    text: Any = {"baseline": "middle", "fontSize": 14}
    names = rows.mark_text(
        **text,
        align="left",
        x=0,
        text=alt.expr(f"{IS_NARROW} ? datum.short : datum.name"),
        limit=alt.expr(f"{IS_NARROW} ? 106 : 208"),
        fontWeight=alt.expr(f"datum.criterion == '{LEAD}' ? 700 : 400"),
    )
    points = rows.mark_text(
        **text,
        align="right",
        x=alt.expr(f"{IS_NARROW} ? width : width - 316"),
        text=alt.expr("datum.shown"),
        fontWeight=alt.expr(f"datum.criterion == '{LEAD}' ? 700 : 400"),
    )
    words = rows.mark_text(
        baseline="middle",
        align="left",
        x=alt.expr("width - 300"),
        text=alt.expr(f"{IS_NARROW} ? '' : datum.figures"),
        limit=300,
        color=surface["soft"],
    )
    level = figures.mark_rule(color=surface["soft"], aria=False).encode(
        x=alt.datum(0, type="quantitative")
    )
    chart = alt.layer(bars, level, names, points, words)
    return constant(chart.properties(width="container", height=alt.Step(ROW)), theme)


def frame(
    steps: Sequence[Step], short: Mapping[str, str], sources: Mapping[str, str]
) -> "pandas.DataFrame":
    """Return the rows of the chart: each step that is worth a bar, then the lead itself.

    Parameters
    ----------
    steps
        In the order in which they are walked.
    short
        Names for narrow screens by step id; a step without one keeps its name.
    sources
        Who is behind a step's figures, by step id.
    """
    import pandas

    shown = [step for step in steps if abs(step.points) >= MIN_POINTS]
    rows = [
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
    made = pandas.DataFrame([*rows, total])
    made.insert(0, "place", range(len(made)))
    return made


def alt(data: "pandas.DataFrame", first: str, second: str) -> str:
    """Return the chart in words, from what it draws."""
    parts = [f"{row.name} {row.shown}" for row in data.itertuples(index=False)]
    return f"Waterfall of the lead of {first} over {second}, in points: {', '.join(parts)}."
