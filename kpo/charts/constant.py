"""From an altair chart to the constant text of a chart: no data, no made-up names."""

from typing import Any

from kpo.charts.theme import Theme, vega_config

FIGURES = "figures"
"""What a chart calls the frame that is handed in beside it."""


def constant(chart: Any, theme: Theme, autosize: str = "fit-x") -> dict[str, Any]:
    """Return the chart without its figures, in the colours of a theme.

    Text that stays the same lets the browser change the drawing in place.
    """
    made: dict[str, Any] = chart.to_dict(validate=False)
    for name in ("data", "datasets", "$schema"):
        made.pop(name, None)
    return made | {
        "config": vega_config(theme),
        "autosize": {"type": autosize, "contains": "padding"},
    }
