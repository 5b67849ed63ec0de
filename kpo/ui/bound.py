"""Widgets that are tied to the choice, and what a reader did to them.

A browser sends the values of all widgets with each event. While the answer to one event is on its
way, the next one brings values along that the answer has just replaced, and Streamlit takes each of
them for a reader's doing: the second of two quick steps would take the first one back. So every
drawing has a number, which travels to the browser in a field that nobody sees and comes back with
each event. What was shown at that number or since then is nobody's doing.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from kpo.ui.state import Step, step

SEEN: Final = "kpo.seen"
_SHOWN: Final = "kpo.shown"
_KEPT: Final = 20
_DIGITS: Final = 9


class Shown:
    """What each widget showed, with the number of the drawing from which on it did.

    Examples
    --------
    >>> shown = Shown()
    >>> shown.begin()
    1
    >>> shown.show("english", 16)
    >>> shown.begin()
    2
    >>> shown.show("english", 13)
    >>> shown.stale("english", 16, seen=1), shown.stale("english", 16, seen=2)
    (True, False)
    """

    def __init__(self) -> None:
        self.number = 0
        self._of: dict[str, deque[tuple[int, Any]]] = {}

    def begin(self) -> int:
        """Begin a drawing, and return its number."""
        self.number += 1
        return self.number

    def show(self, key: str, value: Any) -> None:
        """Take note of what a widget shows in this drawing."""
        shown = self._of.setdefault(key, deque(maxlen=_KEPT))
        if not shown or shown[-1][1] != value:
            shown.append((self.number, value))

    def take(self, key: str, value: Any, seen: int) -> None:
        """Take note of what a reader made a widget show who had seen that drawing."""
        self._of[key] = deque([(seen, value)], maxlen=_KEPT)

    def stale(self, key: str, value: Any, seen: int) -> bool:
        """Tell whether a widget showed this value in the drawing that was seen, or later."""
        shown: Sequence[tuple[int, Any]] = self._of.get(key, ())
        first = max((place for place, (since, _) in enumerate(shown) if since <= seen), default=0)
        return any(value == old for _, old in list(shown)[first:])


def begin() -> None:
    """Begin to draw widgets that are tied to the choice."""
    _shown().begin()


def end() -> None:
    """Send the number of this drawing along, behind its widgets."""
    st.session_state[SEEN] = str(_shown().number)
    st.text_input("Drawing", key=SEEN)


def bound(key: str, value: Any, change: Step) -> dict[str, Any]:
    """Return the arguments that tie a widget to the choice.

    The widget `key` shows `value`; when a reader uses it, the choice takes the step `change` with
    the widget's new value.
    """
    st.session_state[key] = value
    _shown().show(key, value)
    return {"key": key, "on_change": _use, "args": (change, key)}


def _use(change: Step, key: str) -> None:
    value, shown, seen = st.session_state[key], _shown(), _seen()
    if not shown.stale(key, value, seen):
        shown.take(key, value, seen)
        step(change, value)


def _shown() -> Shown:
    found: Shown = st.session_state.setdefault(_SHOWN, Shown())
    return found


def _seen() -> int:
    """Return the number of the newest drawing that the browser had when it sent the event."""
    text = str(st.session_state.get(SEEN, ""))
    known = text.isascii() and text.isdigit() and len(text) <= _DIGITS
    return int(text) if known else _shown().number
