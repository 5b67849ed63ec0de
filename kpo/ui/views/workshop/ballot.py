"""A room as its voters see it: a ballot until the reveal, then the result; a ballot as a file."""

from collections.abc import Mapping
from secrets import token_hex
from typing import Any, Final

import streamlit as st

from kpo.core.errors import KpoError
from kpo.core.html import style_sheet, tag
from kpo.core.model import Ballot, Scenario
from kpo.core.text import capitalised
from kpo.data.catalog import Catalog
from kpo.data.names import place, work_phrase
from kpo.scenarios.record import to_record as scenario_record
from kpo.ui import files
from kpo.ui.components.controls import headline, one_of
from kpo.ui.components.fragment import fragment
from kpo.ui.session import catalog as data
from kpo.ui.shell import errors
from kpo.ui.views.workshop import keys, questions, reveal, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.workshop.ballots import from_record, to_record
from kpo.workshop.keys import hashed
from kpo.workshop.refusal import WorkshopError
from kpo.workshop.room import Room

EVERY: Final = 0.8
"""Interval in seconds at which a phone asks whether the ballots were opened."""

_ENTERED: Final = "kpo.workshop.entered"
_WAY: Final = "kpo.workshop.way"
SLIDERS, QUESTIONS = "Nine sliders", "Ask me instead"
KEY: Final = "kpo.workshop.ballot"
_ACK: Final = "kpo.workshop.ack"
_SENT: Final = "kpo.workshop.sent"
_OFFER: Final = "kpo.workshop.offer"
_FILE: Final = "kpo.workshop.ballot.file"
_component = files.component("kpo_workshop_ballot", __file__)


def page(held: HeldKeys, room: Room) -> None:
    """Draw the room; it refreshes by itself to follow its host."""
    frame = ".st-key-kpo-header, .st-key-kpo-choice, .st-key-kpo-own-line, .st-key-kpo-notice"
    st.html(style_sheet(f"{frame} {{ display: none; }}"))
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
        state = "opened" if room.revealed else f"{room.sent} of {room.seats} have sent"
        round_word = f" \u00b7 round {room.round}" if room.round > 1 else ""
        name = tag.b(f"Room {room.number}{round_word}")
        st.html(tag.div(name, tag.span(state, role="status"), class_="kpo-ws-top"))
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
    headline(
        "What matters to you?",
        f"{capitalised(work)} for a client in {client}. "
        "Blind: nobody sees a ballot or a ranking until all are opened together.",
    )
    way = one_of("How to weigh", (SLIDERS, QUESTIONS), _WAY, label_visibility="collapsed")
    if way == QUESTIONS:
        questions.questions(
            catalog, scenario, f"room.{room.round}", offer, "Put them on my sliders"
        )
    else:
        sliders(catalog, held, room)


def sliders(catalog: Catalog, held: HeldKeys, room: Room) -> None:
    """Draw the ballot of a room, with what the server already has of it."""
    mark = f"{hashed(held.room)[:12]}.{room.round}"
    kept = {"sent": _sent(held, mark), "ack": st.session_state.get(_ACK)}
    own = {"mode": "room", "draft": mark, "round": room.round, **kept}
    _component(key=KEY, data=[_common(catalog) | own], on_ballot_change=_send)


def sliders_for_a_file(catalog: Catalog, scenario: Scenario) -> None:
    """Draw a ballot to save as a file or copy as a link; the server never receives it."""
    record = scenario_record(catalog, scenario)
    own = {"mode": "file", "draft": "file", "round": 0, "scenario": record}
    _component(key=_FILE, data=[_common(catalog) | own])


def offer(weights: Mapping[str, float]) -> None:
    """Put the weights derived from answers onto the sliders."""
    st.session_state[_OFFER] = {"id": token_hex(8), "weights": dict(weights)}


def _common(catalog: Catalog) -> dict[str, Any]:
    count = len(catalog.criteria)
    return {
        "criteria": [
            {"id": item.id, "name": item.name, "hint": item.question}
            for item in catalog.criteria.values()
        ],
        "start": [100 / count] * count,
        "offer": st.session_state.get(_OFFER),
    }


def _sent(held: HeldKeys, mark: str) -> dict[str, object] | None:
    """Return this ballot as the store has it; asked once per round and session."""
    known: tuple[str, Ballot | None] | None = st.session_state.get(_SENT)
    if known is None or known[0] != mark:
        known = mark, rooms.store().own(held.room, held.ballot)
        st.session_state[_SENT] = known
    return None if known[1] is None else {"name": "", "role": ""} | to_record(known[1])


def _send() -> None:
    """Store the ballot that the browser sent, and keep the acknowledgement or its problem."""
    sent = files.sent(KEY, "ballot")
    if not isinstance(sent, Mapping):
        return
    held, seq, number = keys.held(), sent.get("seq"), sent.get("round")
    if not isinstance(seq, int | float) or not isinstance(number, int | float):
        return
    ack: dict[str, object] = {"seq": seq, "problem": ""}
    try:
        ballot = from_record(tuple(data.published().criteria), sent)
        rooms.store().send(held.room, held.ballot, int(number), ballot)
        st.session_state[_SENT] = f"{hashed(held.room)[:12]}.{int(number)}", ballot
    except KpoError as error:
        ack["problem"] = f"{error.problems[0]}."
        ack["busy"] = isinstance(error, WorkshopError) and error.busy
    st.session_state[_ACK] = ack
