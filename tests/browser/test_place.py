"""Where the reader is: in a narrow screen's menu, and on a page whose subject has changed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import SLOW, TITLES, visit
from tests.variants import repeated

TOP = "document.querySelector('[data-testid=stMain]').scrollTop"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(tab: Callable[..., Page], server: str) -> Callable[[str], Page]:
    """Open a page on a phone."""

    def opened(path: str) -> Page:
        page = tab(viewport=PHONE)
        visit(page, f"{server}/{path}")
        return page

    return opened


@pytest.mark.parametrize("path", repeated(["how_sure", "ranking", "method"]))
def test_a_phone_s_one_menu_is_called_as_the_page_that_is_open(
    phone: Callable[[str], Page], path: str
) -> None:
    page = phone(path)
    menu = page.locator(".st-key-kpo-menu button")
    expect(menu).to_have_text(TITLES[path])
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".st-key-kpo-nav a >> visible=true")).to_have_count(0)


@pytest.mark.journey
def test_the_menu_opens_and_closes_by_keyboard_and_leads_to_every_page(
    phone: Callable[[str], Page],
) -> None:
    page = phone("ranking")
    menu = page.get_by_role("button", name="Ranking, pages")
    menu.focus()
    page.keyboard.press("Enter")
    names = page.locator(".st-key-kpo-nav a >> visible=true")
    expect(names).to_have_text(list(TITLES.values()))
    page.keyboard.press("Escape")
    expect(names).to_have_count(0)
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(names.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Country, pages")).to_be_visible(timeout=SLOW)
    expect(names).to_have_count(0)


@pytest.mark.journey
def test_a_wide_screen_shows_all_names_and_no_menu(page: Page, server: str) -> None:
    visit(page, server)
    expect(page.locator(".st-key-kpo-nav a >> visible=true")).to_have_count(len(TITLES))
    expect(page.locator(".st-key-kpo-menu button")).to_be_hidden()


def test_a_country_most_alike_opens_at_its_head(page: Page, server: str) -> None:
    visit(page, f"{server}/country?country=PHL")
    page.locator(".st-key-kpo-alternatives button").first.scroll_into_view_if_needed()
    assert page.evaluate(TOP) > 300
    page.locator(".st-key-kpo-alternatives button").first.click()
    expect(page.locator(".kpo-headline")).not_to_contain_text("Philippines", timeout=SLOW)
    page.wait_for_function(f"{TOP} === 0")
