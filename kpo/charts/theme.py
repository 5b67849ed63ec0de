"""One set of colours for every chart, panel and page, light and dark.

Those of the criteria are columns of their table.
"""

from collections.abc import Iterable
from typing import Any, Final, Literal, get_args

from kpo.model import Criterion

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

FONT: Final = '"Source Sans", "Source Sans 3", sans-serif'


def css_tokens(criteria: Iterable[Criterion]) -> str:
    """Return every colour as a CSS variable that follows the colour scheme of its element."""
    light, dark = SURFACE["light"], SURFACE["dark"]
    pairs = {name: (light[name], dark[name]) for name in light}
    pairs |= {f"criterion-{item.id}": (item.colour_light, item.colour_dark) for item in criteria}
    return "".join(f"--{name}: light-dark({', '.join(pair)});" for name, pair in pairs.items())


def css_colour(criterion: str) -> str:
    """Return what stands for the colour of a criterion in a style.

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
