"""The one Export menu: every file a ranking can be taken away as, built when it is clicked."""

from collections.abc import Callable

import streamlit as st

from kpo.export.formats import FORMATS, build
from kpo.export.naming import file_name
from kpo.ui.state import View


@st.fragment
def menu(view: View) -> None:
    """Draw the button that opens the menu; what stands in it is drawn once it is open."""
    opened = st.popover("Export", key="kpo-export", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    with opened, st.container(key="kpo-files"):
        if not view.ranking.rows:
            st.html("<p class='kpo-small'>Nothing is ranked, so there is nothing to export.</p>")
            return
        st.html(
            "<p class='kpo-small'>Each file says what it rests on: weights, method, sources, "
            "what is left out, and the link back to this choice.</p>"
        )
        for name in FORMATS:
            _button(view, name)


def _button(view: View, name: str) -> None:
    kind = FORMATS[name]
    st.download_button(
        kind.label,
        data=_built(name, view, st.context.url or ""),
        file_name=file_name(view.ranking, kind.extension, kind.what),
        mime=kind.media,
        on_click="ignore",
        type="tertiary",
        key=f"kpo-export-{name}",
    )


def _built(name: str, view: View, address: str) -> Callable[[], bytes]:
    """Return what builds the file on a click, from the choice as it was drawn."""
    return lambda: build(name, view.catalog, view.ranking, address)
