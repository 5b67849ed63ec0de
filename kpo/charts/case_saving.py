"""What is saved up to the end of each year: a line, a band of draws, and what was promised."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, Literal

from kpo.charts.case_style import BAND
from kpo.charts.chart import Frame, framed
from kpo.charts.marks import layered, tips
from kpo.style import SURFACE, Theme

HEIGHT: Final = 250
AFTER: Final = 104
"""Room for the words at the end of the lines, in pixels."""


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data."""
    import altair as alt

    surface = SURFACE[theme]
    figures = alt.Chart()
    along = alt.X(
        "year:Q",
        axis=alt.Axis(
            title=None,
            domain=False,
            tickSize=0,
            grid=False,
            tickMinStep=1,
            labelExpr="datum.value == 0 ? 'start' : datum.value == 1 ? 'year 1' : datum.value",
        ),
        scale=alt.Scale(nice=False, zero=False, range=[44, alt.expr(f"width - {AFTER}")]),
    )
    up = alt.Axis(
        title=None,
        domain=False,
        tickSize=0,
        tickCount=5,
        format="~s",
        labelExpr="datum.value == 0 ? '0' : datum.label",
    )
    area = figures.mark_area(color=surface["accent"], opacity=BAND).encode(
        x=along, y=alt.Y("low:Q", axis=up), y2="high:Q"
    )
    zero = figures.mark_rule(color=surface["ink"], strokeWidth=1, aria=False).encode(
        y=alt.datum(0, type="quantitative")
    )
    promise = figures.mark_line(color=surface["ink"], strokeDash=[5, 4], strokeWidth=1.4).encode(
        x=along, y=alt.Y("promised:Q", axis=up)
    )
    line = figures.mark_line(color=surface["accent"], strokeWidth=2.6).encode(
        x=along, y=alt.Y("saved:Q", axis=up)
    )
    points = figures.mark_point(filled=True, size=46, color=surface["accent"], opacity=1).encode(
        x=along,
        y=alt.Y("saved:Q", axis=up),
        tooltip=tips(label="Up to", shown="Saved", band="8 of 10 draws"),
    )
    last = figures.transform_filter("datum.last")
    words: tuple[tuple[str, int, Literal["bold", "normal"], str], ...] = (
        ("high", 13, "normal", "soft"),
        ("saved", 15, "bold", "accent"),
        ("low", 13, "normal", "soft"),
        ("promised", 13, "normal", "ink"),
    )
    ends = [
        last.mark_text(
            align="left", dx=8, fontSize=size, fontWeight=weight, color=surface[colour]
        ).encode(x=along, y=alt.Y(f"{column}_at:Q", axis=up), text=f"{column}_end:N")
        for column, size, weight, colour in words
    ]
    return layered(theme, HEIGHT, area, zero, promise, line, points, *ends)


def frame(rows: Sequence[dict[str, object]], heights: dict[str, float]) -> Frame:
    """Return one row for the start and for the end of each year.

    Parameters
    ----------
    rows
        ``year``, ``label``, ``saved``, ``low``, ``high``, ``promised``, ``shown`` and ``band`` in
        words, and the words for the end ``saved_end``, ``low_end``, ``high_end`` and
        ``promised_end``.
    heights
        Where each of those words stands, by its name without ``_end``.
    """
    last = len(rows) - 1
    return framed(
        [
            {
                **row,
                "last": place == last,
                **{f"{name}_at": height for name, height in heights.items()},
            }
            for place, row in enumerate(rows)
        ]
    )


def apart(values: dict[str, float], least: float) -> dict[str, float]:
    """Return heights of words at least so far from each other, in the order of their values.

    Examples
    --------
    >>> apart({"low": 1.0, "high": 2.0, "line": 1.5}, 1.0)
    {'low': 0.5, 'line': 1.5, 'high': 2.5}
    """
    order = sorted(values, key=values.__getitem__)
    spots = [values[name] for name in order]
    for _ in range(60):
        for at in range(1, len(spots)):
            short = least - (spots[at] - spots[at - 1])
            if short > 1e-9:
                spots[at] += short / 2
                spots[at - 1] -= short / 2
    return {name: round(spot, 9) for name, spot in zip(order, spots, strict=True)}


def alt(data: Frame, name: str, currency: str) -> str:
    """Return the chart in words, from what it draws."""
    ends = [f"{row.label} {row.shown} ({row.band})" for row in data.itertuples(index=False)]
    return f"Cumulative saving in {name}, {currency}. {'; '.join(ends)}."
