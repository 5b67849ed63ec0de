"""Cost per productive hour against score: what one more point costs."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.constant import FIGURES, constant
from kpo.charts.theme import SURFACE, Theme

if TYPE_CHECKING:
    import pandas

HEIGHT: Final = 330
LABELLED: Final = 16


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data; names of the axes stand in the data too."""
    import altair as alt

    surface = SURFACE[theme]
    figures = alt.Chart(alt.NamedData(FIGURES))
    plain = alt.Axis(title=None, domain=False, tickSize=0, tickCount=5)
    across = alt.X(
        "cost:Q",
        scale=alt.Scale(nice=False, zero=True, range=[0, alt.expr("width - 70")]),
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
        tooltip=[
            alt.Tooltip("name:N", title="Destination"),
            alt.Tooltip("cost_shown:N", title="All in, an hour"),
            alt.Tooltip("score_shown:N", title="Score"),
        ],
    )
    names = (
        figures.transform_filter("datum.labelled")
        .mark_text(
            align="left",
            dx=9,
            fontSize=14,
            text=alt.expr("datum.name"),
            fontWeight=alt.expr("datum.focus ? 700 : 400"),
        )
        .encode(x=across, y=up)
    )
    once = figures.transform_filter("datum.place == 0")
    text: Any = {"fontSize": 13, "color": surface["soft"]}
    said = [
        once.mark_text(
            **text, align="left", baseline="top", x=6, y=2, text=alt.expr("datum.up_name")
        ),
        once.mark_text(
            **text,
            align="right",
            baseline="bottom",
            x=alt.expr("width - 70"),
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
    chart = alt.layer(home, dots, names, label, *said)
    return constant(chart.properties(width="container", height=HEIGHT), theme)


def frame(
    rows: Sequence[dict[str, object]], home: tuple[float, str], currency: str, focus: str
) -> "pandas.DataFrame":
    """Return one row a destination with a score.

    Parameters
    ----------
    rows
        ``country``, ``name``, ``cost``, ``score``, ``cost_shown`` and ``score_shown``.
    home
        Cost per productive hour at home, and its name.
    """
    import pandas

    few = len(rows) <= LABELLED
    return pandas.DataFrame(
        [
            {
                **row,
                "place": place,
                "home": home[0],
                "home_name": home[1],
                "focus": row["country"] == focus,
                "labelled": few or row["country"] == focus,
                "up_name": "\u2191 score, points of 100",
                "across_name": f"all in, {currency} per productive hour \u2192",
            }
            for place, row in enumerate(rows)
        ]
    )


def alt(data: "pandas.DataFrame", currency: str) -> str:
    """Return the chart in words, from what it draws."""
    said = [
        f"{row.name_} {row.cost_shown}, score {row.score_shown}"
        for row in data.rename(columns={"name": "name_"}).itertuples(index=False)
        if row.labelled
    ]
    return f"Cost per productive hour in {currency} against score. {'; '.join(said)}."
