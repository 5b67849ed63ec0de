"""What a reader of the harness page sees, and what its Python knows."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

BY_HEIGHT = """rows => rows
    .map(row => [new DOMMatrix(getComputedStyle(row).transform).f, row])
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row.querySelector(".country").textContent)"""


def opened(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}/{query}")
    page.locator(".kp .row").first.wait_for()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    return page


def order(page: Page) -> list[str]:
    """Return the destinations as they stand, top first (once transitions are over)."""
    page.wait_for_timeout(450)
    return list(page.locator(".kp .row").evaluate_all(BY_HEIGHT))


def python_knows(page: Page) -> dict[str, Any]:
    found = json.loads(page.get_by_test_id("stCode").inner_text())
    assert isinstance(found, dict)
    return found


def until(page: Page, met: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Wait until Python knows what is asked for, 3 seconds at most."""
    for _ in range(30):
        if met(found := python_knows(page)):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(found)


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
    """Drag a divider by some pixels and keep holding it."""
    x, y = middle(knob(page, place))
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(x + by * step / 8, y)
    page.wait_for_timeout(50)
