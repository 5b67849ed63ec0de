"""What many readers at once need of Streamlit; put in place when a server starts.

Turns: each run of a page is a thread. Fifty of them at work at once hand Python's one lock to and
fro at every larger sum, and all of them finish late. One after the other each finishes as soon as
it can. Behind a long run nobody waits longer than `PATIENCE`: then it is shared as before. Files
are built elsewhere and take no turn.

Options: Streamlit asks for one with every message that it sends, under a lock of all sessions, and
with every run it goes through all its options six times to put the theme together. They stay as
they are while a server runs; where Streamlit reads its files again it replaces all of them, which
is noticed here.
"""

from collections.abc import Mapping
from threading import Lock
from typing import Any, Final

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

PATIENCE: Final = 2.0
"""Seconds that a run waits for its turn at most."""

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


def in_turn(self: ScriptRunner, rerun_data: RerunData) -> None:
    """Run a page, or a part of one, when its turn has come or its patience is over."""
    own_turn = _turn.acquire(timeout=PATIENCE)
    try:
        _run(self, rerun_data)
    finally:
        if own_turn:
            _turn.release()


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
