"""Replacements in Streamlit for many readers at once, put in place by `streamlit_patches`.

Runs in turn, messages in batches, options without a lock, a theme built once, light copies, and
downloads that outlast a redraw. Each replacement gives the same results as Streamlit's own
function, but that a press on a download button is never too late.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial, wraps
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Any, Final

MAX_WAIT: Final = 2.0
"""Maximum seconds that a run waits for its turn; then it runs beside the others."""

PAUSE: Final = 0.01
"""Seconds for which messages of a run are gathered."""

KEPT: Final = 60.0
"""Seconds for which a file can be fetched that no page offers any more."""

_turn: Final = Lock()


def in_turn(run: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return `run` with a wait for its turn, of at most `MAX_WAIT` seconds."""

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
    """Call the gathered functions in order; a failure does not keep back the rest."""
    while waiting:
        try:
            waiting.popleft()()
        except Exception as error:
            context = {"message": "a run's message was not handed on", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)


def together(message: Any) -> Callable[..., None]:
    """Return a method by which a session hands on the events of a run, in order.

    Events of the kind `message` are gathered for `PAUSE`; any other is handed on at once, after
    those gathered before it.
    """

    def hand_on(self: Any, sender: Any, event: Any, *given: Any, **named: Any) -> None:
        handle = self._handle_scriptrunner_event_on_event_loop
        waiting: deque[Callable[[], None]] = vars(self).setdefault("_kpo_waiting", deque())
        waiting.append(partial(handle, sender, event, *given, **named))
        if event != message:
            self._call_soon_on_event_loop(partial(hand_over, waiting))
        elif len(waiting) == 1:
            self._call_soon_on_event_loop(partial(_wait_for_more, waiting))

    return hand_on


def _wait_for_more(waiting: deque[Callable[[], None]]) -> None:
    asyncio.get_running_loop().call_later(PAUSE, hand_over, waiting)


def without_lock(
    stock: Callable[[str], Any], options: Callable[[], Mapping[str, Any]]
) -> Callable[[str], Any]:
    """Return a function that reads an option; `stock`, Streamlit's own, reads an unknown one."""

    def option(key: str) -> Any:
        known = options().get(key)
        return stock(key) if known is None else known.value

    return option


def once(stock: Callable[[Any, str], None], options: Callable[[], object]) -> Callable[..., None]:
    """Return a function that fills in a section of the theme, built once for all sessions.

    If Streamlit reads its files again, it replaces all options, and sections are built anew.
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
    """Return a function that copies a fragment's positions on the page.

    A position is a cursor, or a dict or tuple of cursors; `stock` copies anything else. A cursor's
    copy shares its fields, since they are replaced and never changed, but for transient elements.
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


def lasting(session: Callable[[], str]) -> Callable[..., str]:
    """Return `add_deferred` with one id per button: a press before a redraw is one after it too.

    `session` returns the id of the session whose run draws the button.
    """

    def add_deferred(
        self: Any,
        data_callable: Callable[[], Any],
        mimetype: str | None,
        coordinates: str,
        file_name: str | None = None,
        *,
        element_id: str = "",
    ) -> str:
        whose = session()
        file_id = sha256(f"{whose} {element_id or coordinates}".encode()).hexdigest()
        with self._lock:
            self._deferred_callables[file_id] = {
                "callable": data_callable,
                "mimetype": mimetype,
                "filename": file_name,
                "coordinates": coordinates,
                "session_id": whose,
                "element_id": element_id,
            }
            self._deferred_ids_by_session[whose].add(file_id)
            self._files_by_session_and_coord[whose][coordinates] = file_id
        return file_id

    return add_deferred


def of_closed(is_open: Callable[[str], bool]) -> Callable[[Any], None]:
    """Return a method that forgets the deferred files of closed sessions, and of no other."""

    def forget(self: Any) -> None:
        for session in [one for one in self._deferred_ids_by_session if not is_open(one)]:
            for file_id in tuple(self._deferred_ids_by_session[session]):
                self._drop_deferred_id(file_id)

    return forget


def later(
    inactive: Callable[[Any], set[str]], clock: Callable[[], float] = monotonic
) -> Callable[[Any], set[str]]:
    """Return a method that finds files unused for `KEPT` seconds; `inactive` finds unused ones."""
    since: dict[str, float] = {}

    def unused(self: Any) -> set[str]:
        now, idle = clock(), inactive(self)
        for name in since.keys() - idle:
            del since[name]
        return {name for name in idle if now - since.setdefault(name, now) >= KEPT}

    return unused


def answered(clear: Callable[..., None]) -> Callable[..., None]:
    """Return `clear` of a session's unsent messages, but for the answers to presses."""

    def is_answer(message: Any) -> bool:
        return bool(message.WhichOneof("type") == "backend_operation_response")

    @wraps(clear)
    def clear_the_rest(self: Any, *given: Any, **named: Any) -> None:
        answers = [message for message in self._queue if is_answer(message)]
        clear(self, *given, **named)
        left = (message for message in self._queue if not is_answer(message))
        self._queue = [*answers, *left]

    return clear_the_rest
