"""The keyboard's way into a popover and out of it again.

Streamlit hangs a popover at the end of the page and leaves the keyboard at its button, with the
whole page between them.
"""

from pathlib import Path

import streamlit as st

from kpo.core.html import tag


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_close = st.components.v2.component(
    "kpo_way_out",
    html=tag.button("Close", type="button"),
    css=_read("popover.css"),
    js=_read("popover.js"),
)


def popover_exit(name: str) -> None:
    """Draw the last stop of an open popover, seen by those who come to it by keyboard."""
    _close(key=f"kpo.way_out.{name}")
