"""What is read has one of six sizes: on pages and their panel, on the stage, in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpo import Scenario, load
from kpo.export.standalone.html import standalone
from kpo.style import TEXT_SIZES
from tests.browser.pages import SIZES, visit
from tests.browser.still import still
from tests.variants import repeated

STAGE = {18, 20, 22, 24, 30, 36}


def six(width: int) -> set[float]:
    """The six sizes in pixels, on a screen of that width."""
    rem = 18 if width >= 1800 else 16
    return {round(rem * float(size.removesuffix("rem")), 1) for size in TEXT_SIZES}


def sizes(page: Page) -> set[float]:
    still(page)
    return set(page.evaluate(SIZES))


@pytest.mark.journey
@pytest.mark.parametrize("width", repeated([390, 1920]))
def test_the_panel_s_type_grows_with_the_page_s(
    server: str, tab: Callable[..., Page], width: int
) -> None:
    page = tab({"width": width, "height": 1000})
    visit(page, server)
    page.get_by_role("button", name="Exact weights").click()
    page.locator(".kp .row").first.click()
    assert sizes(page) <= six(width)


@pytest.mark.parametrize(("width", "height"), repeated([(1280, 720), (1920, 1080)]))
def test_the_stage_has_six_sizes_from_18_pixels(
    server: str, tab: Callable[..., Page], width: int, height: int
) -> None:
    page = tab({"width": width, "height": height})
    visit(page, f"{server}/present")
    page.get_by_role("button", name="Present", exact=True).click()
    count = page.locator(".count")
    expect(count).to_have_text("1 / 15")
    found: set[float] = set()
    for place in range(1, 16):
        expect(count).to_have_text(f"{place} / 15")
        still(page)
        found.update(page.locator("dialog.stage").evaluate(SIZES))
        page.keyboard.press("ArrowRight")
    assert {round(size * 1280 / width, 1) for size in found} <= STAGE


@pytest.mark.parametrize("width", repeated([390, 1440, 1920]))
def test_the_stand_alone_file_has_the_same_six(
    tab: Callable[..., Page], tmp_path: Path, width: int
) -> None:
    path = tmp_path / "atlas.html"
    path.write_bytes(standalone(load(), Scenario()))
    page = tab({"width": width, "height": 1000})
    page.goto(path.as_uri())
    page.locator(".kp .row").first.click()
    page.locator("summary").first.click()
    assert sizes(page) <= six(width)
