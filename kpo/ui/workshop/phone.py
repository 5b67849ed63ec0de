"""A room as those see it who vote: a ballot, and after the reveal what the room gave."""

from html import escape
from typing import Final

import streamlit as st

from kpo.errors import KpoError
from kpo.naming import work_phrase
from kpo.ui import blocks, data, trouble
from kpo.ui.part import part
from kpo.ui.workshop import ask, ballot, keys, opening, rooms
from kpo.ui.workshop.keys import Held
from kpo.workshop.store import Room

EVERY: Final = 0.8
"""Seconds after which a phone asks whether the ballots were opened."""

_ENTERED: Final = "kpo.workshop.entered"
_WAY: Final = "kpo.workshop.way"
SLIDERS, QUESTIONS = "Nine sliders", "Ask me instead"


def page(held: Held, room: Room) -> None:
    """Draw the room; it follows what its host does by itself."""
    st.html(
        "<style>.st-key-kpo-header, .st-key-kpo-choice, .st-key-kpo-own-line, "
        ".st-key-kpo-notice { display: none; }</style>"
    )
    if st.session_state.get(_ENTERED) != (held.room, held.ballot) and not room.revealed:
        st.session_state[_ENTERED] = held.room, held.ballot
        try:
            rooms.store().enter(held.room, held.ballot)
        except KpoError:
            st.session_state.pop(_ENTERED)
    _live(held)


@part(every=EVERY)
def _live(held: Held) -> None:
    room = rooms.store().room(held.room)
    if room is None:
        st.html(blocks.headline("This room is closed", "Its ballots are gone. Ask for a new one."))
        st.button("Leave", key="kpo.workshop.leave", on_click=keys.forget)
        return
    with st.container(key="kpo-ws-phone"):
        sent = f"{room.sent} of {room.seats} have sent"
        state = "opened" if room.revealed else sent
        round_word = f" \u00b7 round {room.round}" if room.round > 1 else ""
        st.html(
            f"<div class='kpo-ws-top'><b>Room {room.number}{round_word}</b>"
            f"<span role='status'>{state}</span></div>"
        )
        if room.revealed:
            opening.for_a_phone(held, room)
        else:
            _vote(held, room)


def _vote(held: Held, room: Room) -> None:
    catalog = data.published()
    try:
        scenario = rooms.scenario(room.link)
    except KpoError as error:
        trouble.problems(error)
        return
    work = work_phrase(catalog, scenario.tier, scenario.service)
    client = escape(catalog.countries[scenario.client].name)
    st.html(
        "<h1 class='kpo-headline' id='kpo-finding' tabindex='-1'>What matters to you?</h1>"
        f"<p class='kpo-standfirst'>{escape(work[:1].upper() + work[1:])} for a client in {client}."
        " Blind: nobody sees a ballot or a ranking until all are opened together.</p>"
    )
    way = st.segmented_control(
        "How to weigh",
        [SLIDERS, QUESTIONS],
        default=SLIDERS,
        required=True,
        label_visibility="collapsed",
        key=_WAY,
    )
    if way == QUESTIONS:
        ask.questions(
            catalog, scenario, f"room.{room.round}", ballot.offer, "Put them on my sliders"
        )
    else:
        ballot.sliders(catalog, held, room)
