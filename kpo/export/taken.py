"""A chart that can be taken away: all that a file of it needs, nothing drawn yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpo.charts.theme import Theme

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Chart:
    """A chart as a page shows it.

    Attributes
    ----------
    title
        What it shows, in a few words.
    spec
        Its drawing in a theme, without figures.
    figures
        The frame of its figures.
    told
        The chart in words.
    source
        Who is behind its figures, where that is not the ranking's own sources.
    key
        What colours and signs mean, where the page says it beside the drawing: pairs of a colour,
        which may be empty, and words.
    """

    title: str
    spec: Callable[[Theme], dict[str, Any]]
    figures: "pandas.DataFrame"
    told: str = ""
    source: str = ""
    key: tuple[tuple[str, str], ...] = ()
