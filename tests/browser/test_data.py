import csv
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from kpo import Scenario, load
from kpo.analysis.coverage import age_class, coverage
from kpo.analysis.provenance import Wanted, records
from kpo.narrative.provenance import headline
from tests.browser.pages import SLOW, settled

FINDING = ".kpo-headline"


def opened(page: Page, address: str, part: str = "Figures") -> None:
    page.goto(f"{address}/data?part={part.replace(' ', '+')}")
    expect(page.locator(FINDING)).to_contain_text("figures", timeout=SLOW)
    expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked(timeout=SLOW)


def test_deep_link_on_a_fresh_server_lists_and_filters(fresh: str, page: Page) -> None:
    opened(page, fresh)
    catalog = load()
    expect(page.locator(FINDING)).to_have_text(headline(catalog))
    mine = records(catalog, Scenario(), Wanted(countries=catalog.home))
    expect(page.get_by_text(f"{len(mine)} figures from ")).to_be_visible(timeout=SLOW)

    page.get_by_role("radio", name="All countries").click()
    everybody = records(catalog, Scenario(), Wanted())
    expect(page.get_by_text(f"{len(everybody):,} figures from ")).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible(timeout=SLOW)


@pytest.mark.journey
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
    assert values == [item.observation.value for item in free]
    kept_back = [row for row in rows if not row["value"]]
    assert {row["producer"]: row["note"].split(" figures left")[0] for row in kept_back} == {
        "EF Education First": "14",
        "International Telecommunication Union": "7",
        "National Bureau of Statistics of China": "2",
        "QS Quacquarelli Symonds": "7",
        "The Heritage Foundation": "7",
        "World Economic Forum": "7",
        "World Justice Project": "6",
    }


def colours(part: Locator, number: int) -> set[object]:
    """Return the colours that cover most of a part of the page."""
    picture = Image.open(BytesIO(part.screenshot())).convert("RGB")
    counts = picture.getcolors(picture.width * picture.height) or []
    return {colour for _, colour in sorted(counts, reverse=True)[:number]}


def test_coverage_has_the_colours_of_its_legend_and_no_others(server: str, page: Page) -> None:
    opened(page, server, "Coverage")
    settled(page)
    swatches = page.locator(".kpo-legend i:not(.kpo-stale)").all()
    legend = set().union(*(colours(swatch, 1) for swatch in swatches))
    rows = coverage(load(), Scenario(), load().home)
    ages = {age_class(cell.age) for row in rows for cell in row if cell.age is not None}
    assert len(legend) == len(ages) == 4
    cells = colours(page.get_by_test_id("stVegaLiteChart"), 1 + len(legend))
    assert cells == legend | {(255, 255, 255)}


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
