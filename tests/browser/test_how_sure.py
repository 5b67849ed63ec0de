from contextlib import suppress

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from kpo import Scenario, load, rank
from kpo.core.numbers import per_cent
from kpo.narrative.comparison import overtaking
from kpo.narrative.robustness import finding
from kpo.robustness.improvement import improvement
from kpo.robustness.rank_acceptability import WeightVariation, rank_outlooks

FINDING = ".kpo-headline"
PATH = "how_sure"
TRIES, PATIENCE = 9, 5_000
SLOW = 90_000
"""A fresh server has yet to import what draws charts; on a busy machine that can take a minute."""


def opened(page: Page, address: str) -> None:
    """Open the page and wait until all of it is drawn: the charts come before its end."""
    page.goto(f"{address}/{PATH}")
    expect(page.locator(FINDING)).to_contain_text("takes it in", timeout=SLOW)
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")).to_have_count(
        3, timeout=SLOW
    )
    settled(page)


def settled(page: Page) -> None:
    app = page.locator("[data-testid=stApp]")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=SLOW)


def firsts(page: Page) -> list[str]:
    """ "First in" of the table twin, in the order of the rows."""
    page.get_by_text("The same as a table").first.click()
    rows = page.locator("details[open] tbody tr")
    expect(rows.first).to_be_visible()
    return [rows.nth(place).locator("td").first.inner_text() for place in range(rows.count())]


def test_deep_link_on_a_fresh_server_shows_and_varies(fresh: str, page: Page) -> None:
    opened(page, fresh)
    catalog = load()
    ranking = rank(catalog, Scenario())
    expect(page.locator(FINDING)).to_have_text(finding(ranking, WeightVariation()))
    found = rank_outlooks(ranking)
    assert firsts(page) == [per_cent(found[row.country].p_first) for row in ranking.rows]

    page.get_by_role("radio", name="Any weights").click()
    anything = WeightVariation(mode="any")
    expect(page.locator(FINDING)).to_have_text(finding(ranking, anything))
    expect(page.get_by_text("By up to")).to_have_count(0)


def pick(page: Page, label: str, name: str) -> None:
    """Choose from a list; one that a late redraw has closed is left, to be opened again."""
    page.get_by_role("combobox", name=label).press("ArrowDown")
    with suppress(TimeoutError):
        page.get_by_role("option", name=name).click(timeout=PATIENCE)


def test_pair_is_answered_without_leaving_the_page(server: str, page: Page) -> None:
    opened(page, server)
    ranking = rank(load(), Scenario())
    last = ranking.rows[-1].name
    expect(page.locator(".kpo-sources")).to_be_visible(timeout=SLOW)
    page.wait_for_load_state("networkidle")
    first, *_ = overtaking(load(), improvement(ranking, ranking.rows[-1].country, "IND"), "SWE")
    answer = page.locator(".kpo-steps", has_text=first)
    for _ in range(TRIES):
        pick(page, "Who should pass", last)
        with suppress(AssertionError):
            expect(answer).to_be_visible(timeout=PATIENCE)
            return
    expect(answer).to_be_visible(timeout=SLOW)


@pytest.mark.journey
def test_ranking_shows_the_same_chances(server: str, page: Page) -> None:
    page.goto(server)
    expect(page.locator(FINDING)).to_contain_text("leads for knowledge work", timeout=SLOW)
    ranking = rank(load(), Scenario())
    found = rank_outlooks(ranking)
    shown = {row.name: per_cent(found[row.country].p_first) for row in ranking.rows}
    contenders = {name: words for name, words in shown.items() if words != "0 %"}
    assert 0 < len(contenders) < len(shown)
    chances = page.locator(".row .chance", has_text="%")
    expect(chances).to_have_count(len(contenders), timeout=SLOW)
    for name in shown:
        line = page.locator(".row", has_text=name)
        expect(line.locator(".chance")).to_have_text(contenders.get(name, ""))
