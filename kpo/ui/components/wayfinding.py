"""Finding the way: the menu of pages, the sections of a long page, and the way back to its top."""

from typing import Final

import streamlit as st

from kpo.core.html import tag
from kpo.ui import files

LONG_PAGES: Final = ("country", "how_sure", "business_case", "data")
"""Pages with more sections than a screen shows; Method has contents of its own beside it."""

_menu = files.component(
    "kpo_page_menu", __file__, tag.button(type="button", aria_expanded="false"), stem="page_menu"
)
_contents = files.component(
    "kpo_contents",
    __file__,
    tag.nav(tag.ol(), aria_label="On this page", hidden=True),
    stem="contents",
)
_top = files.component("kpo_top", __file__, stem="top")


def page_menu(here: str) -> None:
    """Draw the button that opens the menu; the style sheet shows it only on a narrow screen."""
    with st.container(key="kpo-menu", width="content"):
        _menu(key="kpo.menu", data=[here], width="content")


def contents(page: str) -> None:
    """Draw the line of sections, made from a page's headings, if the page is long.

    It stays in view; so does a side column, placed so that its end can be read if it is higher
    than the screen.
    """
    _contents(key="kpo.contents", data=[page in LONG_PAGES])


def top(name: str, subject: str) -> None:
    """Scroll to the top of the page and focus its headline whenever `subject` has changed."""
    _top(key=f"kpo.top.{name}", data=[name, subject])
