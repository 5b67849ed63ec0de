"""Rank bands: a line from each destination's best to its worst rank, a dot at its rank now."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from kpo.charts.chart import Chart, framed
from kpo.charts.marks import NARROW, by_width, layered, row_label, row_number, rows, tips
from kpo.robustness.rank_acceptability import RankOutlook
from kpo.scoring.ranking import Ranking
from kpo.style import SURFACE, Theme

ROW: Final = 30


def intervals(
    ranking: Ranking, outlooks: Mapping[str, RankOutlook], names: Mapping[str, str]
) -> Chart:
    """Return the chart of each destination's 5–95 % band of ranks, in the order of `outlooks`."""
    rows = [
        {
            "place": place,
            "name": names[country],
            "rank": ranking[country].rank,
            "best": outlook.best,
            "worst": outlook.worst,
            "band": outlook.band,
        }
        for place, (country, outlook) in enumerate(outlooks.items())
    ]
    lines = ["{name} now {rank}, between {best} and {worst}".format(**row) for row in rows]
    alt = f"Ranks within which the middle 90 % of the draws lie. {'; '.join(lines)}."
    return Chart("Between which places each stays", spec, framed(rows), alt)


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data."""
    import altair as alt

    surface = SURFACE[theme]
    ends = [by_width(NARROW, 146, 196), by_width(NARROW, "width - 48", "width - 64")]
    scale = alt.Scale(zero=False, nice=False, padding=8, range=ends)
    ranks = "datum.value < 1 ? '' : datum.label"
    axis = alt.Axis(
        title="Rank", tickMinStep=1, format="d", labelExpr=ranks, domain=False, orient="top"
    )
    rank = alt.Tooltip("rank:Q", title="Rank now")
    tooltip = [*tips(name="Destination"), rank, *tips(band="5\u201395 % band")]
    places = rows(0.5, 0.3, tooltip=tooltip)
    band = places.mark_rule(strokeWidth=7, opacity=0.35, strokeCap="round").encode(
        x=alt.X("best:Q", scale=scale, axis=axis), x2="worst:Q", color=alt.value(surface["accent"])
    )
    now = places.mark_point(size=70, filled=True, opacity=1).encode(
        x=alt.X("rank:Q", scale=scale), color=alt.value(surface["accent"])
    )
    names = row_label(places, "datum.name", limit=by_width(NARROW, 142, 188))
    return layered(theme, alt.Step(ROW), band, now, names, row_number(places, "datum.band"))
