from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.find import ARGUMENTS, browser
from tests.browser.pages import SEALED, Seen, look
from tests.browser.server import ROOT, serve

LISTENING = str(ROOT / "tests" / "browser" / "listening")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The real dashboard; its address."""
    with serve() as address:
        yield address


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    opened = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of a fresh profile."""
    return context.new_page()


@pytest.fixture(scope="session")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of `alone` writes down whom it asks."""
    return tmp_path_factory.mktemp("heard") / "hosts.txt"


@pytest.fixture(scope="session")
def alone(heard: Path) -> Iterator[str]:
    """The dashboard with every host that its processes ask written down; its address."""
    with serve(PYTHONPATH=LISTENING, KPO_HEARD=str(heard)) as address:
        yield address


@pytest.fixture(scope="session")
def sealed(chromium: Browser) -> Iterator[Browser]:
    """A browser for which no host exists but this machine."""
    arguments = [*ARGUMENTS, SEALED]
    running = chromium.browser_type.launch(executable_path=browser(), args=arguments)
    yield running
    running.close()


@pytest.fixture(scope="session")
def seen(sealed: Browser, alone: str) -> dict[str, dict[str, Seen]]:
    """All that can be looked at, in both themes, looked at once."""
    return {scheme: look(sealed, alone, scheme) for scheme in ("light", "dark")}
