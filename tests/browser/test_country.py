import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kpo import Scenario, load
from kpo.profile import profile
from tests.browser.server import serve

FINDING = ".kpo-headline"
LAST = ".st-key-kpo-country-all details"
SLOW = 60_000


@pytest.fixture
def fresh() -> Iterator[str]:
    """A server that nobody has reached yet."""
    with serve() as address:
        yield address


def opened(page: Page, address: str, country: str = "IND") -> None:
    page.goto(f"{address}/country?country={country}")
    expect(page.locator(LAST)).to_be_attached(timeout=SLOW)
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")).to_have_count(
        1, timeout=SLOW
    )


def test_deep_link_on_a_fresh_server_opens_the_country_and_the_picker_turns_it(
    fresh: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, fresh, "CZE")
    czechia, india = (profile(load(), Scenario(), code) for code in ("CZE", "IND"))
    expect(page.locator(FINDING)).to_have_text(czechia.headline)
    page.get_by_role("radio", name="India").click()
    expect(page.locator(FINDING)).to_have_text(india.headline, timeout=SLOW)
    expect(page).to_have_url(re.compile("country=IND"))
    pay = page.locator(".kpo-labour_cost .kpo-counts .kpo-value")
    found = india.pays[0].found
    assert found is not None
    expect(pay).to_have_text(f"{found.value:,.0f}")
    hosts = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(fresh).hostname}


def test_country_stays_over_a_change_of_page(server: str, page: Page) -> None:
    opened(page, server, "CZE")
    nav = page.locator(".st-key-kpo-header")
    nav.get_by_role("link", name="Ranking").click()
    expect(page.locator(FINDING)).to_contain_text("leads for", timeout=SLOW)
    nav.get_by_role("link", name="Country").click()
    expect(page.locator(FINDING)).to_contain_text("Czechia", timeout=SLOW)
    expect(page).to_have_url(re.compile("country=CZE"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(server: str, chromium: Browser, scheme: Any) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    opened(page, server, "RUS")
    found = Axe().run(page).response["violations"]
    serious = [item for item in found if item["impact"] in ("serious", "critical")]
    assert [(item["id"], item["nodes"][0]["html"][:160]) for item in serious] == []
    context.close()


def test_fits_a_phone(server: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    opened(page, server)
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert page.evaluate(wide) == 390
    context.close()
