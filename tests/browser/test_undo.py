"""Undo and Redo over the whole choice, by button and by key, in a real browser."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import SLOW, settled, visit
from tests.browser.test_link import choose_client, in_address
from tests.panel.seen import knob

CARRIES = "text => new URL(location.href).searchParams.get('s') === text"
CLIENT = ".st-key-kpo-part-client button"
WEIGHTS = ".st-key-kpo-part-weights button"


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def left(page: Page, name: str, there: bool) -> None:
    """Wait until a button has something to do, or nothing."""
    quiet = "false" if there else "true"
    expect(button(page, name)).to_have_attribute("aria-disabled", quiet, timeout=SLOW)


def client(page: Page, name: str) -> None:
    expect(page.locator(CLIENT).first).to_contain_text(name, timeout=SLOW)


def weights(page: Page, words: str) -> None:
    expect(page.locator(WEIGHTS).first).to_contain_text(words, timeout=SLOW)


def test_the_whole_choice_goes_back_and_forward_over_pages_with_its_link(
    server: str, page: Page
) -> None:
    visit(page, server)
    left(page, "Undo", False)
    left(page, "Redo", False)
    knob(page, 0).focus()
    for _ in range(3):
        page.keyboard.press("PageDown")
    weights(page, "yours")
    expect(knob(page, 0)).to_have_attribute("aria-valuenow", "0")
    left(page, "Undo", True)
    choose_client(page, "Germany")
    settled(page)
    shared = in_address(page)
    page.get_by_role("link", name="How sure", exact=True).click()
    expect(page.get_by_role("heading", name="How often each takes each place")).to_be_visible(
        timeout=SLOW
    )
    button(page, "Undo").click()
    client(page, "Sweden")
    weights(page, "yours")
    page.locator(".kpo-headline").click()
    page.keyboard.press("Control+z")
    weights(page, "our judgement")
    left(page, "Undo", False)
    page.keyboard.press("Control+Shift+z")
    weights(page, "yours")
    page.keyboard.press("Control+y")
    client(page, "Germany")
    left(page, "Redo", False)
    page.wait_for_function(CARRIES, arg=shared)
    page.reload()
    client(page, "Germany")
    weights(page, "yours")
    left(page, "Undo", False)


def test_quick_presses_lose_none(server: str, page: Page) -> None:
    visit(page, server)
    for name in ("Germany", "France", "Norway"):
        page.locator(CLIENT).first.click()
        page.get_by_role("combobox", name="Country of the client").fill(name)
        page.keyboard.press("Enter")
        client(page, name)
        settled(page)
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
        settled(page)
    page.locator(".kpo-headline").click()
    for _ in range(3):
        page.keyboard.press("Control+z")
    client(page, "Sweden")
    left(page, "Undo", False)
    for _ in range(3):
        button(page, "Redo").click()
    client(page, "Norway")
    left(page, "Redo", False)


def test_a_text_field_keeps_its_own_undo(server: str, page: Page) -> None:
    visit(page, server)
    choose_client(page, "Norway")
    left(page, "Undo", True)
    page.locator(".st-key-kpo-part-rules button").first.click()
    field = page.get_by_role("spinbutton", name="Least saving against the cost at home, in %")
    field.press_sequentially("12")
    field.press("Control+z")
    expect(field).not_to_have_value("12")
    page.keyboard.press("Escape")
    client(page, "Norway")
    left(page, "Undo", True)


@pytest.mark.journey
def test_steps_of_the_panel_are_those_of_the_page(server: str, page: Page) -> None:
    visit(page, server)
    knob(page, 0).focus()
    before = knob(page, 0).get_attribute("aria-valuetext")
    page.keyboard.press("PageDown")
    weights(page, "yours")
    left(page, "Undo", True)
    page.keyboard.press("Control+z")
    weights(page, "our judgement")
    expect(knob(page, 0)).to_have_attribute("aria-valuetext", str(before))
    expect(button(page, "Undo")).to_have_count(1)
