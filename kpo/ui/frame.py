"""What stands around every page: navigation, the shared choice, and calm words for trouble.

Streamlit runs a file of ``pages/`` on its own when a fresh server is first reached by a deep
link, because the folder's name is one it knows. `choice` notices that and starts again through
`open_app`, so that every page has its frame.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import streamlit as st
from streamlit import net_util
from streamlit.navigation.page import StreamlitPage

from kpo.errors import KpoError
from kpo.ui import (
    blocks,
    controls,
    data,
    events,
    export_menu,
    link,
    owned,
    redraw,
    sign_in,
    state,
    style,
    takeaway,
    trouble,
)
from kpo.ui.own_line import own_line
from kpo.ui.part import part
from kpo.ui.state import View

ROOT = Path(__file__).parents[2]

PAGES = (
    ("pages/ranking.py", "Ranking"),
    ("pages/country.py", "Country"),
    ("pages/compare.py", "Compare"),
    ("pages/business_case.py", "Business case"),
    ("pages/explore.py", "Explore"),
    ("pages/how_sure.py", "How sure"),
    ("pages/scenarios.py", "Scenarios"),
    ("pages/workshop.py", "Workshop"),
    ("pages/present.py", "Present"),
    ("pages/data.py", "Data"),
)
"""File and title of each page, in the order of the header; the first one opens."""

START = "start"

# Asked by a page of another origin, Streamlit would look for its own address in the outside world.
net_util._external_ip = net_util._internal_ip = "127.0.0.1"

_OPEN = "kpo.frame_is_open"
_BEGUN = "kpo.session_has_begun"


def open_app() -> None:
    """Draw the frame and run the page that the address names."""
    pages = _pages()
    page = _navigation(pages)
    st.set_page_config(f"{page.title} \u00b7 KPO Atlas", layout="wide")
    if not st.session_state.get(_BEGUN):
        st.session_state[_BEGUN] = True
        events.event("session", page=page.url_path)
    st.html(style.sheet(data.criteria()))
    if sign_in.wanted():
        sign_in.page()
        return
    takeaway.begin()
    try:
        view = _view()
        _header(pages, page, view)
        if isinstance(view, KpoError):
            raise view
        with st.container(key="kpo-choice", horizontal=True):
            controls.choice_line(view)
        controls.notice(view)
        link.notice()
        own_line(view)
        link.hold_on()
        owned.connect()
        st.session_state[_OPEN] = view
        with st.container(key="kpo-page"):
            page.run()
    except KpoError as error:
        trouble.problems(error)
    except Exception as error:
        trouble.unexpected(events.failed("page", error))
    finally:
        st.session_state.pop(_OPEN, None)
    st.set_page_config(page_icon=style.icon())


def choice() -> View:
    """Return the run's choice and its ranking; the first call of every page.

    A page that runs without the frame starts again through it and never returns from here.
    """
    view: View | None = st.session_state.get(_OPEN)
    if view is None:
        _navigation(_pages())
        st.rerun()
    return view


def _view() -> View | KpoError:
    """Return what this run is drawn from, or why there is nothing; the header is drawn anyway."""
    try:
        link.take(data.catalog())
        return state.view()
    except KpoError as error:
        return error


def _pages() -> list[StreamlitPage]:
    return [
        st.Page(ROOT / path, title=title, default=place == 0, url_path=None if place else START)
        for place, (path, title) in enumerate(PAGES)
    ]


def _navigation(pages: Sequence[StreamlitPage]) -> StreamlitPage:
    """Register the pages; the first one answers to its own name too, not to the bare address only.

    Streamlit reserves the name of its default page and answers "page not found" to it; so the
    default page gets a name nobody uses, and its own name leads to it.
    """
    named = st.Page(
        lambda: st.switch_page(pages[0], query_params=st.query_params.to_dict()),
        title=pages[0].title,
        url_path=Path(PAGES[0][0]).stem,
        visibility="hidden",
    )
    return st.navigation([*pages, named], position="hidden")


@part(key=redraw.HEAD)
def _header(pages: Sequence[StreamlitPage], here: StreamlitPage, view: View | KpoError) -> None:
    """Draw the pages' names, each carrying the choice, and what can be done with it."""
    carried = {}
    if not isinstance(view, KpoError):
        link.write(view)
        carried = link.carried(view)
    with st.container(key="kpo-header", horizontal=True):
        st.html(
            f'<a class="kpo-skip" href="#{blocks.FINDING}">Skip to the finding</a>'
            '<span class="kpo-brand">KPO Atlas</span>',
            width="content",
        )
        with st.container(key="kpo-nav", horizontal=True):
            for page in pages:
                place: AbstractContextManager[object] = nullcontext()
                if page.url_path == here.url_path:
                    place = st.container(key="kpo-nav-here", width="content")
                with place:
                    st.page_link(page, label=page.title, query_params=carried)
        if not isinstance(view, KpoError):
            with st.container(key="kpo-actions", horizontal=True, width="content"):
                link.copy_button(view)
                export_menu.menu(view)
                sign_in.out_button()
