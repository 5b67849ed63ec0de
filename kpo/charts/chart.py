"""From an altair chart to the constant text of a chart: no data, no made-up names."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from kpo.style import Theme, vega_config

if TYPE_CHECKING:
    import pandas

Frame: TypeAlias = "pandas.DataFrame"
"""A frame of pandas, which is imported where one is made."""

FIGURES = "figures"
"""What a chart calls the frame that is handed in beside it."""

NOTEBOOK_WIDTH = 700
"""Pixels from side to side in a notebook, where no page says how much room there is."""


def constant(chart: Any, theme: Theme, autosize: str = "fit-x") -> dict[str, Any]:
    """Return the chart without its figures, in the colours of a theme.

    Text that stays the same lets the browser change the drawing in place.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)
    for name in ("data", "datasets", "$schema"):
        spec.pop(name, None)
    return spec | {
        "config": vega_config(theme),
        "autosize": {"type": autosize, "contains": "padding"},
    }


def framed(rows: Any, columns: Sequence[str] | None = None) -> Frame:
    """Return rows, or columns by name, as a frame."""
    import pandas

    return pandas.DataFrame(rows, columns=columns)


@dataclass(frozen=True)
class Chart:
    """A chart to hold: a page draws it, a file takes it along, a notebook shows it.

    Attributes
    ----------
    title
        What it shows, in a few words.
    spec
        Its drawing in a theme, without figures.
    frame
        Its figures.
    alt
        The chart in words.
    source
        Who publishes its figures, where that is not the ranking's own sources.
    legend
        What colours and signs mean, where the page says it beside the drawing: pairs of a colour,
        which may be empty, and words.
    """

    title: str
    spec: Callable[[Theme], dict[str, Any]]
    frame: Frame
    alt: str = ""
    source: str = ""
    legend: tuple[tuple[str, str], ...] = ()

    def whole(self, width: int, theme: Theme = "light") -> dict[str, Any]:
        """Return the drawing, so many pixels wide, with its figures and a map's outlines inside."""
        from kpo.charts.choropleth import inlined

        values = json.loads(self.frame.to_json(orient="records", double_precision=15))
        return inlined(self.spec(theme)) | {"data": {"values": values}, "width": width}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Any:
        """Return the chart for a notebook, as altair's chosen renderer shows one."""
        import altair

        titled = self.whole(NOTEBOOK_WIDTH) | {"title": self.title, "description": self.alt}
        renderer: Any = altair.renderers.get()
        return renderer(titled)
