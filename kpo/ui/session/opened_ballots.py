"""The ballots that were opened last in a session, for the scene that presents them."""

from typing import Final

import streamlit as st

from kpo.workshop.reveal import Reveal
from kpo.workshop.room import Room

_OPENED: Final = "kpo.workshop.opened"


def remember(reveal: Reveal, room: Room | None) -> None:
    """Keep the opened ballots in the session."""
    st.session_state[_OPENED] = reveal, room.number if room else 0


def forget() -> None:
    """Forget the opened ballots."""
    st.session_state.pop(_OPENED, None)


def remembered() -> tuple[Reveal, int] | None:
    """Return the ballots opened last in this session and their room's number, 0 without a room."""
    kept: tuple[Reveal, int] | None = st.session_state.get(_OPENED)
    return kept
