"""The charts of the open page, for the Export menu.

A page offers each chart that it draws; a part that is redrawn replaces what it offered before.
"""

from collections.abc import Mapping

import streamlit as st

from kpo.charts.chart import Chart

_KEY = "kpo.takeaway"


def begin() -> None:
    """Withdraw every offer, before the whole page is drawn anew."""
    st.session_state[_KEY] = {}


def offer(key: str, chart: Chart) -> None:
    """Offer a chart in the Export menu; a second offer under the same key replaces the first."""
    st.session_state.setdefault(_KEY, {})[key] = chart


def offered() -> Mapping[str, Chart]:
    """Return the charts by key, in the order in which the page first drew them."""
    return dict(st.session_state.get(_KEY, {}))
