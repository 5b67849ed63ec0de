"""What a first visitor waits for: only what stands before the headline."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

from kpo.robustness import rank_acceptability
from kpo.ui.server import warm_up
from kpo.ui.shell.frame import PAGES
from tests.pages.conftest import DASHBOARD
from tests.pages.reading import headline, order, text
from tests.variants import AT_LENGTH

WITH_CHARTS = ("country", "compare", "explore", "how_sure", "scenarios")


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Leave the collector of the tests as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_the_collector_passes_over_what_is_there_when_all_is_ready() -> None:
    warm_up.prepare()
    assert gc.get_threshold() == warm_up.COLLECT
    assert gc.get_freeze_count() > 10_000


def test_preparation_imports_no_database() -> None:
    code = "import sys; from kpo.ui.server import warm_up; warm_up.prepare();"
    code += "print('sqlalchemy' in sys.modules, 'kpo.ui.views.method' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["False", "True"]


def test_every_page_but_the_workshop_has_a_view_that_is_imported_beforehand() -> None:
    named = [name.partition(".")[0] for name in warm_up.VIEWS]
    assert {*named, "workshop"} == {Path(path).stem for path, _ in PAGES}
    for name in warm_up.VIEWS:
        assert find_spec(f"kpo.ui.views.{name}")


def test_first_headline_waits_for_no_database_and_no_chart_library() -> None:
    code = "import sys, kpo.ui.views.ranking; print({*sys.argv[1:]} & {*sys.modules})"
    heavy = ("sqlalchemy", "pandas", "altair", "kpo.deck.deck")
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "set()"


WITHOUT_PANDAS = """
import sys
from streamlit.testing.v1 import AppTest
from kpo.ui.shell.frame import PAGES
from kpo.ui.views.explore.selection import VIEWS
app = AppTest.from_file("dashboard.py", default_timeout=60).run()
charts = tables = 0
for path in [*(path for path, _ in PAGES), *["pages/explore.py"] * len(VIEWS)]:
    app.switch_page(path)
    if path == "pages/explore.py":
        app.query_params["view"] = [*VIEWS][tables % len(VIEWS)]
        tables += 1
    app.run()
    assert not app.exception, path
    charts += len(app.get("vega_lite_chart"))
print(charts > 10, tables, *(name in sys.modules for name in ("altair", "pandas", "minify")))
"""


@AT_LENGTH
@pytest.mark.slow
def test_no_page_and_no_chart_imports_pandas_or_a_minifier() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_PANDAS], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["True", "6", "True", "False", "False"]


def broken(*_: object, **__: object) -> None:
    raise RuntimeError


def test_server_is_started_with_what_makes_it_ready() -> None:
    assert discover_asgi_app(DASHBOARD).import_string == "dashboard:app"


def test_first_visit_finds_the_chances_reckoned(
    opened: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    warm_up.prepare()
    monkeypatch.setattr(rank_acceptability, "rank_acceptability", broken)
    assert order(opened()) == ["IND", "PHL", "IRL"]


def test_broken_folder_is_left_for_the_page_to_tell(
    sample_folder: Path, opened: Callable[[], AppTest]
) -> None:
    (sample_folder / "countries.csv").unlink()
    warm_up.prepare()
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
