"""The pages' names in one menu where the screen is narrow; the page that is open is its name."""

from pathlib import Path

import streamlit as st

from kpo.core.html import tag


def _read(kind: str) -> str:
    return Path(__file__).with_name(f"page_menu.{kind}").read_text(encoding="utf-8")


_component = st.components.v2.component(
    "kpo_page_menu",
    html=tag.button(type="button", aria_expanded="false"),
    css=_read("css"),
    js=_read("js"),
)


def menu(here: str) -> None:
    """Draw the button that opens the names; the style sheet shows it on a narrow screen only."""
    with st.container(key="kpo-menu", width="content"):
        _component(key="kpo.menu", data=[here], width="content")
