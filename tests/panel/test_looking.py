"""Looking closer: sort, line up, open, pin, find; nothing of it asks the server."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.still import still
from tests.panel.panel_fixture import SEVEN
from tests.panel.seen import grab, knob, opened, order, python_knows, until_weights
from tests.variants import THEMES, repeated

pytestmark = pytest.mark.browser
BY_ENGLISH = [
    name for name, scores in sorted(SEVEN.values(), key=lambda item: item[1][1], reverse=True)
]
KPO = [28, 16, 16, 20, 3, 6, 9, 2]


def criterion(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"{name}, ").first.click()


def starts(page: Page, place: int) -> set[int]:
    """Return where one criterion's part of the bars begins."""
    still(page)
    return set(
        page.locator(".kp .row").evaluate_all(
            "(rows, j) => rows.map((row) => Math.round("
            "row.querySelectorAll('.bar i')[j].getBoundingClientRect().left))",
            place,
        )
    )


@pytest.mark.journey
def test_a_name_sorts_lines_up_and_explains(page: Page, harness: str) -> None:
    opened(page, harness)
    before = order(page)
    criterion(page, "English")
    assert order(page) == BY_ENGLISH
    assert len(starts(page, 1)) == 1
    words = page.get_by_role("dialog", name="English")
    expect(words).to_be_focused()
    expect(words).to_contain_text("How good is English?")
    expect(words).to_contain_text("English index, points · Made up")
    expect(page.locator(".heads")).to_contain_text("Destination, by English")
    words.get_by_role("button", name="Sort by it").click()
    assert order(page) == before
    assert len(starts(page, 1)) == 1
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    expect(page.get_by_role("button", name="English, 16 %")).to_be_focused()
    page.get_by_role("button", name="Order by score").click()
    assert len(starts(page, 1)) > 1
    assert python_knows(page)["runs"] == 1


@pytest.mark.journey
def test_both_ends_of_a_scale_are_told_and_what_is_less(page: Page, harness: str) -> None:
    opened(page, harness)
    criterion(page, "Labour cost")
    words = page.get_by_role("dialog", name="Labour cost")
    expect(words).to_contain_text("0 points: the dearest · 100 points: the cheapest.")
    expect(words).to_contain_text("Pay of professionals, USD a month, less is better · ILOSTAT")
    criterion(page, "Labour cost")
    expect(words).to_be_hidden()
    expect(page.locator(".sorted")).to_have_text("")


def test_the_order_by_a_criterion_stands_while_weights_change(page: Page, harness: str) -> None:
    opened(page, harness)
    criterion(page, "English")
    page.keyboard.press("Escape")
    grab(page, 0, -130)
    assert order(page) == BY_ENGLISH
    page.mouse.up()
    until_weights(page, [14, 30, *KPO[2:]])
    assert order(page) == BY_ENGLISH


@pytest.mark.journey
def test_a_row_opens_into_what_it_is_made_of(page: Page, harness: str) -> None:
    opened(page, harness)
    page.locator(".kp .row", has_text="Ireland").click()
    detail = page.get_by_role("region", name="What Ireland is made of")
    expect(detail).to_contain_text("English ≥ 624 assumed (native)")
    cells = detail.locator("tbody tr").nth(1).locator("th, td")
    expect(cells.nth(0)).to_have_text("English")
    expect(cells.nth(1)).to_contain_text("English index: 996 points · 2024 · Made up")
    expect(cells.nth(1)).to_contain_text("Note: assumed")
    assert cells.all_inner_texts()[2:] == ["100", "16 %", "15.9"]
    box = detail.bounding_box()
    below = page.locator(".kp .row", has_text="Czechia")
    still(page)
    after = below.bounding_box()
    assert box and after
    assert after["y"] == pytest.approx(box["y"] + box["height"], abs=1)
    grab(page, 0, -130)
    assert cells.all_inner_texts()[3:] == ["30 %", "29.9"]
    page.mouse.up()
    until_weights(page, [14, 30, *KPO[2:]])
    expect(detail).to_be_visible()
    page.locator(".kp .row", has_text="Ireland").click()
    expect(detail).to_be_hidden()


@pytest.mark.journey
def test_a_row_opens_and_closes_by_keyboard(page: Page, harness: str) -> None:
    opened(page, harness)
    page.get_by_role("application").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    detail = page.get_by_role("region", name="What Philippines is made of")
    expect(detail).to_be_focused()
    page.keyboard.press("Escape")
    expect(detail).to_be_hidden()
    expect(page.get_by_role("application")).to_be_focused()


def test_a_pinned_row_stays_under_the_heads(page: Page, harness: str) -> None:
    opened(page, harness, "?count=100")
    page.locator(".kp .row", has_text="Israel").click()
    pin = page.get_by_role("button", name="Pin to the top")
    pin.click()
    expect(pin).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pins .country")).to_have_text("Israel")
    page.locator(".rows .row").nth(60).scroll_into_view_if_needed()
    expect(page.locator(".pins .row")).to_be_in_viewport(ratio=1)
    knob(page, 0).press("PageDown")
    until_weights(page, [18, 26, *KPO[2:]])
    expect(page.locator(".pins .country")).to_have_text("Israel")
    pin.click()
    expect(page.locator(".pins .row")).to_have_count(0)
    assert len(order(page)) == 100


@pytest.mark.journey
def test_words_about_a_pinned_row_go_with_the_pointer(page: Page, harness: str) -> None:
    opened(page, harness)
    page.locator(".kp .row", has_text="Israel").click()
    page.get_by_role("button", name="Pin to the top").click()
    page.locator(".pins .row .bar i").first.hover()
    expect(page.locator(".tip")).to_contain_text("Labour cost")
    page.locator(".heads").hover()
    expect(page.locator(".tip")).to_be_hidden()


@pytest.mark.journey
def test_a_press_on_a_row_s_button_outlives_an_answer_that_comes_between(
    page: Page, harness: str
) -> None:
    opened(page, harness)
    page.locator(".kp .row", has_text="Israel").click()
    pin = page.get_by_role("button", name="Pin to the top")
    pin.click()
    expect(page.locator(".pins .country")).to_have_text("Israel")
    still(page)
    pin.hover()
    page.mouse.down()
    page.get_by_role("button", name="Equal parts").press("Enter")
    until_weights(page, [12.5] * 8)
    expect(knob(page, 0)).to_have_attribute("aria-valuenow", "12.5")
    page.mouse.up()
    expect(page.locator(".pins .row")).to_have_count(0)


def test_a_name_is_found_among_many_and_the_first_are_enough(page: Page, harness: str) -> None:
    opened(page, harness)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    opened(page, harness, "?count=100")
    field = page.get_by_role("searchbox", name="Find a destination")
    field.fill("IREL")
    seen = page.locator(".kp .row:visible .country")
    expect(seen).to_have_text("Ireland")
    field.fill("nowhere")
    expect(page.locator(".none")).to_be_visible()
    field.fill("")
    page.get_by_label("How many to show").select_option("The first 10")
    expect(seen).to_have_count(10)
    ranks = page.locator(".kp .row:visible .rank").all_inner_texts()
    assert sorted(map(int, ranks)) == list(range(1, 11))
    assert python_knows(page)["runs"] == 1


@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("width", repeated([1440, 390]))
def test_axe_finds_nothing_in_what_opens(
    tab: Callable[..., Page], harness: str, scheme: str, width: int
) -> None:
    page = tab(color_scheme=scheme, viewport={"width": width, "height": 1100})
    opened(page, harness, "?count=20")
    page.locator(".kp .row").first.click()
    page.get_by_role("button", name="Pin to the top").click()
    page.get_by_role("button", name="Differences to the first").click()
    criterion(page, "English")
    still(page)
    found = Axe().run(page, context=".stBidiComponent").response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
