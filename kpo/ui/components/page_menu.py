"""The menu of pages on a narrow screen, labelled with the open page."""

import streamlit as st

from kpo.core.html import tag
from kpo.ui import files

_component = files.component(
    "kpo_page_menu", __file__, tag.button(type="button", aria_expanded="false")
)


def menu(here: str) -> None:
    """Draw the button that opens the menu; the style sheet shows it only on a narrow screen."""
    with st.container(key="kpo-menu", width="content"):
        _component(key="kpo.menu", data=[here], width="content")
