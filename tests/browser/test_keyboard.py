"""The main job from the first look to the file and the link, without a mouse."""

from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, TimeoutError, expect

from kpo import Scenario, rank
from kpo.analysis.comparison import comparison
from kpo.data.catalog import Catalog
from kpo.narrative.comparison import headline as compared
from kpo.narrative.profile import profile
from kpo.narrative.ranking import headline
from kpo.scenarios.link import from_link
from kpo.scoring.ranking import weights_of
from tests.browser.pages import SLOW, TITLES, settled, visit
from tests.browser.profile import PATIENCE_MS
from tests.panel.seen import order
from tests.variants import repeated

FINDING = ".kpo-headline"
STOPS = 60
# A table of many figures is drawn on a canvas, and with it the frame of the cell that one is in.
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const around = [at];
    while (around.length < 6 && around.at(-1).parentElement) {
        around.push(around.at(-1).parentElement);
    }
    const ring = [at.closest('label') ?? at, at].map((one) => getComputedStyle(one));
    ring.push(getComputedStyle(at, '::before'));
    const accent = getComputedStyle(document.querySelector('.kpo-skip')).color;
    const framed = around.some((one) => getComputedStyle(one).borderTopWidth !== '0px'
        && getComputedStyle(one).borderTopColor === accent);
    const named = at.getAttribute('aria-label') ?? at.innerText ?? '';
    return {
        name: named.replace(/\\s+/g, ' ').trim(),
        role: at.getAttribute('role') ?? at.tagName.toLowerCase(),
        marked: at === document.body || framed || at.role === 'gridcell'
            || ring.some((one) => one.outlineStyle !== 'none' || one.boxShadow !== 'none'),
    };
}"""


@pytest.fixture
def typing(context: BrowserContext) -> BrowserContext:
    """A profile that may use the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


class Keyboard:
    """Goes from stop to stop, and remembers where one could not see where one is."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unmarked: list[str] = []
        self.passed: list[str] = []

    def reach(self, name: str, role: str = "", key: str = "Tab") -> None:
        """Press a key until what has this name, or begins with it, is reached."""
        self.passed = []
        for _ in range(STOPS):
            self.page.keyboard.press(key)
            at = self.at()
            self.passed.append(at["name"])
            if not at["marked"]:
                self.unmarked.append(f"{at['role']} {at['name'][:60]}")
            if at["name"].startswith(name) and role in ("", at["role"]):
                return
        message = f"{name} is not reached: {self.passed}"
        raise AssertionError(message)

    def at(self) -> dict[str, Any]:
        """What has the keyboard, once its frame has taken its colour or will not any more."""
        with suppress(TimeoutError):
            self.page.wait_for_function(f"() => ({FOCUSED})().marked", timeout=PATIENCE_MS)
        found: dict[str, Any] = self.page.evaluate(FOCUSED)
        return found

    def press(self, name: str, role: str = "", key: str = "Tab") -> None:
        self.reach(name, role, key)
        self.page.keyboard.press("Enter")


def test_the_whole_job_without_a_mouse(
    server: str, typing: BrowserContext, atlas: Catalog, tmp_path: Path
) -> None:
    page = typing.new_page()
    keys = Keyboard(page)
    finding = page.locator(FINDING)
    visit(page, f"{server}/ranking")

    keys.press("Knowledge work (KPO)")
    expect(page.get_by_role("radio", name="Technology", exact=False).first).to_be_visible()
    settled(page)
    assert keys.at()["name"] == "Knowledge work"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    chosen = page.locator(".st-key-kpo-part-work button").first
    expect(chosen).not_to_contain_text("Knowledge work", timeout=SLOW)
    tier = chosen.inner_text().partition("(")[2][:3]
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()
    expect(chosen).to_be_focused()
    settled(page)

    keys.reach("Labour cost against English", "slider")
    page.keyboard.press("PageDown")
    own = weights_of(atlas, Scenario(tier=tier))
    own |= {"labour_cost": own["labour_cost"] - 10, "english": own["english"] + 10}
    ranking = rank(atlas, Scenario(tier=tier, weights=own))
    expect(finding).to_have_text(headline(ranking), timeout=SLOW)
    assert order(page)[: len(ranking.rows)] == [row.name for row in ranking.rows]
    first, second = ranking.rows[:2]

    keys.press("Country", "a", "Shift+Tab")
    expect(page).to_have_title("Country \u00b7 KPO Atlas", timeout=SLOW)
    found = profile(atlas, ranking.scenario, first.country)
    expect(finding).to_have_text(found.headline, timeout=SLOW)

    keys.press("Compare")
    expect(page).to_have_title("Compare \u00b7 KPO Atlas", timeout=SLOW)
    made = comparison(atlas, ranking.scenario, (first.country, second.country))
    expect(finding).to_have_text(compared(atlas, made), timeout=SLOW)
    settled(page)

    keys.press("Copy link")
    expect(page.get_by_role("button", name="Link copied")).to_be_focused()
    copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    assert copied.path == "/compare"
    kept = from_link(atlas, parse_qs(copied.query)["s"][0]).scenario
    assert (kept.tier, kept.weights) == (tier, own)

    keys.press("Export")
    expect(page.locator(".st-key-kpo-files button").first).to_be_visible(timeout=SLOW)
    settled(page)
    keys.reach("Table as shown, CSV")
    with page.expect_download(timeout=SLOW) as waiting:
        page.keyboard.press("Enter")
    path = tmp_path / "ranking.csv"
    waiting.value.save_as(path)
    assert first.name in path.read_text(encoding="utf-8-sig")
    assert keys.unmarked == []


@pytest.mark.journey
@pytest.mark.parametrize("name", repeated(name for name in TITLES if name != "ranking"))
def test_the_keyboard_meets_the_header_then_the_choice_then_the_page(
    server: str, page: Page, name: str
) -> None:
    visit(page, f"{server}/{name}")
    keys = Keyboard(page)
    keys.reach("figures of")
    assert [stop for stop in keys.passed if stop in TITLES.values()] == list(TITLES.values())
    stops = [keys.passed.index(stop) for stop in ("Skip to the finding", "Data", "Copy link")]
    assert stops == sorted(stops)
    for _ in range(25):
        page.keyboard.press("Tab")
        assert keys.at()["marked"], keys.at()
