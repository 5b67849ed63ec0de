"""Colours and type sizes of every chart, panel and page, light and dark.

The colours of the criteria are columns of the criteria table.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from kpo.core.model import Criterion

Theme = Literal["light", "dark"]
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)

SURFACE: Final[dict[Theme, dict[str, str]]] = {
    "light": {
        "paper": "#FFFFFF",
        "ink": "#1B1F24",
        "soft": "#5B6470",
        "rule": "#D9DEE4",
        "accent": "#15615A",
        "warn": "#A33E02",
    },
    "dark": {
        "paper": "#12161C",
        "ink": "#E9EDF1",
        "soft": "#9AA5B1",
        "rule": "#2C343E",
        "accent": "#5DC6A8",
        "warn": "#F0A070",
    },
}

TEXT_SIZES: Final = (".8125rem", ".875rem", "1rem", "1.25rem", "1.5rem", "2rem")
"""Type sizes: notes, tables and labels, running text, section heads, large numbers, finding."""

FONT: Final = '"Source Sans", "Source Sans 3", sans-serif'


def css_tokens(criteria: Iterable[Criterion]) -> str:
    """Return every colour as a CSS variable that follows the colour scheme of its element."""
    light, dark = SURFACE["light"], SURFACE["dark"]
    pairs = {name: (light[name], dark[name]) for name in light}
    pairs |= {f"criterion-{item.id}": (item.colour_light, item.colour_dark) for item in criteria}
    return "".join(f"--{name}: light-dark({', '.join(pair)});" for name, pair in pairs.items())


def type_tokens() -> str:
    """Return the six type sizes as CSS variables, `--text-1` the smallest."""
    return "".join(f"--text-{place}:{size};" for place, size in enumerate(TEXT_SIZES, start=1))


def css_colour(criterion: str) -> str:
    """Return the CSS expression for the colour of a criterion.

    Examples
    --------
    >>> css_colour("talent")
    'var(--criterion-talent)'
    """
    return f"var(--criterion-{criterion})"


def vega_config(theme: Theme) -> dict[str, Any]:
    """Return the Vega-Lite `config` block that every chart carries."""
    colour = SURFACE[theme]
    return {
        "background": colour["paper"],
        "font": FONT,
        "view": {"stroke": None},
        "title": {
            "color": colour["ink"],
            "subtitleColor": colour["soft"],
            "fontSize": 17,
            "subtitleFontSize": 14,
            "fontWeight": 700,
            "anchor": "start",
            "offset": 14,
        },
        "axis": {
            "labelColor": colour["soft"],
            "titleColor": colour["soft"],
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "gridColor": colour["rule"],
            "domainColor": colour["rule"],
            "tickColor": colour["rule"],
        },
        "legend": {"labelColor": colour["ink"], "titleColor": colour["soft"], "labelFontSize": 13},
        "text": {"color": colour["ink"], "fontSize": 13},
        "rule": {"color": colour["rule"]},
    }


LEVELS: Final = 5


MISSING, ASIDE = -2, -1


SCALE: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#D3E7E3", "#9CCAC2", "#5FA79D", "#2B7F76", "#0B4A44"),
    "dark": ("#1D3B3C", "#2A5C58", "#3E867A", "#5DB69D", "#9BEBD2"),
}
"""Shades of the accent's hue, from the lowest class to the highest."""


def breaks(values: Iterable[float]) -> tuple[float, ...]:
    """Return up to four bounds that divide values into five classes of about equal count.

    Bounds are rounded to two significant digits; equal bounds are kept once.

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
    """Return the class of a value, 0 to 4: the number of bounds it reaches, spread over 5 colours.

    Examples
    --------
    >>> [level(value, (200, 400, 600, 800)) for value in (0, 200, 900)]
    [0, 1, 4]
    """
    reached = sum(value >= bound for bound in bounds)
    return round(reached * (LEVELS - 1) / len(bounds)) if bounds else LEVELS // 2


def ranges(bounds: Sequence[float]) -> tuple[tuple[int, float | None, float | None], ...]:
    """Return level, lower bound and upper bound of each class; None for an open end."""
    ends = (None, *bounds, None)
    return tuple(
        (level(bounds[0] - 1 if low is None else low, bounds) if bounds else LEVELS // 2, low, high)
        for low, high in pairwise(ends)
    )


def class_tokens() -> str:
    """Return the colours of the classes as CSS variables that follow the colour scheme."""
    return "".join(
        f"--map-{place}: light-dark({light}, {dark});"
        for place, (light, dark) in enumerate(zip(SCALE["light"], SCALE["dark"], strict=True))
    )


_TO_LMS: Final = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB: Final = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""From linear RGB to OKLab: Ottosson (2020), A perceptual color space for image processing."""

_PALEST: Final = 0.92
"""Position of the last shade between the accent (0) and the colour of the page's rules (1)."""


@lru_cache(maxsize=32)
def shades(theme: Theme, count: int) -> tuple[str, ...]:
    """Return `count` shades from the accent almost to the colour of the rules, first rank first.

    The steps are equal in OKLab, so that neighbouring shades look equally far apart.

    Examples
    --------
    >>> shades("light", 3)
    ('#15615a', '#749997', '#cad4d8')
    """
    begin, end = (_oklab(SURFACE[theme][name]) for name in ("accent", "rule"))
    steps = np.linspace(0, _PALEST, count) if count > 1 else np.zeros(1)
    return tuple(_hex(begin + (end - begin) * step) for step in steps)


def _oklab(colour: str) -> NDArray[np.float64]:
    parts = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    lab: NDArray[np.float64] = _TO_LAB @ np.cbrt(_TO_LMS @ linear)
    return lab


def _hex(lab: NDArray[np.float64]) -> str:
    linear = np.linalg.solve(_TO_LMS, np.linalg.solve(_TO_LAB, lab) ** 3).clip(0, 1)
    parts = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
