from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from kpo import Scenario, load
from kpo.analysis.measures import Reading, measure, ordered, readings
from kpo.narrative.exploration import headline, number
from tests.browser.pages import SLOW, settled, visit
from tests.variants import repeated

CHART = "[data-testid=stVegaLiteChart] svg.marks"


def opened(page: Page, address: str, words: str = "") -> None:
    page.goto(f"{address}/explore{words}")
    expect(page.locator(".kpo-sources")).to_be_visible(timeout=SLOW)
    expect(page.locator(CHART).first).to_be_visible(timeout=SLOW)


def shown(wanted: str) -> tuple[str, list[str], list[Reading]]:
    """The library's headline, numbers and readings of a measure."""
    catalog, scenario = load(), Scenario()
    item = measure(catalog, scenario, wanted)
    found = readings(catalog, scenario, item)
    ranked = [reading for reading in ordered(found) if reading.value is not None]
    numbers = [number(item, reading.value or 0.0) for reading in ranked]
    return headline(catalog, item, found, scenario.client), numbers, ranked


def drawn(page: Page) -> list[str]:
    """Every text of the charts."""
    settled(page)
    texts = page.locator(f"{CHART} .mark-text text").all_text_contents()
    return [" ".join(text.split()) for text in texts if text.strip()]


def test_deep_link_on_a_fresh_server_draws_the_librarys_figures(fresh: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, fresh)
    title, numbers, ranked = shown("saving")
    expect(page.locator(".kpo-headline")).to_have_text(title)
    expect(page.locator(CHART)).to_have_count(3)
    texts = drawn(page)
    assert {item.name for item in ranked} <= set(texts)
    assert {text.split(" ")[0] for text in texts} >= set(numbers)

    page.get_by_role("radio", name="English").click()
    title, numbers, ranked = shown("english")
    expect(page.locator(".kpo-headline")).to_have_text(title)
    expect(page.locator(f"{CHART} text", has_text=f"{numbers[0]} assumed").first).to_be_visible()
    assert {text.split(" ")[0] for text in drawn(page)} >= set(numbers)
    expect(page).to_have_url(f"{fresh}/explore?subject=english")

    page.get_by_role("radio", name="Map").click()
    expect(page.locator(f"{CHART} text", has_text="India 484").first).to_be_visible()
    assert any(url.endswith("/app/static/outlines.json") for url in asked)


@pytest.mark.journey
def test_a_country_of_the_map_opens_its_page(server: str, page: Page) -> None:
    opened(page, server, "?view=map")
    country = page.locator(f"{CHART} path[aria-label='India: 92']").first
    expect(country).to_be_visible(timeout=SLOW)
    country.click(force=True)
    expect(page).to_have_url(f"{server}/country?country=IND", timeout=SLOW)


def test_the_look_is_kept_over_pages(server: str, page: Page) -> None:
    opened(page, server, "?subject=education&view=scatter&region=South+Asia")
    title = page.locator(".kpo-headline").inner_text()
    page.get_by_role("link", name="Compare").click()
    expect(page.locator(".kpo-headline")).not_to_have_text(title, timeout=SLOW)
    page.get_by_role("link", name="Explore").click()
    expect(page.locator(".kpo-headline")).to_have_text(title, timeout=SLOW)
    expect(page.get_by_role("radio", name="Scatter")).to_be_checked()


@pytest.mark.parametrize("figure", ["", "&subject=any&figure=employed_engineers"])
@pytest.mark.parametrize("width", repeated([390, 320, 1280]))
def test_no_word_after_a_bar_is_cut(
    server: str, tab: Callable[..., Page], width: int, figure: str
) -> None:
    """Marked figures among them, and a sanctioned country with the longest bar and number."""
    page = tab(viewport={"width": width, "height": 900})
    visit(page, f"{server}/explore?view=bars{figure}")
    charts = page.locator(".st-key-kpo-explore-bars [data-testid=stVegaLiteChart]")
    expect(charts.first).to_be_visible()
    for chart in charts.all():
        picture = Image.open(BytesIO(chart.screenshot())).convert("RGB")
        edge = picture.crop((picture.width - 2, 0, picture.width, picture.height))
        assert edge.getcolors() == [(2 * picture.height, (255, 255, 255))]
