"""Dragging a divider: what moves at once, what waits for the release."""

import re

import pytest
from playwright.sync_api import Page, expect

from kpo.core.numbers import per_cent
from tests.browser.still import still
from tests.panel.panel_fixture import NAMES, payload
from tests.panel.seen import (
    BAR,
    FOLLOWS,
    grab,
    knob,
    middle,
    opened,
    order,
    python_knows,
    until,
    until_so,
    until_weights,
    weights,
)

pytestmark = pytest.mark.browser
START = ["India", "Philippines", "Russia", "China", "Ireland", "Czechia", "Israel"]
KPO = [28, 16, 16, 20, 3, 6, 9, 2]
AT_LEFT = "knobs => knobs.map(knob => knob.ariaValueNow)"
DUE = "due => Object.entries(chances()).every(([name, said]) => `${said}` === `${due[name]}`)"


def in_turn(ranks: list[int]) -> bool:
    """Tell whether ranks follow one another."""
    return ranks == list(range(ranks[0], ranks[0] + len(ranks)))


def said_by_python(count: int, weights: list[int]) -> dict[str, list[str]]:
    """Return P(first) and the ranks with their verdict of each, as Python counts them."""
    shares = {name: float(share) for name, share in zip(NAMES, weights, strict=True)}
    found = {}
    for row in payload(count, weights=shares)["rows"]:
        assert row["p_first"] is not None
        assert row["band"] is not None
        ranks = "–".join(map(str, dict.fromkeys(row["band"])))
        found[row["name"]] = [per_cent(row["p_first"]), f"{ranks}\n{row['verdict']}"]
    return found


@pytest.mark.journey
def test_the_order_changes_before_the_release(page: Page, harness: str) -> None:
    opened(page, harness)
    assert order(page) == START
    grab(page, 0, -130)
    assert order(page)[0] == "Ireland"
    expect(page.locator(".hint")).to_have_text("Ireland leads, 68 points")
    expect(page.locator(".row", has_text="Ireland").locator(".move")).to_have_text("▲4")
    expect(page.locator(".row", has_text="India").locator(".move")).to_have_text("▼5")
    assert python_knows(page) == {"weights": python_knows(page)["weights"], "locks": [], "runs": 1}
    assert weights(page) == KPO
    page.mouse.up()
    until_weights(page, [14, 30, *KPO[2:]])
    assert python_knows(page)["runs"] == 2


@pytest.mark.journey
@pytest.mark.parametrize("count", [7, 100])
def test_chances_follow_the_divider_and_the_release_changes_none(
    page: Page, harness: str, count: int
) -> None:
    opened(page, harness, f"?count={count}")
    page.evaluate(FOLLOWS)
    page.wait_for_function(DUE, arg=said_by_python(count, KPO))
    for by in (-130, 90):
        grab(page, 0, by)
        expect(page.locator(".kp")).to_have_class(re.compile(r"\blive\b"))
        held = round(float(knob(page, 0).get_attribute("aria-valuenow") or 0))
        wanted = [held, 44 - held, *KPO[2:]]
        due = said_by_python(count, wanted)
        page.wait_for_function(DUE, arg=due)
        page.evaluate("record()")
        page.mouse.up()
        until_weights(page, [float(share) for share in wanted])
        order(page)
        assert page.evaluate("changed") == []
        page.wait_for_function(DUE, arg=due)


def test_rows_out_of_sight_stand_still_in_a_drag_and_follow_after_it(
    page: Page, harness: str
) -> None:
    opened(page, harness, "?count=100")
    placed = """rows => rows
        .map(row => [new DOMMatrix(getComputedStyle(row).transform).f / 50 + 1,
                     parseInt(row.querySelector(".rank").textContent)])
        .filter(([place]) => place > 60)"""
    rows = page.locator(".row")
    before = rows.evaluate_all(placed)
    grab(page, 0, -130)
    assert rows.evaluate_all(placed) == before
    page.mouse.up()
    until_weights(page, [14, 30, *KPO[2:]])
    until_so(page, lambda: rows.evaluate_all(placed) != before)
    still(page)
    after = rows.evaluate_all(placed)
    assert all(place == rank for place, rank in after)
    assert len(after) == 40


@pytest.mark.journey
def test_a_drag_moves_the_two_neighbours_only_and_by_whole_per_cents(
    page: Page, harness: str
) -> None:
    opened(page, harness)
    grab(page, 2, 47)
    page.mouse.up()
    found = list(until(page, lambda known: known["runs"] == 2)["weights"].values())
    assert found == [28, 16, 21, 15, 3, 6, 9, 2]


@pytest.mark.journey
def test_escape_gives_the_drag_up(page: Page, harness: str) -> None:
    opened(page, harness)
    grab(page, 0, -130)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order(page) == START
    assert python_knows(page)["runs"] == 1
    expect(page.get_by_role("button", name="Undo")).to_have_attribute("aria-disabled", "true")


def test_a_click_without_a_move_does_nothing(page: Page, harness: str) -> None:
    opened(page, harness)
    knob(page, 0).click()
    page.locator(".segment").first.click()
    assert python_knows(page) == {"weights": python_knows(page)["weights"], "locks": [], "runs": 1}
    knob(page, 0).press("ArrowLeft")
    until_weights(page, [27, 17, *KPO[2:]])
    assert python_knows(page)["runs"] == 2


@pytest.mark.journey
def test_a_finger_drags_too(page: Page, harness: str) -> None:
    opened(page, harness)
    x, y = middle(knob(page, 0))
    width = page.locator(".kp .segments").evaluate("bar => bar.clientWidth")
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 9):
        touch("touchMove", {"x": x - 130 / BAR * width * step / 8, "y": y + step})
    assert order(page)[0] == "Ireland"
    assert weights(page) == KPO
    touch("touchEnd")
    until_weights(page, [14, 30, *KPO[2:]])


@pytest.mark.journey
def test_a_weight_dragged_to_nothing_comes_back(page: Page, harness: str) -> None:
    opened(page, harness)
    grab(page, 6, -200)
    page.mouse.up()
    until_weights(page, [28, 16, 16, 20, 3, 6, 0, 11])
    grab(page, 6, 66)
    page.mouse.up()
    until_weights(page, [28, 16, 16, 20, 3, 6, 7, 4])


def test_handles_are_24_pixels_wide_and_never_cover_each_other(page: Page, harness: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    opened(page, harness)
    for place in (5, 4, 3):
        knob(page, place).focus()
        page.keyboard.press("Home")
    still(page)
    boxes = page.get_by_role("slider").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(b => [b.x, b.y, b.width, b.height])"
    )
    assert all(width > 23.99 and height > 23.99 for _, _, width, height in boxes)
    for i, (x, y, width, height) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = abs(other[0] - x) >= width - 0.01
            assert apart or other[1] >= y + height or y >= other[1] + other[3]


def test_a_hundred_destinations_stand_by_score(page: Page, harness: str) -> None:
    opened(page, harness, "?count=100")
    grab(page, 0, -130)
    page.mouse.up()
    until_weights(page, [14, 30, *KPO[2:]])
    rows = page.locator(".kp .row")

    def scores() -> list[int]:
        placed = rows.evaluate_all(
            "rows => rows.map(row => [new DOMMatrix(getComputedStyle(row).transform).f,"
            " Number(row.querySelector('.score').textContent)]).sort((a, b) => a[0] - b[0])"
        )
        return [score for _, score in placed]

    until_so(page, lambda: scores() == sorted(scores(), reverse=True))
    assert len(scores()) == 100


def test_what_scrolls_into_view_during_a_drag_is_up_to_date(page: Page, harness: str) -> None:
    opened(page, harness, "?count=100")
    grab(page, 0, -130)
    page.mouse.wheel(0, 2500)
    page.mouse.move(5, 300)
    seen = "rows => rows.filter(row => row.getBoundingClientRect().top > 0"
    seen += " && row.getBoundingClientRect().bottom < innerHeight)"
    seen += ".sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
    seen += ".map(row => Number.parseInt(row.querySelector('.rank').textContent))"
    rows = page.locator(".kp .row")
    until_so(page, lambda: rows.evaluate_all(seen)[0] > 30)
    until_so(page, lambda: in_turn(rows.evaluate_all(seen)))
    assert len(rows.evaluate_all(seen)) > 15
    page.mouse.up()
