"""A "?" leads to its word without a new start; the hints of a first visit go for good."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import SLOW, visit

HINTS = "First steps"
FOCUSED = "document.activeElement.id"


def hints(page: Page) -> Locator:
    return page.get_by_role("complementary", name=HINTS)


@pytest.mark.journey
def test_a_mark_leads_to_its_word_and_back_with_the_choice_kept(page: Page, server: str) -> None:
    visit(page, server)
    page.get_by_role("button", name="Table", exact=True).click()
    page.evaluate("window.sameSession = true")
    page.get_by_role("link", name="What \u201cFirst in\u201d means").first.click()
    row = page.locator("#word-first-in")
    expect(row).to_be_in_viewport(timeout=SLOW)
    expect(row).to_contain_text("In how many of 10,000 draws")
    page.wait_for_function(f"{FOCUSED} === 'word-first-in'")
    assert page.evaluate("window.sameSession")
    page.go_back()
    expect(page.locator(".kpo-headline")).to_contain_text("leads for", timeout=SLOW)


def test_the_mark_of_a_control_leads_there_too(page: Page, server: str) -> None:
    visit(page, f"{server}/how_sure")
    page.evaluate("window.sameSession = true")
    page.locator(".st-key-weights_only [data-testid=stTooltipIcon]").hover()
    page.get_by_role("link", name="More on the Method page").click()
    expect(page.locator("#word-weights-only")).to_be_in_viewport(timeout=SLOW)
    assert page.evaluate("window.sameSession")


def test_a_link_to_a_word_opens_at_it(page: Page, server: str) -> None:
    visit(page, f"{server}/method#word-payback")
    expect(page.locator("#word-payback")).to_be_in_viewport(timeout=SLOW)


def test_the_contents_of_the_page_lead_down(page: Page, server: str) -> None:
    visit(page, f"{server}/method")
    expect(page.locator("#word-how-sure")).not_to_be_in_viewport()
    page.get_by_role("navigation", name="On this page").get_by_text("How sure").click()
    expect(page.locator("#word-how-sure")).to_be_in_viewport()


def test_three_hints_meet_a_first_visit_and_go_for_good(page: Page, server: str) -> None:
    visit(page, server)
    shown = hints(page)
    expect(shown.get_by_role("listitem")).to_have_text(
        [re.compile("^Drag here"), re.compile("^Read this"), re.compile("^Ask why")]
    )
    page.emulate_media(media="print")
    expect(shown).to_be_hidden()
    page.emulate_media(media="screen")
    shown.get_by_role("button", name="Got it").press("Enter")
    expect(page.locator("aside", has_text="Drag here")).to_be_hidden()
    visit(page, server)
    expect(page.locator("aside", has_text="Drag here")).to_be_hidden()
    visit(page.context.new_page(), server)
    expect(page.context.pages[-1].locator("aside", has_text="Drag here")).to_be_hidden()
