"""What many readers at once need of Streamlit; put in place when a server starts.

Turns: each run of a page is a thread. Fifty of them at work at once hand Python's one lock to and
fro at every larger sum, and all of them finish late. One after the other each finishes as soon as
it can. Behind a long run nobody waits longer than `PATIENCE`: then it is shared as before. Files
are built elsewhere and take no turn.

Messages: each that a run draws wakes the thread that sends, which then takes Python's lock from the
run. It sends every ten milliseconds anyway, so they are handed over as often, and the rest at the
run's end.

Options: Streamlit asks for one with every message that it sends, under a lock of all sessions, and
with every run it goes through all its options six times to put the theme together. They stay as
they are while a server runs; where Streamlit reads its files again it replaces all of them, which
is noticed here.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock
from typing import Any, Final

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import RerunData, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

PATIENCE: Final = 2.0
"""Seconds that a run waits for its turn at most."""

PAUSE: Final = 0.01
"""Seconds for which messages of a run are gathered."""

_slow_option: Final = config.get_option
_slow_theme: Final = app_session._populate_theme_msg
_run: Final = ScriptRunner._run_script
_turn: Final = Lock()
_themes: dict[str, tuple[Mapping[str, Any], CustomThemeConfig]] = {}


def settle() -> None:
    """Put these ways in the place of Streamlit's own."""
    config.get_option = option
    app_session._populate_theme_msg = theme
    ScriptRunner._run_script = in_turn  # type: ignore[method-assign]
    app_session.AppSession._on_scriptrunner_event = told  # type: ignore[method-assign]


def in_turn(self: ScriptRunner, rerun_data: RerunData) -> None:
    """Run a page, or a part of one, when its turn has come or its patience is over."""
    own_turn = _turn.acquire(timeout=PATIENCE)
    try:
        _run(self, rerun_data)
    finally:
        if own_turn:
            _turn.release()


def told(
    self: app_session.AppSession,
    sender: ScriptRunner | None,
    event: ScriptRunnerEvent,
    *what: Any,
    **more: Any,
) -> None:
    """Hand on what happens in a run, in its order: messages together, all else at once."""
    handle = partial(self._handle_scriptrunner_event_on_event_loop, sender, event, *what, **more)
    waiting: deque[Callable[[], None]] = vars(self).setdefault("_kpo_waiting", deque())
    waiting.append(handle)
    if event != ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
        self._call_soon_on_event_loop(partial(_hand_over, waiting))
    elif len(waiting) == 1:
        self._call_soon_on_event_loop(partial(_wait_for_more, waiting))


def _wait_for_more(waiting: "deque[Callable[[], None]]") -> None:
    asyncio.get_running_loop().call_later(PAUSE, _hand_over, waiting)


def _hand_over(waiting: "deque[Callable[[], None]]") -> None:
    while waiting:
        try:
            waiting.popleft()()
        except Exception as error:
            context = {"message": "a run's message was not handed on", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)


def option(key: str) -> Any:
    """Return an option as it is now; Streamlit's own way answers for an unknown one."""
    found = config.get_config_options().get(key)
    return _slow_option(key) if found is None else found.value


def theme(msg: CustomThemeConfig, section: str = "theme") -> None:
    """Fill in a section of the theme, put together once for all sessions."""
    options = config.get_config_options()
    known = _themes.get(section)
    if known is None or known[0] is not options:
        made = CustomThemeConfig()
        _slow_theme(made, section)
        known = _themes[section] = options, made
    if known[1].ListFields():
        msg.CopyFrom(known[1])
