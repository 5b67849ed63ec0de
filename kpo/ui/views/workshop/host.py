"""A room as its host sees it: how to join, who has voted, and the opened ballots."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st

from kpo.core.errors import KpoError
from kpo.core.html import Html, linked, markup, tag
from kpo.mcda.group import POOLINGS, Pooling
from kpo.narrative.scenarios import summary
from kpo.ui.components import html
from kpo.ui.components.controls import button, headline, one_of, text_button
from kpo.ui.components.fragment import fragment
from kpo.ui.server import log
from kpo.ui.session import catalog as data
from kpo.ui.session import opened_ballots, saved_scenarios
from kpo.ui.session.state import View
from kpo.ui.shell import errors
from kpo.ui.views.workshop import keys, outcome, reveal, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.ui.views.workshop.reveal import EVERYBODY
from kpo.workshop.room import Room, Voter
from kpo.workshop.store import Store

EVERY: Final = 1.0
"""Interval in seconds at which the list of voters is refreshed."""

_PROBLEM: Final = "kpo.workshop.said"
POOLED: Final = "kpo.workshop.pooling"
ROLE: Final = "kpo.workshop.role"
ENDING: Final = "kpo.workshop.ending"
_ALL: Final = "All ballots"


def page(view: View, held: HeldKeys, room: Room) -> None:
    """Draw the room for its host."""
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.html(tag.p(problem, class_="kpo-ws-problem", role="alert"))
    if room.revealed:
        _opened(view, held, room)
    else:
        _waiting(held)


@fragment(every=EVERY)
def _waiting(held: HeldKeys) -> None:
    store = rooms.store()
    room = store.room(held.room)
    if room is None or room.revealed:
        st.rerun()
    catalog = data.published()
    round_word = f", round {room.round}" if room.round > 1 else ""
    with st.container(key="kpo-ws-body"):
        with st.container(key="kpo-ws-main"):
            about = summary(catalog, rooms.scenario(room.link))
            headline(
                f"Room {room.number} is open{round_word}",
                f"{about}. Everybody weighs blind on their own phone; nobody sees a ballot or "
                "a ranking of the group until you open them all together.",
            )
            st.html(_way_in(held))
        with st.container(key="kpo-ws-aside"):
            voters = store.voters(held.room, held.host)
            st.html(_voters(room, voters))
            words = "Closes the round and opens all ballots on every phone."
            options: dict[str, Any] = {"type": "primary", "disabled": not room.sent, "help": words}
            button("Reveal", "kpo.workshop.reveal", _step, "reveal", Store.reveal, **options)
            _end_button()


def _way_in(held: HeldKeys) -> Html:
    """Return how to join: the room's key is in the fragment of the link."""
    here = urlsplit(st.context.url or "")
    address = f"{here.scheme}://{here.netloc}/workshop#room={held.room}"
    return tag.section(
        tag.h2("Join"),
        tag.img(class_="kpo-ws-qr", alt="QR code of the link", src=qr(address)),
        tag.div(
            tag.p("Point a phone\u2019s camera here, or open the link:"),
            tag.p(linked(address, address, class_="kpo-ws-link")),
            html.small(
                "Whoever has the link may vote. The room and its ballots are deleted after "
                f"{rooms.days():g} days, or when you end it."
            ),
        ),
        class_="kpo-section kpo-ws-in",
    )


@lru_cache(maxsize=64)
def qr(address: str) -> str:
    """Return a QR code as an SVG in a data URI, which needs no network."""
    import segno

    code = segno.make(address, error="m", micro=False)
    uri: str = code.svg_data_uri(border=2, dark="#111", light="#fff", omitsize=True)
    return uri


def _voters(room: Room, voters: tuple[Voter, ...]) -> Html:
    named = [
        markup(
            voter.name or "Somebody",
            [" ", tag.span(voter.role, class_="kpo-soft")] if voter.role else None,
        )
        for voter in voters
        if voter.name or voter.role
    ]
    nameless = len(voters) - len(named)
    if nameless:
        named.append(markup(f"{nameless} without a name"))
    words = f" of {room.seats} have sent"
    return html.section(
        "Who has voted",
        markup(
            tag.p(tag.b(room.sent), words, class_="kpo-ws-count", role="status"),
            tag.ul(map(tag.li, named), class_="kpo-ws-voters"),
            html.small("Who, not how: ballots stay closed until you open them."),
        ),
    )


def _opened(view: View, held: HeldKeys, room: Room) -> None:
    ballots = rooms.store().ballots(held.room, room.round)
    saved_scenarios.connect()
    outcome.notice()
    with st.container(key="kpo-ws-body"):
        with st.container(key="kpo-ws-main"):
            head = st.empty()
            pooling, role = _filters(reveal.roles(ballots))
            try:
                shown = reveal.shown(held, room, pooling, role)
            except KpoError as error:
                errors.problems(error)
                _end_button()
                return
            opened_ballots.remember(shown.now, room)
            head.html(shown.head)
            st.html(shown.main)
            with st.container(key="kpo-ws-steps", horizontal=True):
                outcome.button(shown.now, room)
                again = "Second round" if room.round == 1 else "Another round"
                button(again, "kpo.workshop.next", _step, "next_round", Store.next_round)
                words = "Medians are brought to a sum of 100. Ballots are gone when the room ends."
                st.html(html.small(words))
            catalog, frozen = data.published(), rooms.scenario(room.link)
            file_name = f"room-{room.number}-round-{room.round}"
            outcome.downloads(catalog, frozen, shown.now, file_name, room.number)
            words = (
                f"Room {room.number}, round {room.round}, {room.sent} sent. What is weighed was "
                f"frozen when the room opened: {summary(catalog, frozen)}."
            )
            st.html(html.small(words))
        with st.container(key="kpo-ws-aside"):
            st.html(shown.aside)
            _end_button()


def _filters(known_roles: tuple[str, ...]) -> tuple[Pooling, str]:
    """Draw the choice of the pooling, and of a role if any was given; return both."""
    with st.container(key="kpo-ws-filters", horizontal=True):
        pooling = one_of("The group takes the", POOLINGS, POOLED)
        role = _ALL
        if known_roles:
            if st.session_state.get(ROLE) not in (_ALL, *known_roles):
                st.session_state.pop(ROLE, None)
            role = st.pills(
                "Ballots of", [_ALL, *known_roles], default=_ALL, required=True, key=ROLE
            )
    return ("mean" if pooling == "mean" else "median"), EVERYBODY if role == _ALL else role


def _end_button() -> None:
    """Draw the button that deletes the room; a second click confirms it."""
    with st.container(key="kpo-ws-end", horizontal=True):
        if not st.session_state.get(ENDING):
            text_button("End the room", "kpo.workshop.end", _ask_to_end)
            return
        st.html(html.small("All its ballots are deleted."), width="content")
        text_button("End it now", "kpo.workshop.end.now", _end)
        text_button("Keep it", "kpo.workshop.end.not", _keep)


def _ask_to_end() -> None:
    st.session_state[ENDING] = True


def _keep() -> None:
    st.session_state.pop(ENDING, None)


def _end() -> None:
    _keep()
    _step("end", Store.end)
    keys.forget()
    opened_ballots.forget()


def _step(name: str, change: Callable[[Store, str, str], Any]) -> None:
    """Change the room with the host's key; keep a problem for the page to show."""
    held = keys.held()
    try:
        change(rooms.store(), held.room, held.host)
    except KpoError as error:
        st.session_state[_PROBLEM] = f"{error.problems[0]}."
    else:
        log.event("workshop", step=name)
