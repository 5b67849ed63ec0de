"""One set of colours for every chart, panel and page, light and dark.

Measured with CAM02-UCS: any two criteria differ by at least 21 for normal sight, deuteranopia,
protanopia and tritanopia alike, and each has at least 3:1 against its background.
"""

from typing import Any, Final, Literal

Theme = Literal["light", "dark"]

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

CRITERION: Final[dict[Theme, dict[str, str]]] = {
    "light": {
        "labour_cost": "#15615A",
        "english": "#D1831B",
        "education": "#38226A",
        "talent": "#A083E0",
        "digital": "#569C8A",
        "environment": "#A33E02",
        "security": "#591A13",
        "time_zone": "#7D37CC",
    },
    "dark": {
        "labour_cost": "#5DC6A8",
        "english": "#E2871A",
        "education": "#A58EEF",
        "talent": "#F5C5FE",
        "digital": "#377D7E",
        "environment": "#AF4531",
        "security": "#BCED83",
        "time_zone": "#9836D4",
    },
}

FONT: Final = '"Source Sans", "Source Sans 3", sans-serif'


def css_tokens() -> str:
    """Return every colour as a CSS variable that follows the colour scheme of its element."""
    light = SURFACE["light"] | CRITERION["light"]
    dark = SURFACE["dark"] | CRITERION["dark"]
    return "".join(f"--{name}: light-dark({light[name]}, {dark[name]});" for name in light)


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
