"""The Present page: keys, sizes of text, weights that hold, order and words of the scenes."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from kpo import Scenario, load, rank
from kpo.deck import Scene, deck
from kpo.scenarios.collection import SceneChoice
from kpo.scenarios.file import scenes_in
from kpo.scenarios.link import to_link
from tests.browser.pages import SLOW, settled
from tests.browser.still import still
from tests.panel.seen import BAR, grab, order
from tests.variants import THEMES, repeated

CATALOG = load()
EVERY = Scenario(countries=tuple(CATALOG.countries))
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


@cache
def scenes() -> tuple[Scene, ...]:
    """Return the scenes of the default scenario."""
    return deck(CATALOG, Scenario())


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}/present")
    expect(page.locator(".list .entry")).to_have_count(len(scenes()), timeout=SLOW)
    settled(page)


def started(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".kp .row").first).to_be_visible()
    still(page)


def title(page: Page) -> str:
    return page.locator(".sheet h2").inner_text().replace("\u00a0", " ")


def test_deep_link_on_a_fresh_server_presents_every_scene(fresh: str, page: Page) -> None:
    started(page, fresh)
    for place, scene in enumerate(scenes(), start=1):
        expect(page.locator(".sheet h2")).to_have_text(scene.title)
        expect(page.locator(".sheet .caption")).to_have_text(scene.caption)
        expect(page.locator(".count")).to_have_text(f"{place} / {len(scenes())}")
        page.keyboard.press("ArrowRight")


CUT = """() => [...document.querySelectorAll('.st-key-kpo-present *')]
    .map((one) => one.shadowRoot ?? one).flatMap((one) => [...one.querySelectorAll('.kp .row')])
    .flatMap((row) => {
        const box = row.getBoundingClientRect();
        return ['.country', '.flags', '.note', '.score', '.likely'].map((name) =>
            row.querySelector(name)).filter((part) => part.textContent).filter((part) => {
                const { top, bottom, right } = part.getBoundingClientRect();
                return top < box.top - 1 || bottom > box.bottom + 1 || right > box.right + 1
                    || part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0;
            }).map((part) => part.textContent);
    })"""


def whole_rows(page: Page) -> int:
    """Return how many rows of the ranking are to be seen from top to bottom."""
    seen: int = page.locator(".kp .rows").evaluate(
        """(rows) => [...rows.querySelectorAll('.row')].filter((row) =>
            row.getBoundingClientRect().bottom <= rows.getBoundingClientRect().bottom + 1).length"""
    )
    return seen


def move(page: Page, by: float = -200) -> None:
    """Drag the first divider and wait until Python's scenes have followed."""
    grab(page, 0, by)
    page.mouse.up()
    expect(page.locator(".sheet .moved")).to_be_visible()


def turn_to_second(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sheet .count")).to_contain_text("2 / ")
    expect(page.locator(".sheet .body .line").first).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize(("width", "height"), repeated([(1280, 720), (1920, 1080)]))
def test_every_row_is_there_with_all_that_is_said_of_it(
    server: str, tab: Callable[..., Page], width: int, height: int
) -> None:
    page = tab(viewport={"width": width, "height": height})
    started(page, server)
    ranked = [row.name for row in scenes()[0].ranking.rows]
    assert order(page) == [*ranked, "Sweden", "Russia"]
    assert whole_rows(page) == 8
    assert page.evaluate(CUT) == []
    move(page)
    still(page)
    assert whole_rows(page) == 8
    assert page.evaluate(CUT) == []
    assert page.evaluate(SMALL) == []


def test_who_has_no_room_is_told_under_the_rows(server: str, page: Page) -> None:
    link = to_link(CATALOG, EVERY, rank(CATALOG, EVERY))
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{server}/present?s={link}")
    page.get_by_role("button", name="Present", exact=True).click(timeout=SLOW)
    source = page.locator(".sheet .source")
    expect(source).to_contain_text("The first ")
    order(page)
    count = whole_rows(page)
    assert count >= 8
    expect(source).to_contain_text(f"The first {count} of {len(rank(CATALOG, EVERY).rows)}.")


@pytest.mark.journey
def test_keys_go_through_the_scenes_and_out(server: str, page: Page) -> None:
    started(page, server)
    for key, scene in (("PageDown", 1), ("End", -1), ("ArrowLeft", -2), ("Home", 0), (" ", 1)):
        page.keyboard.press(key)
        expect(page.locator(".sheet h2")).to_have_text(scenes()[scene].title)
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    assert title(page) == scenes()[1].title
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.locator(".list .entry").nth(4).click()
    expect(page.locator(".sheet h2")).to_have_text(scenes()[4].title)


def test_weights_come_back_with_one_key(server: str, page: Page) -> None:
    started(page, server)
    before = order(page)
    move(page)
    assert order(page) != before
    expect(page.locator(".sheet h2")).not_to_have_text(scenes()[0].title)
    page.keyboard.press("r")
    expect(page.locator(".sheet .moved")).to_be_hidden()
    assert order(page) == before
    expect(page.locator(".sheet h2")).to_have_text(scenes()[0].title)
    turn_to_second(page)
    expect(page.locator(".sheet h2")).to_have_text(scenes()[1].title)


def test_moved_weights_hold_in_the_scenes_that_follow_and_after_leaving(
    server: str, page: Page
) -> None:
    started(page, server)
    move(page)
    leader = order(page)[0]
    found = title(page)
    turn_to_second(page)
    expect(page.locator(".sheet h2")).to_contain_text(leader)
    assert title(page) != scenes()[1].title
    expect(page.locator(".sheet .mark")).to_have_text("Your weights hold in all scenes.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".strip .moved").first).to_be_visible()
    page.reload()
    expect(page.locator(".strip .moved").first).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".sheet h2")).to_have_text(found)
    assert order(page)[0] == leader
    page.keyboard.press("r")
    expect(page.locator(".sheet h2")).to_have_text(scenes()[0].title)


def test_weights_are_kept_for_every_page_with_one_key(server: str, page: Page) -> None:
    started(page, server)
    move(page)
    found = order(page)
    expect(page.get_by_role("button", name="K Keep these weights").last).to_be_visible()
    page.keyboard.press("k")
    expect(page.locator(".sheet .answer")).to_have_text(
        "Kept: these are the weights on every page now.", timeout=SLOW
    )
    expect(page.locator(".sheet .moved")).to_be_hidden()
    assert order(page) == found
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Ranking", exact=True).click()
    expect(page.locator(".kp .row").first).to_be_visible(timeout=SLOW)
    assert order(page)[:6] == found[:6]


def test_a_key_turns_the_scene_while_the_keyboard_is_nowhere(server: str, page: Page) -> None:
    started(page, server)
    page.locator(".sheet h2").evaluate("title => title.blur()")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sheet .count")).to_have_text(f"2 / {len(scenes())}")


def test_weights_are_saved_as_a_scenario_with_one_key(server: str, page: Page) -> None:
    started(page, server)
    move(page)
    turn_to_second(page)
    page.keyboard.press("s")
    expect(page.locator(".sheet .answer")).to_have_text(
        "Saved as “Weights from the meeting”, with a scene of its own.", timeout=SLOW
    )
    expect(page.locator(".sheet .count")).to_have_text(f"3 / {len(scenes()) + 1}")
    page.keyboard.press("Escape")
    expect(page.locator(".list .what").nth(1)).to_have_text("Weights from the meeting")


WHAT = ".list .what"


def names(page: Page) -> list[str]:
    return page.locator(WHAT).all_inner_texts()


def test_scenes_are_ordered_by_dragging(server: str, page: Page) -> None:
    opened(page, server)
    before = names(page)
    grip = page.locator(".list .grip").first
    box, target = grip.bounding_box(), page.locator(".list li").nth(2).bounding_box()
    assert box and target
    page.mouse.move(box["x"] + 5, box["y"] + 10)
    page.mouse.down()
    for y in (40, 80, target["y"] + target["height"] - 4 - box["y"]):
        page.mouse.move(box["x"] + 5, box["y"] + y, steps=4)
    page.mouse.up()
    now = [*before[1:3], before[0], *before[3:]]
    expect(page.locator(WHAT)).to_have_text(now)
    settled(page)
    page.get_by_role("link", name="Data", exact=True).click()
    page.get_by_role("link", name="Present", exact=True).click()
    expect(page.locator(WHAT)).to_have_text(now, timeout=SLOW)


def test_scenes_are_ordered_and_left_out_by_keyboard(server: str, page: Page) -> None:
    opened(page, server)
    before = names(page)
    page.locator(".list .grip").nth(2).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(WHAT)).to_have_text([before[0], before[2], before[1], *before[3:]])
    expect(page.locator(".said-aloud")).to_have_text(f"{before[2]} is scene 2 of {len(before)}.")
    page.keyboard.press("End")
    expect(page.locator(WHAT)).to_have_text([*before[:2], *before[3:], before[2]])
    page.keyboard.press("Home")
    expect(page.locator(WHAT)).to_have_text([before[2], *before[:2], *before[3:]])
    page.get_by_role("button", name=f"Leave out {before[2]}").press("Enter")
    expect(page.locator(WHAT)).to_have_text([*before[:2], *before[3:]])
    page.get_by_role("button", name=f"Add {before[2]}").press("Enter")
    expect(page.locator(WHAT)).to_have_text([*before[:2], *before[3:], before[2]])


def test_writing_goes_on_when_the_screen_becomes_full_meanwhile(server: str, page: Page) -> None:
    started(page, server)
    full = "document.dispatchEvent(new Event('fullscreenchange'))"
    expect(page.locator(".sheet h2")).to_have_text(scenes()[0].title)
    page.keyboard.press("e")
    page.evaluate(full)
    page.keyboard.type("One")
    page.evaluate(full)
    page.keyboard.type(" two")
    page.keyboard.press("Tab")
    page.evaluate(full)
    page.keyboard.type("Three")
    page.keyboard.press("Enter")
    expect(page.locator(".sheet h2")).to_have_text("One two")
    expect(page.locator(".sheet .caption")).to_have_text("Three")


def test_titles_and_captions_are_written_in_place(server: str, page: Page) -> None:
    opened(page, server)
    field = page.get_by_role("textbox", name="Title of Ranking")
    field.fill("Our <b>view</b>")
    field.press("Enter")
    page.get_by_role("textbox", name="Caption of Ranking").fill("And why.")
    page.locator(".list .entry").first.click()
    expect(page.locator(".sheet h2")).to_have_text("Our <b>view</b>")
    expect(page.locator(".sheet .caption")).to_have_text("And why.")
    page.keyboard.press("e")
    page.keyboard.type("Written on the stage", delay=40)
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(page.locator(".sheet .caption")).to_have_text(scenes()[0].caption)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sheet .count")).to_contain_text("2 / ")
    page.keyboard.press("Escape")
    settled(page)
    page.reload()
    expect(field).to_have_text("Written on the stage", timeout=SLOW)


def test_divider_stays_under_the_pointer_where_the_scene_is_enlarged(
    server: str, tab: Callable[..., Page]
) -> None:
    page = tab(viewport={"width": 1920, "height": 1080})
    started(page, server)
    place = page.locator(".knob").first
    before = place.bounding_box()
    grab(page, 0, -180)
    after = place.bounding_box()
    page.mouse.up()
    assert before and after
    wide = page.locator(".segments").bounding_box()
    assert wide
    assert after["x"] - before["x"] == pytest.approx(
        -180 / BAR * wide["width"], abs=wide["width"] / 100
    )


@pytest.mark.journey
@pytest.mark.parametrize(("width", "height"), repeated([(1280, 720), (1920, 1080)]))
@pytest.mark.parametrize("scheme", THEMES)
def test_everything_fits_and_no_text_is_under_18_pixels(
    server: str, tab: Callable[..., Page], width: int, height: int, scheme: str
) -> None:
    page = tab(viewport={"width": width, "height": height}, color_scheme=scheme)
    started(page, server)
    for place in range(len(scenes())):
        assert page.evaluate(SMALL) == [], place
        body = page.locator(".sheet .body")
        assert body.evaluate("node => node.scrollHeight - node.clientHeight") <= 0, place
        page.keyboard.press("ArrowRight")


def test_map_has_the_colours_and_names_of_its_scene(server: str, page: Page) -> None:
    opened(page, server)
    place = next(at for at, scene in enumerate(scenes()) if scene.kind == "map")
    page.locator(".list .entry").nth(place).click()
    lands = page.locator(".map path")
    expect(lands.nth(100)).to_be_attached(timeout=SLOW)
    settled(page)
    named = [one for one in scenes()[place].places if one.name]
    assert page.locator(".map .place").all_inner_texts() == [one.name for one in named]
    seen = page.locator('.map path[class^="level-"]').evaluate_all(
        "nodes => nodes.map((node) => node.getAttribute('class'))"
    )
    assert sorted(seen) == sorted(f"level-{one.level}" for one in named)
    assert page.locator(".key li").all_inner_texts() == [
        *(bar.shown for bar in reversed(scenes()[place].bars)),
        "not ranked",
    ]
    expect(page.locator(".key")).to_contain_text("Boundaries do not imply endorsement.")


def test_map_hatches_what_is_not_ranked(server: str, page: Page) -> None:
    catalog = load()
    scenario = Scenario()
    link = to_link(catalog, scenario, rank(catalog, scenario))
    page.goto(f"{server}/present?s={link}")
    expect(page.locator(".list .entry")).to_have_count(len(scenes()), timeout=SLOW)
    page.locator(".list .entry", has_text="The map").click()
    aside = page.locator(".map path.aside")
    expect(aside).to_have_count(1, timeout=SLOW)
    assert "kpo-aside" in aside.evaluate("node => getComputedStyle(node).fill")
    expect(page.locator(".key li").last).to_have_text("not ranked")


def test_scenes_are_taken_along_with_their_own_captions(server: str, page: Page) -> None:
    opened(page, server)
    for kind, text in (("Title", "We asked first"), ("Caption", "Look <b>here</b> first.")):
        field = page.get_by_role("textbox", name=f"{kind} of Ranking")
        field.fill(text)
        field.press("Enter")
    page.locator(".list .entry").first.click()
    expect(page.locator(".sheet .caption")).to_have_text("Look <b>here</b> first.")
    page.keyboard.press("Escape")
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_role("button", name="PPTX", exact=True).click()
        expect(page.get_by_role("button", name="PPTX being made")).to_be_disabled()
    slides = Presentation(io.BytesIO(Path(waiting.value.path()).read_bytes())).slides
    assert [slide.shapes.title.text for slide in slides] == [
        "We asked first",
        *(scene.title for scene in scenes()[1:]),
    ]
    texts = [item.text_frame.text for item in slides[0].shapes if item.has_text_frame]
    assert "Look <b>here</b> first." in texts
    assert f"Link: {server}" in slides[0].notes_slide.notes_text_frame.text
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_role("button", name="Scene file").click()
    shown = scenes_in(Path(waiting.value.path()).read_bytes())
    assert shown[0] == SceneChoice("ranking", "Look <b>here</b> first.", "We asked first")
