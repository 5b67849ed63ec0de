"""The link in a real browser: copied, opened in a fresh profile, kept over all that can happen."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kpo import load, rank
from kpo.scenarios.link import from_link
from tests.browser.pages import SLOW, Runs, settled
from tests.browser.server import free_port, serve
from tests.panel.seen import until_so
from tests.variants import repeated

FINDING = ".kpo-headline"
CLIENT = ".st-key-kpo-part-client button"
READ_PANEL = """() => [...document.querySelectorAll('*')].flatMap(
    (one) => one.shadowRoot ? [...one.shadowRoot.querySelectorAll('[role=slider]')] : []
).map((one) => one.getAttribute('aria-valuetext'))"""


@pytest.fixture
def writer(context: BrowserContext) -> BrowserContext:
    """A profile that may use the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(FINDING)).to_be_visible(timeout=SLOW)
    expect(page.locator(CLIENT).first).to_be_visible(timeout=SLOW)


def choose_client(page: Page, name: str) -> None:
    page.locator(CLIENT).first.click()
    page.get_by_role("combobox", name="Country of the client").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(CLIENT).first).to_contain_text(name, timeout=SLOW)
    page.keyboard.press("Escape")


def type_weight(page: Page, criterion: str, share: str) -> None:
    page.locator(".st-key-kpo-part-weights button").first.click()
    page.get_by_role("spinbutton", name=criterion).fill(share)
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-kpo-part-weights button").first).to_contain_text("yours")
    page.keyboard.press("Escape")


def copied(page: Page) -> str:
    settled(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def in_address(page: Page) -> str:
    """The scenario in the address, which the server rewrites where it reads another one."""
    return str(page.evaluate("new URL(location.href).searchParams.get('s')"))


def seen(page: Page) -> dict[str, Any]:
    """What a reader sees of the choice and of the ranking."""
    expect(page.get_by_role("slider").first).to_be_visible(timeout=SLOW)
    expect(page.locator(".kpo-sources")).to_be_visible(timeout=SLOW)
    return {
        "line": page.locator(".st-key-kpo-line button p").all_inner_texts(),
        "finding": page.locator(FINDING).inner_text(),
        "weights": page.evaluate(READ_PANEL),
    }


def test_copied_link_opens_the_same_in_a_fresh_profile(
    server: str, writer: BrowserContext, chromium: Browser
) -> None:
    page = writer.new_page()
    opened(page, server)
    choose_client(page, "Ireland")
    type_weight(page, "English", "33")
    link = copied(page)
    assert len(link) <= 500
    there = chromium.new_context(viewport={"width": 1440, "height": 900})
    reader = there.new_page()
    opened(reader, link)
    expect(reader.locator(CLIENT).first).to_contain_text("Ireland")
    assert seen(reader) == seen(page)
    text = link.partition("s=")[2]
    assert in_address(reader) == text
    scenario = from_link(load(), text).scenario
    assert (scenario.client, dict(scenario.weights or {})["english"]) == ("IRL", 33.0)
    ranked, _, _ = text.split("~")[5].partition("..")
    assert [row.country for row in rank(load(), scenario).rows] == ranked.split(".")
    there.close()


@pytest.mark.journey
def test_link_of_an_untouched_choice_says_everything(server: str, writer: BrowserContext) -> None:
    page = writer.new_page()
    opened(page, f"{server}/compare?compare=IND.PHL")
    link = copied(page)
    assert link.startswith(f"{server}/compare?s=2~")
    assert "~lt25-eh13-" in link
    assert link.endswith("&compare=IND.PHL")


def test_choice_survives_pages_reload_back_and_a_restarted_server(page: Page) -> None:
    port = free_port()
    with serve(at=port) as address:
        opened(page, address)
        choose_client(page, "Japan")
        page.get_by_role("link", name="How sure").click()
        expect(page).to_have_url(re.compile(r"/how_sure\?s=2~"), timeout=SLOW)
        expect(page.locator(CLIENT).first).to_contain_text("Japan")
        page.reload()
        expect(page.locator(CLIENT).first).to_contain_text("Japan", timeout=SLOW)
        choose_client(page, "Norway")
        page.go_back()
        expect(page.locator(CLIENT).first).to_contain_text("Japan", timeout=SLOW)
        page.go_forward()
        expect(page.locator(CLIENT).first).to_contain_text("Norway", timeout=SLOW)
    runs = Runs(page)
    with serve(at=port):
        until_so(page, lambda: runs.finished > 0)
        settled(page)
        expect(page.locator(CLIENT).first).to_contain_text("Norway")
        choose_client(page, "Ireland")
        page.get_by_role("link", name="Scenarios").click()
        expect(page).to_have_url(re.compile(r"/scenarios\?s=2~.*~IRL~"), timeout=SLOW)
        expect(page.locator(CLIENT).first).to_contain_text("Ireland")


@pytest.mark.journey
@pytest.mark.parametrize(
    "text", repeated(["%3Cscript%3Ealert(1)%3C/script%3E", "hello", "1~2026-11~KPO"])
)
def test_broken_link_gets_calm_words_and_the_opening_view(
    server: str, page: Page, text: str
) -> None:
    opened(page, f"{server}/?s={text}")
    expect(page.get_by_text("This link cannot be used.")).to_be_visible()
    expect(page.locator(CLIENT).first).to_contain_text("Sweden")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("This link cannot be used.")).to_have_count(0)
