"""Where words stand that would cover each other: names beside dots, and words at ends of lines."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

LETTER: Final = 7.4
"""Pixels of a letter of a name, on average."""

LINE: Final = 15.0
"""Pixels from a name's top to its foot."""

GAP: Final = 4.0
"""Pixels between a dot and its name."""


class LabelledPoint(NamedTuple):
    """A dot: centre from the upper left corner, radius and the width of its name, in pixels."""

    x: float
    y: float
    radius: float
    wide: float


class LabelPlace(NamedTuple):
    """Where a name stands: 1 right of its dot, -1 left, 0 nowhere; and how far below, in pixels."""

    side: int
    drop: float = 0


Box = tuple[float, float, float, float]
"""Left, top, right and foot, in pixels."""


def places(
    wanted: Sequence[LabelledPoint],
    width: float,
    height: float,
    drops: Sequence[float] = (0,),
    others: Sequence[LabelledPoint] = (),
    line: Box = (0, 0, 0, 0),
    sure: int = 0,
) -> tuple[LabelPlace, ...]:
    """Return the first free place of each name in turn; the first `sure` ones always have one.

    A name stays inside the drawing, and clear of the names before it and of all dots.

    Parameters
    ----------
    drops
        How far below its dot a name may stand, tried in turn.
    others
        Dots that have no name.
    line
        What a name meets only where there is no other way.

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
    """Return the room of a name at its place."""
    begin = one.x + place.side * (one.radius + GAP)
    left, right = sorted((begin, begin + place.side * one.wide))
    middle = one.y + place.drop
    return left, middle - LINE / 2, right, middle + LINE / 2


def apart(values: Sequence[float], gap: float, highest: float) -> list[float]:
    """Return values moved apart by a gap at the least, in their order and none over the highest.

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
