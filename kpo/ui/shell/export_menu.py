"""The Export menu: the ranking and the page's charts, each file built when it is clicked."""

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from kpo.charts.chart import Chart
from kpo.core.html import tag
from kpo.export.registry import CHART_FORMATS, FORMATS, SCENE_FORMATS, build, build_chart, file_name
from kpo.ui.components import html
from kpo.ui.components.chart import offered
from kpo.ui.components.controls import download
from kpo.ui.components.popover import popover, popover_exit
from kpo.ui.server import log
from kpo.ui.session import opened_ballots, saved_scenarios
from kpo.ui.session.state import View

WHAT: Final = (
    "Each file says what it rests on: weights, method, sources, what is left out, "
    "and the link back to this choice."
)
ARRANGED: Final = (
    "The board pack takes order, titles and captions of your scenes on the Present page."
)


def menu(view: View) -> None:
    """Draw the button that opens the menu; its content is drawn only while it is open."""
    opened = popover("Export", "kpo-export", type="tertiary")
    if not opened.open:
        return
    with opened, st.container(key="kpo-files"):
        st.html(html.small(WHAT))
        for place, chart in enumerate(offered().values()):
            _chart(view, place, chart)
        if not view.ranking.rows:
            st.html(html.small("Nothing is ranked, so there is no ranking to export."))
            return
        if offered():
            st.html(tag.b("The ranking"))
        if saved_scenarios.held().shelf.scenes:
            st.html(html.small(ARRANGED))
        for name, kind in FORMATS.items():
            file = file_name(view.ranking, kind.extension, kind.what)
            content = _built(name, view, st.context.url or "")
            download(kind.label, f"kpo-export-{name}", file, content)
        popover_exit("export")


def _chart(view: View, place: int, chart: Chart) -> None:
    """Draw the title of a chart of this page and buttons for its files."""
    st.html(tag.b(chart.title))
    with st.container(key=f"kpo-files-{place}", horizontal=True):
        for name, kind in CHART_FORMATS.items():
            file = file_name(view.ranking, kind.extension, chart.title)
            build_file = partial(build_chart, name, chart, view.ranking, st.context.url or "")
            content = _written(f"chart_{name}", build_file)
            download(kind.label, f"kpo-export-{place}-{name}", file, content)


def _built(name: str, view: View, address: str) -> Callable[[], bytes]:
    """Return a function that builds the file on a click, from the choice as it was drawn."""
    shelf, room = saved_scenarios.held().shelf, opened_ballots.remembered()

    def content() -> bytes:
        from kpo.deck import presented

        arranged = shelf.scenes and name in SCENE_FORMATS
        scenes = presented(view.catalog, view.scenario, shelf, room) if arranged else ()
        return build(name, view.ranking, address, scenes)

    return _written(name, content)


def _written(kind: str, building: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return `building` with an entry in the log of the file's kind, size and time."""

    def build_and_tell() -> bytes:
        try:
            with log.timed("export", kind=kind) as fields:
                content = building()
                fields["bytes"] = len(content)
        except Exception as error:
            log.failed("export", error)
            raise
        return content

    return build_and_tell
