"""A part that nothing waits for: the browser asks for it once it is at rest, and near the screen.

It asks by itself each time that the page is turned to, and again for each new turn. The question is
drawn in a part of the page that every change draws anew, apart from what it asks for.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from kpo.core.html import tag

_component = st.components.v2.component(
    "kpo_at_rest",
    html=tag.i(hidden=True),
    js=Path(__file__).with_name("at_rest.js").read_text(encoding="utf-8"),
)


def question(key: str, place: str, turn: int, on_rest: Callable[[], None]) -> None:
    """Let the browser ask for what has the key `place`; `on_rest` is the answer."""
    data = [{"place": f".st-key-{place}", "turn": turn}]
    _component(key=key, data=data, on_turn_change=on_rest)


def asked(key: str) -> bool:
    """Tell whether the browser has asked since its page was turned to."""
    state: Any = st.session_state.get(key)
    return isinstance(state, Mapping) and state.get("turn") is not None
