"""A long page's contents, in one line that stays in view: made of the headings it shows.

The same part keeps a side column in view that is higher than the screen: it stays where its end
can be read.
"""

from pathlib import Path
from typing import Final

import streamlit as st

from kpo.core.html import tag

PAGES: Final = ("country", "how_sure", "business_case", "data")
"""Pages with more sections than a screen shows; Method has contents of its own beside it."""


def _read(kind: str) -> str:
    return Path(__file__).with_name(f"contents.{kind}").read_text(encoding="utf-8")


_component = st.components.v2.component(
    "kpo_contents",
    html=tag.nav(tag.ol(), aria_label="On this page", hidden=True),
    css=_read("css"),
    js=_read("js"),
)


def contents(page: str) -> None:
    """Draw the line of sections; it shows itself where the page is long."""
    _component(key="kpo.contents", data=[page in PAGES])
