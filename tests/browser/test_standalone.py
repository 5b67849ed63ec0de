"""The stand-alone file, opened from disk with the network off."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kpo import Scenario, load, rank
from kpo.core.numbers import per_cent
from kpo.export.standalone.html import standalone
from kpo.narrative.ranking import headline
from kpo.robustness.rank_acceptability import NEARBY, rank_outlooks
from kpo.scenarios.link import from_link, to_link
from tests.browser.still import still
from tests.panel.seen import grab, order
from tests.variants import THEMES

CATALOG = load()
TWO_FRAMES = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("leave") / "atlas.html"
    path.write_bytes(standalone(CATALOG, Scenario(), "https://atlas.example/"))
    return Path(path).as_uri()


@pytest.fixture
def offline(chromium: Browser, file: str) -> Iterator[Page]:
    """The file in a profile without a network; any request or error fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda line: trouble.append(line.text))
    page.on("request", lambda request: trouble.append(request.url))
    page.goto(file)
    page.locator(".kp .row").first.wait_for()
    yield page
    context.close()
    assert trouble == [file]


def contender(share: float) -> str:
    """Return the chance as a row says it: nothing of who is never first."""
    return per_cent(share) if share else ""


@pytest.mark.journey
def test_opens_and_ranks_as_python_does(offline: Page) -> None:
    ranking = rank(CATALOG, Scenario())
    assert order(offline) == [*(row.name for row in ranking.rows), "Sweden", "Russia"]
    expect(offline.locator("h1")).to_have_text(headline(ranking))
    assert offline.evaluate("document.fonts.check('16px \"Source Sans Pro\"')")


@pytest.mark.journey
def test_drag_gives_pythons_ranking_link_finding_and_chances(offline: Page) -> None:
    grab(offline, 0, -130)
    offline.mouse.up()
    still(offline)
    link = offline.locator("#link").inner_text()
    text = parse_qs(urlsplit(link).query)["s"][0]
    opened = from_link(CATALOG, text)
    ranking = rank(CATALOG, opened.scenario)
    assert opened.order == tuple(row.country for row in ranking.rows)
    assert text == to_link(CATALOG, opened.scenario, ranking)
    assert order(offline) == [*(row.name for row in ranking.rows), "Sweden", "Russia"]
    expect(offline.locator("h1")).to_have_text(headline(ranking))
    expect(offline.locator(".kp .row[data-aside=home]").locator(".chance")).to_have_text("")
    (russia,) = (item.row for item in ranking.not_ranked)
    assert russia is not None
    aside = offline.locator(".kp .row[data-aside=left]")
    expect(aside.locator(".rank")).to_have_text(f"({russia.rank})")
    expect(aside.locator(".chance")).to_have_text("")
    found = rank_outlooks(ranking)
    for row in ranking.rows:
        shown = offline.locator(".kp .row", has_text=row.name).locator(".chance").inner_text()
        assert shown == contender(found[row.country].p_first)


def test_drag_varies_each_weight_as_the_file_does(chromium: Browser, tmp_path: Path) -> None:
    variation = {name: float(5 + 10 * place) for place, name in enumerate(CATALOG.criteria)}
    path = tmp_path / "varied.html"
    path.write_bytes(standalone(CATALOG, Scenario(variation=variation), "https://atlas.example/"))
    page = chromium.new_page()
    page.goto(path.as_uri())
    page.locator(".kp .row").first.wait_for()
    grab(page, 0, -130)
    page.mouse.up()
    page.evaluate(TWO_FRAMES)
    expect(page.locator(".kp .row .chance", has_text="\u2026")).to_have_count(0)
    text = parse_qs(urlsplit(page.locator("#link").inner_text()).query)["s"][0]
    scenario = from_link(CATALOG, text).scenario
    assert scenario.variation == variation
    ranking = rank(CATALOG, scenario)
    found = rank_outlooks(ranking)
    usual = rank_outlooks(ranking, NEARBY)
    assert {c: one.p_first for c, one in found.items()} != {
        c: one.p_first for c, one in usual.items()
    }
    for row in ranking.rows:
        shown = page.locator(".kp .row", has_text=row.name).locator(".chance")
        expect(shown).to_have_text(contender(found[row.country].p_first))
    page.close()


def test_reset_goes_back_to_the_weights_of_the_file(offline: Page) -> None:
    before = offline.locator("#link").inner_text()
    first = offline.locator(".kp .row .chance").first.inner_text()
    grab(offline, 0, -130)
    offline.mouse.up()
    expect(offline.locator("#made")).to_be_visible()
    offline.get_by_role("button", name="Reset").click()
    expect(offline.locator("#made")).to_be_hidden()
    expect(offline.locator("#link")).to_have_text(before)
    expect(offline.locator(".kp .row .chance").first).to_have_text(first)


@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing_serious(chromium: Browser, file: str, scheme: Any) -> None:
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(file)
    page.locator("summary").click()
    still(page)
    found = Axe().run(page).response["violations"]
    serious = [item for item in found if item["impact"] in ("serious", "critical")]
    assert [(item["id"], item["nodes"][0]["html"][:160]) for item in serious] == []
    context.close()


@pytest.mark.journey
def test_fits_a_phone(chromium: Browser, file: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(file)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
