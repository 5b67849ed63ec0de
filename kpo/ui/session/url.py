"""The whole choice in the address: opened from it, kept in it, and copied from it.

The address is pushed to the browser's history with every change, so going back in the browser
also goes back to the choice before.
"""

from datetime import timedelta
from functools import partial
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, unquote

import streamlit as st
from streamlit.errors import StreamlitAPIException

from kpo.core.errors import ScenarioError
from kpo.core.html import markup, tag
from kpo.core.text import capitalised
from kpo.data.catalog import Catalog
from kpo.narrative.scenarios import moved
from kpo.scenarios.collection import OpenedLink, moves
from kpo.scenarios.link import MAX_ESCAPES, from_link
from kpo.ui import files
from kpo.ui.server import streamlit_patches
from kpo.ui.session import history, state
from kpo.ui.session.actions import Choice, own_weights
from kpo.ui.session.choice_text import month
from kpo.ui.session.state import View

PARAMETER: Final = "s"
"""Query parameter of the scenario."""

_TAKEN: Final = "kpo.link.taken"
_NEWS: Final = "kpo.link.news"
_WAITING: Final = "kpo.link.waiting"
_AGAIN: Final = "kpo.link.again"
_ARRIVED: Final = "kpo.link.arrived"
_OF_COUNTRIES: Final = frozenset(("country", "compare"))
_LONGEST: Final = 200

METHOD: Final = (
    "Labour cost is now what is saved against home, suppliers are a ninth criterion, no figure "
    "never helps, the client is never ranked, and sanctioned destinations are left out unless "
    "you ask for them."
)
RENEWED: Final = "Its weights were those of a preset and are now the preset\u2019s present ones."
KEPT: Final = "Its own weights stand as they were, with nothing on what is new."

_copy = files.component(
    "kpo_copy_link",
    __file__,
    markup(tag.button("Copy link", type="button"), tag.span(role="status")),
)


class News(NamedTuple):
    """A notice about the link or the saved scenario that was opened."""

    title: str
    sentence: str


def take(catalog: Catalog) -> None:
    """Open the scenario of the address at the start of a session and on going back in history.

    At other times the address only follows the choice, and may lag behind it for a moment.
    """
    first = not st.session_state.get(_TAKEN)
    if first:
        _mend_address()
        st.session_state[_ARRIVED] = st.query_params.to_dict()
    once_more = st.session_state.pop(_AGAIN, False)
    waiting: str | None = st.session_state.get(_WAITING) if once_more else None
    text = waiting or st.query_params.get(PARAMETER)
    st.session_state[_TAKEN] = True
    if text is None or not (first or waiting or streamlit_patches.going_back()):
        return
    try:
        opened = from_link(catalog, text)
    except ScenarioError as error:
        if first:
            _refused(error)
            st.session_state[_WAITING] = text
        return
    st.session_state.pop(_WAITING, None)
    open_scenario(catalog, opened)
    if first or waiting:
        history.clear()


def again(arriving: bool) -> None:
    """Try a refused link once more, as it may name one of the reader's own countries, now known.

    If the session is `arriving`, the countries in its first address are put back into the address,
    since pages drop a country that they do not know.
    """
    st.session_state[_AGAIN] = True
    asked = st.session_state.pop(_ARRIVED, {})
    if arriving:
        for name in _OF_COUNTRIES & asked.keys():
            st.query_params[name] = asked[name]


def open_scenario(catalog: Catalog, opened: OpenedLink) -> None:
    """Make a scenario the session's choice; if figures or method have changed, note who moved."""
    scenario = opened.scenario
    state.put(Choice(scenario, own_weights(catalog, scenario) or state.current().mine))
    st.session_state.pop(_NEWS, None)
    if opened.former_method or opened.data_version != catalog.data_version:
        st.session_state[_NEWS] = _changes(catalog, opened)


def _changes(catalog: Catalog, opened: OpenedLink) -> News:
    """Return what has changed since a link was made, and who has moved."""
    same = opened.data_version == catalog.data_version
    versions = "" if same else f"{_versions(opened.data_version, catalog.data_version)} "
    who = moved(moves(catalog, opened))
    if not opened.former_method:
        return News("The figures have changed since this link was made.", f"{versions}{who}")
    weights = RENEWED if opened.preset_renewed else KEPT
    title = "The figures and the method have changed since this link was made."
    return News(title, f"{versions}{METHOD} {weights} {who}")


def carried(view: View) -> dict[str, str]:
    """Return the choice as query parameters; none while nothing was ever chosen."""
    if view.untouched and PARAMETER not in st.query_params:
        return {}
    return {PARAMETER: view.own_link}


def kept() -> dict[str, str]:
    """Return the choice in the present address, to carry it to another page."""
    return {name: word for name, word in st.query_params.items() if name == PARAMETER}


def write(view: View) -> None:
    """Update the address; do nothing if it is up to date.

    The scenario comes first, so that a truncated link is noticed.
    """
    wanted, now = carried(view), st.query_params.to_dict()
    if not wanted or ({**now, **wanted} == now and next(iter(now)) == PARAMETER):
        return
    others = {name: word for name, word in now.items() if name not in wanted}
    try:
        st.query_params.from_dict(wanted | others)
    except StreamlitAPIException:
        # Some parameters are kept in the address by a control of the page: it stays behind them.
        for name, word in wanted.items():
            if st.query_params.get(name) != word:
                st.query_params[name] = word


def copy_button(view: View) -> None:
    """Draw the button that copies this page's address with the whole choice in it.

    It cannot carry the reader's own figures, and says so when it is used.
    """
    link = {"name": PARAMETER, "text": view.link, "own": len(view.catalog.own) > 0}
    _copy(key="kpo.link.copy", data=[link], width="content")


def notice() -> None:
    """Draw the notice about what was opened, until the reader closes it."""
    news: News | None = st.session_state.get(_NEWS)
    if news is None:
        return
    with st.container(key="kpo-link-notice", horizontal=True):
        late = "kpo-late" if st.session_state.get(_WAITING) else None
        st.html(tag.p(tag.b(news.title), f" {news.sentence}", role="status", class_=late))
        close = partial(st.session_state.pop, _NEWS, None)
        st.button("Close", key="kpo.link.seen", type="tertiary", on_click=close)


@st.fragment(run_every=timedelta(hours=1))
def hold_on() -> None:
    """Make a page reload by itself after the server was restarted.

    A browser that reconnects requests a page anew only if some part of it reruns on a timer;
    without one, its controls would address a session that is gone.
    """


def _mend_address() -> None:
    """Undo what a mail program did to the address: ``&amp;`` for ``&``, an escaped equals sign."""
    now = st.query_params.to_dict()
    if all(name.isidentifier() for name in now):
        return
    whole = "&".join(f"{name}={word}" if word else name for name, word in now.items())
    for _ in range(MAX_ESCAPES):
        whole = unquote(unescape(whole))
    mended = {name.removeprefix("amp;"): word for name, word in parse_qsl(whole)}
    if mended:
        st.query_params.from_dict(
            {PARAMETER: mended[PARAMETER], **mended} if PARAMETER in mended else mended
        )


def _refused(error: ScenarioError) -> None:
    what = "; ".join(item.what for item in error.problems)[:_LONGEST]
    remedy = error.problems[0].remedy
    if any(item.where == "country" for item in error.problems):
        remedy = "a country of the sender\u2019s own travels in a scenario file only: ask for that"
    st.session_state[_NEWS] = News(
        "This link cannot be used.",
        f"{capitalised(what)}; {remedy[:_LONGEST]}. The atlas opened as it always does.",
    )


def _versions(before: str, now: str) -> str:
    try:
        return f"They were those of {month(before)} and are now those of {month(now)}."
    except ValueError:
        return f"They are now those of {month(now)}."
