"""The Workshop page: the entry with its files, the room as its host sees it, or a ballot."""

from typing import Final

import streamlit as st

from kpo.core.errors import KpoError, Problem
from kpo.core.html import markup, tag
from kpo.core.model import Ballot
from kpo.mcda.weights import whole_percents
from kpo.narrative import workshop as words
from kpo.narrative.scenarios import summary
from kpo.scenarios.link import to_link
from kpo.scoring.ranking import weights_of
from kpo.ui import files
from kpo.ui.components.controls import button, headline, section, text_button
from kpo.ui.server import log
from kpo.ui.session import catalog as data
from kpo.ui.session import opened_ballots, state
from kpo.ui.session.state import View
from kpo.ui.views.workshop import ballot, host, keys, outcome, results, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.workshop.ballots import from_codes, from_file
from kpo.workshop.refusal import WorkshopError
from kpo.workshop.reveal import reveal
from kpo.workshop.room import Room

_PROBLEMS: Final = "kpo.workshop.problems"
_FILES: Final = "kpo.workshop.files"
_PASTED: Final = "kpo.workshop.pasted"
_MINE: Final = "kpo.workshop.mine"
MAX_MB: Final = 1
STEPS: Final = (
    "Open a room and show its code.",
    "Everybody joins by phone, weighs, and sends. Names only if they like.",
    "Reveal: strips of dots, agreement, and the one criterion to argue about.",
    "Argue, vote again, and take the group\u2019s weights back into the ranking.",
)
"""What happens in a workshop, in order."""


def page(view: View) -> None:
    """Draw the page: the entry, a room as its host sees it, or a ballot."""
    st.html(files.sheet(__file__, "workshop.css"))
    held = keys.connect()
    if not held.known:
        st.html(tag.p("Looking for your room\u2026", class_="kpo-ws-wait", role="status"))
        return
    try:
        room = _room(held)
    except WorkshopError as error:
        _trouble(error)
        return
    if room is None:
        _entry(view, gone=bool(held.room))
    elif held.host:
        host.page(view, held, room)
    else:
        ballot.page(held, room)


def _room(held: HeldKeys) -> Room | None:
    """Return the room of this browser; None if it has none or its host's key is not valid."""
    if not held.room or rooms.off():
        return None
    store = rooms.store()
    if held.host and not store.hosts(held.room, held.host):
        return None
    return store.room(held.room)


def _trouble(error: WorkshopError) -> None:
    headline(
        "The room cannot be reached just now",
        f"{error.problems[0]}. What you have filled in stays in this browser.",
    )
    with st.container(key="kpo-ws-again"):
        st.button("Try again", type="primary")


def _entry(view: View, gone: bool) -> None:
    """Draw the entry; `gone` says that this browser's room no longer exists."""
    with st.container(key="kpo-ws-body"):
        with st.container(key="kpo-ws-main"):
            headline(
                "Agree on the weights, in the room",
                "Everybody weighs on their own phone, blind. Opened together, the ballots show "
                "where the room agrees, what to argue about, and who leads for whom.",
            )
            if gone:
                _gone()
            _open(view)
        with st.container(key="kpo-ws-aside"):
            section("How it goes", tag.ol(map(tag.li, STEPS), class_="kpo-ws-steps-list"), "Ballot")
    _files(view)


def _gone() -> None:
    with st.container(key="kpo-ws-gone", horizontal=True):
        words = (
            "The room that this browser was in is not there any more: it was ended, or its days "
            "were over."
        )
        st.html(tag.p(words, role="status"), width="content")
        text_button("Close", "kpo.workshop.forget", keys.forget)


def _open(view: View) -> None:
    about = summary(view.catalog.published, view.scenario)
    if rooms.off():
        _without("Workshops with rooms are switched off on this server.")
        return
    if not rooms.writable():
        words = "This server has no place where a room could be kept: whoever runs it can name one"
        _without(f"{words} ({rooms.PLACE}).")
        return
    words = (
        f"{about}. Work, client, destinations and rules are frozen when it opens. "
        f"The ballots stay on this server for {rooms.days():g} days at most."
    )
    section("A room for the choice in the line above", tag.p(words), "Room")
    for problem in st.session_state.pop(_PROBLEMS, ()):
        st.html(tag.p(problem, class_="kpo-ws-problem", role="alert"))
    with st.container(key="kpo-ws-open"):
        button("Open a room", "kpo.workshop.open", open_room, type="primary")


def _without(why: str) -> None:
    words = (
        f"{why} The same works with files: below everybody fills in a ballot and sends it as a "
        "file or a link, and you collect them."
    )
    section("No rooms here", tag.p(words, role="status"))


def open_room() -> None:
    """Open a room for the current choice, on the published figures."""
    try:
        catalog = data.published()
        link = to_link(catalog, state.current().scenario)
        room = rooms.store().open_room(link, rooms.days())
    except KpoError as error:
        st.session_state[_PROBLEMS] = [f"{problem}." for problem in error.problems]
        return
    keys.keep(room.room, room.host)
    log.event("workshop", step="open")


def _files(view: View) -> None:
    """Draw the controls for work without a room: a ballot to fill in, and ballots to collect."""
    words = (
        "Nothing is stored on the server. Send this page\u2019s link (Copy link); "
        "everybody fills in a ballot here and sends it back as a file or a link."
    )
    section("Without a room: files and links", tag.p(words))
    with st.container(key="kpo-ws-files"):
        if st.toggle("Fill in a ballot here", key=_MINE):
            with st.container(key="kpo-ws-phone"):
                ballot.sliders_for_a_file(view.catalog.published, view.scenario)
        st.file_uploader(
            "Ballots as files",
            type=["json"],
            accept_multiple_files=True,
            max_upload_size=MAX_MB,
            key=_FILES,
        )
        st.text_area(
            "Ballots as links",
            key=_PASTED,
            placeholder="Paste the links as they were sent, one after the other",
            max_chars=200_000,
        )
        _collected(view)


def _collected(view: View) -> None:
    """Draw the result of all collected ballots, and what is wrong with any of them."""
    ballots, problems = _brought(view)
    if problems:
        st.html(
            tag.div((tag.p(str(item), class_="kpo-ws-problem") for item in problems), role="alert")
        )
    if not ballots:
        return
    catalog = view.catalog
    opened = reveal(catalog, view.scenario, ballots)
    opened_ballots.remember(opened, None)
    ours = whole_percents(weights_of(catalog, view.scenario))
    with st.container(key="kpo-ws-collected"):
        st.html(
            markup(
                tag.h2(
                    f"{words.headline(catalog, opened)}. {words.firsts(catalog, opened)}",
                    class_="kpo-headline",
                ),
                results.strips(catalog, opened, ours),
                results.agreement(opened),
                results.judges(catalog, opened, results.AS_BROUGHT),
                results.argue(catalog, opened),
            )
        )
        outcome.notice()
        outcome.button(opened, None)
        outcome.downloads(catalog, view.scenario, opened, "ballots")


def _brought(view: View) -> tuple[list[Ballot], list[Problem]]:
    criteria = tuple(view.catalog.criteria)
    ballots: list[Ballot] = []
    problems: list[Problem] = []
    for file in st.session_state.get(_FILES) or ():
        try:
            ballots += from_file(criteria, file.getvalue())
        except KpoError as error:
            problems += [Problem(file.name, item.what, item.remedy) for item in error.problems]
    links = " ".join(f"ballot={code}" for code in keys.codes())
    text = f"{st.session_state.get(_PASTED) or ''} {links}".strip()
    if text:
        try:
            ballots += from_codes(criteria, text)
        except KpoError as error:
            problems += error.problems
    return ballots[:100], problems
