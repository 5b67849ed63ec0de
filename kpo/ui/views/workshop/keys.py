"""The keys of this browser: taken from the address's fragment, and kept in its own storage."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from kpo.ui import files
from kpo.workshop.ballots import MAX_CODE
from kpo.workshop.keys import is_key

_KEY: Final = "kpo.workshop.keys"
_HELD: Final = "kpo.workshop.held"
_ORDER: Final = "kpo.workshop.order"
_CODES: Final = "kpo.workshop.codes"

_component = files.component("kpo_workshop_keys", __file__)


@dataclass(frozen=True)
class HeldKeys:
    """What this browser holds: the key of a room, of its own ballot, and the host's if it is one.

    `known` says whether the browser has told yet.
    """

    room: str = ""
    ballot: str = ""
    host: str = ""
    known: bool = False


def held() -> HeldKeys:
    """Return what the browser holds, as far as this session knows."""
    keys: HeldKeys = st.session_state.get(_HELD, HeldKeys())
    return keys


def connect() -> HeldKeys:
    """Draw the part that speaks with the browser, and return what it holds."""
    order: dict[str, Any] = st.session_state.get(_ORDER, {"id": 0})
    now = held()
    _component(
        key=_KEY,
        data=[{"order": order, "known": now.known}],
        on_told_change=_take_over,
    )
    return now


def keep(room: str, host: str) -> None:
    """Let the browser keep the keys of a room that was opened from here."""
    st.session_state[_HELD] = HeldKeys(room, "", host, known=True)
    _tell({"keep": {"room": room, "host": host}})


def forget() -> None:
    """Let the browser forget its room."""
    st.session_state[_HELD] = HeldKeys(known=True)
    _tell({"forget": True})


def codes() -> tuple[str, ...]:
    """Return the ballots that came as links, by their codes."""
    return tuple(st.session_state.get(_CODES, ()))


def _tell(order: dict[str, Any]) -> None:
    before: dict[str, Any] = st.session_state.get(_ORDER, {"id": 0})
    st.session_state[_ORDER] = {"id": before["id"] + 1, **order}


def _take_over() -> None:
    message = files.sent(_KEY, "told")
    if not isinstance(message, Mapping):
        return
    parts = {name: _key(message.get(name)) for name in ("room", "ballot", "host")}
    st.session_state[_HELD] = HeldKeys(**parts, known=True)
    code = message.get("code")
    if isinstance(code, str) and 0 < len(code) <= MAX_CODE:
        st.session_state[_CODES] = tuple(dict.fromkeys((*codes(), code)))


def _key(text: object) -> str:
    return str(text) if is_key(text) else ""
