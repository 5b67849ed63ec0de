"""The frame around every page: navigation, the shared choice, and calm error messages.

Streamlit runs a file of ``pages/`` alone when a fresh server is first reached by a deep link,
because the folder's name is special to it. `choice` detects that and starts again through
`open_app`, so that every page has its frame.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from kpo.core import project
from kpo.core.errors import KpoError
from kpo.core.html import markup, tag
from kpo.ui.components import (
    ask,
    chart,
    html,
    partial_redraw,
    theme_switch,
    undo_buttons,
    wayfinding,
)
from kpo.ui.components.fragment import fragment
from kpo.ui.server import log, streamlit_patches
from kpo.ui.session import catalog, state, url, user_data
from kpo.ui.session.state import View
from kpo.ui.shell import choice_bar, errors, export_menu, sign_in, style
from kpo.ui.shell.choice_bar.work import nothing_chosen
from kpo.ui.shell.user_data_banner import own_line

if TYPE_CHECKING:
    from kpo.ui.server.streamlit_patches import StreamlitPage

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
    ("pages/method.py", "Method"),
)
"""File and title of each page, in the order of the header; the first is the default page."""

START = "start"

streamlit_patches.put("address")

_OPEN = "kpo.frame_is_open"
_BEGUN = "kpo.session_has_begun"


def open_app() -> None:
    """Draw the frame and run the page that the address names."""
    pages = _pages()
    page = _navigation(pages)
    st.set_page_config(f"{page.title} \u00b7 KPO Atlas", layout="wide")
    if not st.session_state.get(_BEGUN):
        st.session_state[_BEGUN] = True
        log.event("session", page=page.url_path)
    st.html(style.sheet(catalog.criteria()))
    if sign_in.wanted():
        sign_in.page()
        return
    chart.withdraw_offers()
    try:
        view = _view()
        _header(pages, page, view)
        if isinstance(view, KpoError):
            raise view
        with st.container(key="kpo-choice", horizontal=True):
            choice_bar.choice_line(view)
        choice_bar.notice(view)
        url.notice()
        own_line(view)
        url.hold_on()
        user_data.connect()
        st.session_state[_OPEN] = view
        with st.container(key="kpo-page"):
            wayfinding.contents(page.url_path)
            if view.destinations or page.url_path == ask.PAGE:
                page.run()
            else:
                nothing_chosen()
        ask.connect(page.url_path)
    except KpoError as error:
        errors.problems(error)
    except Exception as error:
        errors.unexpected(log.failed("page", error))
    finally:
        st.session_state.pop(_OPEN, None)
    st.set_page_config(page_icon=style.icon())


def choice() -> View:
    """Return the view of this run; the first call of every page.

    If a page runs without the frame, this starts again through the frame and does not return.
    """
    view: View | None = st.session_state.get(_OPEN)
    if view is None:
        _navigation(_pages())
        st.rerun()
    return view


@cache
def names() -> tuple[str, ...]:
    """Return the names of the pages in the address; the first page has two."""
    return (START, *(Path(path).stem for path, _ in PAGES))


def _view() -> View | KpoError:
    """Return the view of this run, or the error instead of one: the header is drawn anyway."""
    try:
        state.settle()
        url.take(catalog.catalog())
        return state.view()
    except KpoError as error:
        return error


def _pages() -> "list[StreamlitPage]":
    return [
        st.Page(
            project.folder() / path,
            title=title,
            default=place == 0,
            url_path=None if place else START,
        )
        for place, (path, title) in enumerate(PAGES)
    ]


def _navigation(pages: "Sequence[StreamlitPage]") -> "StreamlitPage":
    """Register the pages; the first is reached by its own name too, not only by the bare address.

    Streamlit answers "page not found" to the name of its default page; so the default page gets a
    name that nobody uses, and a hidden page under its own name switches to it.
    """
    named = st.Page(
        lambda: st.switch_page(pages[0], query_params=st.query_params.to_dict()),
        title=pages[0].title,
        url_path=Path(PAGES[0][0]).stem,
        visibility="hidden",
    )
    return st.navigation([*pages, named], position="hidden")


@fragment(partial_redraw.HEAD, follows=True)
def _header(pages: "Sequence[StreamlitPage]", here: "StreamlitPage", view: View | KpoError) -> None:
    """Draw links to the pages, each carrying the choice, and the buttons for actions on it."""
    carried = {}
    if not isinstance(view, KpoError):
        url.write(view)
        carried = url.carried(view)
    with st.container(key="kpo-header", horizontal=True):
        st.html(
            markup(
                tag.a("Skip to the finding", class_="kpo-skip", href=f"#{html.FINDING}"),
                tag.span("KPO Atlas", class_="kpo-brand"),
            ),
            width="content",
        )
        wayfinding.page_menu(here.title)
        with st.container(key="kpo-nav", horizontal=True):
            for page in pages:
                # Only the label changes: a link that is replaced would lose a press under way.
                label = f"**{page.title}**" if page.url_path == here.url_path else page.title
                st.page_link(page, label=label, query_params=carried)
        with st.container(key="kpo-actions", horizontal=True, width="content"):
            undo_buttons.buttons()
            if theme_switch.switch(names()):
                st.rerun()
            if not isinstance(view, KpoError):
                url.copy_button(view)
                if view.destinations:
                    export_menu.menu(view)
                sign_in.out_button()
