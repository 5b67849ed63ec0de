"""Positions of the names on a map: near their dots, in the sea, without overlaps.

The sea is looked up on a grid. Names are placed one after another: each takes the free position
nearest to its dot, and a line leads to it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kpo.data.geography import rings
from kpo.deck.scene import MapLabel

AREA: Final = (-2340.0, -985.0, 2480.0, 1310.0)
"""West, south, east and north bounds of the world map, in map units."""

CELL: Final = 16.0
SPECK: Final = 30.0
"""Maximum size in map units, less than six pixels, of islands that a name may cover."""

EM: Final = 97.0
"""Font size of a name in map units: 18 pixels on a map 900 pixels wide."""

HIGH: Final = 116.0
NEAR: Final = 26.0
"""Minimum distance of a name from the middle of its dot, in map units."""

TRIED: Final = 200
POINTS: Final = 100
"""Number of nearest positions tried, and of points checked on the line to each."""

FEW: Final = 20
"""Number of lines checked at a time."""

SLIM, BROAD = "iljtfrI.,()' ", "mwMW"
NARROWEST, USUAL, CAPITAL, WIDEST = 0.36, 0.56, 0.66, 0.9
"""Widths of letters relative to the font size, those of a semibold sans."""

Grid = NDArray[np.bool_]
Floats = NDArray[np.float64]
Point = tuple[float, float]


def width(text: str) -> float:
    """Return the estimated width of a name in map units.

    Examples
    --------
    >>> round(width("1 India"))
    322
    """
    return EM * sum(map(_letter, text))


def _letter(sign: str) -> float:
    if sign in SLIM:
        return NARROWEST
    if sign in BROAD:
        return WIDEST
    return CAPITAL if sign.isupper() else USUAL


@lru_cache(maxsize=32)
def labels(
    named: tuple[tuple[str, Point], ...], dots: tuple[Point, ...] = ()
) -> tuple[MapLabel | None, ...]:
    """Return a label for each name and its dot; None if the sea has no room for it.

    `dots` are others that no name may cover. Names are placed in several orders, and the result
    with the shortest lines is returned.
    """
    spots = range(len(named))
    orders = (
        list(spots),
        *(
            sorted(spots, key=lambda at: sign * named[at][1][axis])
            for axis in (0, 1)
            for sign in (1, -1)
        ),
    )
    return min(
        (_placed(named, dots, order) for order in orders), key=lambda places: _cost(named, places)
    )


def _placed(
    named: tuple[tuple[str, Point], ...], dots: tuple[Point, ...], order: Sequence[int]
) -> tuple[MapLabel | None, ...]:
    taken = _dotted((*dots, *(at for _, at in named))).copy()
    places: dict[int, MapLabel | None] = {}
    for spot in order:
        text, dot = named[spot]
        places[spot] = label = _place(width(text), dot, taken)
        if label is not None:
            _mark(taken, (label.west, label.south, label.west + label.wide, label.south + HIGH))
            _mark_line(taken, dot, label.tip)
    return tuple(places[spot] for spot in range(len(named)))


@lru_cache(maxsize=1)
def _dotted(dots: tuple[Point, ...]) -> Grid:
    """Return which cells the dots cover."""
    taken = np.zeros_like(land())
    for dot in dots:
        _mark(taken, (dot[0] - CELL, dot[1] - CELL, dot[0] + CELL, dot[1] + CELL))
    return taken


def _cost(named: tuple[tuple[str, Point], ...], places: tuple[MapLabel | None, ...]) -> float:
    """Return the sum of squared line lengths; a name without a label costs more than any line."""
    most = (AREA[2] - AREA[0]) ** 2
    pairs = zip(named, places, strict=True)
    return sum(_apart(dot, one.tip) ** 2 if one else most for (_, dot), one in pairs)


def _place(wide: float, dot: Point, taken: Grid) -> MapLabel | None:
    """Return the nearest free position with a clear line to its edge; else the nearest free one."""
    rows, columns = np.nonzero(_free(land() | taken, wide))
    west = np.asarray(AREA[0] + columns * CELL, dtype=np.float64)
    south = np.asarray(AREA[1] + rows * CELL, dtype=np.float64)
    beyond_x = np.maximum(np.maximum(west - dot[0], dot[0] - west - wide), 0)
    beyond_y = np.maximum(np.maximum(south - dot[1], dot[1] - south - HIGH), 0)
    away = np.hypot(beyond_x, beyond_y)
    away[away < NEAR] = np.inf
    order = _nearest(away)
    if not len(order):
        return None
    tips = _tips(dot, west[order], south[order], wide)
    best = _first_clear(dot, tips, taken)
    at = order[best]
    side = _side(dot[0], float(west[at]), wide)
    tip = float(tips[best, 0]), float(tips[best, 1])
    return MapLabel(float(west[at]), float(south[at]), wide, HIGH, side, tip)


def _free(blocked: Grid, wide: float) -> Grid:
    """Return the cells free for a name's lower left corner, with a margin of one cell around."""
    high, across = int(HIGH / CELL) + 3, int(wide / CELL) + 3
    sums = np.pad(np.cumsum(np.cumsum(blocked, 0, dtype=np.int64), 1), ((1, 0), (1, 0)))
    inside = sums[high:, across:] - sums[:-high, across:] - sums[high:, :-across]
    inside += sums[:-high, :-across]
    free = np.zeros_like(blocked)
    free[1 : inside.shape[0] + 1, 1 : inside.shape[1] + 1] = inside == 0
    return free


def _nearest(away: Floats) -> NDArray[np.intp]:
    """Return the indices of the `TRIED` smallest distances, sorted; ties keep their order."""
    near = np.arange(len(away))
    if len(away) > TRIED:
        near = np.flatnonzero(away <= np.partition(away, TRIED - 1)[TRIED - 1])
    return near[np.argsort(away[near], kind="stable")[:TRIED]]


def _side(x: float, west: float, wide: float) -> Literal["start", "middle", "end"]:
    """Return the side of a name at which the line from its dot ends."""
    return "start" if west > x else "end" if west + wide < x else "middle"


def _tips(dot: Point, west: Floats, south: Floats, wide: float) -> Floats:
    """Return the end of the line to each position of a name, positions × 2."""
    (x, y), middle = dot, west + wide / 2
    inside = np.minimum(np.maximum(x, middle - wide / 4), middle + wide / 4)
    across = np.where(west > x, west, np.where(west + wide < x, west + wide, inside))
    above = np.where(south > y, south, south + HIGH)
    beside = (west > x) | (west + wide < x)
    return np.column_stack((across, np.where(beside, south + HIGH / 2, above)))


def _first_clear(dot: Point, tips: Floats, taken: Grid) -> int:
    """Return the index of the first tip with a clear line, else 0; checks `FEW` at a time."""
    for begin in range(0, len(tips), FEW):
        clear = _clear(dot, tips[begin : begin + FEW], taken)
        if clear.any():
            return begin + int(np.argmax(clear))
    return 0


def _clear(dot: Point, tips: Floats, taken: Grid) -> Grid:
    """Tell whether the line to each tip meets no other name, line or dot."""
    steps = np.linspace(0, 1, POINTS)[:, None, None]
    points = np.array(dot) + steps * (tips - dot)
    beyond = np.hypot(*(points - dot).T).T > 3 * CELL
    at = ((points - AREA[:2]) / CELL).astype(int)
    rows, columns = taken.shape
    hit = taken[at[..., 1].clip(0, rows - 1), at[..., 0].clip(0, columns - 1)]
    clear: Grid = ~(hit & beyond).any(axis=0)
    return clear


def _mark_line(grid: Grid, start: Point, end: Point) -> None:
    """Mark the cells along a line and up to half a cell beside it."""
    count = max(2, int(2 * _apart(start, end) / CELL))
    points = np.column_stack([np.linspace(*ends, count) for ends in zip(start, end, strict=True)])
    low, high = (
        ((points + reach - AREA[:2]) / CELL).astype(int) for reach in (-CELL / 2, CELL / 2)
    )
    for columns, rows in ((low, low), (low, high), (high, low), (high, high)):
        row, column = rows[:, 1], columns[:, 0]
        grid[row.clip(0, grid.shape[0] - 1), column.clip(0, grid.shape[1] - 1)] = True


def _apart(one: Point, other: Point) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _mark(grid: Grid, box: tuple[float, float, float, float]) -> None:
    (top, left), (bottom, right) = _cell(box[:2]), _cell(box[2:])
    grid[top : bottom + 1, left : right + 1] = True


def _cell(point: Sequence[float]) -> tuple[int, int]:
    row, column = (point[1] - AREA[1]) / CELL, (point[0] - AREA[0]) / CELL
    rows, columns = _shape()
    return min(max(int(row), 0), rows - 1), min(max(int(column), 0), columns - 1)


def _shape() -> tuple[int, int]:
    west, south, east, north = AREA
    return int((north - south) / CELL) + 1, int((east - west) / CELL) + 1


@lru_cache(maxsize=1)
def land() -> Grid:
    """Return which cells of the map hold land, rows from the south; coasts count as land."""
    outlines = [np.array(ring) for outline in rings().values() for ring in outline]
    seen = [(ring - AREA[:2]) / CELL for ring in outlines if np.ptp(ring, axis=0).max() > SPECK]
    starts = np.concatenate([ring[:-1] for ring in seen])
    ends = np.concatenate([ring[1:] for ring in seen])
    filled: Grid = _inside(starts, ends) | _outline(starts, ends)
    return filled


def _outline(starts: Floats, ends: Floats) -> Grid:
    """Return which cells the edges cross."""
    grid = np.zeros(_shape(), dtype=np.bool_)
    counts = (2 * np.abs(ends - starts).max(axis=1)).astype(int) + 2
    edge = np.repeat(np.arange(len(counts)), counts)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = (step / (counts[edge] - 1))[:, None]
    at = (starts[edge] + share * (ends - starts)[edge]).astype(int)
    grid[at[:, 1].clip(0, grid.shape[0] - 1), at[:, 0].clip(0, grid.shape[1] - 1)] = True
    return grid


def _inside(starts: Floats, ends: Floats) -> Grid:
    """Return which cells have their middle inside, with an odd number of edges to the west."""
    rows, columns = _shape()
    crossings = np.zeros((rows, columns + 1), dtype=np.int64)
    low, high = (np.sort((starts[:, 1], ends[:, 1]), axis=0) - 0.5).clip(0, rows)
    for row in range(rows):
        met = (low <= row) & (row < high)
        (x, y), (to_x, to_y) = starts[met].T, ends[met].T
        crossed = x + (row + 0.5 - y) / (to_y - y) * (to_x - x)
        np.add.at(crossings[row], np.ceil(crossed - 0.5).astype(int).clip(0, columns), 1)
    odd: Grid = np.cumsum(crossings, axis=1)[:, :columns] % 2 == 1
    return odd
