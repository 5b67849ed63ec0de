"""The choice line in a real browser: a part stays open from one pick to the next."""

from playwright.sync_api import Page, expect

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.scenario import to_link
from kpo.ui.choice import Choice, with_lock, with_weight

PART = ".st-key-kpo-part-{} button"
SLOW = 30_000


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
    page.wait_for_function(
        "link => new URL(location.href).searchParams.get('s') === link", arg=link, timeout=SLOW
    )
    expect(page.locator(".st-key-kpo-lock-english input")).to_be_checked()
