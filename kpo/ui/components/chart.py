"""Drawing a chart: its spec in the reader's theme, its figures beside it, and its offer for export.

A page offers each chart that it draws in the Export menu; a part that is redrawn replaces what it
offered before.
"""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from kpo.charts.chart import Chart
from kpo.style import Theme
from kpo.ui.components.arrow_table import arrow_table

_KEY: Final = "kpo.takeaway"


def theme() -> Theme:
    """Return the theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart(figure: Chart, key: str) -> None:
    """Draw a chart and offer it for export under its title.

    Its spec is constant, so that a change of figures moves marks in place.
    """
    offer(key, figure)
    draw(figure, key)


def draw(figure: Chart, key: str, **options: Any) -> Any:
    """Draw a chart without offering it, such as a part of one that is exported whole.

    With ``on_select="rerun"`` among the options, the selection is returned.
    """
    spec = figure.spec(theme())
    return st.vega_lite_chart(
        arrow_table(figure.rows), spec, key=key, theme=None, alt=figure.alt, **options
    )


def withdraw_offers() -> None:
    """Withdraw every offer, before the whole page is drawn anew."""
    st.session_state[_KEY] = {}


def offer(key: str, figure: Chart) -> None:
    """Offer a chart in the Export menu; a second offer under the same key replaces the first."""
    st.session_state.setdefault(_KEY, {})[key] = figure


def offered() -> Mapping[str, Chart]:
    """Return the charts by key, in the order in which the page first drew them."""
    return dict(st.session_state.get(_KEY, {}))
