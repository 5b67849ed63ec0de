"""Streamlit's private names: each patch gives its answers, and the app works without any."""

import ast
import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from packaging.requirements import Requirement
from streamlit import config, delta_generator, net_util
from streamlit.elements import layouts
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.runtime import app_session, fragment
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from kpo.ui.server import many_readers
from kpo.ui.server import streamlit_patches as patches
from tests.browser.server import ROOT
from tests.hosting.apart import apart
from tests.variants import AT_LENGTH

PINNED = ROOT / "requirements.txt"
PATCHED = (
    (config, "get_option"),
    (app_session, "_populate_theme_msg"),
    (ScriptRunner, "_run_script"),
    (AppSession, "_on_scriptrunner_event"),
    (net_util, "_external_ip"),
    (net_util, "_internal_ip"),
    (fragment, "deepcopy"),
    (delta_generator, "deepcopy"),
    (ForwardMsgQueue, "clear"),
    (MediaFileManager, "add_deferred"),
    (MediaFileManager, "_remove_orphaned_deferred_callables"),
    (MediaFileManager, "_get_inactive_file_ids"),
    (layouts, "compute_and_register_element_id"),
)
"""Owner and name of all that a patch replaces."""

DOTTED = re.compile(r"streamlit(\.\w+)+(?<!\.js)")
PUBLIC = ("streamlit", "streamlit.errors", "streamlit.typing")
"""Modules that Streamlit documents for its users."""


@pytest.fixture(autouse=True)
def stock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as it comes, and as it was before the test afterwards."""
    for owner, name in PATCHED:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_internal_ip", None)
    monkeypatch.setattr(layouts, PATCHED[-1][1], compute_and_register_element_id)
    monkeypatch.setattr(patches, "_in_place", set())
    monkeypatch.delenv(patches.SWITCH, raising=False)
    patches._say.cache_clear()


def there() -> list[Any]:
    return [getattr(owner, name) for owner, name in PATCHED]


def test_they_are_written_for_the_version_that_is_pinned() -> None:
    pinned = [line for line in PINNED.read_text("utf-8").splitlines() if line[:9] == "streamlit"]
    assert [str(Requirement(line).specifier) for line in pinned] == [f"=={patches.WRITTEN_FOR}"]
    assert st.__version__ == patches.WRITTEN_FOR


@pytest.mark.parametrize("name", patches.PATCHES)
def test_each_private_name_is_there_in_the_pinned_version(name: str) -> None:
    for path in patches.PATCHES[name].names:
        assert _found(path), path


def _found(path: str) -> bool:
    """Tell whether a dotted path leads to something, by import and by attribute."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            owner: Any = __import__(".".join(parts[:length]), fromlist=["*"])
        except ImportError:
            continue
        for part in parts[length:]:
            if not hasattr(owner, part):
                return False
            owner = getattr(owner, part)
        return True
    return False


def test_each_says_why_and_what_was_measured() -> None:
    for patch in patches.PATCHES.values():
        assert min(len(patch.reason), len(patch.gain)) > 40
    measured = [name for name, patch in patches.PATCHES.items() if re.search(r"\d", patch.gain)]
    assert measured == ["turns", "messages", "options", "theme", "copies", "downloads"]


def test_the_guide_for_hosts_has_each_of_them_in_the_same_words() -> None:
    guide = " ".join((ROOT / "docs" / "hosting.md").read_text("utf-8").split())
    for name, patch in patches.PATCHES.items():
        assert f"| {name} | {patch.reason} | {patch.gain} |" in guide
    assert f"`{patches.SWITCH}={patches.OFF}`" in guide


def test_a_server_starts_with_all_of_its_patches_each_put_once() -> None:
    before = there()
    patches.put(*patches.SERVER, "popover")
    once = there()
    assert all(now is not then for now, then in zip(once, before, strict=True))
    patches.put(*patches.SERVER, "popover")
    assert there() == once


def test_the_switch_turns_all_of_them_off_with_one_line_of_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(patches.SWITCH, " Off ")
    before = there()
    with caplog.at_level("WARNING", "kpo"):
        patches.put(*patches.PATCHES)
        patches.put(*patches.PATCHES)
        assert not patches.going_back()
    assert there() == before
    said = 'event=streamlit_patches state=off reason="KPO_STREAMLIT_PATCHES is off"'
    assert caplog.messages == [said]


def test_with_another_version_they_stay_off_with_one_line_of_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(st, "__version__", "1.68.0")
    before = there()
    with caplog.at_level("WARNING", "kpo"):
        patches.put(*patches.PATCHES)
        assert not patches.on()
    assert there() == before
    (line,) = caplog.messages
    assert f'reason="written for Streamlit {patches.WRITTEN_FOR}, this is 1.68.0"' in line


def test_the_options_of_the_command_line_are_known_when_the_check_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from streamlit.web import bootstrap, cli

    done: list[object] = []
    monkeypatch.setattr(bootstrap, "run", lambda *given: done.append(given))
    monkeypatch.setattr(bootstrap, "run_asgi_app", bootstrap.run_asgi_app)
    monkeypatch.setattr(cli, "main", lambda: bootstrap.run("app.py", False, [], {}))
    assert patches.serve(lambda: done.append("checked")) == 0
    assert done == ["checked", ("app.py", False, [], {})]


def test_with_patches_off_the_check_comes_before_streamlit_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[object] = []
    monkeypatch.setenv(patches.SWITCH, patches.OFF)
    monkeypatch.setattr(patches, "run_module", lambda name, run_name: done.append((name, run_name)))
    assert patches.serve(lambda: done.append("checked")) == 0
    assert done == ["checked", ("streamlit", "__main__")]


def test_no_address_is_looked_for_once_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(net_util, "_make_blocking_http_get", asked)
    with pytest.raises(AssertionError):
        net_util.get_external_ip()
    patches.put("address")
    assert net_util.get_external_ip() == net_util.get_internal_ip() == "127.0.0.1"


class Session:
    """Stands in for a session: notes what is handed on, and when the sender is woken."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.handed, self.woken = loop, [], 0
        self.all_there = asyncio.Event()

    def _call_soon_on_event_loop(self, callback: Any) -> None:
        self.woken += 1
        self.loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(self, _: Any, event: Any, what: Any) -> None:
        self.handed.append((event.name, what))
        if what == "last":
            self.all_there.set()
        if what == "broken":
            raise ValueError(what)


def test_messages_are_handed_on_together_and_in_their_order() -> None:
    message, ended = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SHUTDOWN

    async def run() -> None:
        loop = asyncio.get_running_loop()
        session, faults = Session(loop), []
        loop.set_exception_handler(lambda _, context: faults.append(str(context["exception"])))
        tell = partial(many_readers.together(message), session, None)
        for what in (1, 2, "broken", "last"):
            tell(message, what)
        assert (session.woken, session.handed) == (1, [])
        await session.all_there.wait()
        assert [what for _, what in session.handed] == [1, 2, "broken", "last"]
        assert faults == ["broken"]
        for event in (message, ended):
            await loop.run_in_executor(None, tell, event, 4)
        await asyncio.sleep(0)
        assert session.handed[4:] == [("ENQUEUE_FORWARD_MSG", 4), ("SHUTDOWN", 4)]

    apart(run())


def test_streamlit_hands_on_the_same_messages_in_the_same_order() -> None:
    message, ended = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SHUTDOWN

    class Noting:
        def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
            self._event_loop, self.handed = loop, []

        def _call_soon_on_event_loop(self, callback: Any) -> None:
            self._event_loop.call_soon(callback)

        def _handle_scriptrunner_event_on_event_loop(self, *given: Any, **named: Any) -> None:
            said = [*given, *named.values()]
            self.handed.append([one for one in said if one is not None])

    async def handed(hand_on: Any) -> list[list[Any]]:
        session = Noting(asyncio.get_running_loop())
        for event in (message, message, ended):
            hand_on(session, None, event, page_script_hash="page")
        while len(session.handed) < 3:
            await asyncio.sleep(0)
        return session.handed

    ours = apart(handed(many_readers.together(message)))
    assert ours == apart(handed(AppSession._on_scriptrunner_event))
    assert [event for event, _ in ours] == [message, message, ended]


WITHOUT = """
import json, logging, os, sys
from pathlib import Path
import streamlit as st
if os.environ.get("AS_VERSION"):
    st.__version__ = os.environ["AS_VERSION"]
lines = []
handler = logging.Handler()
handler.emit = lambda record: lines.append(record.getMessage())
logging.getLogger("kpo").addHandler(handler)
from streamlit.testing.v1 import AppTest
from kpo.ui.server import streamlit_patches
from kpo.ui.shell.frame import PAGES
app = AppTest.from_file("dashboard.py", default_timeout=60).run()
streamlit_patches.put(*streamlit_patches.PATCHES)
seen = {}
for path, _ in PAGES:
    app.switch_page(path).run()
    heads = [one.proto.body for one in app.get("html") if "kpo-headline" in one.proto.body]
    seen[path] = len(heads) and not app.exception
app.switch_page(PAGES[0][0]).run()
app.session_state["kpo-part-client"] = True
app.run()
app.selectbox(key="kpo.client").set_value("DEU").run()
from streamlit import config, delta_generator, net_util
from streamlit.elements import layouts
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
replaced = [
    getattr(one, "__module__", "").startswith("kpo") for one in (
        config.get_option, layouts.compute_and_register_element_id, ScriptRunner._run_script
    )
]
print(json.dumps({
    "seen": seen, "replaced": any(replaced), "address": net_util._external_ip,
    "client": app.session_state["kpo.choice"].scenario.client,
    "lines": [line for line in lines if "streamlit_patches" in line],
}))
"""


@AT_LENGTH
@pytest.mark.slow
@pytest.mark.parametrize(
    "environment", [{patches.SWITCH: patches.OFF}, {"AS_VERSION": "9.9.9"}], ids=["off", "version"]
)
def test_every_page_is_drawn_and_used_without_patches(environment: dict[str, str]) -> None:
    import json

    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert len(found["seen"]) >= 10
    assert all(found["seen"].values()), found["seen"]
    assert not found["replaced"]
    assert found["address"] is None
    assert found["client"] == "DEU"
    assert len(found["lines"]) == 1


def private(tree: ast.AST) -> Iterator[str]:
    """Yield each private name of Streamlit's that a module reaches."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _is_streamlit(node.module):
            public = node.module in PUBLIC[1:]
            yield from (f"{node.module}.{one.name}" for one in node.names if not public)
        elif isinstance(node, ast.Import):
            yield from (
                one.name
                for one in node.names
                if _is_streamlit(one.name) and (one.name not in PUBLIC)
            )
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            dotted = ast.unparse(node)
            if dotted.startswith("st.") and node.attr != "__version__":
                yield dotted
        elif isinstance(node, ast.Constant) and DOTTED.fullmatch(str(node.value)):
            yield str(node.value)


def _is_streamlit(module: str | None) -> bool:
    return module is not None and module.split(".")[0] == "streamlit"


def _modules() -> Iterable[Path]:
    found = [*(ROOT / "kpo").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "dashboard.py"]
    return [path for path in found if path != Path(str(patches.__file__))]


def test_no_other_file_reaches_a_private_name() -> None:
    reached = {
        str(path.relative_to(ROOT)): names
        for path in _modules()
        if (names := list(private(ast.parse(path.read_text("utf-8")))))
    }
    assert reached == {}


def test_a_private_name_is_noticed_however_it_is_reached() -> None:
    ways = {
        "from streamlit.runtime import app_session": "streamlit.runtime.app_session",
        "from streamlit import config": "streamlit.config",
        "import streamlit.web.bootstrap": "streamlit.web.bootstrap",
        "import_module('streamlit.config')": "streamlit.config",
        "st.session_state._state": "st.session_state._state",
        "st._main": "st._main",
    }
    for code, name in ways.items():
        assert list(private(ast.parse(code)))[0] == name
    fine = "import streamlit as st\nfrom streamlit.errors import StreamlitAPIException\nst.button"
    assert list(private(ast.parse(fine))) == []
    own = list(private(ast.parse(Path(str(patches.__file__)).read_text("utf-8"))))
    assert "streamlit.net_util" in own
