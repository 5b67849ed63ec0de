"""Every page and every part of one, for what has to hold on all of them."""

from typing import Final

from playwright.sync_api import Page, expect

from kpo.ui.datapage import PARTS
from kpo.ui.explore.looking import VIEWS
from kpo.ui.frame import PAGES

SLOW: Final = 60_000
TITLES: Final = {path.removeprefix("pages/").removesuffix(".py"): title for path, title in PAGES}
EVERYWHERE: Final = (
    *(f"/{name}" for name in TITLES if name not in ("explore", "data")),
    *(f"/explore?view={view}" for view in VIEWS),
    *(f"/data?part={part.replace(' ', '+')}" for part in PARTS),
)
"""Addresses of all that can be looked at."""

DRAWN: Final = """() => {
    const all = (name) => [...document.querySelectorAll(name)];
    const now = performance.now();
    const still = document.querySelector(
        '[data-testid=stApp][data-test-script-state=notRunning]');
    const charts = all('[data-testid=stVegaLiteChart]');
    const ready = still && all('h1').some((one) => one.checkVisibility())
        && !all('[data-testid=stSkeleton]').length
        && charts.every((one) => one.querySelector('canvas, svg'));
    window.readySince = ready ? window.readySince ?? now : undefined;
    return ready && now - window.readySince > 400;
}"""


def settled(page: Page) -> None:
    """Wait until nothing runs any more and every chart is there."""
    page.wait_for_function(DRAWN, timeout=SLOW)


def visit(page: Page, address: str) -> None:
    """Open an address and wait until all of it is drawn."""
    page.goto(address)
    expect(page.locator(".kpo-headline")).to_be_visible(timeout=SLOW)
    settled(page)
