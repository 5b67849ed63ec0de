"""Undo and Redo in the header, with their keys: Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y.

The browser sends presses as a text of "u" and "r" that only grows, so that two presses before the
answer to the first are both in it. The keys are ignored while a text field has the focus.
"""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from kpo.ui import files
from kpo.ui.session import history, state

KEY: Final = "kpo.steps"
_HEARD: Final = "kpo.steps.heard"
_STEPS: Final[Mapping[str, Callable[[], None]]] = {"u": state.undo, "r": state.redo}
_component = files.component("kpo_undo_buttons", __file__)


def buttons() -> None:
    """Draw both buttons, each disabled while there is nothing to undo or redo."""
    held = history.held()
    data = {
        "undo": [step.what for step in held.past],
        "redo": [step.what for step in held.future],
        "heard": st.session_state.get(_HEARD, ("", 0)),
    }
    _component(key=KEY, data=[data], on_presses_change=_pressed, width="content")


def fresh(presses: object, heard: tuple[str, int]) -> tuple[str, tuple[str, int]]:
    """Return the presses that were not handled yet, and the id and count of those handled now.

    Examples
    --------
    >>> fresh({"id": "a", "count": 3, "last": "uur"}, ("a", 1))
    ('ur', ('a', 3))
    >>> fresh({"id": "b", "count": 1, "last": "u"}, ("a", 3))
    ('u', ('b', 1))
    """
    known = presses if isinstance(presses, Mapping) else {}
    name, count, last = (known.get(part) for part in ("id", "count", "last"))
    if not isinstance(name, str) or not isinstance(count, int) or not isinstance(last, str):
        return "", heard
    before = heard[1] if heard[0] == name else 0
    new = max(0, count - before)
    return (last[-new:] if new else ""), (name, count)


def _pressed() -> None:
    heard = st.session_state.get(_HEARD, ("", 0))
    new, st.session_state[_HEARD] = fresh(files.sent(KEY, "presses"), heard)
    for press in new:
        if press in _STEPS:
            _STEPS[press]()
