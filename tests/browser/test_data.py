import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kpo import Scenario, load
from kpo.coverage import coverage
from kpo.provenance import Wanted, headline, records
from kpo.ui.datapage import PARTS
from tests.browser.server import serve

FINDING = ".kpo-headline"
SLOW = 30_000


@pytest.fixture
def fresh() -> Iterator[str]:
    """A server that nobody has reached yet."""
    with serve() as address:
        yield address


def opened(page: Page, address: str, part: str = "Figures") -> None:
    page.goto(f"{address}/data?part={part.replace(' ', '+')}")
    expect(page.locator(FINDING)).to_contain_text("figures", timeout=SLOW)
    expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked(timeout=SLOW)


def test_deep_link_on_a_fresh_server_lists_and_filters(fresh: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, fresh)
    catalog = load()
    expect(page.locator(FINDING)).to_have_text(headline(catalog))
    mine = records(catalog, Scenario(), Wanted(countries=catalog.home))
    expect(page.get_by_text(f"{len(mine)} figures from ")).to_be_visible(timeout=SLOW)

    page.get_by_role("radio", name="All countries").click()
    everybody = records(catalog, Scenario(), Wanted())
    expect(page.get_by_text(f"{len(everybody):,} figures from ")).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible(timeout=SLOW)
    hosts = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(fresh).hostname}


def test_download_keeps_guarded_figures_back(server: str, page: Page) -> None:
    opened(page, server)
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_role("button", name="Download these figures as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    catalog = load()
    found = records(catalog, Scenario(), Wanted(countries=catalog.home))
    free = [item for item in found if item.may_be_passed_on]
    values = [float(row["value"]) for row in rows if row["value"]]
    assert values == [item.found.value for item in free]
    assert [row["note"].split(" left")[0] for row in rows if not row["value"]] == ["7 figures"] * 3


def test_coverage_is_drawn_for_all_countries(server: str, page: Page) -> None:
    opened(page, server, "Coverage")
    page.get_by_role("radio", name="All countries").click()
    catalog = load()
    rows = coverage(catalog, Scenario(), tuple(catalog.countries))
    gaps = sum(cell.state == "none" for row in rows for cell in row)
    expect(page.get_by_text(f"{gaps} no figure")).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")).to_be_visible(
        timeout=SLOW
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(server: str, chromium: Browser, scheme: Any) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    opened(page, server)
    for part in PARTS:
        page.get_by_role("radio", name=part, exact=True).click()
        expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked()
        page.wait_for_timeout(700)
        found = Axe().run(page).response["violations"]
        serious = [item for item in found if item["impact"] in ("serious", "critical")]
        shown = [(part, item["id"], item["nodes"][0]["html"][:120]) for item in serious]
        assert shown == []
    context.close()


def test_fits_a_phone(server: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for part in PARTS:
        opened(page, server, part)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
