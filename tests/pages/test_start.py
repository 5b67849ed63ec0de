"""What a first visitor waits for: only what stands before the headline."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

from kpo.sureness import chances
from kpo.ui import start
from tests.pages.conftest import DASHBOARD
from tests.pages.reading import headline, order, text

WITH_CHARTS = ("country", "compare", "explore", "how_sure", "scenarios")


def broken(*_: object, **__: object) -> None:
    raise RuntimeError


def test_server_is_started_with_what_makes_it_ready() -> None:
    assert discover_asgi_app(DASHBOARD).import_string == "dashboard:app"


def test_first_visit_finds_the_chances_reckoned(
    opened: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    start.prepare()
    monkeypatch.setattr(chances, "rank_acceptability", broken)
    assert order(opened()) == ["IND", "PHL", "IRL"]


def test_broken_folder_is_left_for_the_page_to_tell(
    sample_folder: Path, opened: Callable[[], AppTest]
) -> None:
    (sample_folder / "countries.csv").unlink()
    start.prepare()
    assert headline(opened()) == "The figures cannot be used yet"


@pytest.mark.parametrize("page", WITH_CHARTS)
def test_headline_never_waits_for_a_chart(
    opened: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    path = f"pages/{page}.py"
    wanted = headline(opened().switch_page(path).run())
    monkeypatch.setattr(st, "vega_lite_chart", broken)
    broken_page = opened().switch_page(path).run()
    assert "could not be drawn" in text(broken_page)
    assert headline(broken_page) == wanted
