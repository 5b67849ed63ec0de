"""What takes the place of Streamlit's own ways when a server starts: the same answers, in turn."""

import asyncio
import copy
from functools import partial
from threading import Event, Thread
from typing import Any

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import RerunData, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from kpo.ui import many
from tests.hosting.apart import apart

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar")


@pytest.fixture
def coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Options of the test's own, with a theme in two sections."""
    _set(monkeypatch, {"theme.primaryColor": "#15615a", "theme.dark.textColor": "#eeeeee"})


def _set(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    options = copy.deepcopy(config.get_config_options())
    for key, value in values.items():
        options[key].set_value(value, "a test")
    monkeypatch.setattr(config, "_config_options", options)


def _made(make: Any, section: str) -> bytes:
    message = CustomThemeConfig()
    make(message, section)
    return message.SerializeToString(deterministic=True)


def test_every_option_is_answered_as_streamlit_answers_it() -> None:
    keys = list(config.get_config_options())
    assert len(keys) > 100
    assert [many.option(key) for key in keys] == [many._slow_option(key) for key in keys]


def test_an_unknown_option_is_refused_as_streamlit_refuses_it() -> None:
    with pytest.raises(RuntimeError, match=r'Config key "server\.unknown" not defined'):
        many.option("server.unknown")


@pytest.mark.usefixtures("coloured")
def test_the_theme_is_the_one_that_streamlit_puts_together() -> None:
    for _ in range(2):
        for section in SECTIONS:
            assert _made(many.theme, section) == _made(many._slow_theme, section)
    assert _made(many.theme, "theme") != b""
    assert _made(many.theme, "theme.sidebar") == b""


@pytest.mark.usefixtures("coloured")
def test_options_that_are_read_again_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _made(many.theme, "theme")
    _set(monkeypatch, {"theme.primaryColor": "#abcdef"})
    assert many.option("theme.primaryColor") == "#abcdef"
    assert _made(many.theme, "theme") != before


def test_runs_take_turns_and_one_that_fails_gives_its_turn_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on, told = Event(), Event(), []

    def run(_: ScriptRunner, data: RerunData) -> None:
        told.append(f"{data.page_name} begins")
        if data.page_name == "first":
            begun.set()
            assert go_on.wait(5)
        told.append(f"{data.page_name} ends")
        if data.page_name == "second":
            raise ValueError

    def page(name: str) -> None:
        many.in_turn(ScriptRunner.__new__(ScriptRunner), RerunData(page_name=name))

    monkeypatch.setattr(many, "_run", run)
    first, second = (Thread(target=_quietly, args=(page, name)) for name in ("first", "second"))
    first.start()
    assert begun.wait(5)
    second.start()
    second.join(0.05)
    assert told == ["first begins"]
    go_on.set()
    first.join(5)
    second.join(5)
    page("third")
    assert told[1:] == ["first ends", "second begins", "second ends", "third begins", "third ends"]


def test_nobody_waits_for_ever_behind_a_long_run(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, told = Event(), Event(), []

    def run(_: ScriptRunner, data: RerunData) -> None:
        if data.page_name == "long":
            begun.set()
            assert go_on.wait(5)
        told.append(data.page_name)

    def page(name: str) -> None:
        many.in_turn(ScriptRunner.__new__(ScriptRunner), RerunData(page_name=name))

    monkeypatch.setattr(many, "_run", run)
    monkeypatch.setattr(many, "PATIENCE", 0.05)
    first = Thread(target=page, args=("long",))
    first.start()
    assert begun.wait(5)
    page("second")
    assert told == ["second"]
    go_on.set()
    first.join(5)
    page("third")
    assert told == ["second", "long", "third"]
    assert not many._turn.locked()


def _quietly(page: Any, name: str) -> None:
    try:
        page(name)
    except ValueError:
        return


class Told:
    """Stands in for a session: notes what is handed on, and when the sender is woken."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.handed, self.woken = loop, [], 0

    def _call_soon_on_event_loop(self, callback: Any) -> None:
        self.woken += 1
        self.loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(self, _: Any, event: Any, what: Any) -> None:
        self.handed.append((event.name, what))
        if what == "broken":
            raise ValueError(what)


def test_messages_are_handed_on_together_and_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(many, "PAUSE", 0.02)
    message, ended = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SHUTDOWN

    async def run() -> None:
        loop = asyncio.get_running_loop()
        session, faults = Told(loop), []
        loop.set_exception_handler(lambda _, context: faults.append(str(context["exception"])))
        tell = partial(many.told, session, None)  # type: ignore[arg-type]
        for what in (1, 2, "broken", 3):
            await loop.run_in_executor(None, tell, message, what)
        assert (session.woken, session.handed) == (1, [])
        await asyncio.sleep(0.05)
        assert [what for _, what in session.handed] == [1, 2, "broken", 3]
        assert faults == ["broken"]
        for event in (message, ended):
            await loop.run_in_executor(None, tell, event, 4)
        await asyncio.sleep(0)
        assert session.handed[4:] == [("ENQUEUE_FORWARD_MSG", 4), ("SHUTDOWN", 4)]

    apart(run())


def test_a_server_starts_with_these_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in (
        (config, "get_option"),
        (app_session, "_populate_theme_msg"),
        (ScriptRunner, "_run_script"),
        (app_session.AppSession, "_on_scriptrunner_event"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    many.settle()
    assert config.get_option is many.option
    assert app_session._populate_theme_msg is many.theme
    assert ScriptRunner._run_script is many.in_turn
    assert app_session.AppSession._on_scriptrunner_event is many.told
