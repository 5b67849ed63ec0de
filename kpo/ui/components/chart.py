"""Drawing a chart: its spec in the reader's theme, with its figures beside it."""

from typing import Any

import streamlit as st

from kpo.charts.chart import Chart
from kpo.style import Theme
from kpo.ui.components import chart_registry


def theme() -> Theme:
    """Return the theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(figure: Chart, key: str) -> None:
    """Draw a chart and offer it for export under its title.

    Its spec is constant, so that a change of figures moves marks in place.
    """
    chart_registry.offer(key, figure)
    draw(figure, key)


def draw(figure: Chart, key: str, **options: Any) -> Any:
    """Draw a chart without offering it, such as a part of one that is exported whole.

    With ``on_select="rerun"`` among the options, the selection is returned.
    """
    spec = figure.spec(theme())
    return st.vega_lite_chart(figure.frame, spec, key=key, theme=None, alt=figure.alt, **options)
