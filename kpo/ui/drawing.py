"""How a chart reaches the screen: a ready spec in the reader's theme, its figures beside it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from kpo.charts.theme import Theme
from kpo.export.taken import Chart
from kpo.ui import takeaway

if TYPE_CHECKING:
    import pandas


def theme() -> Theme:
    """Return the theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(
    figures: "pandas.DataFrame",
    spec: Callable[[Theme], dict[str, Any]],
    *,
    key: str,
    alt: str,
    title: str,
    source: str = "",
    legend: tuple[tuple[str, str], ...] = (),
) -> None:
    """Draw figures with a constant spec, so that a change of figures moves marks in place.

    The spec names its data; here the figures beside it are its only data, so the name goes.
    The chart can be taken away under its title; `source` says who is behind it where the
    ranking's own sources do not, and `legend` what its colours and signs mean where the page says
    that beside it: pairs of a colour of the light theme and words.
    """
    takeaway.offer(key, Chart(title, spec, figures, alt, source, legend))
    drawn = {name: part for name, part in spec(theme()).items() if name != "data"}
    st.vega_lite_chart(figures, drawn, key=key, theme=None, alt=alt)
