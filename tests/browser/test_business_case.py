"""The Business case page in a real browser: its answer, its panel, and its way into the link."""

import re

import pytest
from playwright.sync_api import Page, expect

from kpo import Scenario, load
from kpo.scenarios.link import from_link, to_link
from tests.browser.pages import settled
from tests.variants import repeated

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(page: Page, server: str) -> Page:
    link = to_link(load(), Scenario(client="USA", people=120))
    page.goto(f"{server}/business_case?s={link}&focus=PHL")
    expect(page.locator(".kpo-headline")).to_contain_text("120 analysts in the Philippines")
    return page


def test_answer_has_money_a_band_and_what_is_not_counted(opened: Page) -> None:
    expect(opened.locator(".kpo-headline")).to_have_text(
        re.compile(r"cost [\d.]+\sM\sUSD of labour in the first year, \d+–\d+\s% less than at home")
    )
    expect(opened.get_by_text("Not counted: no provider")).to_be_visible()
    expect(opened.locator("[data-testid=stVegaLiteChart]")).to_have_count(5)


def assumptions(address: str) -> object:
    """Return what an address says of the assumptions."""
    text = re.search(r"[?&]s=([^&]+)", address)
    return text and from_link(load(), text[1]).scenario.assumptions


@pytest.mark.journey
def test_moved_handle_becomes_yours_and_travels_in_the_link(opened: Page) -> None:
    handle = opened.get_by_role("slider", name=re.compile("Provider"))
    handle.focus()
    for _ in range(3):
        opened.keyboard.press("ArrowRight")
    expect(opened.get_by_text("1 changed.")).to_be_visible()
    expect(opened.locator(".kpo-case-list")).to_contain_text("Provider’s margin: 3 %")
    opened.wait_for_url(lambda address: assumptions(address) == {"margin": (3.0, 3.0)})
    opened.get_by_role("button", name="All back to ours").click()
    expect(opened.get_by_text("none changed yet")).to_be_visible()


def test_going_back_in_the_browser_takes_back_an_assumption_and_the_people(opened: Page) -> None:
    handle = opened.get_by_role("slider", name=re.compile("Provider"))
    handle.focus()
    opened.keyboard.press("ArrowRight")
    expect(opened.get_by_text("1 changed.")).to_be_visible()
    opened.wait_for_url(re.compile("margin"))
    opened.get_by_role("button", name="120 people").click()
    people = opened.get_by_role("spinbutton", name="People who do the work")
    people.fill("60")
    people.press("Enter")
    expect(opened.locator(".kpo-headline")).to_contain_text("60 analysts in the Philippines")
    opened.wait_for_url(re.compile("60\\.5"))
    opened.go_back()
    expect(opened.locator(".kpo-headline")).to_contain_text("120 analysts in the Philippines")
    expect(opened.locator(".kpo-case-list")).to_contain_text("Provider\u2019s margin: 1 %")
    settled(opened)
    opened.go_back()
    expect(opened.get_by_text("none changed yet")).to_be_visible()


@pytest.mark.parametrize("width", repeated([390, 1920]))
def test_no_chart_is_wider_than_the_page_and_the_panel_stays_in_view(
    opened: Page, width: int
) -> None:
    opened.set_viewport_size({"width": width, "height": 1080})
    expect(opened.locator("[data-testid=stVegaLiteChart]")).to_have_count(5)
    settled(opened)
    wide = opened.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    panel = opened.get_by_role("heading", name="What it rests on")
    opened.get_by_role("heading", name="What moves the saving most").scroll_into_view_if_needed()
    if width > 1100:
        expect(panel).to_be_in_viewport()
    else:
        expect(panel).not_to_be_in_viewport()


def test_steps_made_while_an_answer_arrives_are_kept(opened: Page) -> None:
    handle = opened.get_by_role("slider", name=re.compile("Provider"))
    handle.focus()
    for step in range(1, 7):
        opened.keyboard.press("ArrowRight")
        expect(handle).to_have_value(str(step))
    expect(opened.locator(".kpo-case-list")).to_contain_text("Provider’s margin: 6 %")


def test_a_range_in_the_headline_never_parts_at_its_dash(opened: Page) -> None:
    whole = opened.locator(".kpo-headline .kpo-whole")
    expect(whole).to_have_text(re.compile(r"^\d+–\d+\s%$"))
    for width in range(300, 900, 60):
        opened.set_viewport_size({"width": width, "height": 800})
        assert whole.evaluate("one => one.getClientRects().length") == 1
