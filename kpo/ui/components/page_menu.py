"""The pages' names in one menu where the screen is narrow; the page that is open is its name."""

import streamlit as st

from kpo.core.html import tag
from kpo.ui import files

_component = files.component(
    "kpo_page_menu", __file__, tag.button(type="button", aria_expanded="false")
)


def menu(here: str) -> None:
    """Draw the button that opens the names; the style sheet shows it on a narrow screen only."""
    with st.container(key="kpo-menu", width="content"):
        _component(key="kpo.menu", data=[here], width="content")
