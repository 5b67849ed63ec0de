"""The Scenarios page in a real browser: its storage, its file, its looks."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kpo.ui.session.saved_scenarios import handle
from tests.browser.pages import SLOW, settled
from tests.panel.seen import until_so

FINDING = ".kpo-headline"
SAVED = "[class*='st-key-kpo-saved-'] h3"
SAVED_DO = ".st-key-kpo-shelf-{}-{} button"
CLIENT = ".st-key-kpo-part-client button"
HOSTILE = "<img src=x onerror=alert(1)> *x*"


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}/scenarios")
    expect(page.locator(".kpo-causes")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled(timeout=SLOW)


def save(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(SAVED).filter(has_text=name)).to_be_visible(timeout=SLOW)


def choose_client(page: Page, name: str) -> None:
    page.locator(CLIENT).first.click()
    page.get_by_role("combobox", name="Country of the client").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(CLIENT).first).to_contain_text(name, timeout=SLOW)
    page.keyboard.press("Escape")


def stored(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('kpo-atlas.scenarios')") or "null")


def stored_names(page: Page) -> list[str]:
    """Return the names of the saved scenarios, as the browser has them."""
    return [item["name"] for item in (stored(page) or {"scenarios": []})["scenarios"]]


def test_deep_link_on_a_fresh_server_draws_the_slopes(fresh: str, page: Page) -> None:
    opened(page, fresh)
    expect(page.locator(FINDING)).to_contain_text("\u201cNow\u201d")
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")).to_have_count(1)
    page.get_by_text("Table", exact=True).click()
    expect(page.locator("details[open] tbody tr")).to_have_count(6)


def test_saved_is_there_after_a_reload_and_nowhere_else(
    server: str, page: Page, chromium: Browser
) -> None:
    opened(page, server)
    save(page, HOSTILE)
    choose_client(page, "Japan")
    save(page, "For Japan")
    until_so(page, lambda: stored_names(page) == [HOSTILE, "For Japan"])
    page.reload()
    expect(page.locator(SAVED)).to_have_count(2, timeout=SLOW)
    expect(page.locator(SAVED).first).to_contain_text(HOSTILE)
    expect(page.locator("img[src='x']")).to_have_count(0)
    page.locator(SAVED_DO.format("open", handle(HOSTILE))).click()
    expect(page.locator(CLIENT).first).to_contain_text("Sweden", timeout=SLOW)
    page.locator(SAVED_DO.format("delete", handle(HOSTILE))).dblclick()
    expect(page.get_by_text("is deleted")).to_be_visible(timeout=SLOW)
    settled(page)
    expect(page.locator(SAVED)).to_have_text(["For Japan"])
    page.locator(".st-key-kpo-undo").get_by_role("button", name="Undo").click()
    expect(page.locator(SAVED)).to_have_count(2, timeout=SLOW)
    page.wait_for_function("localStorage.getItem('kpo-atlas.scenarios').includes('For Japan')")
    other = chromium.new_context()
    stranger = other.new_page()
    opened(stranger, server)
    expect(stranger.get_by_text("Nothing yet.")).to_be_visible()
    other.close()


def test_second_window_follows_the_first(server: str, context: BrowserContext) -> None:
    first, second = context.new_page(), context.new_page()
    opened(first, server)
    opened(second, server)
    save(first, "One")
    expect(second.locator(SAVED)).to_have_count(1, timeout=SLOW)
    save(second, "Two")
    expect(first.locator(SAVED)).to_have_count(2, timeout=SLOW)
    until_so(first, lambda: stored_names(first) == ["One", "Two"])


@pytest.mark.journey
def test_file_goes_out_and_comes_in(
    server: str, page: Page, chromium: Browser, tmp_path: Path
) -> None:
    opened(page, server)
    save(page, "Traveller")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save them all as a file").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "kpo-atlas-scenarios.json"
    until_so(page, lambda: json.loads(file.read_text()) == stored(page))
    other = chromium.new_context()
    there = other.new_page()
    opened(there, server)
    bad = tmp_path / "bad.json"
    bad.write_text(file.read_text().replace("SWE", "ATL"))
    there.locator("input[type=file]").set_input_files(bad)
    expect(there.get_by_text('unknown client "ATL"')).to_be_visible(timeout=SLOW)
    assert stored(there) is None
    there.locator("input[type=file]").set_input_files(file)
    expect(there.locator(SAVED)).to_have_text(re.compile("Traveller"), timeout=SLOW)
    there.wait_for_function("localStorage.getItem('kpo-atlas.scenarios')?.includes('Traveller')")
    until_so(there, lambda: stored(there) == stored(page))
    other.close()
