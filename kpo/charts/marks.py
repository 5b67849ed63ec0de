"""Marks that charts share: bands of rows, words beside them, words clear of what is under them."""

from collections.abc import Mapping
from typing import Any, Final

from kpo.charts.chart import FIGURES, constant
from kpo.style import Theme

NARROW: Final = 520
"""Pixels of width under which a drawing of rows is narrow."""

PICKED: Final = "picked"
"""Name of what a click on a country selects."""


def layered(
    theme: Theme, height: Any, *layers: Any, projection: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return layers over each other, without figures; `height` in pixels, or a step a row."""
    import altair as alt

    chart = alt.layer(*layers, data=alt.NamedData(FIGURES))
    chart = chart.properties(width="container", height=height)
    return constant(chart.project(**projection) if projection else chart, theme)


def rows(inner: float, outer: float, **encoded: Any) -> Any:
    """Return a chart with a band a row, by the column ``place``.

    `inner` and `outer` are the gaps between and around the bands, in parts of a row.
    """
    import altair as alt

    gaps = alt.Scale(paddingInner=inner, paddingOuter=outer)
    return alt.Chart().encode(y=alt.Y("place:O", axis=None, scale=gaps), **encoded)


def by_width(limit: int, narrow: object, wide: object) -> Any:
    """Return an expression: one value in drawings under so many pixels of width, else the other.

    Examples
    --------
    >>> by_width(520, 0, "width - 64").to_dict()
    {'expr': 'width < 520 ? 0 : width - 64'}
    """
    import altair as alt

    return alt.expr(f"width < {limit} ? {narrow} : {wide}")


def row_label(rows: Any, text: Any, **look: Any) -> Any:
    """Return text at the left edge of each row; `text` is a Vega expression."""
    import altair as alt

    words = alt.expr(text) if isinstance(text, str) else text
    return rows.mark_text(baseline="middle", fontSize=14, align="left", x=0, text=words, **look)


def row_number(rows: Any, text: str, at: Any = "width", **look: Any) -> Any:
    """Return text that ends at the right edge of each row, or at the expression `at`."""
    import altair as alt

    end = alt.expr(at) if isinstance(at, str) else at
    look |= {"align": "right", "x": end, "text": alt.expr(text)}
    return rows.mark_text(baseline="middle", fontSize=14, **look)


def tips(**titles: str) -> list[Any]:
    """Return what is shown when a mark is pointed at: the title of each column, which is text."""
    import altair as alt

    return [alt.Tooltip(f"{column}:N", title=title) for column, title in titles.items()]


def years(margin: int) -> Any:
    """Return years across, with so many pixels kept for names at the right."""
    import altair as alt

    reach: Any = [4, {"expr": f"max(width - {margin}, 60)"}]
    return alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(nice=False, zero=False, range=reach),
        axis=alt.Axis(format="d", tickMinStep=1, grid=False, tickCount=8, labelOverlap=True),
    )


def picked() -> Any:
    """Return the selection that a click on a country makes."""
    import altair as alt

    return alt.selection_point(name=PICKED, fields=["country"], on="click", clear=False)


def halo(colour: Mapping[str, str]) -> dict[str, Any]:
    """Return the look of a text's edge, which keeps it clear of the marks under it."""
    paper = colour["paper"]
    return {"stroke": paper, "strokeWidth": 3.5, "color": paper, "aria": False}


def edges(colour: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the looks of a text drawn twice: its edge first, then its letters."""
    return halo(colour), {"color": colour["ink"], "aria": True}
