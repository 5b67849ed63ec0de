"""How often each destination takes each rank: one bar a destination, one part a rank."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.chart import FIGURES, constant
from kpo.robustness.rank_acceptability import RankOutlook
from kpo.style import SURFACE, Theme, shades

if TYPE_CHECKING:
    import pandas

ROW: Final = 30
MAX_TALL_ROWS: Final = 10
"""Up to so many destinations every rank has its own part."""

COARSE: Final = ((1, 1), (2, 3), (4, 5), (6, 10), (11, 20), (21, 1000))
IS_NARROW: Final = "width < 520"
MIN_SHARE: Final = 0.0005


@lru_cache(maxsize=32)
def spec(theme: Theme, count: int) -> dict[str, Any]:
    """Return the chart without its data; `count` is that of `classes`."""
    import altair as alt

    surface = SURFACE[theme]
    scale = alt.Scale(
        domain=[0, 1],
        nice=False,
        range=[
            alt.expr(f"{IS_NARROW} ? 146 : 196"),
            alt.expr(f"{IS_NARROW} ? width - 48 : width - 64"),
        ],
    )
    colour = alt.Scale(domain=list(range(count)), range=list(shades(theme, count)))
    axis = alt.Axis(
        title="Share of the draws", format=".0%", tickCount=5, domain=False, orient="top"
    )
    rows = alt.Chart(alt.NamedData(FIGURES)).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.28, paddingOuter=0.2))
    )
    bars = rows.mark_bar(stroke=surface["paper"], strokeWidth=1).encode(
        x=alt.X("start:Q", scale=scale, axis=axis),
        x2="end:Q",
        color=alt.Color("group:O", scale=colour, legend=None),
        tooltip=[
            alt.Tooltip("name:N", title="Destination"),
            alt.Tooltip("ranks:N", title="Rank"),
            alt.Tooltip("shown:N", title="Share of the draws"),
        ],
    )
    heads = rows.transform_filter("datum.head")
    text: Any = {"baseline": "middle", "fontSize": 14}
    names = heads.mark_text(
        **text,
        align="left",
        x=0,
        text=alt.expr("datum.name"),
        limit=alt.expr(f"{IS_NARROW} ? 142 : 188"),
    )
    first = heads.mark_text(
        **text, align="right", x=alt.expr("width"), text=alt.expr("datum.first")
    )
    chart = alt.layer(bars, names, first).properties(width="container", height=alt.Step(ROW))
    return constant(chart, theme)


def frame(
    found: Mapping[str, RankOutlook],
    names: Mapping[str, str],
    shown: Mapping[str, str],
    ranked: int,
) -> "pandas.DataFrame":
    """Return one row for each destination and rank, or class of ranks, that it ever takes.

    Parameters
    ----------
    found
        Chances by country, in the order in which they are drawn.
    names
        Names by country.
    shown
        "First in" as text by country.
    ranked
        How many destinations are ranked, drawn or not.
    """
    import pandas

    groups = classes(ranked)
    made = [
        row
        for place, (country, chance) in enumerate(found.items())
        for row in _parts(place, names[country], shown[country], chance.ranks, groups)
    ]
    return pandas.DataFrame(made)


def alt(
    found: Mapping[str, RankOutlook], names: Mapping[str, str], shown: Mapping[str, str]
) -> str:
    """Return the chart in words: how often each is first and where it stands otherwise."""
    said = [
        f"{names[country]} first in {shown[country]}, places {chance.best} to {chance.worst}"
        for country, chance in found.items()
    ]
    return f"How often each destination takes each rank. {'; '.join(said)}."


def classes(destinations: int) -> tuple[tuple[int, int], ...]:
    """Return the ranks that each part of a bar stands for, first and last.

    Examples
    --------
    >>> classes(2), classes(98)[:3]
    (((1, 1), (2, 2)), ((1, 1), (2, 3), (4, 5)))
    """
    if destinations > MAX_TALL_ROWS:
        return COARSE
    return tuple((rank, rank) for rank in range(1, destinations + 1))


def legend(destinations: int) -> tuple[str, ...]:
    """Return the words for `classes`.

    Examples
    --------
    >>> legend(3), legend(98)[-2:]
    (('1st', '2nd', '3rd'), ('11–20', '21st or lower'))
    """
    return tuple(_ranks(*group) for group in classes(destinations))


def _parts(
    place: int,
    name: str,
    first: str,
    ranks: Sequence[float],
    groups: Sequence[tuple[int, int]],
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
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{low}{endings.get(low, 'th')}" if low == high else f"{low}\u2013{high}"
