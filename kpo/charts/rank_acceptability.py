"""Ranks over the draws: a bar per destination, with a part per rank; bands with a dot for now."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from typing import Any, Final

from kpo.charts.chart import Chart
from kpo.charts.marks import NARROW, by_width, layered, row_label, row_number, rows, tips
from kpo.core.numbers import ordinal, per_cent, range_words
from kpo.robustness.rank_acceptability import RankOutlook
from kpo.scoring.ranking import Ranking
from kpo.style import SURFACE, Theme, shades

ROW: Final = 30
MAX_TALL_ROWS: Final = 10
"""Maximum number of destinations for which every rank has its own part."""

COARSE: Final = ((1, 1), (2, 3), (4, 5), (6, 10), (11, 20), (21, 1000))
MIN_SHARE: Final = 0.0005


def acceptability(
    ranking: Ranking, outlooks: Mapping[str, RankOutlook], names: Mapping[str, str]
) -> Chart:
    """Return the chart of how often destinations take each rank, in the order of `outlooks`.

    A bar has a part for each rank or class of ranks with a share of at least `MIN_SHARE`.
    """
    groups, words = classes(len(ranking.rows)), legend(len(ranking.rows))
    first = {country: per_cent(outlook.p_first) for country, outlook in outlooks.items()}
    parts = (
        _parts(place, names[country], first[country], outlook.ranks, groups)
        for place, (country, outlook) in enumerate(outlooks.items())
    )
    lines = [
        f"{names[country]} first in {first[country]}, places {outlook.best} to {outlook.worst}"
        for country, outlook in outlooks.items()
    ]
    return Chart(
        "How often each takes each place",
        partial(spec, count=len(groups)),
        [*chain.from_iterable(parts)],
        f"How often each destination takes each rank. {'; '.join(lines)}.",
        legend=tuple(zip(shades("light", len(words)), words, strict=True)),
    )


@lru_cache(maxsize=32)
def spec(theme: Theme, count: int) -> dict[str, Any]:
    """Return the chart without its data; `count` is the number of `classes`."""
    import altair as alt

    surface = SURFACE[theme]
    ends = [by_width(NARROW, 146, 196), by_width(NARROW, "width - 48", "width - 64")]
    scale = alt.Scale(domain=[0, 1], nice=False, range=ends)
    colour = alt.Scale(domain=list(range(count)), range=list(shades(theme, count)))
    share = "format(100 * datum.value, '.0f') + '\u00a0%'"
    title = "Share of the draws"
    axis = alt.Axis(title=title, labelExpr=share, tickCount=5, domain=False, orient="top")
    places = rows(0.28, 0.2)
    bars = places.mark_bar(stroke=surface["paper"], strokeWidth=1).encode(
        x=alt.X("start:Q", scale=scale, axis=axis),
        x2="end:Q",
        color=alt.Color("group:O", scale=colour, legend=None),
        tooltip=tips(name="Destination", ranks="Rank", shown="Share of the draws"),
    )
    heads = places.transform_filter("datum.head")
    names = row_label(heads, "datum.name", limit=by_width(NARROW, 142, 188))
    return layered(theme, alt.Step(ROW), bars, names, row_number(heads, "datum.first"))


def classes(destinations: int) -> tuple[tuple[int, int], ...]:
    """Return the first and last rank that each part of a bar stands for.

    Examples
    --------
    >>> classes(2), classes(98)[:3]
    (((1, 1), (2, 2)), ((1, 1), (2, 3), (4, 5)))
    """
    if destinations > MAX_TALL_ROWS:
        return COARSE
    return tuple((rank, rank) for rank in range(1, destinations + 1))


def legend(destinations: int) -> tuple[str, ...]:
    """Return the legend text of each of `classes`.

    Examples
    --------
    >>> legend(3), legend(98)[-2:]
    (('1st', '2nd', '3rd'), ('11–20', '21st or lower'))
    """
    return tuple(_ranks(*group) for group in classes(destinations))


def _parts(
    place: int, name: str, first: str, ranks: Sequence[float], groups: Sequence[tuple[int, int]]
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    start = 0.0
    for group, (low, high) in enumerate(groups):
        share = sum(ranks[low - 1 : high])
        if share < MIN_SHARE:
            continue
        rows.append(
            {
                "place": place,
                "name": name,
                "head": not rows,
                "first": first,
                "group": group,
                "ranks": _ranks(low, high),
                "start": start,
                "end": start + share,
                "shown": f"{100 * share:.1f} %",
            }
        )
        start += share
    return rows


def _ranks(low: int, high: int) -> str:
    if high > COARSE[-1][0]:
        return f"{low}st or lower"
    return ordinal(low) if low == high else range_words(low, high)


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
    return Chart("Between which places each stays", band_spec, rows, alt)


@cache
def band_spec(theme: Theme) -> dict[str, Any]:
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
