import re

import pytest
from playwright.sync_api import Page, expect

from kpo import Scenario, load
from kpo.narrative.profile import profile
from tests.browser.pages import SLOW

FINDING = ".kpo-headline"
LAST = ".st-key-kpo-country-all details"


def opened(page: Page, address: str, country: str = "IND") -> None:
    page.goto(f"{address}/country?country={country}")
    expect(page.locator(LAST)).to_be_attached(timeout=SLOW)
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")).to_have_count(
        1, timeout=SLOW
    )


def test_deep_link_on_a_fresh_server_opens_the_country_and_the_picker_turns_it(
    fresh: str, page: Page
) -> None:
    opened(page, fresh, "CZE")
    czechia, india = (profile(load(), Scenario(), code) for code in ("CZE", "IND"))
    expect(page.locator(FINDING)).to_have_text(czechia.headline)
    page.get_by_role("radio", name="India").click()
    expect(page.locator(FINDING)).to_have_text(india.headline, timeout=SLOW)
    expect(page).to_have_url(re.compile("country=IND"))
    pay = page.locator(".kpo-labour_cost .kpo-counts .kpo-value")
    found = india.pays[0].observation
    assert found is not None
    expect(pay).to_have_text(f"{found.value:,.0f}")


@pytest.mark.journey
def test_country_stays_over_a_change_of_page(server: str, page: Page) -> None:
    opened(page, server, "CZE")
    nav = page.locator(".st-key-kpo-header")
    nav.get_by_role("link", name="Ranking").click()
    expect(page.locator(FINDING)).to_contain_text("leads for", timeout=SLOW)
    nav.get_by_role("link", name="Country").click()
    expect(page.locator(FINDING)).to_contain_text("Czechia", timeout=SLOW)
    expect(page).to_have_url(re.compile("country=CZE"))
