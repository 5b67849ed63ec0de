"""The line over every page while the reader's own figures are in use."""

from html import escape
from typing import Final

import streamlit as st

from kpo.ui import link, owned
from kpo.ui.state import View

PAGE: Final = "pages/data.py"
PART: Final = "Your own figures"
"""What the part of the Data page is called, on it and in its address."""


def own_line(view: View) -> None:
    """Say how many own figures are in use and where they stand."""
    own = owned.own()
    if not len(own):
        return
    from kpo.own_changes import in_use

    with st.container(key="kpo-own-line", horizontal=True):
        st.html(f"<p><i></i>{escape(in_use(own))}</p>", width="content")
        there = link.carried(view) | {"part": PART}
        st.page_link(PAGE, label="See them", query_params=there, width="content")
        st.html("<p class='kpo-soft'>A link cannot carry them; a file can.</p>", width="content")
        st.download_button(
            "Save the choice with them",
            data=lambda: _file(view),
            file_name="kpo-atlas-scenario-with-own-figures.json",
            mime="application/json",
            on_click="ignore",
            type="tertiary",
            key="kpo.own.line.file",
        )


def _file(view: View) -> bytes:
    """Return a scenario file with the choice as it is now and the own figures."""
    from kpo.scenario_file import to_text
    from kpo.scenarios import Shelf, saved

    item = saved(view.catalog, "With own figures", view.scenario, view.ranking)
    return to_text(view.catalog, Shelf((item,)), view.catalog.own).encode()
