"""A server with the harness page, and tabs to open it in."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.server import ROOT, serve

collect_ignore = ["harness.py"]


@pytest.fixture(scope="session")
def harness() -> Iterator[str]:
    """The harness page; its address."""
    with serve("tests/panel/harness.py", PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.fixture
def page(tab: Callable[..., Page]) -> Iterator[Page]:
    """A tab of an empty profile; an error in a script fails the test."""
    opened = tab()
    broken: list[str] = []
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    assert broken == []
