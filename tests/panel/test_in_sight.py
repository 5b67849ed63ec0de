"""What stays in sight: the weights while rows scroll, every criterion's name on every width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.still import still
from tests.panel.panel_fixture import NAMES
from tests.panel.seen import grab, knob, opened, until_weights
from tests.variants import repeated

pytestmark = pytest.mark.browser
SIZES = [
    {"width": 1440, "height": 900},
    {"width": 390, "height": 844},
    {"width": 1100, "height": 800},
]
SHORT = [short for _, short in NAMES.values()]
NAMED = """panel => [...panel.querySelectorAll(".segment .short, .called")]
    .filter((one) => one.checkVisibility() && one.textContent)
    .map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const name = (one.querySelector(".word") ?? one).textContent;
        return { name, left, right, top, bottom };
    })"""


@pytest.fixture(params=repeated(SIZES, 2), ids=lambda size: str(size["width"]))
def sized(request: pytest.FixtureRequest, tab: Callable[..., Page]) -> Page:
    return tab(viewport=request.param)


def named(page: Page) -> list[str]:
    """Return the names beside the weights; fails where one covers another or leaves the panel."""
    panel = page.locator(".kp")
    found = panel.evaluate(NAMED)
    box = panel.bounding_box()
    assert box
    for at, one in enumerate(found):
        assert box["x"] - 0.5 <= one["left"] < one["right"] <= box["x"] + box["width"] + 0.5
        for other in found[at + 1 :]:
            apart = one["right"] <= other["left"] + 0.5 or other["right"] <= one["left"] + 0.5
            above = one["bottom"] <= other["top"] + 0.5 or other["bottom"] <= one["top"] + 0.5
            assert apart or above, (one, other)
    return sorted(one["name"] for one in found)


@pytest.mark.journey
def test_weights_names_and_heads_stay_while_a_hundred_rows_scroll(
    sized: Page, harness: str
) -> None:
    opened(sized, harness, "?count=100")
    sized.locator(".row").nth(60).scroll_into_view_if_needed()
    for part in (".weights", ".names", ".heads"):
        expect(sized.locator(f".kp {part}")).to_be_in_viewport(ratio=1)
    assert named(sized) == sorted(SHORT)
    knob(sized, 0).press("PageDown")
    until_weights(sized, [18, 26, 16, 20, 3, 6, 9, 2])
    expect(knob(sized, 0)).to_be_in_viewport(ratio=1)


@pytest.mark.journey
def test_every_criterion_is_named_whatever_it_weighs(sized: Page, harness: str) -> None:
    opened(sized, harness)
    assert named(sized) == sorted(SHORT)
    for place in range(6, -1, -1):
        knob(sized, place).press("Home")
    still(sized)
    assert named(sized) == sorted(SHORT)
    for place in range(7):
        knob(sized, place).press("End")
    still(sized)
    assert named(sized) == sorted(SHORT)


@pytest.mark.journey
def test_a_name_under_the_bar_says_the_weight_that_has_no_room_in_it(
    page: Page, harness: str
) -> None:
    opened(page, harness)
    page.set_viewport_size({"width": 860, "height": 900})
    small = page.locator(".called", has_text="Time zone")
    expect(small).to_have_text("2Time zone")
    expect(page.locator(".called", has_text="Environment")).to_have_text("Environment")
    expect(page.get_by_role("button", name="Time zone, 2 %")).to_have_count(1)


@pytest.mark.journey
def test_a_name_follows_its_segment_while_a_divider_moves(page: Page, harness: str) -> None:
    opened(page, harness)
    expect(page.locator(".segment .short").nth(1)).to_have_text("English")
    grab(page, 0, 170)
    expect(page.locator(".segment .short").nth(1)).to_have_text("")
    expect(page.locator(".called", has_text="English")).to_be_visible()
    assert named(page) == sorted(SHORT)
    page.mouse.up()
