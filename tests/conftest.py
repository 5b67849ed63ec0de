from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from kpo import load
from kpo.catalog import Catalog
from tests.browser.find import ARGUMENTS, HOW, browser
from tests.sample import write_sample

PATIENCE_MS = 20_000
"""What a busy machine may take to draw; nothing here asserts how fast it is."""

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, one for the whole session."""
    path = browser()
    if path is None:
        pytest.skip(HOW)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound data package that a test may break."""
    return write_sample(tmp_path / "data")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small package, loaded."""
    return load(write_sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def atlas() -> Catalog:
    """The project's own figures."""
    return load()
