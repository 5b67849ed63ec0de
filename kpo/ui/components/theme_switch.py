"""Light, dark or as the system: a choice in the header that the browser remembers on every page.

Streamlit's own menu, which nobody sees, changes the theme; the page is drawn once more, since
charts carry their colours with them.
"""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from kpo.ui import files
from kpo.ui.components.chart import theme

KEY: Final = "kpo.theme"
_TURNED: Final = "kpo.theme.turned"

CHOICES: Final = ("System", "Light", "Dark")
"""What can be chosen, in Streamlit's own words."""


_component = files.component("kpo_theme_switch", __file__)


def switch(pages: Sequence[str]) -> bool:
    """Draw the choice; return whether another theme is shown than the page was drawn in.

    `pages` are the names of all pages in the address: Streamlit remembers a theme for each.
    """
    data = {"pages": list(pages), "drawn": theme(), "choices": CHOICES}
    _component(key=KEY, data=[data], on_shown_change=_turned, width="content")
    return bool(st.session_state.pop(_TURNED, False))


def _turned() -> None:
    st.session_state[_TURNED] = True
