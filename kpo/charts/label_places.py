"""Which names of a scatter have room, and on which side of their bubble."""

from collections.abc import Sequence
from typing import Final, NamedTuple

LETTER: Final = 7.4
"""Pixels of a letter of a name, on average."""

LINE: Final = 15.0
"""Pixels from a name's top to its foot."""

GAP: Final = 4.0
"""Pixels between a bubble and its name."""

SIDES: Final = ("right", "left")


class LabelledPoint(NamedTuple):
    """A bubble that wants its name: centre from the upper left corner and radius, in pixels."""

    x: float
    y: float
    radius: float
    name: str


Box = tuple[float, float, float, float]


def sides(wanted: Sequence[LabelledPoint], width: float, height: float) -> tuple[str, ...]:
    """Return "right" or "left" for each name that has room, empty for one that has none.

    Those that come first are placed first. A name stays inside the drawing, and clear of the names
    and of the wanted bubbles before it.

    Examples
    --------
    >>> sides([LabelledPoint(50, 50, 5, "India"), LabelledPoint(60, 52, 5, "China")], 200, 100)
    ('left', 'right')
    """
    taken: list[Box] = [
        (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
        for one in wanted
    ]
    sides = []
    for place, one in enumerate(wanted):
        others = [*taken[:place], *taken[place + 1 :]]
        free = next((side for side in SIDES if _fits(_box(one, side), others, width, height)), "")
        if free:
            taken.append(_box(one, free))
        sides.append(free)
    return tuple(sides)


def _box(one: LabelledPoint, side: str) -> Box:
    reach = one.radius + GAP
    length = LETTER * len(one.name)
    left = one.x + reach if side == "right" else one.x - reach - length
    return left, one.y - LINE / 2, left + length, one.y + LINE / 2


def _fits(box: Box, others: Sequence[Box], width: float, height: float) -> bool:
    left, top, right, foot = box
    inside = left >= 0 and right <= width and top >= 0 and foot <= height
    return inside and not any(
        left < r and right > x and top < f and foot > y for x, y, r, f in others
    )
