"""A server with the harness page, and pages that look at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import ROOT, serve

collect_ignore = ["harness.py"]


@pytest.fixture(scope="session")
def harness() -> Iterator[str]:
    """The harness page; its address."""
    with serve("tests/panel/harness.py", PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab of a fresh profile; an error in a script fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(15000)
    broken: list[str] = []
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert broken == []
