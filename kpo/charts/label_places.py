"""Placement of labels that would overlap: names beside dots, and text at the ends of lines."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

LETTER: Final = 7.4
"""Average width of a letter of a name, in pixels."""

LINE: Final = 15.0
"""Height of a name, in pixels."""

GAP: Final = 4.0
"""Pixels between a dot and its name."""


class LabelledPoint(NamedTuple):
    """A dot: its centre, measured from the top left, its radius and its name's width, in pixels."""

    x: float
    y: float
    radius: float
    wide: float


class LabelPlace(NamedTuple):
    """Side of the dot that its name is on (1 right, -1 left, 0 not drawn), and pixels below it."""

    side: int
    drop: float = 0


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


def places(
    wanted: Sequence[LabelledPoint],
    width: float,
    height: float,
    drops: Sequence[float] = (0,),
    others: Sequence[LabelledPoint] = (),
    line: Box = (0, 0, 0, 0),
    sure: int = 0,
) -> tuple[LabelPlace, ...]:
    """Return the first free place of each name in turn; the first `sure` names are always placed.

    A name stays inside the drawing and overlaps no name before it and no other dot.

    Parameters
    ----------
    drops
        Vertical offsets of a name from its dot in pixels, tried in turn.
    others
        Dots that have no name.
    line
        Box that a name overlaps only if no other place is free.

    Examples
    --------
    >>> near = [LabelledPoint(50, 50, 5, 37), LabelledPoint(60, 52, 5, 37)]
    >>> [place.side for place in places(near, 200, 100)]
    [-1, 1]
    """
    dots = [
        (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
        for one in (*wanted, *others)
    ]
    names: list[Box] = []
    chosen: list[LabelPlace] = []
    for at, one in enumerate(wanted):
        taken = [*names, *dots[:at], *dots[at + 1 :]]
        tried = [LabelPlace(side, drop) for drop in drops for side in (1, -1)]
        boxes = {place: box(one, place) for place in tried}
        free = [place for place in tried if _fits(boxes[place], taken, width, height)]
        clear = [place for place in free if not _meet(boxes[place], line)]
        place = (clear or free or [LabelPlace(int(at < sure))])[0]
        if place.side:
            names.append(box(one, place))
        chosen.append(place)
    return tuple(chosen)


def box(one: LabelledPoint, place: LabelPlace) -> Box:
    """Return the box that a name covers at a place."""
    begin = one.x + place.side * (one.radius + GAP)
    left, right = sorted((begin, begin + place.side * one.wide))
    middle = one.y + place.drop
    return left, middle - LINE / 2, right, middle + LINE / 2


def apart(values: Sequence[float], gap: float, highest: float) -> list[float]:
    """Return values moved at least `gap` apart, in the same order and none above `highest`.

    Examples
    --------
    >>> apart([0.0, 3.0, 0.5], 1.0, 3.0), apart([3.0, 3.0], 1.0, 3.0)
    ([0.0, 3.0, 1.0], [2.0, 3.0])
    """
    moved = np.array(values, dtype=float)
    order = np.argsort(moved, kind="stable")
    for low, high in zip(order, order[1:], strict=False):
        moved[high] = max(moved[high], moved[low] + gap)
    moved[order[-1:]] = np.minimum(moved[order[-1:]], highest)
    for high, low in zip(order[::-1], order[-2::-1], strict=False):
        moved[low] = min(moved[low], moved[high] - gap)
    return [float(value) for value in moved]


def _fits(box: Box, taken: Sequence[Box], width: float, height: float) -> bool:
    left, top, right, foot = box
    inside = left >= 0 and right <= width and top >= 0 and foot <= height
    return inside and not any(_meet(box, other) for other in taken)


def _meet(one: Box, other: Box) -> bool:
    (left, top, right, foot), (x, y, end, bottom) = one, other
    return left < end and right > x and top < bottom and foot > y
