"""The classes of a map's figures: their bounds, and one hue from few to many."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from kpo.charts.theme import Theme

LEVELS: Final = 5
MISSING, ASIDE = -2, -1

SCALE: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#D3E7E3", "#9CCAC2", "#5FA79D", "#2B7F76", "#0B4A44"),
    "dark": ("#1D3B3C", "#2A5C58", "#3E867A", "#5DB69D", "#9BEBD2"),
}
"""One hue from the accent, from few to many."""


def breaks(values: Iterable[float]) -> tuple[float, ...]:
    """Return four bounds that part values into five classes of like size, in round numbers.

    Rounded to two digits; bounds that fall together are kept once.

    Examples
    --------
    >>> breaks(range(0, 1001))
    (200.0, 400.0, 600.0, 800.0)
    """
    known = np.array(sorted(values), dtype=np.float64)
    if not len(known):
        return ()
    cuts = np.quantile(known, np.arange(1, LEVELS) / LEVELS)
    rounded = {float(f"{cut:.2g}") for cut in cuts}
    return tuple(sorted(cut for cut in rounded if known[0] < cut <= known[-1]))


def level(value: float, bounds: Sequence[float]) -> int:
    """Return the class of a value: how many bounds it reaches, spread over the five colours.

    Examples
    --------
    >>> [level(value, (200, 400, 600, 800)) for value in (0, 200, 900)]
    [0, 1, 4]
    """
    reached = sum(value >= bound for bound in bounds)
    return round(reached * (LEVELS - 1) / len(bounds)) if bounds else LEVELS // 2


def ranges(bounds: Sequence[float]) -> tuple[tuple[int, float | None, float | None], ...]:
    """Return level, low and high of each class; None where a class has no end."""
    ends = (None, *bounds, None)
    return tuple(
        (level(bounds[0] - 1 if low is None else low, bounds) if bounds else LEVELS // 2, low, high)
        for low, high in pairwise(ends)
    )


def css_tokens() -> str:
    """Return the colours of the classes as CSS variables that follow the colour scheme."""
    return "".join(
        f"--map-{place}: light-dark({light}, {dark});"
        for place, (light, dark) in enumerate(zip(SCALE["light"], SCALE["dark"], strict=True))
    )
