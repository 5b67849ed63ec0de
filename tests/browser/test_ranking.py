"""The main job on the real page: move a weight, see ranks change, take it back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.narrative.ranking import headline
from kpo.scenarios.link import to_link
from kpo.scoring.ranking import weights_of
from tests.browser.pages import SLOW, settled
from tests.panel.seen import grab, order
from tests.variants import repeated

HEADLINE = ".kpo-headline"
Names = Callable[..., list[str]]
FOCUSED = """
() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('role');
}
"""


@pytest.fixture
def names(atlas: Catalog) -> Names:
    """Names in rank order for weights given as whole per cents, the tier's where not named."""

    def ranked(**changed: float) -> list[str]:
        weights = weights_of(atlas, Scenario()) | changed
        return [row.name for row in rank(atlas, Scenario(weights=weights)).rows]

    return ranked


def ranked(page: Page) -> list[str]:
    """The ranked destinations, without those that stand under them."""
    aside = page.locator(".kp .row:is([data-aside=home], [data-aside=left])").count()
    return order(page)[:-aside]


def opened(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.get_by_role("slider").first).to_be_visible()
    expect(page.locator(".row .chance").first).to_contain_text("%")
    settled(page)


@pytest.mark.journey
def test_a_dragged_divider_moves_the_ranks_before_the_release(
    server: str, page: Page, names: Names
) -> None:
    opened(page, server)
    assert ranked(page) == names()
    before = page.locator(HEADLINE).inner_text()
    grab(page, 0, -200)
    during = ranked(page)
    assert during != names()
    held = page.locator(HEADLINE).inner_text()
    assert held != before
    assert during[0] in held
    page.mouse.up()
    expect(page.locator(".st-key-kpo-aside")).not_to_have_attribute("data-late", "")
    assert page.locator(HEADLINE).inner_text() == held
    assert ranked(page) == during
    page.get_by_role("button", name="Undo", exact=True).press("Enter")
    expect(page.locator(HEADLINE)).to_have_text(before)
    assert ranked(page) == names()


@pytest.mark.journey
def test_a_phone_has_no_empty_room_under_the_finding(server: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    opened(page, server)
    sentence = page.locator(".kpo-standfirst").bounding_box()
    below = page.get_by_role("complementary", name="First steps").bounding_box()
    assert sentence and below
    assert below["y"] - (sentence["y"] + sentence["height"]) < 40


def test_every_head_and_criterion_of_the_panel_has_a_mark(
    server: str, page: Page, atlas: Catalog
) -> None:
    opened(page, server)
    heads = page.locator(".kp .heads a")
    assert heads.evaluate_all("marks => marks.map((one) => one.getAttribute('href'))") == [
        f"method#word-{word}"
        for word in ("destination", "score", "first-in", "contribution", "ranks")
    ]
    page.get_by_role("button", name="Exact weights").click()
    marks = page.locator(".kp .exact a")
    names = [item.name for item in atlas.criteria.values()]
    expect(marks).to_have_count(len(names))
    for place, name in enumerate(names):
        expect(marks.nth(place)).to_have_accessible_name(f"What \u201c{name}\u201d means")
    page.locator(".kp .row").first.click()
    expect(page.locator(".kp .detail tbody a")).to_have_count(len(names))
    page.locator(".kp .segment").first.click()
    page.get_by_role("dialog", name=names[0]).get_by_role("link").click()
    expect(page.locator("#word-labour-cost")).to_be_focused(timeout=SLOW)


@pytest.mark.journey
@pytest.mark.parametrize("width", repeated([1280, 390, 320], 2))
def test_no_name_and_no_note_under_it_is_cut_and_every_head_s_mark_is_inside(
    server: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, server)
    notes = page.locator(".kp .odd")
    ireland = notes.filter(has_text="dearer than at home")
    expect(ireland).to_contain_text(re.compile("assumed .native.*: doubtful$"))
    cut = "all => all.filter((one) => one.scrollHeight > one.clientHeight + 2).length"
    assert notes.evaluate_all(cut) == 0
    wide = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".kp .country").evaluate_all(wide) == 0
    marks = page.locator(".kp .heads a >> visible=true")
    expect(marks).to_have_count(5)
    panel = page.locator(".kp").bounding_box()
    boxes = [one.bounding_box() for one in marks.all()]
    assert panel
    assert all(box and box["x"] + box["width"] <= panel["x"] + panel["width"] for box in boxes)


@pytest.mark.parametrize("width", repeated([1440, 1280]))
def test_the_weights_stay_where_they_are_when_the_finding_grows(
    server: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, server)
    before = page.locator(".kp .weights").bounding_box()
    page.locator(HEADLINE).evaluate(
        "node => { node.textContent = "
        "'India leads for knowledge work, contested by the United States'; }"
    )
    assert page.locator(".kp .weights").bounding_box() == before


def test_the_whole_job_by_keyboard_alone(
    server: str, page: Page, names: Names, atlas: Catalog
) -> None:
    opened(page, server)
    before = page.locator(HEADLINE).inner_text()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "slider":
            break
    page.keyboard.press("PageDown")
    weights = weights_of(atlas, Scenario()) | {"labour_cost": 15, "english": 23}
    told = headline(rank(atlas, Scenario(weights=weights)))
    expect(page.locator(HEADLINE)).to_have_text(told)
    assert ranked(page) == names(labour_cost=15, english=23)
    page.keyboard.press("Control+z")
    expect(page.locator(HEADLINE)).to_have_text(before)
    page.keyboard.press("Control+y")
    expect(page.locator(HEADLINE)).to_have_text(told)


@pytest.mark.journey
def test_the_map_is_open_and_leads_to_a_country(server: str, page: Page, atlas: Catalog) -> None:
    opened(page, server)
    india = next(row for row in rank(atlas, Scenario()).rows if row.country == "IND")
    shape = page.locator(f"path[aria-label='India: {india.score:.0f}']").first
    expect(shape).to_be_visible(timeout=30_000)
    shape.click(force=True)
    expect(page.locator(HEADLINE)).to_have_text(re.compile("India ranks first"), timeout=30_000)


def test_the_map_follows_a_release_and_stays_closed_where_it_was_closed(
    server: str, page: Page
) -> None:
    opened(page, server)
    shape = page.locator("path[aria-label^='India: ']").first
    expect(shape).to_be_visible(timeout=30_000)
    before = str(shape.get_attribute("aria-label"))
    grab(page, 0, -200)
    page.mouse.up()
    expect(shape).not_to_have_attribute("aria-label", before, timeout=30_000)
    fold = page.get_by_text("Every country we can rank")
    fold.click()
    expect(shape).to_have_count(0)
    page.get_by_role("link", name="Country", exact=True).click()
    expect(fold).to_have_count(0)
    page.get_by_role("link", name="Ranking", exact=True).click()
    expect(fold).to_be_visible()
    expect(page.locator("details:has-text('Every country we can rank')")).not_to_have_attribute(
        "open", ""
    )


@pytest.mark.parametrize("width", repeated([1440, 390]))
def test_how_much_is_known_stays_in_its_column_and_says_what_is_missing(
    server: str, page: Page, atlas: Catalog, width: int
) -> None:
    few = ("IND", "ARG", "SVN", "UKR", "BOL", "VNM")
    scenario = Scenario(countries=few)
    ranking = rank(atlas, scenario)
    partly = [row for row in ranking.rows if row.coverage < 0.995]
    assert len(partly) > 2
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, f"{server}/?s={to_link(atlas, scenario, ranking)}")
    for row in partly:
        line = page.locator(".kp .row").filter(has=page.get_by_text(row.name, exact=True)).first
        line.scroll_into_view_if_needed()
        known = line.locator(".known")
        expect(known).to_contain_text(f"{round(100 * row.coverage)} % known")
        expect(line.locator(".odd")).to_contain_text(re.compile("no figure|no figures"))
        words, whole, bar = (part.bounding_box() for part in (known, line, line.locator(".bar")))
        assert words
        assert whole
        assert bar
        right = words["x"] + words["width"]
        assert right <= whole["x"] + whole["width"]
        above_or_below = words["y"] >= bar["y"] + bar["height"] or bar["y"] >= words["y"]
        assert right <= bar["x"] or above_or_below


def test_weights_changed_twice_go_along_to_a_page_and_back_in_one_step(
    server: str, page: Page
) -> None:
    opened(page, server)
    divider = page.get_by_role("slider").first
    addresses, places = [], []
    for _ in range(2):
        before = page.url
        divider.focus()
        page.keyboard.press("PageDown")
        expect(page).not_to_have_url(before)
        addresses.append(page.url)
        places.append(divider.get_attribute("aria-valuenow") or "")
    assert places[0] != places[1]
    page.get_by_role("link", name="How sure", exact=True).click()
    expect(page).to_have_url(addresses[1].replace("/?", "/how_sure?"))
    page.go_back()
    expect(page).to_have_url(addresses[1])
    expect(divider).to_have_attribute("aria-valuenow", places[1])
    page.go_back()
    expect(page).to_have_url(addresses[0])
    expect(divider).to_have_attribute("aria-valuenow", places[0])
