"""Between which ranks each destination stays: a line from best to worst, a dot where it is."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.chart import FIGURES, constant
from kpo.robustness.rank_acceptability import RankOutlook
from kpo.style import SURFACE, Theme

if TYPE_CHECKING:
    import pandas

ROW: Final = 30
IS_NARROW: Final = "width < 520"


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data."""
    import altair as alt

    surface = SURFACE[theme]
    scale = alt.Scale(
        zero=False,
        nice=False,
        padding=14,
        range=[
            alt.expr(f"{IS_NARROW} ? 146 : 196"),
            alt.expr(f"{IS_NARROW} ? width - 48 : width - 64"),
        ],
    )
    axis = alt.Axis(title="Rank", tickMinStep=1, format="d", domain=False, orient="top")
    rows = alt.Chart(alt.NamedData(FIGURES)).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.3)),
        tooltip=[
            alt.Tooltip("name:N", title="Destination"),
            alt.Tooltip("rank:Q", title="Rank now"),
            alt.Tooltip("band:N", title="5\u201395 % band"),
        ],
    )
    band = rows.mark_rule(strokeWidth=7, opacity=0.35, strokeCap="round").encode(
        x=alt.X("best:Q", scale=scale, axis=axis),
        x2="worst:Q",
        color=alt.value(surface["accent"]),
    )
    now = rows.mark_point(size=70, filled=True, opacity=1).encode(
        x=alt.X("rank:Q", scale=scale), color=alt.value(surface["accent"])
    )
    text: Any = {"baseline": "middle", "fontSize": 14}
    names = rows.mark_text(
        **text,
        align="left",
        x=0,
        text=alt.expr("datum.name"),
        limit=alt.expr(f"{IS_NARROW} ? 142 : 188"),
    )
    shown = rows.mark_text(**text, align="right", x=alt.expr("width"), text=alt.expr("datum.band"))
    chart = alt.layer(band, now, names, shown)
    return constant(chart.properties(width="container", height=alt.Step(ROW)), theme)


def frame(
    found: Mapping[str, RankOutlook], ranks: Mapping[str, int], names: Mapping[str, str]
) -> "pandas.DataFrame":
    """Return one row for each destination, in the order in which they are drawn."""
    import pandas

    return pandas.DataFrame(
        [
            {
                "place": place,
                "name": names[country],
                "rank": ranks[country],
                "best": chance.best,
                "worst": chance.worst,
                "band": band_text(chance),
            }
            for place, (country, chance) in enumerate(found.items())
        ]
    )


def alt(
    found: Mapping[str, RankOutlook], ranks: Mapping[str, int], names: Mapping[str, str]
) -> str:
    """Return the chart in words."""
    said = [
        f"{names[country]} now {ranks[country]}, between {chance.best} and {chance.worst}"
        for country, chance in found.items()
    ]
    return f"Ranks within which the middle 90 % of the draws lie. {'; '.join(said)}."


def band_text(chance: RankOutlook) -> str:
    """Return a band as it is shown, one number where both ends are the same."""
    return "\u2013".join(map(str, dict.fromkeys((chance.best, chance.worst))))
