"""The choice of theme in the header (system, light or dark), which the browser remembers.

Streamlit's own menu, which is hidden, changes the theme; the page is drawn once more, since the
specs of charts contain colours.
"""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from kpo.ui import files
from kpo.ui.components.chart import theme

KEY: Final = "kpo.theme"
_TURNED: Final = "kpo.theme.turned"

CHOICES: Final = ("System", "Light", "Dark")
"""The options, named as in Streamlit's menu."""

_component = files.component("kpo_theme_switch", __file__)


def switch(pages: Sequence[str]) -> bool:
    """Draw the choice; return whether the theme shown differs from the one of the page as drawn.

    `pages` are the names of all pages in the address: Streamlit remembers a theme for each.
    """
    data = {"pages": list(pages), "drawn": theme(), "choices": CHOICES}
    _component(key=KEY, data=[data], on_shown_change=_turned, width="content")
    return bool(st.session_state.pop(_TURNED, False))


def _turned() -> None:
    st.session_state[_TURNED] = True
