"""Marks that charts share: bands of rows, labels beside them, and outlined text."""

from collections.abc import Mapping
from typing import Any, Final

from kpo.charts.chart import FIGURES, constant
from kpo.style import Theme

NARROW: Final = 520
"""Width in pixels below which a chart of rows is drawn as narrow."""

PICKED: Final = "picked"
"""Name of the selection that a click on a country makes."""


def layered(
    theme: Theme, height: Any, *layers: Any, projection: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the spec of layers without figures; `height` in pixels or as a step per row."""
    import altair as alt

    chart = alt.layer(*layers, data=alt.NamedData(FIGURES))
    chart = chart.properties(width="container", height=height)
    return constant(chart.project(**projection) if projection else chart, theme)


def rows(inner: float, outer: float, **encoded: Any) -> Any:
    """Return a chart with one band per row, by the column ``place``.

    `inner` and `outer` are the gaps between and around the bands, as shares of a row.
    """
    import altair as alt

    gaps = alt.Scale(paddingInner=inner, paddingOuter=outer)
    return alt.Chart().encode(y=alt.Y("place:O", axis=None, scale=gaps), **encoded)


def by_width(limit: int, narrow: object, wide: object) -> Any:
    """Return an expression: `narrow` in drawings less than `limit` pixels wide, else `wide`.

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
    """Return right-aligned text at the right edge of each row, or at the expression `at`."""
    import altair as alt

    end = alt.expr(at) if isinstance(at, str) else at
    look |= {"align": "right", "x": end, "text": alt.expr(text)}
    return rows.mark_text(baseline="middle", fontSize=14, **look)


def tips(**titles: str) -> list[Any]:
    """Return tooltips of text columns, as column name to title."""
    import altair as alt

    return [alt.Tooltip(f"{column}:N", title=title) for column, title in titles.items()]


def years(margin: int) -> Any:
    """Return a horizontal axis of years that keeps `margin` pixels for names at the right."""
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
    """Return the style of a text's outline, which keeps it legible over other marks."""
    paper = colour["paper"]
    return {"stroke": paper, "strokeWidth": 3.5, "color": paper, "aria": False}


def edges(colour: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the styles of a text drawn twice: its outline first, then its letters."""
    return halo(colour), {"color": colour["ink"], "aria": True}
