"""Where the saving is gone: a range and its middle on a line of its own, and a dot for today."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.case_style import NARROW
from kpo.charts.chart import FIGURES, constant
from kpo.style import SURFACE, Theme

if TYPE_CHECKING:
    import pandas

    from kpo.case import BreakEven

ROW: Final = 50
FIRST, LAST = 0.06, 0.94
"""Between which parts of the width the marks of a line stand."""

NAMES: Final = f"{NARROW} ? -17 : -9"
WORDS: Final = f"{NARROW} ? -1 : -9"
MARKS: Final = f"{NARROW} ? 15 : 11"
"""On a narrow screen a name has a line of its own, so that none is cut."""


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data; every row has a scale of its own."""
    import altair as alt

    surface = SURFACE[theme]
    scale = alt.Scale(domain=[0, 1], nice=False)
    rows = alt.Chart(alt.NamedData(FIGURES)).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0)),
        tooltip=[
            alt.Tooltip("name:N", title="What moves"),
            alt.Tooltip("words:N", title="All else as it is"),
            alt.Tooltip("often:N", title="In the draws"),
        ],
    )
    line = rows.mark_rule(
        color=surface["rule"], yOffset=alt.expr(MARKS), strokeWidth=1, x=0, x2=alt.expr("width")
    )
    some = rows.transform_filter("datum.some")
    band = some.mark_bar(
        color=surface["accent"], opacity=0.24, height=10, yOffset=alt.expr(MARKS)
    ).encode(x=alt.X("low:Q", scale=scale, axis=None), x2="high:Q")
    middle = some.mark_tick(
        color=surface["accent"], thickness=2.4, size=16, yOffset=alt.expr(MARKS)
    ).encode(x=alt.X("at:Q", scale=scale, axis=None))
    today = rows.mark_point(
        filled=True, size=92, color=surface["ink"], opacity=1, yOffset=alt.expr(MARKS)
    ).encode(x=alt.X("now:Q", scale=scale, axis=None))
    text: Any = {"baseline": "middle", "fontSize": 14}
    names = rows.mark_text(
        **text,
        align="left",
        x=0,
        yOffset=alt.expr(NAMES),
        fontWeight=600,
        text=alt.expr("datum.name"),
        limit=alt.expr(f"{NARROW} ? width : width * 0.42"),
    )
    words = rows.mark_text(
        **text,
        align=alt.expr(f"{NARROW} ? 'left' : 'right'"),
        x=alt.expr(f"{NARROW} ? 0 : width"),
        yOffset=alt.expr(WORDS),
        color=surface["soft"],
        text=alt.expr("datum.words"),
        limit=alt.expr(f"{NARROW} ? width : width * 0.58"),
    )
    chart = alt.layer(line, band, middle, today, names, words)
    return constant(chart.properties(width="container", height=alt.Step(ROW)), theme)


def frame(ends: Sequence["BreakEven"], words: Sequence[str]) -> "pandas.DataFrame":
    """Return one row a term, its marks as parts of the width."""
    import pandas

    made = []
    for place, (item, shown) in enumerate(zip(ends, words, strict=True)):
        some = item.at is not None and item.low is not None and item.high is not None
        marks = [item.now, item.low, item.high, item.at] if some else [item.now]
        known = [float(mark) for mark in marks if mark is not None]
        low, high = min(known), max(known)
        span = high - low or 1.0

        def spot(mark: float | None, low: float = low, span: float = span) -> float:
            share = 0.0 if mark is None else (mark - low) / span
            return FIRST + (LAST - FIRST) * share

        made.append(
            {
                "place": place,
                "name": item.name,
                "words": shown,
                "some": some,
                "now": spot(item.now),
                "at": spot(item.at),
                "low": spot(item.low),
                "high": spot(item.high),
                "often": f"reached in {100 * item.reached:.0f} of 100",
            }
        )
    return pandas.DataFrame(made)


def alt(data: "pandas.DataFrame", name: str) -> str:
    """Return the chart in words, from what it draws."""
    said = [f"{row.name_}: {row.words}" for row in _named(data)]
    return f"Where the saving of {name} is gone. {'; '.join(said)}."


def _named(data: "pandas.DataFrame") -> Any:
    return data.rename(columns={"name": "name_"}).itertuples(index=False)
