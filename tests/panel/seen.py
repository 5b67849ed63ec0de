"""The harness page as a reader sees it, and the state that its Python has."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.still import still

BAR = 928

BY_HEIGHT = """rows => rows
    .map(row => [new DOMMatrix(getComputedStyle(row).transform).f, row])
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row.querySelector(".country").textContent)"""

FOLLOWS = """
window.seen = () => [...document.querySelectorAll(".kp .row")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
});
window.chances = () => Object.fromEntries(seen().map((row) => [
    row.querySelector(".country").textContent,
    ["chance", "band"].map((name) => row.querySelector(`.${name}`).textContent),
]));
window.record = () => {
    window.changed = [];
    const note = (changes) => changed.push(...changes.map(({ target }) => target.textContent));
    seen().flatMap((row) => [...row.querySelectorAll(".chance, .band")]).forEach((node) =>
        new MutationObserver(note).observe(node, { childList: true, subtree: true }));
};
window.nextFrame = () => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(done)));
window.settled = () => new Promise((done) => {
    const begun = performance.now();
    const look = () => (document.querySelector(".kp.counting")
        ? requestAnimationFrame(look) : done(performance.now() - begun));
    nextFrame().then(look);
});
window.answered = () => !document.querySelector(".st-key-kpo-aside[data-late]");
"""
"""Functions for a page: P(first) and bands of the visible rows, and when they are final."""


def opened(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}/{query}")
    page.locator(".kp .row").first.wait_for()
    page.evaluate("document.fonts.ready")
    still(page)
    return page


def order(page: Page) -> list[str]:
    """Return the destinations from top to bottom, once transitions are over."""
    still(page)
    return list(page.locator(".kp .row").evaluate_all(BY_HEIGHT))


def python_knows(page: Page) -> dict[str, Any]:
    found = json.loads(page.get_by_test_id("stCode").inner_text())
    assert isinstance(found, dict)
    return found


def until(page: Page, met: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Wait until Python's state meets a condition, for a minute at most, and return it."""
    for _ in range(600):
        if met(found := python_knows(page)):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(found)


def until_so(page: Page, met: Callable[[], bool]) -> None:
    """Wait until a condition is met, for a minute at most."""
    for _ in range(600):
        if met():
            return
        page.wait_for_timeout(100)
    raise AssertionError


def weights(page: Page) -> list[float]:
    return list(python_knows(page)["weights"].values())


def until_weights(page: Page, wanted: list[float]) -> None:
    until(page, lambda found: list(found["weights"].values()) == wanted)


def knob(page: Page, place: int) -> Locator:
    return page.get_by_role("slider").nth(place)


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def grab(page: Page, place: int, by: float) -> None:
    """Drag a divider and keep holding it; `by` is in pixels of a bar that is `BAR` wide."""
    x, y = middle(knob(page, place))
    box = page.locator(".kp .segments").bounding_box()
    assert box is not None
    by *= box["width"] / BAR
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(x + by * step / 8, y)
    page.evaluate("() => new Promise(requestAnimationFrame)")
