"""The line above every page while the reader's own figures are in use."""

from typing import Final

import streamlit as st

from kpo.core.html import tag
from kpo.ui.components.controls import download
from kpo.ui.session import url, user_data
from kpo.ui.session.state import View

PAGE: Final = "pages/data.py"
PART: Final = "Your own figures"
"""Name of the part of the Data page, on the page and in its address."""


def own_line(view: View) -> None:
    """Draw how many own figures are in use, the link to them, and a download with them."""
    own = user_data.own()
    if not len(own):
        return
    from kpo.narrative.user_data import in_use

    with st.container(key="kpo-own-line", horizontal=True):
        st.html(tag.p(tag.i(), in_use(own)), width="content")
        there = url.carried(view) | {"part": PART}
        st.page_link(PAGE, label="See them", query_params=there, width="content")
        st.html(tag.p("A link cannot carry them; a file can.", class_="kpo-soft"), width="content")
        download(
            "Save the choice with them",
            "kpo.own.line.file",
            "kpo-atlas-scenario-with-own-figures.json",
            lambda: _file(view),
        )


def _file(view: View) -> bytes:
    """Return a scenario file with the choice as it is now and the own figures."""
    from kpo.scenarios.collection import SavedScenarios, saved
    from kpo.scenarios.file import to_text

    item = saved(view.catalog, "With own figures", view.scenario, view.ranking)
    return to_text(view.catalog, SavedScenarios((item,)), view.catalog.own).encode()
