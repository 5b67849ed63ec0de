"""The log: one line an event, and nothing in it that a reader made."""

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.many.session import Session
from kpo.ui.server import log as events
from kpo.ui.shell.export_menu import _written
from tests.browser.server import ROOT, running
from tests.hosting.apart import apart

LINE = re.compile(r"time=\d{4}-\S+ \S+ level=[A-Z]+ from=\S+ (event=\w+|text=).*")
SECRET = "Project Nightingale"


def logged(code: str) -> list[str]:
    """Return what a process of its own writes to the error stream after `set_up`."""
    head = "import logging\nfrom kpo.ui.server import log as events\nevents.set_up()\n"
    done = subprocess.run(
        [sys.executable, "-c", head + code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stderr.splitlines()


def test_an_event_is_one_line_of_keys_and_values() -> None:
    (line,) = logged("events.event('export', kind='board pack', bytes=1200)")
    assert LINE.fullmatch(line)
    assert line.endswith(' level=INFO from=kpo event=export kind="board pack" bytes=1200')


def test_a_value_cannot_begin_a_line_or_a_key_of_its_own() -> None:
    assert events.words("x", {"a": 'one\ntwo "b=3'}) == r'event=x a="one\ntwo \"b=3"'
    assert events.words("x", {"a": ""}) == 'event=x a=""'


def test_of_an_exception_its_kind_and_place_are_written_and_not_its_message() -> None:
    lines = logged(
        "try:\n    int('Project Nightingale')\n"
        "except ValueError as error:\n    number = events.failed('page', error)\n"
        "    logging.getLogger('kpo.other').exception('lost\\nall')\n"
    )
    assert len(lines) == 2
    assert re.search(r"event=failed id=\w{8} what=page error=ValueError at=<string>:5$", lines[0])
    assert lines[1].endswith("lost all event=exception error=ValueError at=<string>:5")
    assert SECRET not in "".join(lines)


def test_warnings_of_python_and_of_libraries_are_one_line_too() -> None:
    old, lost = logged(
        "import warnings\nwarnings.warn('an old\\nway')\n"
        "logging.getLogger('watchdog').warning('lost\\nevents')\n"
    )
    assert re.search(
        r"level=WARNING from=py.warnings text=\"<string>:5: UserWarning: an old way", old
    )
    assert LINE.fullmatch(old)
    assert re.fullmatch(r"time=\S+ \S+ level=WARNING from=watchdog text=\"lost events\"", lost)


def test_a_file_that_is_taken_away_is_told_by_kind_size_and_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "kpo")
    assert _written("csv", lambda: b"abc")() == b"abc"
    assert re.fullmatch(r"event=export kind=csv bytes=3 ms=\d+", caplog.messages[-1])


def test_a_file_that_cannot_be_built_is_told_and_still_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> bytes:
        raise ValueError(SECRET)

    with pytest.raises(ValueError, match=SECRET):
        _written("pdf", broken)()
    assert "what=export error=ValueError" in caplog.messages[-1]
    assert SECRET not in caplog.text


def test_a_server_writes_one_line_an_event_and_no_name_link_or_text_of_a_reader(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"

    async def read(address: str) -> None:
        async with Session(address, query=f"s={SECRET.replace(' ', '')}~KPO&{SECRET}=1") as reader:
            await reader.open("ranking")
            await reader.turn_to("Scenarios")
            await reader.use("kpo.shelf.new", "string_value", SECRET)
            await reader.use("FormSubmitter:kpo-save-Save", "trigger_value", True)
            await reader.use("kpo.panel", "json_value", f'{{"change": "{SECRET}"}}', fragment=False)

    with log.open("wb") as output, running(output=output) as (address, _):
        apart(read(address))
    lines = log.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip() != "Stopping..."]
    assert all(LINE.fullmatch(line) for line in lines), lines
    assert SECRET not in "".join(lines)
    assert SECRET.replace(" ", "") not in "".join(lines)
    names = [found[1] for line in lines if (found := re.search(r"event=(\w+)", line))]
    assert names[:2] == ["data_read", "start"]
    assert names.count("session") == 1
    assert "failed" not in names
