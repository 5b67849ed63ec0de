"""Axis, chances, ranks, differences: what the columns of a row show."""

import pytest
from playwright.sync_api import Page, expect

from kpo.core.numbers import per_cent
from tests.browser.still import still
from tests.panel.panel_fixture import KPO, SEVEN, payload
from tests.panel.seen import grab, opened

pytestmark = pytest.mark.browser
SCORES = {
    name: sum(w * z for w, z in zip(KPO.values(), scores, strict=True)) / 100
    for name, scores in SEVEN.values()
}


def wide(page: Page, name: str) -> float:
    """Return how far a bar reaches, in parts of its column."""
    row = page.locator(".kp .row", has_text=name)
    reach = "bar => Math.max(...[...bar.children].map((one) => one.getBoundingClientRect().right))"
    bar = row.locator(".bar")
    box = bar.bounding_box()
    assert box
    return float((bar.evaluate(reach) - box["x"]) / box["width"])


def chance(page: Page, name: str) -> str:
    return page.locator(".kp .row", has_text=name).locator(".chance").inner_text()


@pytest.mark.journey
def test_bars_end_at_the_highest_score_and_the_axis_says_so(page: Page, harness: str) -> None:
    opened(page, harness)
    assert page.locator(".axis i").all_inner_texts() == ["0 points", "20", "40", "60, the highest"]
    assert wide(page, "India") == pytest.approx(1, abs=0.002)
    assert wide(page, "Israel") == pytest.approx(SCORES["Israel"] / SCORES["India"], abs=0.002)
    expect(page.locator(".foot")).to_contain_text("Bars end at 60, the highest score shown.")


@pytest.mark.journey
def test_no_bar_leaves_its_column_while_a_divider_moves(page: Page, harness: str) -> None:
    opened(page, harness)
    grab(page, 0, -260)
    for name in SCORES:
        assert wide(page, name) <= 1.002
    assert wide(page, "Ireland") == pytest.approx(1, abs=0.002)
    page.mouse.up()


@pytest.mark.journey
def test_only_contenders_have_a_number_and_everybody_a_line(page: Page, harness: str) -> None:
    opened(page, harness)
    given = {row["name"]: row["p_first"] for row in payload()["rows"]}
    shown = {name: chance(page, name) for name in SCORES}
    sure = {name: share for name, share in given.items() if share and share > 0.005}
    assert {name: words for name, words in shown.items() if words not in ("", "< 1 %")} == {
        name: per_cent(share) for name, share in sure.items()
    }
    row = page.locator(".kp .row", has_text="Czechia")
    expect(row.locator(".meter")).to_be_hidden()
    best, worst = next(row["band"] or () for row in payload()["rows"] if row["country"] == "CZE")
    line, dot, track = (row.locator(f".{name}").bounding_box() for name in ("line", "dot", "track"))
    assert line and dot and track
    step = track["width"] / 6
    assert line["x"] - track["x"] == pytest.approx(step * (best - 1), abs=1)
    assert line["width"] == pytest.approx(step * (worst - best), abs=1)
    assert dot["x"] + dot["width"] / 2 - track["x"] == pytest.approx(step * 5, abs=1)
    assert page.locator(".places i").all_inner_texts() == list("1234567")


@pytest.mark.journey
def test_differences_to_the_first_stand_on_both_sides_of_it(page: Page, harness: str) -> None:
    opened(page, harness)
    switch = page.get_by_role("button", name="Differences to the first")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    czechia = page.locator(".kp .row", has_text="Czechia")
    expect(czechia.locator(".score")).to_have_text(f"−{SCORES['India'] - SCORES['Czechia']:.0f}")
    expect(page.locator(".kp .row", has_text="India").locator(".score")).to_have_text("60")
    still(page)
    zero = page.locator(".axis i", has_text="as India").bounding_box()
    lefts = czechia.locator(".bar i").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().left)"
    )
    assert zero
    middle = zero["x"] + zero["width"] / 2
    more = [theirs > ours for ours, theirs in zip(SEVEN["IND"][1], SEVEN["CZE"][1], strict=True)]
    assert [left > middle - 1 for left in lefts] == more
    switch.click()
    expect(czechia.locator(".score")).to_have_text("53")
