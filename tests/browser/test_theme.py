"""Light, dark or as the system, chosen in the header."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import SLOW, settled, visit
from tests.variants import repeated

PAPER: Final = {"Light": "rgb(255, 255, 255)", "Dark": "rgb(18, 22, 28)"}
CHART: Final = "[data-testid=stVegaLiteChart] svg.marks"


def shows(page: Page, theme: str) -> None:
    """Wait until page, panel and charts are in a theme's colours."""
    expect(page.locator(".stApp")).to_have_css("background-color", PAPER[theme], timeout=SLOW)
    chart = page.locator(CHART).first
    expect(chart).to_have_css("background-color", PAPER[theme], timeout=SLOW)


def test_the_choice_turns_page_and_charts_and_outlives_a_reload_on_every_page(
    server: str, page: Page
) -> None:
    visit(page, f"{server}/compare")
    shows(page, "Light")
    choice = page.get_by_role("combobox", name="Theme")
    choice.select_option("Dark")
    shows(page, "Dark")
    expect(choice).to_be_focused()
    expect(page.get_by_test_id("stMainMenuPopover")).to_have_count(0)
    page.reload()
    shows(page, "Dark")
    for path in ("", "/compare", "/how_sure"):
        visit(page, f"{server}{path}")
        expect(page.locator(".stApp")).to_have_css("background-color", PAPER["Dark"])
        expect(choice).to_have_value("Dark")
    choice.select_option("System")
    shows(page, "Light")


@pytest.mark.journey
def test_the_panel_follows_the_choice(server: str, page: Page) -> None:
    visit(page, server)
    name = page.locator(".kp .row .country").first
    expect(name).to_have_css("color", "rgb(27, 31, 36)")
    page.get_by_role("combobox", name="Theme").select_option("Dark")
    expect(name).to_have_css("color", "rgb(233, 237, 241)")


def test_it_is_reached_and_changed_by_keyboard(server: str, page: Page) -> None:
    visit(page, f"{server}/compare")
    page.get_by_role("combobox", name="Theme").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    shows(page, "Dark")
    settled(page)


@pytest.mark.parametrize("system", repeated(["light", "dark"]))
def test_charts_follow_a_system_that_turns_while_the_page_is_open(
    server: str, tab: Callable[..., Page], system: str
) -> None:
    other = {"light": "dark", "dark": "light"}
    page = tab(color_scheme=system)
    visit(page, f"{server}/compare")
    shows(page, system.title())
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    shows(page, other[system].title())
