"""Widgets tied to the choice or to other state, and which of their events a reader caused.

A browser sends the values of all widgets with each event. While the answer to one event is on its
way, the next event brings values that the answer has just replaced, and Streamlit takes each of
them for a reader's input: the second of two quick steps would undo the first. So every drawing has
a mark, which goes to the browser in a hidden field and comes back with each event. A value that was
shown under that mark or later is no reader's input.

The field is drawn after the widgets of a place and inside it. If a place is closed while its answer
arrives, the browser leaves some of its widgets unchanged, and then the mark too. A mark of another
session comes from a browser whose server was replaced: what its widgets show is not known here, so
their events are ignored until they have been drawn anew.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from secrets import token_hex
from typing import Any, Final

import streamlit as st

from kpo.ui.session.actions import Step, with_field
from kpo.ui.session.state import step

SEEN: Final = "kpo.seen.{}"
"""Key of the hidden field with the mark of a place."""

_SHOWN: Final = "kpo.shown"
_KEPT: Final = 20
_DIGITS: Final = 9


class ShownValue:
    """The values that each widget showed, each with the number of its first drawing.

    Examples
    --------
    >>> shown = ShownValue()
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
        self.session = token_hex(4)
        self.number = 0
        self.place = ""
        self._of: dict[str, deque[tuple[int, Any]]] = {}
        self._assigned: dict[str, Any] = {}

    @property
    def mark(self) -> str:
        """The mark of the drawing that has begun."""
        return f"{self.session}.{self.number}"

    def begin(self, place: str = "") -> int:
        """Begin a drawing of a place and return its number."""
        self.number += 1
        self.place = place
        return self.number

    def number_of(self, mark: str) -> int | None:
        """Return the number of the drawing with this mark; None for one of another session."""
        session, _, number = mark.partition(".")
        known = number.isascii() and number.isdigit() and len(number) <= _DIGITS
        return int(number) if session == self.session and known else None

    def show(self, key: str, value: Any) -> None:
        """Record what a widget shows in this drawing."""
        shown = self._of.setdefault(key, deque(maxlen=_KEPT))
        if not shown or shown[-1][1] != value:
            shown.append((self.number, value))

    def assign(self, key: str, value: Any) -> None:
        """Record the value that a widget is given here, which the browser takes over."""
        self._assigned[key] = value

    def reported(self, key: str, value: Any) -> bool:
        """Tell whether the browser itself has reported that a widget has this value.

        A value in the browser's message is another object than the one assigned here, which
        Streamlit keeps for a widget that the message lacks.
        """
        held = st.session_state.get(key)
        return bool(held == value) and held is not self._assigned.get(key)

    def take(self, key: str, value: Any, seen: int) -> None:
        """Record the value that a reader, who had seen the drawing `seen`, gave a widget."""
        self._of[key] = deque([(seen, value)], maxlen=_KEPT)

    def stale(self, key: str, value: Any, seen: int) -> bool:
        """Tell whether a widget showed this value in the drawing `seen` or later."""
        shown: Sequence[tuple[int, Any]] = self._of.get(key, ())
        first = max((place for place, (since, _) in enumerate(shown) if since <= seen), default=0)
        return any(value == old for _, old in list(shown)[first:])


@contextmanager
def drawing(place: str) -> Iterator[None]:
    """Draw the tied widgets of a place in the block, and after them the mark of this drawing."""
    shown = _shown()
    shown.begin(place)
    yield
    key = SEEN.format(place)
    st.session_state[key] = shown.mark
    st.text_input("Drawing", key=key)


def bound(key: str, value: Any, change: Step) -> dict[str, Any]:
    """Return the arguments that tie a widget to the choice.

    The widget `key` shows `value`; when a reader uses it, the choice takes the step `change` with
    the widget's new value.
    """
    return tied(key, value, partial(step, change))


def count_field(
    label: str, name: str, value: int, low: int, high: int, help: str | None = None
) -> None:
    """Draw the field of a whole number of the scenario, between two limits."""
    arguments = bound(f"kpo.{name}", value, with_field(name))
    st.number_input(label, low, high, step=1, help=help, **arguments)


def tied(key: str, value: Any, use: Callable[[Any], None], hold: bool = False) -> dict[str, Any]:
    """Return the arguments that tie a widget to any state; `use` is called with its new value.

    With `hold`, a value that the browser reported itself is not sent back, so that a slider which
    has moved on meanwhile, and will report so in a moment, is not reset. Any other value is sent
    with each drawing: the browser may have missed the drawing before, and would begin at the ends
    of the slider, as if the reader had moved it there.
    """
    shown = _shown()
    if not (hold and shown.reported(key, value)):
        st.session_state[key] = value
        shown.assign(key, value)
    shown.show(key, value)
    return {"key": key, "on_change": _use, "args": (use, key, SEEN.format(shown.place))}


def _use(use: Callable[[Any], None], key: str, marked: str) -> None:
    value, shown = st.session_state[key], _shown()
    seen = shown.number_of(str(st.session_state.get(marked, "")))
    if seen is not None and not shown.stale(key, value, seen):
        shown.take(key, value, seen)
        use(value)


def _shown() -> ShownValue:
    kept: ShownValue = st.session_state.setdefault(_SHOWN, ShownValue())
    return kept
