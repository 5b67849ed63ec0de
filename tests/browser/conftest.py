from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.find import ARGUMENTS, browser
from tests.browser.pages import SEALED, Look, looks
from tests.browser.profile import ONE_PROCESS
from tests.browser.server import ROOT, serve

LISTENING = str(ROOT / "tests" / "browser" / "listening")


@pytest.fixture
def fresh() -> Iterator[str]:
    """A server that nobody has visited yet; its address."""
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which the server of `alone` records the hosts that it contacts."""
    return tmp_path_factory.mktemp("heard") / "hosts.txt"


@pytest.fixture(scope="session")
def alone(heard: Path) -> Iterator[str]:
    """The dashboard, with every host that its processes contact recorded; its address."""
    with serve(PYTHONPATH=LISTENING, KPO_HEARD=str(heard)) as address:
        yield address


@pytest.fixture(scope="session")
def sealed(chromium: Browser) -> Iterator[Browser]:
    """A browser that can reach no host except this machine."""
    arguments = [*ARGUMENTS, ONE_PROCESS, SEALED]
    running = chromium.browser_type.launch(executable_path=browser(), args=arguments)
    yield running
    running.close()


@pytest.fixture(scope="session")
def seen(sealed: Browser, alone: str) -> Look:
    """A function that inspects a page in a theme, each only once."""
    return looks(sealed, alone)
