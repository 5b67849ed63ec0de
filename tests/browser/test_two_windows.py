"""Two windows, two clicks and a page that is loaded anew, in a real browser."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_own_figures import MINE, bring
from tests.browser.test_scenarios import SAVED, SLOW, opened, save, stored_names
from tests.panel.seen import until_so


def typed(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="Name", exact=True).fill(name)


@pytest.mark.journey
def test_double_click_on_save_saves_once(server: str, page: Page) -> None:
    opened(page, server)
    typed(page, "Board")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.locator(SAVED)).to_contain_text(["Board"], timeout=SLOW)
    save(page, "Second")
    expect(page.get_by_text("Nothing was changed")).to_have_count(0)
    expect(page.locator(SAVED)).to_contain_text(["Board", "Second"], timeout=SLOW)


def test_two_tabs_that_save_at_once_lose_neither(server: str, context: BrowserContext) -> None:
    one, other = context.new_page(), context.new_page()
    for page, name in ((one, "From one"), (other, "From the other")):
        opened(page, server)
        typed(page, name)
    for page in (one, other):
        page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)
    for page in (one, other):
        expect(page.locator(SAVED)).to_have_count(2, timeout=SLOW)
    until_so(one, lambda: sorted(stored_names(one)) == ["From one", "From the other"])


def test_file_that_was_read_is_there_after_the_page_is_loaded_anew(server: str, page: Page) -> None:
    bring(page, server, "mine.csv", MINE)
    expect(page.get_by_role("button", name="Use them")).to_be_visible(timeout=SLOW)
    kept = "sessionStorage.getItem('kpo-atlas.own-file')"
    page.wait_for_function(kept)
    page.reload()
    expect(page.get_by_text("It was read before the page was loaded anew.")).to_be_visible(
        timeout=SLOW
    )
    page.get_by_role("button", name="Use them").click()
    expect(page.get_by_text("1 row is taken over from mine.csv.")).to_be_visible(timeout=SLOW)
    page.wait_for_function(f"!{kept}")
    own: Any = json.loads(page.evaluate("localStorage.getItem('kpo-atlas.own-figures')"))
    assert [row[0] for row in own["figures"]] == ["IND"]
