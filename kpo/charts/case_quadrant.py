"""Scatter plot of cost per productive hour against score."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from kpo.case import BusinessCase
from kpo.charts.chart import Chart, Rows
from kpo.charts.label_places import GAP, LabelledPoint, LabelPlace, places
from kpo.charts.marks import layered, tips
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative.case_amounts import hourly
from kpo.style import SURFACE, Theme

HEIGHT: Final = 330
LABELLED: Final = 16
AFTER: Final = 70
WIDTHS: Final = {"narrow": 320, "wide": 430, "broad": 560}
"""Minimum widths of the drawing, in pixels, for which names are placed."""

DOT, LETTER = 5.0, 6.6
"""Radius of a dot and width of a letter, in pixels."""

DROPS: Final = (0, 6, -6, 11, -11, 15, -15)
"""Vertical offsets of a name from its dot in pixels, tried in turn."""


def quadrant(
    catalog: Catalog, result: BusinessCase, scores: Mapping[str, float], focus: str
) -> Chart | None:
    """Return the chart of cost against score; None for fewer than two destinations."""
    rows: list[dict[str, object]] = [
        {
            "country": item.country,
            "name": named(catalog, item.country, result.case.client, True),
            "cost": item.per_hour,
            "score": scores[item.country],
            "cost_shown": f"{hourly(item.per_hour)} {result.currency}",
            "score_shown": f"{scores[item.country]:.0f} of 100",
        }
        for item in result.outcomes
        if item.country in scores
    ]
    if len(rows) < 2:
        return None
    figures = _figures(rows, result, focus)
    dots = [
        f"{row['name']} {row['cost_shown']}, score {row['score_shown']}"
        for row in figures
        if row["labelled"]
    ]
    alt = f"Cost per productive hour in {result.currency} against score. {'; '.join(dots)}."
    return Chart("Cost per productive hour against score", spec, figures, alt)


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data; the titles of the axes come from the data too."""
    import altair as alt

    surface = SURFACE[theme]
    figures = alt.Chart()
    plain = alt.Axis(title=None, domain=False, tickSize=0, tickCount=5)
    across = alt.X(
        "cost:Q",
        scale=alt.Scale(nice=False, zero=True, range=[0, alt.expr(f"width - {AFTER}")]),
        axis=plain,
    )
    up = alt.Y("score:Q", scale=alt.Scale(nice=True, zero=False, padding=24), axis=plain)
    home = (
        figures.transform_filter("datum.place == 0")
        .mark_rule(color=surface["ink"], strokeWidth=1.2, aria=False)
        .encode(x=alt.X("home:Q"))
    )
    dots = figures.mark_point(filled=True, size=110, opacity=1).encode(
        x=across,
        y=up,
        color=alt.condition(
            "datum.focus", alt.value(surface["accent"]), alt.value(surface["soft"])
        ),
        tooltip=tips(name="Destination", cost_shown="All in, an hour", score_shown="Score"),
    )
    side, drop = (_for_width(name) for name in ("side", "drop"))
    names = (
        figures.transform_filter("datum.labelled")
        .mark_text(
            align=alt.expr(f"{side} < 0 ? 'right' : 'left'"),
            dx=alt.expr(f"{DOT + GAP:g} * {side}"),
            dy=alt.expr(drop),
            fontSize=14,
            text=alt.expr(f"{side} ? datum.name : ''"),
            fontWeight=alt.expr("datum.focus ? 700 : 400"),
        )
        .encode(x=across, y=up)
    )
    once = figures.transform_filter("datum.place == 0")
    text: Any = {"fontSize": 13, "color": surface["soft"]}
    axes = [
        once.mark_text(
            **text, align="left", baseline="top", x=6, y=2, text=alt.expr("datum.up_name")
        ),
        once.mark_text(
            **text,
            align="right",
            baseline="bottom",
            x=alt.expr(f"width - {AFTER}"),
            y=alt.expr("height + 38"),
            text=alt.expr("datum.across_name"),
        ),
    ]
    label = once.mark_text(
        align="left",
        dx=5,
        y=14,
        fontSize=13,
        color=surface["ink"],
        text=alt.expr("datum.home_name"),
    ).encode(x=alt.X("home:Q"))
    return layered(theme, HEIGHT, home, dots, names, label, *axes)


def _figures(rows: Sequence[Mapping[str, Any]], result: BusinessCase, focus: str) -> Rows:
    """Return the rows with the places of their names, and the texts that are drawn once."""
    home = result.home_per_hour
    few = len(rows) <= LABELLED
    labelled = [row for row in rows if few or row["country"] == focus]
    placed = {screen: sides(rows, labelled, home, focus, width) for screen, width in WIDTHS.items()}
    return [
        {
            **row,
            "place": place,
            "home": home,
            "home_name": f"home {hourly(home)}",
            "focus": row["country"] == focus,
            "labelled": few or row["country"] == focus,
            **{
                f"{screen}_{name}": value
                for screen, of in placed.items()
                for name, value in of.get(row["country"], HIDDEN)._asdict().items()
            },
            "up_name": "\u2191 score, points of 100",
            "across_name": f"all in, {result.currency} per productive hour \u2192",
        }
        for place, row in enumerate(rows)
    ]


HIDDEN: Final = LabelPlace(0)
ORDERS: Final[tuple[Callable[[Mapping[str, Any]], float], ...]] = (
    lambda row: -row["score"],
    lambda row: row["cost"],
    lambda row: row["score"],
    lambda row: -row["cost"],
)
"""Sort keys of the orders in which names are placed; the one that omits the fewest is taken."""


def sides(
    rows: Sequence[Mapping[str, Any]],
    labelled: Sequence[Mapping[str, Any]],
    home: float,
    focus: str,
    width: float,
) -> dict[str, LabelPlace]:
    """Return the place of each name in a drawing of that width, by country.

    A name overlaps no other name and no dot, and the line of home only if no other place is free.
    The destination in focus is placed first and is always named.

    Examples
    --------
    >>> near = [{"country": "A", "name": "Aland", "cost": 20, "score": 60},
    ...         {"country": "B", "name": "Bland", "cost": 21, "score": 60}]
    >>> [tuple(spot) for spot in sides(near, near, 60, "A", 430).values()]
    [(-1, 0), (1, 0)]
    """
    across = (width - AFTER) / max(home, *(row["cost"] for row in rows))
    scores = [row["score"] for row in rows]
    up = HEIGHT / (1.17 * (max(scores) - min(scores)) + 5)
    middle = (max(scores) + min(scores)) / 2
    dots = {}
    for row in rows:
        x, y = row["cost"] * across, HEIGHT / 2 - (row["score"] - middle) * up
        dots[row["country"]] = LabelledPoint(x, y, DOT, LETTER * len(row["name"]))
    named = {row["country"] for row in labelled}
    others = [dot for country, dot in dots.items() if country not in named]
    line = (home * across - 1, 0.0, home * across + 1, float(HEIGHT))
    tries = []
    for order in ORDERS:
        turns = [row["country"] for row in sorted(labelled, key=order)]
        countries = sorted(turns, key=lambda country: country != focus)
        wanted = [dots[country] for country in countries]
        spots = places(wanted, width, HEIGHT, DROPS, others, line, sure=1)
        tries.append(dict(zip(countries, spots, strict=True)))
    return min(tries, key=lambda one: sum(not place.side for place in one.values()))


def _for_width(name: str) -> str:
    """Return the expression that takes a column for the width of the drawing."""
    wide, broad = WIDTHS["wide"], WIDTHS["broad"]
    least = f"width < {wide} ? datum.narrow_{name} : datum.wide_{name}"
    return f"(width < {broad} ? ({least}) : datum.broad_{name})"
