"""Exact numbers, locks, keys, undo, and Python's own changes."""

import pytest
from playwright.sync_api import Page, expect

from tests.panel.panel_fixture import NAMES
from tests.panel.seen import grab, knob, opened, order, python_knows, until, until_weights, weights

pytestmark = pytest.mark.browser
KPO = [28, 16, 16, 20, 3, 6, 9, 2]


def exact(page: Page, name: str) -> None:
    page.get_by_role("button", name="Exact weights").click()
    page.get_by_role("textbox", name=f"{name}, per cent").focus()


def test_the_whole_job_by_keyboard_alone(page: Page, harness: str) -> None:
    opened(page, harness)
    page.get_by_label("A note of my own").focus()
    for _ in range(7):
        page.keyboard.press("Tab")
    expect(knob(page, 0)).to_be_focused()
    for key in ("ArrowLeft", "ArrowDown", "ArrowRight", "PageDown"):
        page.keyboard.press(key)
    expect(knob(page, 0)).to_have_attribute("aria-valuetext", "Labour cost 17 %, English 27 %")
    expect(knob(page, 0)).to_have_attribute("aria-valuenow", "17")
    expect(knob(page, 0)).to_have_attribute("aria-valuemax", "44")
    until_weights(page, [17, 27, *KPO[2:]])
    assert python_knows(page)["runs"] == 2
    expect(page.locator(".voice")).to_have_text("Ireland leads, 65 points")
    page.keyboard.press("Home")
    until_weights(page, [0, 44, *KPO[2:]])
    page.keyboard.press("End")
    until_weights(page, [44, 0, *KPO[2:]])
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    until_weights(page, KPO)
    page.keyboard.press("Control+y")
    until_weights(page, [17, 27, *KPO[2:]])


def test_figures_are_read_by_keyboard(page: Page, harness: str) -> None:
    opened(page, harness)
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".tip")).to_contain_text("Labour cost74 of 100 at 28 % brings 20.7")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    said = "China: Labour cost . Points 53 of 100 at 28 % brings 14.8. "
    said += "Pay of professionals 530 USD a month · 2024 · ILOSTAT. Note different definition"
    expect(page.locator(".voice")).to_have_text(said)
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()


def test_hovering_a_bar_shows_its_figures(page: Page, harness: str) -> None:
    opened(page, harness)
    page.locator(".row", has_text="Ireland").locator("i").nth(1).hover()
    expect(page.locator(".tip")).to_contain_text("996 points · 2024 · Made up")
    expect(page.locator(".tip")).to_contain_text("assumed")


def test_twenty_steps_back_and_forth(page: Page, harness: str) -> None:
    opened(page, harness)
    knob(page, 0).focus()
    for step in range(1, 23):
        page.keyboard.press("ArrowLeft")
        until_weights(page, [28 - step, 16 + step, *KPO[2:]])
    undo, redo = (page.get_by_role("button", name=name) for name in ("Undo", "Redo"))
    for _ in range(22):
        undo.click()
    until_weights(page, KPO)
    expect(undo).to_have_attribute("aria-disabled", "true")
    undo.click(force=True)
    for _ in range(22):
        redo.click()
    until_weights(page, [6, 38, *KPO[2:]])
    expect(redo).to_have_attribute("aria-disabled", "true")


def test_undo_leaves_other_text_fields_alone(page: Page, harness: str) -> None:
    opened(page, harness)
    grab(page, 0, -130)
    page.mouse.up()
    until_weights(page, [14, 30, *KPO[2:]])
    page.get_by_label("A note of my own").press_sequentially("text")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("A note of my own")).not_to_have_value("text")
    assert weights(page) == [14, 30, *KPO[2:]]
    page.mouse.click(5, 5)
    page.keyboard.press("Meta+z")
    until_weights(page, KPO)


@pytest.mark.journey
def test_a_typed_number_rescales_the_others(page: Page, harness: str) -> None:
    opened(page, harness)
    exact(page, "Labour cost")
    page.keyboard.press("6")
    page.wait_for_timeout(400)
    page.keyboard.press("4")
    until_weights(page, [64, 8, 8, 10, 1.5, 3, 4.5, 1])
    assert order(page)[0] == "India"
    shares = page.locator(".segment .share").all_text_contents()
    assert shares == ["64", "8", "8", "10", "2", "3", "4", ""]
    page.get_by_role("button", name="Undo").click()
    until_weights(page, KPO)
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_what_is_not_a_number_is_not_taken(page: Page, harness: str) -> None:
    opened(page, harness)
    exact(page, "English")
    field = page.get_by_role("textbox", name="English, per cent")
    told = page.locator(".exact").get_by_role("status")
    for text in ("many", "-3", ""):
        field.fill(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(told).to_have_text("A weight is a number from 0 to 100." if text else "")
    page.keyboard.press("Tab")
    expect(field).to_have_value("16")
    assert python_knows(page)["runs"] == 1
    field.fill("15,5")
    found = until(page, lambda known: known["runs"] == 2)
    assert found["weights"]["english"] == 15.5
    assert sum(found["weights"].values()) == pytest.approx(100, abs=1e-9)


@pytest.mark.journey
def test_more_than_there_is_becomes_all_there_is_in_words(page: Page, harness: str) -> None:
    opened(page, harness)
    exact(page, "English")
    field = page.get_by_role("textbox", name="English, per cent")
    told = page.locator(".exact").get_by_role("status")
    page.keyboard.type("150")
    until_weights(page, [0, 100, 0, 0, 0, 0, 0, 0])
    expect(told).to_have_text("English takes 100 %, all that there is.")
    page.keyboard.press("Tab")
    expect(field).to_have_value("100")
    page.get_by_role("button", name="Reset").click()
    until_weights(page, KPO)
    page.get_by_role("button", name="Lock Labour cost").click()
    field.fill("90")
    until_weights(page, [28, 72, 0, 0, 0, 0, 0, 0])
    expect(told).to_have_text("English takes 72 %, all that the locked weights leave.")
    field.fill("60")
    until_weights(page, [28, 60, 3.4286, 4.2857, 0.6428, 1.2857, 1.9286, 0.4286])
    expect(told).to_have_text("")


@pytest.mark.journey
def test_a_weight_that_cannot_move_says_why(page: Page, harness: str) -> None:
    opened(page, harness)
    exact(page, "English")
    for name in list(NAMES.values())[:1] + list(NAMES.values())[2:]:
        page.get_by_role("button", name=f"Lock {name[0]}").click()
    until(page, lambda known: len(known["locks"]) == 7)
    field = page.get_by_role("textbox", name="English, per cent")
    field.fill("30")
    page.keyboard.press("Tab")
    expect(field).to_have_value("16")
    told = page.locator(".exact").get_by_role("status")
    expect(told).to_have_text("All other weights are locked, so English stays at 16 %.")
    assert weights(page) == KPO
    page.get_by_role("button", name="Lock Education").click()
    expect(told).to_have_text("")


@pytest.mark.journey
def test_what_is_said_of_a_criterion_goes_with_its_weight(page: Page, harness: str) -> None:
    opened(page, harness)
    note = page.locator(".row", has_text="Ireland").locator(".note")
    expect(note).to_have_text("English \u2265 624 assumed (native)")
    grab(page, 0, 300)
    expect(note).to_have_text("")
    page.mouse.up()
    until_weights(page, [44, 0, *KPO[2:]])
    page.locator(".row", has_text="Ireland").click()
    expect(page.locator(".detail p")).to_have_text("")
    expect(note).to_have_text("")


@pytest.mark.journey
def test_a_locked_weight_does_not_move(page: Page, harness: str) -> None:
    opened(page, harness)
    exact(page, "English")
    page.get_by_role("button", name="Lock English").click()
    until(page, lambda known: known["locks"] == ["english"])
    expect(page.get_by_role("textbox", name="English, per cent")).to_have_attribute("readonly", "")
    expect(knob(page, 0)).to_have_attribute("aria-label", "Labour cost against Education")
    knob(page, 0).focus()
    page.keyboard.press("PageDown")
    until_weights(page, [18, 16, 26, *KPO[3:]])
    page.get_by_role("textbox", name="Labour cost, per cent").fill("42")
    until_weights(page, [42, 16, 16.5454, 12.7273, 1.9091, 3.8182, 5.7273, 1.2727])
    page.get_by_role("button", name="Lock Labour cost").click()
    expect(knob(page, 0)).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Undo").click()
    until(page, lambda known: known["locks"] == ["english"])


@pytest.mark.journey
def test_everything_on_one_criterion_and_back(page: Page, harness: str) -> None:
    opened(page, harness)
    exact(page, "Talent pool")
    field = page.get_by_role("textbox", name="Talent pool, per cent")
    field.fill("100")
    until_weights(page, [0, 0, 0, 100, 0, 0, 0, 0])
    assert order(page) == [
        "India",
        "China",
        "Russia",
        "Philippines",
        "Israel",
        "Ireland",
        "Czechia",
    ]
    field.fill("30")
    until_weights(
        page, pytest.approx([w * 70 / 80 for w in KPO[:3]] + [30, *(w * 70 / 80 for w in KPO[4:])])
    )
    field.fill("100")
    page.keyboard.press("Tab")
    field.fill("30")
    until_weights(page, [10, 10, 10, 30, 10, 10, 10, 10])
    page.get_by_role("button", name="Reset").click()
    until_weights(page, KPO)


@pytest.mark.journey
def test_a_preset_picked_elsewhere_is_a_step_to_undo(page: Page, harness: str) -> None:
    opened(page, harness)
    grab(page, 0, -130)
    page.mouse.up()
    until_weights(page, [14, 30, *KPO[2:]])
    page.get_by_role("button", name="Equal parts").click()
    until_weights(page, [12.5] * 8)
    assert page.locator(".segment .share").all_text_contents() == ["12.5"] * 8
    page.get_by_role("button", name="Undo").click()
    until_weights(page, [14, 30, *KPO[2:]])
    page.get_by_role("button", name="Undo").click()
    until_weights(page, KPO)


@pytest.mark.journey
def test_the_meaning_of_a_weight_is_said(page: Page, harness: str) -> None:
    opened(page, harness)
    page.locator(".segment").first.hover()
    said = "28 % on Labour cost means: going from the dearest to the cheapest is worth 28 points. "
    expect(page.locator(".hint")).to_have_text(f"{said}1 point here = 1.75 of English.")


def test_the_table_holds_what_the_bars_show(page: Page, harness: str) -> None:
    opened(page, harness)
    page.get_by_role("button", name="Table").click()
    first = page.locator(".twin tbody tr").nth(3)
    words = ["4", "China", "56", "8 %", "1–6\nopen", "14.8, different definition", "4.6"]
    expect(first.locator("td, th").nth(5)).to_have_text(words[5])
    assert first.locator("td, th").all_text_contents()[:7] == words
    expect(page.locator(".twin tbody tr").nth(2)).to_contain_text("Russia (EU sanctions)")
