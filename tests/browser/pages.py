"""Every page and every part of one, for tests of what has to hold on all of them."""

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
"""Addresses of all pages and their parts."""

FIRST: Final = tuple({one.partition("?")[0]: one for one in reversed(EVERYWHERE)}.values())[::-1]
"""One address of each page, those with several parts last."""

ADDRESSES: Final = repeated([*FIRST, *(one for one in EVERYWHERE if one not in FIRST)], 6)
"""The pages, the others of their addresses last; the first six in every run."""

DRAWN: Final = """() => {
    const all = (name) => [...document.querySelectorAll(name)];
    const now = performance.now();
    const still = document.querySelector(
        '[data-testid=stApp][data-test-script-state=notRunning]');
    const charts = all('[data-testid=stVegaLiteChart]');
    const ready = still && document.fonts.status === 'loaded'
        && all('h1').some((one) => one.checkVisibility())
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
"""Font sizes as displayed, in pixels, on a page or in a part of it, without charts."""
ICONS: Final = "[...document.querySelectorAll('link[rel~=icon]')].map((one) => one.href)"
SEALED: Final = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


def settled(page: Page) -> None:
    """Wait until the script has finished and every chart is drawn."""
    page.wait_for_function(DRAWN, timeout=SLOW)


class Runs:
    """Counts the script runs that a page's servers have finished, over all its connections."""

    def __init__(self, page: Page) -> None:
        self.finished = 0
        page.on("websocket", lambda line: line.on("framereceived", self._note))

    def _note(self, said: str | bytes) -> None:
        self.finished += is_end(said)


def is_end(said: str | bytes) -> bool:
    """Tell whether a message of the server is the last one of a run."""
    return (
        isinstance(said, bytes)
        and ForwardMsg.FromString(said).WhichOneof("type") == "script_finished"
    )


def visit(page: Page, address: str) -> None:
    """Open an address and wait until the whole page is drawn."""
    page.goto(address)
    expect(page.locator(".kpo-headline")).to_be_visible(timeout=SLOW)
    settled(page)


@dataclass(frozen=True)
class Seen:
    """The findings on one page."""

    title: str
    language: str
    headings: tuple[tuple[int, str], ...]
    violations: tuple[str, ...]
    asked: frozenset[str | None]
    sizes: frozenset[float]


Look = Callable[[str, str], Seen]
"""A function from a theme and an address to the findings there."""


def hosts(urls: Iterable[str]) -> frozenset[str | None]:
    """Return the hosts of addresses that the browser requested, without data and blob URLs."""
    outside = (url for url in urls if urlsplit(url).scheme not in ("data", "blob", "about"))
    return frozenset(urlsplit(url).hostname for url in outside)


def listen(page: Page) -> list[str]:
    """Return a list to which every address that the page requests is added, sockets included."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("worker", lambda worker: asked.append(worker.url))
    return asked


def serious(page: Page) -> tuple[str, ...]:
    """Return the violations that axe-core finds on the page, except minor ones."""
    still(page)
    found = Axe().run(page).response["violations"]
    return tuple(
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] != "minor"
        for node in one["nodes"]
    )


def looks(browser: Browser, server: str) -> Look:
    """Return a cached function that opens an address in a theme, unfolds it, and inspects it."""

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
