"""Ranks in two or more scenarios: one column per scenario, one line per destination."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any, Final

from kpo.charts.chart import Rows
from kpo.charts.marks import by_width, layered, tips
from kpo.scoring.ranking import Ranking
from kpo.style import SURFACE, Theme

ROW: Final = 34
TIGHT: Final = 25
MAX_TALL_ROWS: Final = 20
"""Maximum number of ranks drawn with the tall row height `ROW`; more use `TIGHT`."""

NARROW: Final = 560
SIDE: Final = f"(width < {NARROW} ? 108 : 206)"
"""Expression for the width kept for names on either side, in pixels."""

OUTWARD: Final = 14
"""How far the heads of the outer columns reach inwards in a narrow drawing, in pixels."""

MAX_LINE: Final = 17
"""Maximum characters per line of a scenario's name, of two lines, in a narrow drawing."""

STATES: Final = ("up", "down", "same", "once")


@lru_cache(maxsize=32)
def spec(theme: Theme, columns: int, rows: int) -> dict[str, Any]:
    """Return the chart of `columns` scenarios and at most `rows` ranks, without its data."""
    import altair as alt

    surface = SURFACE[theme]
    gap = f"(width - 2 * {SIDE}) / {max(columns - 1, 1)}"
    x = alt.X(
        "column:Q",
        axis=None,
        scale=alt.Scale(
            domain=[0, max(columns - 1, 1)],
            nice=False,
            range=[alt.expr(SIDE), alt.expr(f"width - {SIDE}")],
        ),
    )
    y = alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[rows + 0.6, -0.4], nice=False))
    strong = alt.Scale(
        domain=list(STATES),
        range=[surface["accent"], surface["warn"], surface["soft"], surface["soft"]],
    )
    colour = alt.Color("state:N", scale=strong, legend=None)
    base = alt.Chart().encode(x=x, y=y)
    tooltip = tips(name="Destination", scenario="Scenario", rank="Rank", score="Points")
    lines = (
        base.transform_filter("datum.part == 'line'")
        .mark_rule()
        .encode(
            x2="column_end:Q",
            y2="place_end:Q",
            color=colour,
            strokeWidth=alt.condition("datum.moves", alt.value(2.6), alt.value(1.2)),
            strokeDash=alt.condition("datum.state == 'down'", alt.value([7, 3]), alt.value([1, 0])),
        )
    )
    points = base.transform_filter("datum.part == 'point'")
    few = rows <= MAX_TALL_ROWS
    dots = points.mark_circle(
        size=480 if few else 300, opacity=1, stroke=surface["paper"], strokeWidth=2
    ).encode(color=colour, tooltip=tooltip)
    numbers = points.mark_text(
        baseline="middle", fontSize=13 if few else 11, fontWeight="bold", color=surface["paper"]
    ).encode(text="rank:N")
    size = 14 if few else 12
    text: Any = {"baseline": "middle", "fontSize": size, "limit": alt.expr(f"{SIDE} - 20")}
    left = points.transform_filter("datum.column == 0").mark_text(
        **text, align="right", dx=-18, text=by_width(NARROW, "datum.short", "datum.before")
    )
    right = points.transform_filter(f"datum.column == {columns - 1}").mark_text(
        **text, align="left", dx=18, text=by_width(NARROW, "datum.short", "datum.now")
    )
    outward = f"datum.column == 0 ? 'right' : datum.column == {columns - 1} ? 'left' : 'center'"
    beside = f"datum.column == 0 ? {OUTWARD} : datum.column == {columns - 1} ? -{OUTWARD} : 0"
    at_edge = f"(datum.column == 0 || datum.column == {columns - 1})"
    heads = base.transform_filter("datum.part == 'head'").mark_text(
        baseline="middle",
        fontSize=13,
        fontWeight="bold",
        color=surface["ink"],
        align=by_width(NARROW, outward, "'center'"),
        dx=by_width(NARROW, beside, 0),
        dy=by_width(NARROW, "indexof(datum.short, '\\n') < 0 ? 0 : -12", 0),
        limit=alt.expr(
            f"width < {NARROW} && {at_edge} ? {SIDE} + {OUTWARD} : min({gap} - 12, 2 * {SIDE})"
        ),
        text=by_width(NARROW, "split(datum.short, '\\n')", "datum.scenario"),
    )
    height = (rows + 1) * (ROW if few else TIGHT)
    return layered(theme, height, lines, dots, numbers, left, right, heads)


def figures(
    names: Sequence[str],
    rankings: Sequence[Ranking],
    labels: Mapping[str, str],
    short: Mapping[str, str],
) -> Rows:
    """Return the rows of the chart: a head and points for each column, and lines between columns.

    The column `state` compares a destination's last rank with its first: up, down, same, or once
    if it is not ranked in both.

    Parameters
    ----------
    names
        Names of the scenarios, one for each ranking.
    labels, short
        Names of destinations by country, and shorter ones for narrow drawings.
    """
    places = [
        {row.country: place for place, row in enumerate(ranking.rows, start=1)}
        for ranking in rankings
    ]
    states = _states(rankings[0], rankings[-1])
    rows: list[dict[str, object]] = []
    for column, (name, ranking) in enumerate(zip(names, rankings, strict=True)):
        head: dict[str, object] = {"column": column, "scenario": name}
        short_name = "\n".join(wrap(name, MAX_LINE, max_lines=2, placeholder=" \u2026"))
        rows.append(head | {"part": "head", "place": 0, "short": short_name})
        for row in ranking.rows:
            state, step = states.get(row.country, ("once", ""))
            label = labels[row.country]
            point = head | {
                "place": places[column][row.country],
                "country": row.country,
                "name": label,
                "state": state,
                "moves": state in ("up", "down"),
                "short": short[row.country],
                "rank": str(row.rank),
                "score": f"{row.score:.1f}",
            }
            rows.append(
                point
                | {
                    "part": "point",
                    "before": f"{label}  {row.score:.0f}",
                    "now": f"{row.score:.0f}  {label}{step}",
                }
            )
            end = places[column + 1].get(row.country) if column + 1 < len(places) else None
            if end is not None:
                rows.append(point | {"part": "line", "column_end": column + 1, "place_end": end})
    return rows


def alt(names: Sequence[str], rankings: Sequence[Ranking], labels: Mapping[str, str]) -> str:
    """Return the alternative text: every destination's rank in every scenario."""
    countries = dict.fromkeys(row.country for ranking in rankings for row in ranking.rows)
    ranks = [{row.country: row.rank for row in ranking.rows} for ranking in rankings]
    lines = [
        f"{labels[country]} {', '.join(str(column.get(country, 'not ranked')) for column in ranks)}"
        for country in countries
    ]
    heads = ", ".join(f"\u201c{name}\u201d" for name in names)
    return f"Ranks in the scenarios {heads}. {'; '.join(lines)}."


def _states(first: Ranking, last: Ranking) -> dict[str, tuple[str, str]]:
    """Return state and step, such as "  ▲ 2", of each destination ranked both first and last."""
    before = {row.country: row.rank for row in first.rows}
    now = {row.country: row.rank for row in last.rows}
    states = {}
    for country in before.keys() & now.keys():
        step = before[country] - now[country]
        arrow = "\u25b2" if step > 0 else "\u25bc"
        state = "up" if step > 0 else "down" if step else "same"
        states[country] = (state, f"  {arrow} {abs(step)}" if step else "")
    return states
