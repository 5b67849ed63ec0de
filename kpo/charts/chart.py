"""Charts as objects: a spec without data, which stays the same, and the figures beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpo.style import Theme, vega_config

if TYPE_CHECKING:
    from pandas import DataFrame

Rows = Sequence[dict[str, Any]]
"""The figures of a chart: a row for each mark, with what is missing left out or None."""

FIGURES = "figures"
"""Name of the dataset while altair builds a chart; `constant` removes it from the spec."""

NOTEBOOK_WIDTH = 700
"""Width in pixels in a notebook, where no page sets it."""


def constant(chart: Any, theme: Theme, autosize: str = "fit-x") -> dict[str, Any]:
    """Return the Vega-Lite spec of an altair chart without data, in the colours of a theme.

    While the spec stays the same, the browser updates the drawing in place.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)
    for name in ("data", "datasets", "$schema"):
        spec.pop(name, None)
    return spec | {
        "config": vega_config(theme),
        "autosize": {"type": autosize, "contains": "padding"},
    }


@dataclass(frozen=True)
class Chart:
    """A chart that a page draws, a file includes and a notebook shows.

    Attributes
    ----------
    title
        Short title.
    spec
        Function that returns the Vega-Lite spec in a theme, without figures.
    rows
        The figures.
    alt
        Alternative text.
    source
        Who publishes the figures, if they do not come from the ranking's sources.
    legend
        Legend that the page shows beside the drawing: pairs of a colour, which may be empty, and
        text.
    """

    title: str
    spec: Callable[[Theme], dict[str, Any]]
    rows: Rows
    alt: str = ""
    source: str = ""
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> list[str]:
        """The names of all columns, in the order in which the rows have them."""
        return list(dict.fromkeys(name for row in self.rows for name in row))

    @property
    def frame(self) -> "DataFrame":
        """The figures as a pandas DataFrame."""
        import pandas

        return pandas.DataFrame(self.rows, columns=self.columns)

    def whole(self, width: int, theme: Theme = "light") -> dict[str, Any]:
        """Return the spec at a width in pixels, with its figures and a map's outlines inside."""
        from kpo.charts.choropleth import inlined

        return inlined(self.spec(theme)) | {"data": {"values": self.rows}, "width": width}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Any:
        """Return the chart as altair's active renderer shows it in a notebook."""
        import altair

        titled = self.whole(NOTEBOOK_WIDTH) | {"title": self.title, "description": self.alt}
        renderer: Any = altair.renderers.get()
        return renderer(titled)
