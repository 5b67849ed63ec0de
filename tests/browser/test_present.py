"""The Present page: keys, counter, sizes of text, and weights that come back with one key."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from kpo import Scenario, load, rank
from kpo.scenario import to_link
from kpo.scenario_file import scenes_in
from kpo.scenarios import Shown
from kpo.scenes import deck
from tests.browser.server import serve
from tests.panel.seen import grab, order

SCENES = deck(load(), Scenario())
SLOW = 60_000
SMALL = """() => {
    const stage = document.querySelector('.st-key-kpo-present dialog')
        ?? [...document.querySelectorAll('*')].map((one) => one.shadowRoot?.querySelector('dialog'))
            .find(Boolean);
    const told = (node) => [...node.childNodes]
        .some((one) => one.nodeType === 3 && one.data.trim());
    const seen = (node) => node.checkVisibility() && !node.closest('.unseen');
    return [...stage.querySelectorAll('*')].filter((node) => told(node) && seen(node))
        .map((node) => [node.textContent, parseFloat(getComputedStyle(node).fontSize)
            * node.currentCSSZoom])
        .filter(([, size]) => size < 17.999);
}"""


@pytest.fixture
def fresh() -> Iterator[str]:
    """A server that nobody has reached yet."""
    with serve() as address:
        yield address


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}/present")
    expect(page.locator(".list .entry")).to_have_count(len(SCENES), timeout=SLOW)


def started(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".kp .row").first).to_be_visible()
    page.wait_for_timeout(500)


def title(page: Page) -> str:
    return page.locator(".sheet h2").inner_text()


def test_deep_link_on_a_fresh_server_presents_every_scene(fresh: str, page: Page) -> None:
    started(page, fresh)
    for place, scene in enumerate(SCENES, start=1):
        expect(page.locator(".sheet h2")).to_have_text(scene.title)
        expect(page.locator(".sheet .caption")).to_have_text(scene.caption)
        expect(page.locator(".count")).to_have_text(f"{place} / {len(SCENES)}")
        page.keyboard.press("ArrowRight")


def test_who_is_left_out_is_told_under_the_first_scene(server: str, page: Page) -> None:
    started(page, server)
    assert order(page)[:7] == [*(row.name for row in SCENES[0].ranking.rows), "Sweden"]
    assert page.locator(".kp .rows").evaluate(
        "(rows) => rows.querySelector('[data-aside=home]').getBoundingClientRect().bottom"
        " <= rows.getBoundingClientRect().bottom + 1"
    )
    expect(page.locator(".sheet .source")).to_contain_text(
        "Left out: Russia (sectoral sanctions, EU), 68 points (3)."
    )


def test_keys_go_through_the_scenes_and_out(server: str, page: Page) -> None:
    started(page, server)
    for key, scene in (("PageDown", 1), ("End", -1), ("ArrowLeft", -2), ("Home", 0), (" ", 1)):
        page.keyboard.press(key)
        assert title(page) == SCENES[scene].title
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    assert title(page) == SCENES[1].title
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.locator(".list .entry").nth(4).click()
    expect(page.locator(".sheet h2")).to_have_text(SCENES[4].title)


def test_weights_come_back_with_one_key(server: str, page: Page) -> None:
    started(page, server)
    before = order(page)
    grab(page, 0, -200)
    page.mouse.up()
    expect(page.locator(".sheet .back")).to_be_visible()
    assert order(page) != before
    assert title(page) != SCENES[0].title
    page.keyboard.press("r")
    expect(page.locator(".sheet .back")).to_be_hidden()
    assert order(page) == before
    assert title(page) == SCENES[0].title
    page.keyboard.press("ArrowRight")
    assert title(page) == SCENES[1].title


def test_divider_stays_under_the_pointer_where_the_scene_is_enlarged(
    server: str, chromium: Browser
) -> None:
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    started(page, server)
    place = page.locator(".knob").first
    before = place.bounding_box()
    grab(page, 0, -180)
    after = place.bounding_box()
    page.mouse.up()
    assert before and after
    wide = page.locator(".segments").bounding_box()
    assert wide
    assert after["x"] - before["x"] == pytest.approx(-180, abs=wide["width"] / 100)
    page.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_fits_and_no_text_is_under_18_pixels(
    server: str, chromium: Browser, width: int, height: int, scheme: Any
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    started(page, server)
    for place in range(len(SCENES)):
        assert page.evaluate(SMALL) == [], place
        body = page.locator(".sheet .body")
        assert body.evaluate("node => node.scrollHeight - node.clientHeight") <= 0, place
        page.keyboard.press("ArrowRight")
    page.close()


def test_map_has_the_colours_and_names_of_its_scene(server: str, page: Page) -> None:
    opened(page, server)
    place = next(at for at, scene in enumerate(SCENES) if scene.kind == "map")
    page.locator(".list .entry").nth(place).click()
    lands = page.locator(".map path")
    expect(lands.nth(100)).to_be_attached(timeout=SLOW)
    named = [one for one in SCENES[place].places if one.name]
    assert page.locator(".map .place").all_inner_texts() == [one.name for one in named]
    seen = page.locator('.map path[class^="level-"]').evaluate_all(
        "nodes => nodes.map((node) => node.getAttribute('class'))"
    )
    assert sorted(seen) == sorted(f"level-{one.level}" for one in named)
    assert page.locator(".key li").all_inner_texts() == [
        *(bar.shown for bar in reversed(SCENES[place].bars)),
        "not ranked",
    ]
    expect(page.locator(".key")).to_contain_text("Boundaries do not imply endorsement.")


def test_map_hatches_what_is_not_ranked(server: str, page: Page) -> None:
    catalog = load()
    scenario = Scenario()
    link = to_link(catalog, scenario, rank(catalog, scenario))
    page.goto(f"{server}/present?s={link}")
    expect(page.locator(".list .entry")).to_have_count(len(SCENES), timeout=SLOW)
    page.locator(".list .entry", has_text="The map").click()
    aside = page.locator(".map path.aside")
    expect(aside).to_have_count(1, timeout=SLOW)
    assert "kpo-aside" in aside.evaluate("node => getComputedStyle(node).fill")
    expect(page.locator(".key li").last).to_have_text("not ranked")


def test_scenes_are_taken_along_with_their_own_captions(server: str, page: Page) -> None:
    opened(page, server)
    page.get_by_role("button", name="Scenes and captions").click()
    field = page.get_by_label("In your own words")
    field.fill("Look <b>here</b> first.")
    field.press("Enter")
    page.keyboard.press("Escape")
    page.locator(".list .entry").first.click()
    expect(page.locator(".sheet .caption")).to_have_text("Look <b>here</b> first.")
    page.keyboard.press("Escape")
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_role("button", name="PPTX", exact=True).click()
        expect(page.get_by_role("button", name="PPTX being made")).to_be_disabled()
    slides = Presentation(io.BytesIO(Path(waiting.value.path()).read_bytes())).slides
    assert [slide.shapes.title.text for slide in slides] == [scene.title for scene in SCENES]
    texts = [item.text_frame.text for item in slides[0].shapes if item.has_text_frame]
    assert "Look <b>here</b> first." in texts
    assert f"Link: {server}" in slides[0].notes_slide.notes_text_frame.text
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_role("button", name="Scene file").click()
    shown = scenes_in(Path(waiting.value.path()).read_bytes())
    assert shown[0] == Shown("ranking", "Look <b>here</b> first.")
