"""A room as its voters see it: a ballot, and after the reveal the result."""

from typing import Final

import streamlit as st

from kpo.core.errors import KpoError
from kpo.core.html import markup, style_sheet, tag
from kpo.core.text import capitalised
from kpo.data.names import place, work_phrase
from kpo.ui.components.controls import headline, one_of
from kpo.ui.components.fragment import fragment
from kpo.ui.session import catalog as data
from kpo.ui.shell import errors
from kpo.ui.views.workshop import ballot, keys, questions, reveal, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.workshop.room import Room

EVERY: Final = 0.8
"""Interval in seconds at which a phone asks whether the ballots were opened."""

_ENTERED: Final = "kpo.workshop.entered"
_WAY: Final = "kpo.workshop.way"
SLIDERS, QUESTIONS = "Nine sliders", "Ask me instead"


def page(held: HeldKeys, room: Room) -> None:
    """Draw the room; it refreshes by itself to follow its host."""
    st.html(
        style_sheet(
            ".st-key-kpo-header, .st-key-kpo-choice, .st-key-kpo-own-line, .st-key-kpo-notice "
            "{ display: none; }"
        )
    )
    if st.session_state.get(_ENTERED) != (held.room, held.ballot) and not room.revealed:
        st.session_state[_ENTERED] = held.room, held.ballot
        try:
            rooms.store().enter(held.room, held.ballot)
        except KpoError:
            st.session_state.pop(_ENTERED)
    _live(held)


@fragment(every=EVERY)
def _live(held: HeldKeys) -> None:
    room = rooms.store().room(held.room)
    if room is None:
        headline("This room is closed", "Its ballots are gone. Ask for a new one.")
        st.button("Leave", key="kpo.workshop.leave", on_click=keys.forget)
        return
    with st.container(key="kpo-ws-phone"):
        sent = f"{room.sent} of {room.seats} have sent"
        state = "opened" if room.revealed else sent
        round_word = f" \u00b7 round {room.round}" if room.round > 1 else ""
        st.html(
            tag.div(
                tag.b(f"Room {room.number}{round_word}"),
                tag.span(state, role="status"),
                class_="kpo-ws-top",
            )
        )
        if room.revealed:
            reveal.for_a_phone(held, room)
        else:
            _vote(held, room)


def _vote(held: HeldKeys, room: Room) -> None:
    catalog = data.published()
    try:
        scenario = rooms.scenario(room.link)
    except KpoError as error:
        errors.problems(error)
        return
    work = work_phrase(catalog, scenario.tier, scenario.service)
    client = place(catalog, scenario.client)
    st.html(
        markup(
            tag.h1("What matters to you?", class_="kpo-headline", id="kpo-finding", tabindex="-1"),
            tag.p(
                f"{capitalised(work)} for a client in {client}. "
                "Blind: nobody sees a ballot or a ranking until all are opened together.",
                class_="kpo-standfirst",
            ),
        )
    )
    way = one_of("How to weigh", (SLIDERS, QUESTIONS), _WAY, label_visibility="collapsed")
    if way == QUESTIONS:
        questions.questions(
            catalog, scenario, f"room.{room.round}", ballot.offer, "Put them on my sliders"
        )
    else:
        ballot.sliders(catalog, held, room)
