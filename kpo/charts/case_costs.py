"""Cost per productive hour in parts, one bar per destination, and home as a line across all.

>>> from kpo import Scenario, load
>>> from kpo.case import business_case
>>> from kpo.charts.case_costs import costs
>>> catalog = load()
>>> result = business_case(catalog, Scenario(client="USA", people=120), ["IND", "PHL"])
>>> costs(catalog, result, "IND").title
'Cost per productive hour, USD'
"""

from functools import cache
from itertools import accumulate
from typing import Any, Final

from kpo.case import PARTS, BusinessCase, Outcome
from kpo.case.places import PERCENT
from kpo.charts.chart import Chart, Rows
from kpo.charts.marks import NARROW, by_width, layered, row_label, row_number, rows, tips
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import business_case as words
from kpo.narrative.case_amounts import hourly
from kpo.style import SURFACE, Theme

ROW: Final = 36
MAX_DRAWN: Final = 24
"""Maximum number of destinations drawn; the table has all of them."""

PART_COLOURS: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#15615A", "#5F9C92", "#A9CCC6", "#8B93A1", "#B9C0CB", "#DCE0E6"),
    "dark": ("#5DC6A8", "#3B8A76", "#2A5A50", "#98A1AE", "#6A7482", "#454E5A"),
}
"""Tints of the accent and greys, never the colours of criteria; in the order of the parts."""

NAMES: Final = 150
AFTER: Final = 150
"""Width of the two columns of numbers, in pixels."""


def parts_used(result: BusinessCase) -> tuple[int, ...]:
    """Return the indices in `PARTS` of the parts of an hour that cost something anywhere."""
    return tuple(
        at
        for at in range(len(PARTS))
        if result.home_parts[at] > 0 or any(item.parts[at] > 0 for item in result.outcomes)
    )


def costs(catalog: Catalog, result: BusinessCase, focus: str) -> Chart:
    """Return the chart of cost per productive hour in parts, cheapest first, home included."""
    figures = _figures(catalog, result, focus)
    costs = [f"{row['name']} {row['total']} {row['against']}" for row in figures if row["head"]]
    return Chart(
        f"Cost per productive hour, {result.currency}",
        spec,
        figures,
        f"Cost per productive hour in {result.currency}, all in. {'; '.join(costs)}.",
        words.sources(catalog, result),
        tuple((PART_COLOURS["light"][at], words.PARTS[PARTS[at]]) for at in parts_used(result)),
    )


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


def cheapest(result: BusinessCase) -> tuple[Outcome, ...]:
    """Return the destinations that are drawn, cheapest first."""
    return tuple(sorted(result.outcomes, key=lambda item: item.per_hour)[:MAX_DRAWN])


def _figures(catalog: Catalog, result: BusinessCase, focus: str) -> Rows:
    """Return one row for each place and part that costs something, the cheapest place first."""
    client, pay = result.case.client, result.home.pay
    home = {
        "country": client,
        "name": f"At home: {catalog.countries[client].name}",
        "home": True,
        "against": "home",
        "dearer": False,
        "marked": pay.status != "reported" or bool(pay.doubt),
    }
    costs = [(item.parts, _destination(catalog, result, item)) for item in cheapest(result)]
    costs = sorted([*costs, (result.home_parts, home)], key=lambda cost: sum(cost[0]))
    bars = []
    for place, (parts, row) in enumerate(costs):
        total = {"total": hourly(sum(parts)), "total_value": sum(parts)}
        ends = [*accumulate((max(part, 0.0) for part in parts), initial=0.0)]
        for at, part in enumerate(parts):
            if part > 0 or at == 0:
                about = {"part": at, "part_name": words.PARTS[PARTS[at]], "shown": hourly(part)}
                bars.append(
                    {"place": place, **row, **total, **about}
                    | {"head": at == 0, "focus": row["country"] == focus}
                    | {"start": ends[at], "end": ends[at + 1]}
                    | {"marked": row["marked"] and at == 0}
                )
    return bars


def _destination(catalog: Catalog, result: BusinessCase, item: Outcome) -> dict[str, object]:
    share = item.per_hour / result.home_per_hour - 1
    sign = "+" if share > 0 else "\u2212"
    return {
        "country": item.country,
        "name": named(catalog, item.country, result.case.client, True),
        "home": False,
        "against": f"{sign}{abs(PERCENT * share):.0f} %",
        "dearer": share > 0,
        "marked": bool(words.marks(item)),
    }
