"""The choice line in a real browser: a part stays open from one pick to the next."""

import pytest
from playwright.sync_api import Page, expect

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.scenarios.link import to_link
from kpo.ui.session.actions import Choice, with_lock, with_weight
from tests.browser.line import Line
from tests.browser.pages import SLOW, settled
from tests.variants import repeated

PART = ".st-key-kpo-part-{} button"
FRAMES = """async (count) => {
    while (count--) await new Promise(requestAnimationFrame);
}"""
CARRIES = "link => new URL(location.href).searchParams.get('s') === link"


@pytest.mark.journey
def test_destinations_are_picked_one_after_another_in_one_list(server: str, page: Page) -> None:
    page.goto(server)
    part = page.locator(PART.format("destinations")).first
    part.click(timeout=SLOW)
    box = page.get_by_role("combobox", name="By name")
    for count, name in enumerate(("Brazil", "Chile", "Egypt"), start=8):
        box.press_sequentially(name)
        page.get_by_role("option", name=name, exact=True).wait_for()
        page.keyboard.press("Enter")
        expect(part).to_contain_text(f"{count} destinations", timeout=SLOW)
        expect(box).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(part).to_contain_text("10 destinations")


def test_second_of_two_quick_steps_does_not_take_the_first_one_back(
    server: str, page: Page, atlas: Catalog
) -> None:
    page.goto(server)
    page.locator(PART.format("weights")).first.click(timeout=SLOW)
    page.get_by_role("spinbutton", name="Labour cost", exact=True).fill("40", timeout=SLOW)
    page.keyboard.press("Enter")
    page.get_by_text("Lock English", exact=True).click()
    made = with_weight(atlas, Choice(Scenario()), "labour_cost", 40)
    made = with_lock(atlas, made, "english", locked=True)
    link = to_link(atlas, made.scenario, rank(atlas, made.scenario))
    page.wait_for_function(CARRIES, arg=link, timeout=SLOW)
    expect(page.locator(".st-key-kpo-lock-english input")).to_be_checked()


@pytest.mark.parametrize("late", repeated(range(10, 28, 2)))
def test_part_closed_while_its_answer_arrives_takes_nothing_back(
    server: str, page: Page, atlas: Catalog, late: int
) -> None:
    """The browser leaves fields of a closed part as they were; each `late` closes it sooner."""
    line = Line(page)
    part = page.locator(PART.format("weights")).first
    field = page.get_by_role("spinbutton", name="English", exact=True)
    made = with_weight(atlas, Choice(Scenario()), "english", 40).scenario
    link = to_link(atlas, made, rank(atlas, made))
    page.goto(server)
    part.click(timeout=SLOW)
    field.fill("40", timeout=SLOW)
    settled(page)
    line.holds = True
    page.keyboard.press("Enter")
    line.wait(page)
    line.let_go(all_but=late)
    page.evaluate(FRAMES, 2)
    page.keyboard.press("Escape")
    page.evaluate(FRAMES, 4)
    line.let_go()
    expect(field).to_have_count(0)
    page.wait_for_function(CARRIES, arg=link, timeout=SLOW)
    settled(page)
    assert page.evaluate(CARRIES, link)


def test_enter_takes_the_one_exact_name_and_nothing_takes_several(server: str, page: Page) -> None:
    page.goto(server)
    part = page.locator(PART.format("destinations")).first
    part.click(timeout=SLOW)
    box = page.get_by_role("combobox", name="By name")
    box.press_sequentially("South")
    page.get_by_role("option", name="South Africa", exact=True).wait_for()
    expect(page.get_by_role("option").filter(has_text="matches")).to_have_count(0)
    box.fill("Niger")
    page.get_by_role("option", name="Nigeria", exact=True).wait_for()
    page.keyboard.press("Enter")
    expect(part).to_contain_text("8 destinations", timeout=SLOW)


def test_clear_clears_and_a_region_gives_back_what_it_took(server: str, page: Page) -> None:
    page.goto(server)
    part = page.locator(PART.format("destinations")).first
    part.click(timeout=SLOW)
    region = page.get_by_role("button", name="South Asia", exact=True)
    region.click(timeout=SLOW)
    expect(part).not_to_contain_text("7 destinations", timeout=SLOW)
    region.click()
    expect(part).to_contain_text("7 destinations", timeout=SLOW)
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator(".kpo-headline")).to_have_text("No destinations are chosen", timeout=SLOW)
    expect(part).to_contain_text("no destinations")
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".kpo-headline")).to_have_text("No destinations are chosen", timeout=SLOW)
    page.get_by_role("button", name="Take the seven").click()
    expect(page.locator(".kpo-headline")).to_contain_text("India leads", timeout=SLOW)


def test_a_page_that_a_closing_part_left_shut_off_is_opened_again(server: str, page: Page) -> None:
    """A list that opens while its part goes away, in an instant undo, shuts the page off alone."""
    page.goto(server)
    page.locator(PART.format("client")).click(timeout=SLOW)
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("button", name="Close")).to_be_attached(timeout=SLOW)
    page.evaluate("document.getElementById('root').inert = true")
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    expect(page.locator("#root")).to_have_js_property("inert", False)
