"""The workshop keys of this browser: read from the address's fragment, kept in its storage."""

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
    """The keys of a room, of this browser's own ballot, and of the host if it is the host.

    `known` is true once the browser has reported them.
    """

    room: str = ""
    ballot: str = ""
    host: str = ""
    known: bool = False


def held() -> HeldKeys:
    """Return the browser's keys, as far as this session knows them."""
    keys: HeldKeys = st.session_state.get(_HELD, HeldKeys())
    return keys


def connect() -> HeldKeys:
    """Draw the component that exchanges keys with the browser, and return the keys."""
    order: dict[str, Any] = st.session_state.get(_ORDER, {"id": 0})
    now = held()
    _component(key=_KEY, data=[{"order": order, "known": now.known}], on_told_change=_take_over)
    return now


def keep(room: str, host: str) -> None:
    """Tell the browser to keep the keys of a room that was opened from here."""
    st.session_state[_HELD] = HeldKeys(room, "", host, known=True)
    _tell({"keep": {"room": room, "host": host}})


def forget() -> None:
    """Tell the browser to forget its room."""
    st.session_state[_HELD] = HeldKeys(known=True)
    _tell({"forget": True})


def codes() -> tuple[str, ...]:
    """Return the codes of the ballots that arrived as links."""
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
