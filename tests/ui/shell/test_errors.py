"""What a reader gets when something is wrong: calm words, every problem, never a traceback."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpo.core.model import Scenario
from kpo.ui.components import html
from kpo.ui.session.actions import Choice
from kpo.ui.session.state import View
from kpo.ui.shell import choice_bar
from tests.pages.reading import headline, order, text


def test_broken_folder_lists_every_problem_and_ranks_nothing(
    sample_folder: Path, opened: Callable[[], AppTest]
) -> None:
    table = sample_folder / "observations" / "epi.csv"
    before = table.read_text()
    table.write_text(before.replace("500", "many").replace("PHL,english,2025", "XXX,english,2025"))
    app = opened()
    assert headline(app) == "The figures cannot be used yet"
    assert "observations/epi.csv row 2" in text(app)
    assert "XXX" in text(app)
    assert not app.exception
    assert "leads" not in text(app)


def test_mended_folder_is_read_again(sample_folder: Path, opened: Callable[[], AppTest]) -> None:
    table = sample_folder / "observations" / "epi.csv"
    before = table.read_text()
    table.write_text(before.replace("500", "many"))
    app = opened()
    table.write_text(before)
    app.run()
    assert order(app) == ["IND", "PHL", "IRL"]


def test_missing_folder_gets_a_calm_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[[], AppTest]
) -> None:
    monkeypatch.setenv("KPO_DATA", str(tmp_path / "nowhere"))
    app = opened()
    assert headline(app) == "The figures cannot be used yet"
    assert not app.exception


def test_choice_of_something_unknown_says_so_and_can_begin_again(app: AppTest) -> None:
    unknown = replace(Scenario(), countries=("IND", "ATL"), client="MARS")
    app.session_state["kpo.choice"] = Choice(unknown)
    app.run()
    assert headline(app) == "This choice cannot be ranked"
    assert "ATL" in text(app)
    assert "MARS" in text(app)
    app.button[-1].click().run()
    assert order(app) == ["IND", "PHL", "IRL"]


def test_unforeseen_error_is_calm_and_written_to_the_log(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: View) -> None:
        message = "a secret of the machine"
        raise RuntimeError(message)

    monkeypatch.setattr(choice_bar, "notice", broken)
    app.run()
    assert headline(app) == "This page could not be drawn"
    assert "secret" not in text(app)
    assert not app.exception
    assert _cause(app, caplog, "page") == "RuntimeError"


def _cause(app: AppTest, caplog: pytest.LogCaptureFixture, what: str) -> str:
    """Return the kind of error that the log has under the number on the page."""
    number = re.search(r"log has the cause under ([0-9a-f]{8})\.", text(app))
    assert number
    line = next(line for line in caplog.messages if f"id={number[1]}" in line)
    found = re.fullmatch(rf"event=failed id=\w+ what={what} error=(\w+) at=\S+:\d+", line)
    assert found
    assert "secret" not in caplog.text
    return found[1]


def test_unforeseen_error_in_a_part_of_a_page_is_calm_too(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        message = "a secret of the machine"
        raise RuntimeError(message)

    monkeypatch.setattr(html, "figures", broken)
    app.run()
    assert "This part of the page could not be drawn" in text(app)
    assert order(app) == ["IND", "PHL", "IRL"]
    assert "secret" not in text(app)
    assert not app.exception
    assert _cause(app, caplog, "part") == "RuntimeError"
