"""All uses of Streamlit's private names; the app works without any of them.

A patch replaces a private name by a function of ours. `PATCHES` says why each is there, what was
measured, and what is lost without it (docs/hosting.md prints the table). They are written for one
version of Streamlit: with any other, all of them stay off, and one line of the log says so.
``KPO_STREAMLIT_PATCHES=off`` turns all of them off.

A private name is imported only when its patch is put in place, so that a version of Streamlit
without that name still starts.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from runpy import run_module
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from kpo.ui.server import log, many_readers

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_popover_container import PopoverContainer
    from streamlit.navigation.page import StreamlitPage

    __all__ = ["PopoverContainer", "StreamlitPage"]

WRITTEN_FOR: Final = "1.67.0"
"""The version of Streamlit whose private names these are."""

SWITCH: Final = "KPO_STREAMLIT_PATCHES"
"""Environment variable; `OFF` turns every patch off."""

OFF: Final = "off"

_HERE: Final = "127.0.0.1"
_MAKER: Final = "compute_and_register_element_id"
_in_place: Final[set[str]] = set()


@dataclass(frozen=True)
class Patch:
    """One use of private names.

    Parameters
    ----------
    names : tuple of str
        The private names, as they are imported.
    reason : str
        What Streamlit does without the patch.
    gain : str
        What was measured with the patch and without it, and where.
    apply : callable, optional
        Puts the patch in place; None if a function of this file uses the names instead.
    """

    names: tuple[str, ...]
    reason: str
    gain: str
    apply: Callable[[], None] | None = None


def on() -> bool:
    """Tell whether private names may be used; if not, one line of the log says why."""
    reason = _reason_off()
    if reason:
        _say(reason)
    return not reason


def put(*names: str) -> None:
    """Put these patches in place, each once; do nothing if patches are off."""
    for name in names:
        apply = PATCHES[name].apply
        if apply is not None and name not in _in_place and on():
            apply()
            _in_place.add(name)


def serve(check: Callable[[], None]) -> int:
    """Run ``streamlit`` with the arguments of `sys.argv`; call `check` before anything is served.

    If patches are off, `check` sees the options of files and of the environment, but not those of
    the command line.
    """
    if not on():
        check()
        run_module("streamlit", run_name="__main__")
        return 0
    from streamlit.web import bootstrap, cli

    for name in ("run", "run_asgi_app"):
        setattr(bootstrap, name, partial(_checked, check, getattr(bootstrap, name)))
    return int(cli.main() or 0)


def going_back() -> bool:
    """Tell whether this run follows the browser's back or forward button; False if off."""
    if not on():
        return False
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))


def _reason_off() -> str:
    if os.environ.get(SWITCH, "").strip().lower() == OFF:
        return f"{SWITCH} is {OFF}"
    if st.__version__ != WRITTEN_FOR:
        return f"written for Streamlit {WRITTEN_FOR}, this is {st.__version__}"
    return ""


@lru_cache(maxsize=4)
def _say(reason: str) -> None:
    log.warn("streamlit_patches", state=OFF, reason=reason)


def _checked(check: Callable[[], None], run: Callable[..., None], *given: Any) -> None:
    """Call `check`, now that the server's options are known, then run the server."""
    check()
    run(*given)


def _put_turns() -> None:
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

    runner: Any = ScriptRunner
    runner._run_script = many_readers.in_turn(ScriptRunner._run_script)


def _put_messages() -> None:
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.scriptrunner import ScriptRunnerEvent

    session: Any = AppSession
    session._on_scriptrunner_event = many_readers.together(ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)


def _put_options() -> None:
    from streamlit import config

    options: Any = config
    options.get_option = many_readers.without_lock(config.get_option, config.get_config_options)


def _put_theme() -> None:
    from streamlit import config
    from streamlit.runtime import app_session

    populate = many_readers.once(app_session._populate_theme_msg, config.get_config_options)
    app_session._populate_theme_msg = populate


def _put_copies() -> None:
    from streamlit import delta_generator
    from streamlit.cursor import LockedCursor, RunningCursor
    from streamlit.runtime import fragment

    stock = vars(delta_generator)["deepcopy"]
    copied = many_readers.light_copies(stock, (LockedCursor, RunningCursor))
    vars(fragment)["deepcopy"] = vars(delta_generator)["deepcopy"] = copied


def _put_downloads() -> None:
    from streamlit import runtime
    from streamlit.runtime import media_file_manager as media
    from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

    queue: Any = ForwardMsgQueue
    queue.clear = many_readers.answered(queue.clear)
    manager: Any = media.MediaFileManager
    manager.add_deferred = many_readers.lasting(media._get_session_id)
    manager._remove_orphaned_deferred_callables = many_readers.of_closed(
        lambda session: runtime.get_instance().is_active_session(session)
    )
    manager._get_inactive_file_ids = many_readers.later(manager._get_inactive_file_ids)


def _put_address() -> None:
    from streamlit import net_util

    net_util._external_ip = net_util._internal_ip = _HERE


def _put_popover() -> None:
    from streamlit.elements import layouts
    from streamlit.elements.lib.utils import compute_and_register_element_id as stock

    def identity(element: str, **given: Any) -> str:
        if element == "popover":
            given["key_as_main_identity"] = True
        return stock(element, **given)

    vars(layouts)[_MAKER] = identity


PATCHES: Final[Mapping[str, Patch]] = {
    "turns": Patch(
        ("streamlit.runtime.scriptrunner.script_runner.ScriptRunner._run_script",),
        "Each run is a thread; fifty at work at once hand Python's one lock to and fro at every "
        "larger sum, and all of them finish late.",
        "50 readers of one process, two cores: 95th percentile 1.35 s without, 0.55 s with.",
        _put_turns,
    ),
    "messages": Patch(
        (
            "streamlit.runtime.app_session.AppSession._on_scriptrunner_event",
            "streamlit.runtime.app_session.AppSession._handle_scriptrunner_event_on_event_loop",
            "streamlit.runtime.app_session.AppSession._call_soon_on_event_loop",
            "streamlit.runtime.scriptrunner.ScriptRunnerEvent",
        ),
        "Each message wakes the thread that sends, which takes Python's lock from the run; it "
        "sends every ten milliseconds anyway.",
        "One reader's answer, two cores: 24 ms without, 19 ms with.",
        _put_messages,
    ),
    "options": Patch(
        ("streamlit.config.get_option", "streamlit.config.get_config_options"),
        "An option is asked for with every message, under one lock of all sessions.",
        "One look-up among eight threads, two busy cores: 1.58 \u00b5s without, 0.61 \u00b5s with.",
        _put_options,
    ),
    "theme": Patch(
        (
            "streamlit.runtime.app_session._populate_theme_msg",
            "streamlit.proto.NewSession_pb2.CustomThemeConfig",
        ),
        "Every run goes through all options six times to put the theme together.",
        "Six sections, two busy cores: 514 \u00b5s a run without, 10 \u00b5s with.",
        _put_theme,
    ),
    "copies": Patch(
        (
            "streamlit.runtime.fragment.deepcopy",
            "streamlit.delta_generator.deepcopy",
            "streamlit.cursor.LockedCursor",
            "streamlit.cursor.RunningCursor",
        ),
        "Each fragment copies its places on the page field by field, for it may be drawn again.",
        "A fragment in four containers, 15 rounds: 188 \u00b5s without, 31 \u00b5s with.",
        _put_copies,
    ),
    "downloads": Patch(
        (
            "streamlit.runtime.forward_msg_queue.ForwardMsgQueue.clear",
            "streamlit.runtime.media_file_manager._get_session_id",
            "streamlit.runtime.media_file_manager.MediaFileManager.add_deferred",
            "streamlit.runtime.media_file_manager.MediaFileManager._drop_deferred_id",
            "streamlit.runtime.media_file_manager.MediaFileManager._get_inactive_file_ids",
            "streamlit.runtime.media_file_manager.MediaFileManager._remove_orphaned_deferred_callables",
        ),
        "A download button has another id with each redraw, the end of any reader's run forgets "
        "ids and files that no page offers just then, and a run that begins drops unsent answers.",
        "60 presses on a page that was drawn anew, four readers at work: 11 refused and 48 files "
        "gone a quarter of a second later without, none with.",
        _put_downloads,
    ),
    "address": Patch(
        ("streamlit.net_util._external_ip", "streamlit.net_util._internal_ip"),
        "Asked by a page of another origin, it looks for its own address at another host.",
        "Nobody is asked; without a way out each such look-up waits for two seconds.",
        _put_address,
    ),
    "popover": Patch(
        (f"streamlit.elements.layouts.{_MAKER}", f"streamlit.elements.lib.utils.{_MAKER}"),
        "A popover's words are its identity: under new words it is another one, and closed.",
        "One opening for a choice of four destinations, which took four.",
        _put_popover,
    ),
    "start": Patch(
        (
            "streamlit.web.bootstrap.run",
            "streamlit.web.bootstrap.run_asgi_app",
            "streamlit.web.cli.main",
        ),
        "Secrets that cannot be read count as none, and nobody would be asked to sign in.",
        "The check reads options of the command line too; without, those of files and environment.",
    ),
    "history": Patch(
        ("streamlit.runtime.scriptrunner.get_script_run_ctx",),
        "Nothing public tells that a run follows the browser's back or forward button.",
        "Going back takes the choice back; without, the choice stays and Undo takes it back.",
    ),
}
"""Every use of private names, by a short name."""

SERVER: Final = ("turns", "messages", "options", "theme", "copies", "downloads", "address")
"""Patches that the server puts in place at its start."""
