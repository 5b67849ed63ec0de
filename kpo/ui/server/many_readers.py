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

PAUSE: Final = 0.01
"""Seconds for which messages of a run are gathered."""

_turn: Final = Lock()
_KINDS: Final = "_kpo_kinds"


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


def wait_for_more(waiting: deque[Callable[[], None]]) -> None:
    """Hand on what is gathered within `PAUSE`."""
    asyncio.get_running_loop().call_later(PAUSE, hand_over, waiting)


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


def light_copies(
    stock: Callable[[Any], Any], cursors: tuple[type, ...], held: str
) -> Callable[[Any], Any]:
    """Return how a fragment's places on the page are copied; `stock` copies all that is no place.

    A place is a cursor, whose fields but the one `held` only change by being set anew, a container
    with a cursor, or a dict or tuple of such.
    """

    def copied(item: Any) -> Any:
        if type(item) in cursors:
            cursor = object.__new__(type(item))
            vars(cursor).update(vars(item))
            own = vars(item)[held]
            vars(cursor)[held] = stock(own) if len(own) else type(own)()
            return cursor
        if type(item) is dict:
            return {key: copied(value) for key, value in item.items()}
        if type(item) is tuple:
            once_each = {id(value): copied(value) for value in item}
            return tuple(once_each[id(value)] for value in item)
        return None if item is None else stock(item)

    return copied


def one_kind_a_session(
    stock: Callable[..., Callable[[Any, Any], Any]], triggered: Callable[[Any, str], bool]
) -> Callable[..., Callable[[Any, Any], Any]]:
    """Return how a page is shown what a component has stored: as `stock` shows it the first time.

    What that is made of depends on session and component only, where nothing was `triggered`.
    """

    @wraps(stock)
    def make(
        aggregator_id: str,
        component_id: str | None = None,
        allowed_state_keys: set[str] | None = None,
    ) -> Callable[[Any, Any], Any]:
        shown_by_stock = stock(aggregator_id, component_id, allowed_state_keys)
        names = None if allowed_state_keys is None else frozenset(allowed_state_keys)
        which = aggregator_id, component_id, names

        def show(value: Any, session: Any) -> Any:
            # With the address, for a session itself has no room for more.
            kinds: dict[Any, tuple[Any, Any]] = vars(session.query_params).setdefault(_KINDS, {})
            owner, kind = kinds.get(which, (None, None))
            known = owner is session and isinstance(value, dict)
            if known and not triggered(session, aggregator_id):
                return kind(value)
            shown = shown_by_stock(value, session)
            if isinstance(shown, dict) and shown is not value:
                kinds[which] = session, type(shown)
            return shown

        return show

    return make
