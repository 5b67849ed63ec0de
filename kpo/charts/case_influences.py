"""What moves the saving most: one bar an input, both ways from the middle case."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.case_style import NARROW
from kpo.charts.chart import FIGURES, constant
from kpo.style import SURFACE, Theme

if TYPE_CHECKING:
    import pandas

ROW: Final = 36
LIFTED: Final = f"{NARROW} ? -8 : 0"
LOWERED: Final = f"{NARROW} ? 9 : 0"
"""On a narrow screen names stand above their bars, so that none is cut."""


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data."""
    import altair as alt

    surface = SURFACE[theme]
    rows = alt.Chart(alt.NamedData(FIGURES)).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    )
    scale = alt.Scale(
        zero=True,
        nice=False,
        range=[alt.expr(f"{NARROW} ? 0 : width * 0.46"), alt.expr("width - 78")],
    )
    bars = rows.mark_bar(
        color=surface["accent"],
        height=alt.expr(f"{NARROW} ? 10 : 15"),
        yOffset=alt.expr(LOWERED),
    ).encode(
        x=alt.X("swing:Q", scale=scale, axis=None),
        tooltip=[
            alt.Tooltip("name:N", title="Input"),
            alt.Tooltip("shown:N", title="Saving moves by"),
            alt.Tooltip("way:N", title="More of it"),
        ],
    )
    text: Any = {"baseline": "middle", "fontSize": 14}
    names = rows.mark_text(
        **text,
        align="left",
        x=0,
        yOffset=alt.expr(LIFTED),
        text=alt.expr("datum.name"),
        limit=alt.expr(f"{NARROW} ? width - 80 : width * 0.45"),
    )
    shown = rows.mark_text(
        **text,
        align="right",
        x=alt.expr("width"),
        yOffset=alt.expr(LOWERED),
        color=surface["soft"],
        text=alt.expr("datum.shown"),
    )
    chart = alt.layer(bars, names, shown)
    return constant(chart.properties(width="container", height=alt.Step(ROW)), theme)


def frame(rows: Sequence[tuple[str, float, str]]) -> "pandas.DataFrame":
    """Return one row an input: its name, what the saving moves by, and that in words."""
    import pandas

    return pandas.DataFrame(
        [
            {
                "place": place,
                "name": name,
                "swing": abs(swing),
                "shown": f"\u00b1 {shown}",
                "way": "saves more" if swing > 0 else "saves less",
            }
            for place, (name, swing, shown) in enumerate(rows)
        ]
    )


def alt(data: "pandas.DataFrame", name: str) -> str:
    """Return the chart in words, from what it draws."""
    renamed = data.rename(columns={"name": "name_"}).itertuples(index=False)
    said = [f"{row.name_} {row.shown}, more of it {row.way}" for row in renamed]
    return f"What moves the saving in {name} most. {'; '.join(said)}."
