"""Cumulative saving by year: a line, a band of the draws, and what outsourcing promises."""

from functools import cache
from itertools import accumulate
from typing import Any, Final, Literal

from kpo.case import BusinessCase, Outcome, cumulative_bands
from kpo.case.places import PERCENT
from kpo.charts.chart import Chart, Rows
from kpo.charts.label_places import apart
from kpo.charts.marks import layered, tips
from kpo.data.assumptions import assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import business_case as words
from kpo.narrative.case_amounts import money
from kpo.style import SURFACE, Theme

HEIGHT: Final = 250
AFTER: Final = 104
"""Width kept for the labels at the ends of the lines, in pixels."""

MIN_APART: Final = 0.085
"""Minimum distance of two labels at the ends of lines, as a share of the height."""


def saving(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart:
    """Return the chart of the cumulative saving, with its band and what outsourcing promises."""
    figures = _figures(catalog, result, item)
    name = named(catalog, item.country, result.case.client)
    ends = [f"{row['label']} {row['shown']} ({row['band']})" for row in figures]
    return Chart(
        f"Cumulative saving, {name}",
        spec,
        figures,
        f"Cumulative saving in {name}, {result.currency}. {'; '.join(ends)}.",
        words.sources(catalog, result),
        (("", "band: 8 of 10 draws"), ("", "dashed: what outsourcing promises")),
    )


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
    area = figures.mark_area(color=surface["accent"], opacity=0.18).encode(
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


def _figures(catalog: Catalog, result: BusinessCase, item: Outcome) -> Rows:
    """Return one row for the start and one for the end of each year.

    The columns ``…_end`` hold the labels at the ends of the lines, ``…_at`` their heights.
    """
    span = span_of(assumptions(catalog)["promised_saving"], item.country, result.case.changes)
    share = (span.likely if span else 0.0) / PERCENT
    promised = [*accumulate((share * cost for cost in result.home_loaded), initial=0.0)]
    bands = cumulative_bands(catalog, result.case, item.country, result.draws, result.seed)
    last = bands[-1]
    ends = {
        "low": last.low,
        "saved": item.cumulative[-1],
        "high": last.high,
        "promised": promised[-1],
    }
    drawn = [end for band in bands for end in (band.low, band.high)] + promised
    least = MIN_APART * (max(*drawn, 0.0) - min(*drawn, 0.0))
    heights = dict(zip(ends, apart([*ends.values()], least, max(ends.values())), strict=True))
    labels = ["the start", *(f"the end of {year}" for year in result.years)]
    return [
        {
            "year": year,
            "label": label,
            "saved": item.cumulative[year],
            "low": band.low,
            "high": band.high,
            "promised": promised[year],
            "shown": money(item.cumulative[year], result.currency),
            "band": f"{money(band.low)} to {money(band.high)}",
            "saved_end": money(item.cumulative[year]),
            "low_end": f"P10 {money(band.low)}",
            "high_end": f"P90 {money(band.high)}",
            "promised_end": f"{PERCENT * share:g} %: {money(promised[year])}",
            "last": band is last,
            **{f"{name}_at": round(height, 9) for name, height in heights.items()},
        }
        for year, (label, band) in enumerate(zip(labels, bands, strict=True))
    ]
