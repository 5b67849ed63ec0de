"""Where the system sets the colours: what is chosen, what is on and what can be pulled is seen."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import SLOW, settled, visit
from tests.variants import THEMES, repeated

Opened = Callable[[str], Page]
CHOSEN: Final = {
    "work": ["Knowledge work", "All service lines"],
    "client": [],
    "destinations": ["The seven (7)"],
    "weights": [],
    "rules": ["Arithmetic mean"],
    "figures": ["Count as the best published score"],
    "people": [],
}
"""What is chosen at first in each part of the choice line."""

PAGES: Final = {
    "/country": ["India"],
    "/compare": ["By criterion"],
    "/business_case": ["all destinations"],
    "/explore?view=bars": ["Labour cost", "Ranked bars"],
    "/how_sure": ["Weights near mine", "\u00b125 %"],
    "/workshop": [],
    "/data?part=Figures": ["Figures", "Your destinations", "Used in this ranking"],
}
STATES: Final = """part => [...part.querySelectorAll(
        '[aria-checked], [aria-pressed], input:is([type=checkbox], [type=radio])')]
    .map((one) => [one.closest('label') ?? one,
        one.checked ?? (one.ariaChecked ?? one.ariaPressed) === 'true'])
    .filter(([one]) => one.checkVisibility() && !one.matches(':focus-within'))
    .map(([one, on]) => ({ name: one.innerText.split('\\n')[0].replace(/\\s/g, ' '), on,
        outlined: getComputedStyle(one).outlineStyle === 'solid' }))"""
FILL: Final = "one => getComputedStyle(one).backgroundColor"


@pytest.fixture(params=THEMES)
def opened(request: pytest.FixtureRequest, tab: Callable[..., Page], server: str) -> Opened:
    """Open an address with the system's light or dark colours."""

    def page(address: str) -> Page:
        made = tab(forced_colors="active", color_scheme=request.param)
        visit(made, f"{server}{address}")
        return made

    return page


def chosen(part: Locator) -> list[str]:
    """Return what is chosen; fails where that is not seen, or seen of something else."""
    states: list[dict[str, Any]] = part.evaluate(STATES)
    assert [one for one in states if one["on"] != one["outlined"]] == []
    return [one["name"] for one in states if one["on"]]


@pytest.mark.parametrize("part", repeated(CHOSEN, 3))
def test_a_part_of_the_choice_shows_what_is_chosen_and_what_is_on(
    opened: Opened, part: str
) -> None:
    page = opened("/method")
    page.locator(f".st-key-kpo-part-{part} button").first.click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_test_id("stWidgetLabel").first).to_be_visible(timeout=SLOW)
    settled(page)
    assert chosen(body) == CHOSEN[part]
    box = body.locator("[data-testid=stCheckbox] label").first
    if box.count():
        sign = box.locator("span + div").first
        empty = sign.evaluate(FILL)
        box.click()
        expect(box).to_have_css("outline-style", "solid")
        expect(sign).not_to_have_css("background-color", empty)


def test_the_questions_show_which_kind_is_asked(opened: Opened) -> None:
    page = opened("/ranking")
    page.get_by_role("button", name="Ask me instead").click()
    body = page.get_by_test_id("stPopoverBody")
    expect(body.get_by_text("Which improvement matters more")).to_be_visible(timeout=SLOW)
    settled(page)
    assert chosen(body) == ["Two at a time"]


def test_a_list_shows_its_choice_and_where_the_keyboard_is(opened: Opened) -> None:
    page = opened("/method")
    page.locator(".st-key-kpo-part-client button").first.click()
    box = page.get_by_test_id("stPopoverBody").get_by_role("combobox")
    box.click()
    option = page.get_by_role("option")
    sweden = option.filter(has_text="Sweden")
    expect(sweden).to_have_css("border-left-width", "4px")
    expect(option.filter(has_text="Norway")).to_have_css("border-left-width", "0px")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][data-focused=true]")).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("address", repeated(PAGES, 2))
def test_every_page_shows_what_is_chosen_on_it(opened: Opened, address: str) -> None:
    assert chosen(opened(address).locator(".st-key-kpo-page")) == PAGES[address]


def test_handles_and_their_track_are_seen(opened: Opened) -> None:
    page = opened("/business_case")
    slider = page.get_by_test_id("stSlider").first
    handle = slider.locator("[role=group] > div > div:has(> div > input)").first
    paper = page.locator("body").evaluate(FILL)
    assert handle.evaluate(FILL) not in (paper, "rgba(0, 0, 0, 0)")
    track = slider.locator("[role=group] > div > div").first
    expect(track).to_have_css("outline-style", "solid")


@pytest.mark.journey
def test_the_bars_keep_their_colours(opened: Opened) -> None:
    page = opened("/ranking")
    for part in (".kp .segment", ".kp .row:not([data-aside=left]) .bar i", ".kpo-why .kpo-bar i"):
        colours = page.locator(part).evaluate_all(f"parts => parts.map({FILL})")
        assert len(set(colours)) == 9


def test_the_stage_keeps_the_colours_of_its_map(opened: Opened) -> None:
    page = opened("/present")
    page.get_by_role("button", name="The map", exact=True).click()
    expect(page.locator(".key li").first).to_be_visible(timeout=SLOW)
    colours = page.locator(".key i:not(.aside)").evaluate_all(f"parts => parts.map({FILL})")
    assert len(colours) == len(set(colours)) == 5
