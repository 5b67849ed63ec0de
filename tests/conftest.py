from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from kpo import load
from kpo.data.catalog import Catalog
from tests.browser.find import ARGUMENTS, HOW, browser
from tests.browser.profile import ONE_PROCESS, PATIENCE_MS, Profile
from tests.browser.server import serve
from tests.sample import write_sample
from tests.variants import AT_LENGTH

LONGEST_FIRST = (
    "tests/hosting/",
    "tests/browser/",
    "tests/panel/",
    "tests/pages/",
    "tests/hostile/",
)
"""Folders of the slowest tests: workers begin with them, to finish at about the same time."""

TOGETHER = {
    "tests/browser/test_access.py": "every page",
    "tests/browser/test_outside_world.py": "every page",
}
"""Groups of files that inspect every page in both themes: one worker, so it is done once."""

expect.set_options(timeout=PATIENCE_MS)
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests that drive a browser; with several workers, put the slowest files first.

    Of those that drive a browser, all but the marked journeys are left to ``make thorough``.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if not item.get_closest_marker("journey"):
                item.add_marker(AT_LENGTH)
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: order(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Distribute tests to workers by `group`, with ``--dist loadfile``."""
    from xdist.scheduler import LoadFileScheduling

    class ByGroup(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    return ByGroup(config, log) if config.getvalue("dist") == "loadfile" else None


def group(place: str) -> str:
    """Return the name of the group of tests that run on one worker: usually those of a file."""
    file = place.split("::")[0]
    return TOGETHER.get(file, file)


def order(place: str) -> int:
    """Return a test's position in the order of folders; equal numbers keep their order."""
    found = (number for number, start in enumerate(LONGEST_FIRST) if place.startswith(start))
    return next(found, len(LONGEST_FIRST))


@pytest.fixture(scope="session", autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the workshops of tests and their servers apart from those of users and other runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPO_WORKSHOPS", str(tmp_path_factory.mktemp("workshops") / "workshops.db"))
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser, one for the whole session."""
    path = browser()
    if path is None:
        pytest.skip(HOW)
    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, ONE_PROCESS]
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def profile(chromium: Browser) -> Profile:
    """The browser profile that tests use one after another."""
    return Profile(chromium)


@pytest.fixture
def context(profile: Profile) -> Iterator[BrowserContext]:
    """An empty profile."""
    yield profile.context
    profile.empty()


@pytest.fixture
def tab(context: BrowserContext, profile: Profile) -> Callable[..., Page]:
    """A function that opens a tab of an empty profile, with a viewport of the test's choice."""
    return profile.tab


@pytest.fixture
def page(tab: Callable[..., Page]) -> Page:
    """A tab of an empty profile."""
    return tab()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The real dashboard; its address."""
    with serve() as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid data package that a test may break."""
    return write_sample(tmp_path / "data")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small data package, loaded."""
    return load(write_sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def atlas() -> Catalog:
    """The project's own figures."""
    return load()
