"""A room as its host sees it: the way in, who has voted, and what the ballots say once opened."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st

from kpo.errors import KpoError
from kpo.mcda.group import POOLINGS, Pooling
from kpo.scenario_narrative import summary
from kpo.ui import blocks, data, events, shelf, trouble
from kpo.ui.part import part
from kpo.ui.state import View
from kpo.ui.workshop import along, keys, opening, rooms, take
from kpo.ui.workshop.keys import Held
from kpo.ui.workshop.opening import EVERYBODY
from kpo.workshop.store import Room, Store, Voter

EVERY: Final = 1.0
"""Seconds after which the list of those who have voted is looked at again."""

_SAID: Final = "kpo.workshop.said"
POOLED: Final = "kpo.workshop.pooling"
ROLE: Final = "kpo.workshop.role"
ENDING: Final = "kpo.workshop.ending"
_ALL: Final = "All ballots"


def page(view: View, held: Held, room: Room) -> None:
    """Draw the room for its host."""
    if problem := st.session_state.pop(_SAID, ""):
        st.html(f"<p class='kpo-ws-problem' role='alert'>{escape(problem)}</p>")
    if room.revealed:
        _opened(view, held, room)
    else:
        _waiting(held)


@part(every=EVERY)
def _waiting(held: Held) -> None:
    store = rooms.store()
    room = store.room(held.room)
    if room is None or room.revealed:
        st.rerun()
    catalog = data.published()
    round_word = f", round {room.round}" if room.round > 1 else ""
    with st.container(key="kpo-ws-body"):
        with st.container(key="kpo-ws-main"):
            about = summary(catalog, rooms.scenario(room.link))
            st.html(
                blocks.headline(
                    f"Room {room.number} is open{round_word}",
                    f"{about}. Everybody weighs blind on their own phone; nobody sees a ballot or "
                    "a ranking of the group until you open them all together.",
                )
            )
            st.html(_way_in(join_address(held)))
        with st.container(key="kpo-ws-aside"):
            voters = store.voters(held.room, held.host)
            st.html(_voters(room, voters))
            st.button(
                "Reveal",
                key="kpo.workshop.reveal",
                type="primary",
                disabled=not room.sent,
                on_click=_step,
                args=("reveal", Store.reveal),
                help="Closes the round and opens all ballots on every phone.",
            )
            _end_button()


def join_address(held: Held) -> str:
    """Return the link that leads into the room; the key stands in its fragment."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}/workshop#room={held.room}"


def _way_in(address: str) -> str:
    return (
        "<section class='kpo-section kpo-ws-in'><h2>Join</h2>"
        f"<img class='kpo-ws-qr' alt='QR code of the link' src='{qr(address)}'>"
        "<div><p>Point a phone\u2019s camera here, or open the link:</p>"
        f"<p><a class='kpo-ws-link' href='{escape(address)}' target='_blank' rel='noopener'>"
        f"{escape(address)}</a></p><p class='kpo-small'>Whoever has the link may vote. The room "
        f"and its ballots are deleted after {rooms.days():g} days, or when you end it.</p></div>"
        "</section>"
    )


@lru_cache(maxsize=64)
def qr(address: str) -> str:
    """Return a QR code as the address of an SVG that holds itself: no network is asked."""
    import segno

    code = segno.make(address, error="m", micro=False)
    uri: str = code.svg_data_uri(border=2, dark="#111", light="#fff", omitsize=True)
    return escape(uri)


def _voters(room: Room, voters: tuple[Voter, ...]) -> str:
    named = [
        f"{escape(voter.name or 'Somebody')}"
        + (f" <span class='kpo-soft'>{escape(voter.role)}</span>" if voter.role else "")
        for voter in voters
        if voter.name or voter.role
    ]
    nameless = len(voters) - len(named)
    if nameless:
        named.append(f"{nameless} without a name")
    rows = "".join(f"<li>{name}</li>" for name in named)
    return blocks.section(
        "Who has voted",
        f"<p class='kpo-ws-count' role='status'><b>{room.sent}</b> of {room.seats} have sent</p>"
        f"<ul class='kpo-ws-voters'>{rows}</ul>"
        "<p class='kpo-small'>Who, not how: ballots stay closed until you open them.</p>",
    )


def _opened(view: View, held: Held, room: Room) -> None:
    ballots = rooms.store().ballots(held.room, room.round)
    shelf.connect()
    take.notice()
    with st.container(key="kpo-ws-body"):
        with st.container(key="kpo-ws-main"):
            head = st.empty()
            pooling, role = _filters(opening.roles(ballots))
            try:
                shown = opening.shown(held, room, pooling, role)
            except KpoError as error:
                trouble.problems(error)
                _end_button()
                return
            take.remember(shown.now, room)
            head.html(shown.head)
            st.html(shown.main)
            with st.container(key="kpo-ws-steps", horizontal=True):
                take.button(shown.now, room)
                st.button(
                    "Second round" if room.round == 1 else "Another round",
                    key="kpo.workshop.next",
                    on_click=_step,
                    args=("next_round", Store.next_round),
                )
                st.html(
                    "<p class='kpo-small'>Medians are brought to a sum of 100. Ballots are gone "
                    "when the room ends.</p>"
                )
            catalog, frozen = data.published(), rooms.scenario(room.link)
            file_name = f"room-{room.number}-round-{room.round}"
            along.downloads(catalog, frozen, shown.now, file_name, room.number)
            about = summary(catalog, frozen)
            st.html(
                f"<p class='kpo-small'>Room {room.number}, round {room.round}, {room.sent} sent. "
                f"What is weighed was frozen when the room opened: {escape(about)}.</p>"
            )
        with st.container(key="kpo-ws-aside"):
            st.html(shown.aside)
            _end_button()


def _filters(found: tuple[str, ...]) -> tuple[Pooling, str]:
    """Draw what decides whose ballots count and how, where there is something to decide."""
    with st.container(key="kpo-ws-filters", horizontal=True):
        pooling = st.segmented_control(
            "The group takes the",
            list(POOLINGS),
            default="median",
            required=True,
            key=POOLED,
        )
        role = _ALL
        if found:
            if st.session_state.get(ROLE) not in (_ALL, *found):
                st.session_state.pop(ROLE, None)
            role = st.pills("Ballots of", [_ALL, *found], default=_ALL, required=True, key=ROLE)
    return ("mean" if pooling == "mean" else "median"), EVERYBODY if role == _ALL else role


def _end_button() -> None:
    """Draw what deletes the room; a second click confirms it."""
    with st.container(key="kpo-ws-end", horizontal=True):
        if not st.session_state.get(ENDING):
            st.button("End the room", key="kpo.workshop.end", type="tertiary", on_click=_ask_to_end)
            return
        st.html("<p class='kpo-small'>All its ballots are deleted.</p>", width="content")
        st.button("End it now", key="kpo.workshop.end.now", type="tertiary", on_click=_end)
        st.button("Keep it", key="kpo.workshop.end.not", type="tertiary", on_click=_keep)


def _ask_to_end() -> None:
    st.session_state[ENDING] = True


def _keep() -> None:
    st.session_state.pop(ENDING, None)


def _end() -> None:
    _keep()
    _step("end", Store.end)
    keys.forget()
    take.forget()


def _step(name: str, change: Callable[[Store, str, str], Any]) -> None:
    """Take a step of the room with the host's key; what stands in its way is said on the page."""
    held = keys.held()
    try:
        change(rooms.store(), held.room, held.host)
    except KpoError as error:
        said = error.problems[0]
        st.session_state[_SAID] = f"{said.where}: {said.what}; {said.remedy}."
    else:
        events.event("workshop", step=name)
