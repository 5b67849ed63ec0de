"""Runs take turns, and options, theme and copies are Streamlit's own answers, found faster."""

import copy
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from streamlit import config, delta_generator
from streamlit.cursor import Cursor, LockedCursor, RunningCursor, SparseList
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.form_utils import FormData
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from kpo.ui.server import many_readers

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar")


@pytest.fixture
def coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Options of the test's own, with a theme in two sections."""
    _set(monkeypatch, {"theme.primaryColor": "#15615a", "theme.dark.textColor": "#eeeeee"})


@pytest.fixture
def theme() -> Callable[..., None]:
    """The theme, put together once."""
    return many_readers.once(app_session._populate_theme_msg, config.get_config_options)


@pytest.fixture
def option() -> Callable[[str], Any]:
    """An option, read without a lock."""
    return many_readers.without_lock(config.get_option, config.get_config_options)


def _set(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    options = copy.deepcopy(config.get_config_options())
    for key, value in values.items():
        options[key].set_value(value, "a test")
    monkeypatch.setattr(config, "_config_options", options)


def _made(make: Any, section: str) -> bytes:
    message = CustomThemeConfig()
    make(message, section)
    return message.SerializeToString(deterministic=True)


def test_every_option_is_answered_as_streamlit_answers_it(option: Callable[[str], Any]) -> None:
    keys = list(config.get_config_options())
    assert len(keys) > 100
    assert [option(key) for key in keys] == [config.get_option(key) for key in keys]


def test_an_unknown_option_is_refused_as_streamlit_refuses_it(
    option: Callable[[str], Any],
) -> None:
    with pytest.raises(RuntimeError, match=r'Config key "server\.unknown" not defined'):
        option("server.unknown")


@pytest.mark.usefixtures("coloured")
def test_the_theme_is_the_one_that_streamlit_puts_together(theme: Callable[..., None]) -> None:
    for _ in range(2):
        for section in SECTIONS:
            assert _made(theme, section) == _made(app_session._populate_theme_msg, section)
    assert _made(theme, "theme") != b""
    assert _made(theme, "theme.sidebar") == b""


@pytest.mark.usefixtures("coloured")
def test_options_that_are_read_again_are_noticed(
    monkeypatch: pytest.MonkeyPatch, theme: Callable[..., None], option: Callable[[str], Any]
) -> None:
    before = _made(theme, "theme")
    _set(monkeypatch, {"theme.primaryColor": "#abcdef"})
    assert option("theme.primaryColor") == "#abcdef"
    assert _made(theme, "theme") != before


def _fields(item: Any) -> Any:
    """Return what a place on the page is made of, all the way down."""
    if isinstance(item, dict | SparseList):
        return {key: _fields(value) for key, value in item.items()}
    if isinstance(item, tuple):
        return tuple(map(_fields, item))
    if isinstance(item, Cursor | DeltaGenerator):
        return type(item), {key: _fields(value) for key, value in vars(item).items()}
    return item


def test_a_copy_of_places_is_streamlits_own_and_goes_its_own_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = RunningCursor(0, (2, 1), 3, SparseList())
    main.lock_element()
    busy = main.lock_element()
    busy.transient_elements[4] = Element()
    whole = DeltaGenerator(0, main)
    inner = DeltaGenerator(0, main.open_block(), whole, "column")
    inner._form_data = FormData("form")
    places = {0: main, 1: busy}, (whole, inner, DeltaGenerator(0, busy, inner), inner)
    before = [_fields(item) for item in places]
    stock = [_fields(copy.deepcopy(item)) for item in places]
    copied = many_readers.light_copies(copy.deepcopy, (LockedCursor, RunningCursor))
    monkeypatch.setattr(delta_generator, "deepcopy", copied)
    made: Any = [copied(item) for item in places]
    assert [_fields(item) for item in made] == stock == before
    assert made[1][1] is made[1][3]
    made[0][0].open_block()
    made[0][1].transient_elements[5] = Element()
    made[1][1]._cursor.lock_element()
    assert [_fields(item) for item in places] == before


def test_runs_take_turns_and_one_that_fails_gives_its_turn_away() -> None:
    begun, go_on, told = Event(), Event(), []

    def run(_: object, name: str) -> None:
        told.append(f"{name} begins")
        if name == "first":
            begun.set()
            assert go_on.wait(5)
        told.append(f"{name} ends")
        if name == "second":
            raise ValueError

    page = many_readers.in_turn(run)
    first, second = (Thread(target=_quietly, args=(page, name)) for name in ("first", "second"))
    first.start()
    assert begun.wait(5)
    second.start()
    second.join(0.05)
    assert told == ["first begins"]
    go_on.set()
    first.join(5)
    second.join(5)
    page(None, "third")
    assert told[1:] == ["first ends", "second begins", "second ends", "third begins", "third ends"]


def test_nobody_waits_for_ever_behind_a_long_run(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, told = Event(), Event(), []

    def run(_: object, name: str) -> None:
        if name == "long":
            begun.set()
            assert go_on.wait(5)
        told.append(name)

    monkeypatch.setattr(many_readers, "MAX_WAIT", 0.05)
    page = many_readers.in_turn(run)
    first = Thread(target=page, args=(None, "long"))
    first.start()
    assert begun.wait(5)
    page(None, "second")
    assert told == ["second"]
    go_on.set()
    first.join(5)
    page(None, "third")
    assert told == ["second", "long", "third"]
    assert not many_readers._turn.locked()


def _quietly(page: Any, name: str) -> None:
    try:
        page(None, name)
    except ValueError:
        return


OPEN = {"reader"}
"""The sessions that are open."""


class Clock:
    """A clock that stands until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Files:
    """A manager of files, Streamlit's own or ours, and what it stores."""

    id = ""

    def __init__(self, manager: type[MediaFileManager]) -> None:
        self.storage = MemoryMediaFileStorage("/media")
        self.manager = manager(self.storage)

    def draw(self, content: bytes, place: str) -> str:
        """Draw a download button, as a run does, and return its id."""
        add = self.manager.add_deferred
        return str(add(lambda: content, "text/plain", place, "a.txt", element_id="button"))

    def redraw_begins(self) -> None:
        """Begin a run of the page, while the run of another reader ends."""
        for session in ("reader", "dontcare"):
            self.manager.clear_session_refs(session)
        self.manager.remove_orphaned_files()

    def press(self, file_id: str) -> str:
        """Return the name of the file that a press makes."""
        return self.manager.execute_deferred(file_id).rpartition("/")[2].partition(".")[0]


def ours(clock: Clock) -> Files:
    """Our manager of files."""

    class Ours(MediaFileManager):
        add_deferred = many_readers.lasting(lambda: "reader")
        _remove_orphaned_deferred_callables = many_readers.of_closed(OPEN.__contains__)
        _get_inactive_file_ids = many_readers.later(MediaFileManager._get_inactive_file_ids, clock)

    return Files(Ours)


def test_a_press_in_the_moment_of_a_redraw_gets_the_newest_file() -> None:
    stock, kept = Files(MediaFileManager), ours(Clock())
    for files in (stock, kept):
        files.id = files.draw(b"old", "0.1")
        files.redraw_begins()
    with pytest.raises(MediaFileStorageError):
        stock.press(stock.id)
    assert kept.storage.get_file(kept.press(kept.id)).content == b"old"
    assert kept.draw(b"new", "0.2") == kept.id
    assert kept.storage.get_file(kept.press(kept.id)).content == b"new"


def test_a_made_file_can_be_fetched_for_a_minute() -> None:
    clock = Clock()
    kept = ours(clock)
    name = kept.press(kept.draw(b"made", "0.1"))
    for clock.now in (0, 30, 59):
        kept.redraw_begins()
        assert kept.storage.get_file(name).content == b"made"
    for clock.now in (60, 61):
        kept.redraw_begins()
    with pytest.raises(MediaFileStorageError):
        kept.storage.get_file(name)


def test_the_files_of_a_closed_session_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = ours(Clock())
    name = kept.draw(b"old", "0.1")
    monkeypatch.setattr(kept.manager, "_deferred_ids_by_session", {"gone": {name}})
    monkeypatch.setitem(kept.manager._deferred_callables[name], "session_id", "gone")
    kept.redraw_begins()
    with pytest.raises(MediaFileStorageError):
        kept.press(name)


@pytest.mark.parametrize("part", [None, ["a fragment"]])
def test_an_answer_outlasts_the_run_that_begins(part: list[str] | None) -> None:
    def kinds(clear: Callable[..., None]) -> list[str | None]:
        queue = ForwardMsgQueue()
        for told in (
            ForwardMsg(backend_operation_response={"request_id": "1"}),
            ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY),
            ForwardMsg(delta={"fragment_id": "a fragment"}),
        ):
            queue.enqueue(told)
        clear(queue, retain_lifecycle_msgs=True, fragment_ids_this_run=part)
        return [told.WhichOneof("type") for told in queue.flush()]

    answer = ["backend_operation_response"]
    stock = kinds(ForwardMsgQueue.clear)
    assert stock == (["script_finished"] if part is None else [*answer, "script_finished"])
    assert kinds(many_readers.answered(ForwardMsgQueue.clear)) == [*answer, "script_finished"]
