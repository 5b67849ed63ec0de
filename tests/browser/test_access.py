"""Everybody can use every page: names, headings, contrast, zoom, motion, forced colours."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kpo.style import TEXT_SIZES
from tests.browser.pages import ADDRESSES, EVERYWHERE, SLOW, TITLES, Look, serious, settled, visit
from tests.browser.still import still
from tests.variants import THEMES, repeated

LINE = ("work", "client", "destinations", "weights", "rules", "figures")
Opened = Callable[..., Page]
WIDE = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map((one) => one.scrollWidth - one.clientWidth)"""
MOVING = """() => {
    const found = [];
    const walk = (node) => {
        for (const one of node.querySelectorAll('*')) {
            if (one.shadowRoot) walk(one.shadowRoot);
            const style = getComputedStyle(one);
            const times = `${style.transitionDuration},${style.animationDuration}`.split(',');
            if (times.some((time) => parseFloat(time) > .001)) found.push(one.className);
        }
    };
    walk(document);
    return found;
}"""


CUT = """one => {
    const { outlineWidth, outlineOffset } = getComputedStyle(one);
    const wide = parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const { left, top, right, bottom } = one.getBoundingClientRect();
    let up = one;
    while ((up = up.parentElement) && !up.matches('[data-testid=stMain]')) {
        const box = up.getBoundingClientRect();
        const over = Math.max(box.left - left, box.top - top,
            right - box.right, bottom - box.bottom);
        if (getComputedStyle(up).overflowX !== 'visible' && over + wide > .5) return over + wide;
    }
    return 0;
}"""
"""How much of the ring around what has the keyboard is cut off, in pixels."""


CUT_WORDS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')]
    .flatMap((chart) => {
        const { left, right } = chart.getBoundingClientRect();
        return [...chart.querySelectorAll('text')].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.width && (box.left < left - 1 || box.right > right + 1);
        }).map((one) => one.textContent);
    })"""


@pytest.fixture
def opened(alone: str, tab: Callable[..., Page]) -> Opened:
    """Open an address in a tab of its own; keywords go to the browser."""

    def page(address: str, **how: Any) -> Page:
        made = tab(**how)
        visit(made, f"{alone}{address}")
        return made

    return page


def test_every_address_is_looked_at() -> None:
    assert {getattr(one, "values", (one,)) for one in ADDRESSES} == {(one,) for one in EVERYWHERE}


@pytest.mark.journey
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing_on_any_page(seen: Look, scheme: str, address: str) -> None:
    assert seen(scheme, address).violations == ()


@pytest.mark.journey
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", THEMES)
def test_no_page_has_a_seventh_size_of_type(seen: Look, scheme: str, address: str) -> None:
    six = {16 * float(size.removesuffix("rem")) for size in TEXT_SIZES}
    assert seen(scheme, address).sizes - six == frozenset()


@pytest.mark.journey
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_its_name_and_language(seen: Look, address: str) -> None:
    one = seen("light", address)
    assert one.title == f"{TITLES[address[1:].partition('?')[0]]} \u00b7 KPO Atlas"
    assert one.language == "en"


@pytest.mark.journey
@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_begin_with_the_finding_and_leave_out_no_level(seen: Look, address: str) -> None:
    one = seen("light", address)
    levels = [level for level, _ in one.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = [after - before for before, after in zip(levels, levels[1:], strict=False)]
    assert max(steps, default=0) <= 1
    assert all(text.strip() for _, text in one.headings)


@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing_in_what_opens(opened: Opened, scheme: str) -> None:
    page = opened("/ranking", color_scheme=scheme)
    body = page.get_by_test_id("stPopoverBody")
    for name in LINE:
        page.locator(f".st-key-kpo-part-{name} button").first.click()
        expect(body).to_be_visible()
        settled(page)
        assert (name, serious(page)) == (name, ())
        page.keyboard.press("Escape")
        expect(body).to_be_hidden()
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.locator(".st-key-kpo-files button").first).to_be_visible(timeout=SLOW)
    assert serious(page) == ()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Exact weights").click()
    page.get_by_role("button", name="Table", exact=True).click()
    assert serious(page) == ()


@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing_on_the_stage_and_on_a_full_shelf(opened: Opened, scheme: str) -> None:
    page = opened("/scenarios", color_scheme=scheme)
    page.get_by_role("textbox", name="Name", exact=True).fill("One")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[class*='st-key-kpo-saved-'] h3")).to_have_count(1, timeout=SLOW)
    settled(page)
    assert serious(page) == ()
    page = opened("/present", color_scheme=scheme)
    page.get_by_role("button", name="Leave out Sources").click()
    expect(page.get_by_role("button", name="Add Sources")).to_be_visible()
    settled(page)
    assert serious(page) == ()
    page.get_by_role("button", name="Present", exact=True).click()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "End", "Home"):
        still(page)
        assert serious(page) == ()
        page.keyboard.press(key)


def test_first_stop_of_the_keyboard_leads_past_the_header(opened: Opened) -> None:
    page = opened("/ranking")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the finding")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("clip-path", "none")
    page.keyboard.press("Enter")
    expect(page.locator(".kpo-headline")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Got it")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Reset")).to_be_focused()


@pytest.mark.journey
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_scrolls_sideways_at_four_times_and_at_twice_the_size(
    opened: Opened, address: str
) -> None:
    page = opened(address, viewport={"width": 320, "height": 640})
    assert page.evaluate(WIDE) == [0, 0]
    last = page.locator(".st-key-kpo-actions").get_by_text("Export").bounding_box()
    assert last
    assert last["x"] + last["width"] <= 320 - 16
    page.set_viewport_size({"width": 640, "height": 400})
    settled(page)
    page.wait_for_function(f"() => ({WIDE})().every((over) => over === 0)")


@pytest.mark.parametrize(
    "address", repeated(["/compare", "/how_sure", "/business_case", "/country"], 2)
)
def test_no_word_of_a_chart_is_cut_on_a_phone(opened: Opened, address: str) -> None:
    page = opened(address, viewport={"width": 390, "height": 844})
    assert page.evaluate(CUT_WORDS) == []


@pytest.mark.parametrize(
    "address", repeated(["/country", "/explore?view=bars", "/data?part=Figures"])
)
def test_the_ring_around_a_button_of_a_group_is_not_cut(opened: Opened, address: str) -> None:
    page = opened(address)
    for group in page.get_by_test_id("stButtonGroup").all():
        button = group.get_by_role("radio").first
        button.focus()
        expect(button).to_have_css("outline-style", "solid")
        assert button.evaluate(CUT) == 0


def test_who_wants_no_motion_gets_none(opened: Opened) -> None:
    assert opened("/ranking").evaluate(MOVING) != []
    for address in ("/ranking", "/country", "/present"):
        assert opened(address, reduced_motion="reduce").evaluate(MOVING) == []
