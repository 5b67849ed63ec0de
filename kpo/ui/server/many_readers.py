"""What many readers need: runs in turn, options without a lock, a theme made once, light copies.

Each function takes Streamlit's own way and returns ours, which gives the same answers;
`streamlit_patches` puts them in place.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from functools import wraps
from threading import Lock
from typing import Any, Final

MAX_WAIT: Final = 2.0
"""Seconds that a run waits for its turn at most; then it is shared as before."""

_turn: Final = Lock()


def in_turn(run: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return `run` as it waits for its turn, or until its patience is over."""

    @wraps(run)
    def wait_and_run(self: Any, rerun_data: Any) -> None:
        own_turn = _turn.acquire(timeout=MAX_WAIT)
        try:
            run(self, rerun_data)
        finally:
            if own_turn:
                _turn.release()

    return wait_and_run


def hand_over(waiting: deque[Callable[[], None]]) -> None:
    """Hand on what was gathered, in its order; what fails does not keep back the rest."""
    while waiting:
        try:
            waiting.popleft()()
        except Exception as error:
            context = {"message": "a run's message was not handed on", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)


def without_lock(
    stock: Callable[[str], Any], options: Callable[[], Mapping[str, Any]]
) -> Callable[[str], Any]:
    """Return how an option is read; Streamlit's own way answers for an unknown one."""

    def option(key: str) -> Any:
        known = options().get(key)
        return stock(key) if known is None else known.value

    return option


def once(stock: Callable[[Any, str], None], options: Callable[[], object]) -> Callable[..., None]:
    """Return how a section of the theme is filled in: put together once for all sessions.

    Where Streamlit reads its files again it replaces all options, which is noticed here.
    """
    known: dict[str, tuple[object, Any]] = {}

    def theme(msg: Any, section: str = "theme") -> None:
        now = options()
        if section not in known or known[section][0] is not now:
            message = type(msg)()
            stock(message, section)
            known[section] = now, message
        if known[section][1].ListFields():
            msg.CopyFrom(known[section][1])

    return theme


def light_copies(stock: Callable[[Any], Any], cursors: tuple[type, ...]) -> Callable[[Any], Any]:
    """Return how a fragment's places on the page are copied; `stock` copies all that is no place.

    A place is a cursor, whose fields never change but by being set anew, a container with a
    cursor, or a dict or tuple of such.
    """

    def copied(item: Any) -> Any:
        if type(item) in cursors:
            cursor = object.__new__(type(item))
            elements = item._transient_elements
            own = stock(elements) if len(elements) else type(elements)()
            vars(cursor).update(vars(item), _transient_elements=own)
            return cursor
        if type(item) is dict:
            return {key: copied(value) for key, value in item.items()}
        if type(item) is tuple:
            once_each = {id(value): copied(value) for value in item}
            return tuple(once_each[id(value)] for value in item)
        return None if item is None else stock(item)

    return copied
