"""Every page and every part of one, for what has to hold on all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from kpo.ui.shell.frame import PAGES
from kpo.ui.views.data.page import PARTS
from kpo.ui.views.explore.selection import VIEWS
from tests.browser.profile import SCREEN
from tests.browser.still import still
from tests.variants import repeated

SLOW: Final = 60_000
TITLES: Final = {path.removeprefix("pages/").removesuffix(".py"): title for path, title in PAGES}
EVERYWHERE: Final = (
    *(f"/{name}" for name in TITLES if name not in ("explore", "data")),
    *(f"/explore?view={view}" for view in VIEWS),
    *(f"/data?part={part.replace(' ', '+')}" for part in PARTS),
)
"""Addresses of all that can be looked at."""

FIRST: Final = tuple({one.partition("?")[0]: one for one in reversed(EVERYWHERE)}.values())
"""One address of each page."""

ADDRESSES: Final = repeated([*FIRST, *(one for one in EVERYWHERE if one not in FIRST)], len(FIRST))

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

HEADINGS: Final = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((one) => one.checkVisibility()).map((one) => [one.tagName[1], one.innerText])"""
UNFOLD: Final = """() => document.querySelectorAll('details:not([open]) > summary')
    .forEach((one) => one.click())"""
SIZES: Final = """(part) => {
    const found = new Set();
    const read = (one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const walk = (root) => root.querySelectorAll('*').forEach((one) => {
        if (one.shadowRoot) walk(one.shadowRoot);
        if (one.closest('svg, style, script, template') || !read(one)) return;
        const { width, height } = one.getBoundingClientRect();
        const shown = one.checkVisibility({ visibilityProperty: true });
        if (Math.min(width, height) < 2 || !shown) return;
        const size = parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom;
        found.add(Math.round(10 * size) / 10);
    });
    walk(part ?? document);
    return [...found];
}"""
"""Sizes of type as they are seen, in pixels, on a page or in a part of it; charts left out."""
ICONS: Final = "[...document.querySelectorAll('link[rel~=icon]')].map((one) => one.href)"
SEALED: Final = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


def settled(page: Page) -> None:
    """Wait until nothing runs any more and every chart is there."""
    page.wait_for_function(DRAWN, timeout=SLOW)


class Runs:
    """Counts the runs that a page's servers have finished, whichever line they came over."""

    def __init__(self, page: Page) -> None:
        self.finished = 0
        page.on("websocket", lambda line: line.on("framereceived", self._note))

    def _note(self, said: str | bytes) -> None:
        self.finished += is_end(said)


def is_end(said: str | bytes) -> bool:
    """Tell whether a message of the server's is the last one of a run."""
    return (
        isinstance(said, bytes)
        and ForwardMsg.FromString(said).WhichOneof("type") == "script_finished"
    )


def visit(page: Page, address: str) -> None:
    """Open an address and wait until all of it is drawn."""
    page.goto(address)
    expect(page.locator(".kpo-headline")).to_be_visible(timeout=SLOW)
    settled(page)


@dataclass(frozen=True)
class Seen:
    """What was found on a page that was looked at."""

    title: str
    language: str
    headings: tuple[tuple[int, str], ...]
    violations: tuple[str, ...]
    asked: frozenset[str | None]
    sizes: frozenset[float]


Look = Callable[[str, str], Seen]
"""What was found in a theme at an address."""


def hosts(urls: Iterable[str]) -> frozenset[str | None]:
    """Return whom the browser asked, what it holds in its own memory left out."""
    outside = (url for url in urls if urlsplit(url).scheme not in ("data", "blob", "about"))
    return frozenset(urlsplit(url).hostname for url in outside)


def listen(page: Page) -> list[str]:
    """Return a list that grows by every address that the page asks, of files and of sockets."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("worker", lambda worker: asked.append(worker.url))
    return asked


def serious(page: Page) -> tuple[str, ...]:
    """Return what axe-core finds on the page, little things left out."""
    still(page)
    found = Axe().run(page).response["violations"]
    return tuple(
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] != "minor"
        for node in one["nodes"]
    )


def looks(browser: Browser, server: str) -> Look:
    """Return what looks at an address in a theme, each part of a page unfolded; once at each."""

    @cache
    def opened(scheme: Any) -> tuple[Page, list[str]]:
        page = browser.new_context(color_scheme=scheme, viewport=SCREEN).new_page()
        return page, listen(page)

    @cache
    def look(scheme: str, address: str) -> Seen:
        page, asked = opened(scheme)
        asked.clear()
        visit(page, f"{server}{address}")
        page.evaluate(UNFOLD)
        still(page)
        settled(page)
        return Seen(
            page.title(),
            page.locator("html").get_attribute("lang") or "",
            tuple((int(level), text) for level, text in page.evaluate(HEADINGS)),
            serious(page),
            hosts([*asked, *page.evaluate(ICONS)]),
            frozenset(page.evaluate(SIZES)),
        )

    return look
