"""The one Export menu: the ranking and the page's charts, each file built when it is clicked."""

from collections.abc import Callable
from html import escape

import streamlit as st

from kpo.export.formats import CHART_FORMATS, FORMATS, build, build_chart
from kpo.export.naming import file_name
from kpo.export.taken import Chart
from kpo.ui import events, takeaway
from kpo.ui.state import View
from kpo.ui.way_out import way_out


def menu(view: View) -> None:
    """Draw the button that opens the menu; what stands in it is drawn once it is open."""
    opened = st.popover("Export", key="kpo-export", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    with opened, st.container(key="kpo-files"):
        st.html(
            "<p class='kpo-small'>Each file says what it rests on: weights, method, sources, "
            "what is left out, and the link back to this choice.</p>"
        )
        for place, chart in enumerate(takeaway.offered().values()):
            _chart(view, place, chart)
        if not view.ranking.rows:
            st.html("<p class='kpo-small'>Nothing is ranked, so there is no ranking to export.</p>")
            return
        if takeaway.offered():
            st.html("<b>The ranking</b>")
        for name in FORMATS:
            _button(view, name)
        way_out("export")


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


def _chart(view: View, place: int, chart: Chart) -> None:
    """Draw the name of a chart of this page and its files."""
    st.html(f"<b>{escape(chart.title)}</b>")
    with st.container(key=f"kpo-files-{place}", horizontal=True):
        for name, kind in CHART_FORMATS.items():
            st.download_button(
                kind.label,
                data=_drawn(name, view, chart, st.context.url or ""),
                file_name=file_name(view.ranking, kind.extension, chart.title),
                mime=kind.media,
                on_click="ignore",
                type="tertiary",
                key=f"kpo-export-{place}-{name}",
            )


def _built(name: str, view: View, address: str) -> Callable[[], bytes]:
    """Return what builds the file on a click, from the choice as it was drawn."""
    return _written(name, lambda: build(name, view.catalog, view.ranking, address))


def _drawn(name: str, view: View, chart: Chart, address: str) -> Callable[[], bytes]:
    """Return what builds the file of a chart on a click."""
    return _written(
        f"chart_{name}", lambda: build_chart(name, chart, view.catalog, view.ranking, address)
    )


def _written(kind: str, building: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return the same, with its kind, size and time written to the log."""

    def build_and_tell() -> bytes:
        try:
            with events.made("export", kind=kind) as found:
                content = building()
                found["bytes"] = len(content)
        except Exception as error:
            events.failed("export", error)
            raise
        return content

    return build_and_tell
