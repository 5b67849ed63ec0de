"""Cost per productive hour against score: what one more point costs."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from kpo.charts.chart import Frame, framed
from kpo.charts.marks import layered, tips
from kpo.style import SURFACE, Theme

HEIGHT: Final = 330
LABELLED: Final = 16
AFTER: Final = 70
WIDTHS: Final = {"narrow": 320, "wide": 430, "broad": 560}
"""Least widths of the drawing, in pixels, that names are placed for."""

LETTER, LINE, DOT, BESIDE = 6.6, 14, 6, 9
"""Width of a letter, height of a line, half a dot, and where a name begins beside it, in pixels."""

DROPS: Final = (0, 6, -6, 11, -11, 15, -15)
"""How far below its dot a name may stand, in pixels, tried in turn."""


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data; names of the axes stand in the data too."""
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
            dx=alt.expr(f"{BESIDE} * {side}"),
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


def frame(
    rows: Sequence[Mapping[str, Any]], home: tuple[float, str], currency: str, focus: str
) -> Frame:
    """Return one row a destination with a score.

    Parameters
    ----------
    rows
        ``country``, ``name``, ``cost``, ``score``, ``cost_shown`` and ``score_shown``.
    home
        Cost per productive hour at home, and its name.
    """
    few = len(rows) <= LABELLED
    labelled = [row for row in rows if few or row["country"] == focus]
    placed = {
        screen: sides(rows, labelled, home[0], focus, width) for screen, width in WIDTHS.items()
    }
    return framed(
        [
            {
                **row,
                "place": place,
                "home": home[0],
                "home_name": home[1],
                "focus": row["country"] == focus,
                "labelled": few or row["country"] == focus,
                **{
                    f"{screen}_{name}": value
                    for screen, of in placed.items()
                    for name, value in of.get(row["country"], HIDDEN)._asdict().items()
                },
                "up_name": "\u2191 score, points of 100",
                "across_name": f"all in, {currency} per productive hour \u2192",
            }
            for place, row in enumerate(rows)
        ]
    )


class LabelSide(NamedTuple):
    """Where a name stands: 1 right of its dot, -1 left, 0 nowhere; and how far below, in pixels."""

    side: int
    drop: int


HIDDEN: Final = LabelSide(0, 0)
ORDERS: Final[tuple[Callable[[Mapping[str, Any]], float], ...]] = (
    lambda row: -row["score"],
    lambda row: row["cost"],
    lambda row: row["score"],
    lambda row: -row["cost"],
)
"""In which order names are placed; the one that leaves fewest without is taken."""


class _Box(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def sides(
    rows: Sequence[Mapping[str, Any]],
    labelled: Sequence[Mapping[str, Any]],
    home: float,
    focus: str,
    width: float,
) -> dict[str, LabelSide]:
    """Return where each name stands in a drawing of that width.

    A name meets no other name and no dot, and the line of home only where there is no other way.
    The one in focus is placed first and is always named.

    Examples
    --------
    >>> near = [{"country": "A", "name": "Aland", "cost": 20, "score": 60},
    ...         {"country": "B", "name": "Bland", "cost": 21, "score": 60}]
    >>> [tuple(spot) for spot in sides(near, near, 60, "A", 430).values()]
    [(-1, 0), (1, 0)]
    """
    most = max(home, *(row["cost"] for row in rows))
    scores = [row["score"] for row in rows]
    across = (width - AFTER) / most
    up = HEIGHT / (1.17 * (max(scores) - min(scores)) + 5)
    spots = {row["country"]: (row["cost"] * across, -row["score"] * up) for row in rows}
    dots = {code: _Box(x - DOT, x + DOT, y - DOT, y + DOT) for code, (x, y) in spots.items()}
    line = _Box(home * across - 1, home * across + 1, float("-inf"), float("inf"))
    first = [row for row in labelled if row["country"] == focus]
    others = [row for row in labelled if row["country"] != focus]
    tries = [
        _placed([*first, *sorted(others, key=order)], spots, dots, line, width) for order in ORDERS
    ]
    return min(tries, key=lambda places: sum(not spot.side for spot in places.values()))


def _placed(
    rows: Sequence[Mapping[str, Any]],
    spots: Mapping[str, tuple[float, float]],
    dots: Mapping[str, _Box],
    line: _Box,
    width: float,
) -> dict[str, LabelSide]:
    """Return the first free place of each name in turn; the first one always has one."""
    names: list[_Box] = []
    places: dict[str, LabelSide] = {}
    for row in rows:
        code = row["country"]
        taken = [*names, *(dot for other, dot in dots.items() if other != code)]
        boxes = {
            LabelSide(side, drop): _name(*spots[code], side * len(row["name"]) * LETTER, drop)
            for drop in DROPS
            for side in (1, -1)
        }
        free = [
            spot
            for spot, box in boxes.items()
            if box.left >= 0 and box.right <= width and not any(map(box.meets, taken))
        ]
        free.sort(key=lambda spot: boxes[spot].meets(line))
        places[code] = free[0] if free else LabelSide(int(not places), 0)
        if places[code].side:
            names.append(boxes[places[code]])
    return places


def _name(x: float, y: float, reach: float, drop: float) -> _Box:
    begin = x + (BESIDE if reach > 0 else -BESIDE)
    left, right = sorted((begin, begin + reach))
    return _Box(left, right, y + drop - LINE / 2, y + drop + LINE / 2)


def _for_width(name: str) -> str:
    """Return the expression of what holds for the drawing's width."""
    wide, broad = WIDTHS["wide"], WIDTHS["broad"]
    least = f"width < {wide} ? datum.narrow_{name} : datum.wide_{name}"
    return f"(width < {broad} ? ({least}) : datum.broad_{name})"


def alt(data: Frame, currency: str) -> str:
    """Return the chart in words, from what it draws."""
    dots = [
        f"{row.name} {row.cost_shown}, score {row.score_shown}"
        for row in data.itertuples(index=False)
        if row.labelled
    ]
    return f"Cost per productive hour in {currency} against score. {'; '.join(dots)}."
