"""Nothing that a user brings is executed in a page, and nothing broken shows a traceback."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from kpo import Scenario, load, rank
from kpo.data.user import to_text, with_user_data
from kpo.export.registry import build
from kpo.scenarios.collection import SavedScenarios, SceneChoice, added, saved
from kpo.scenarios.file import to_text as shelf_text
from kpo.scenarios.link import to_link
from tests.browser.pages import SLOW, settled
from tests.hostile.cases import MARKUP, TRIP
from tests.hostile.evil import IMAGE, NAME, evil, files, scenario
from tests.variants import repeated

PAGES = ("", "country", "compare", "explore", "how_sure", "scenarios", "present", "data")
VIEWS = ("bars", "trend", "map", "scatter", "table")
FOREIGN = re.compile(r"Traceback|\w+Error\b|\w*Exception\b|File \"/")
"""What only a programmer would want to read."""

LIVE = "() => [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot)]"
PLANTED = f"""() => ({LIVE})().filter(Boolean).flatMap((root) => [...root.querySelectorAll(
    "img[src='x'], img[src$='/x'], iframe[srcdoc], [onload], [onerror], [onclick], "
    + "a[href^='javascript'], b[onclick], i[onclick]"
)]).map((one) => one.outerHTML)"""
CATALOG = load()
MINE = with_user_data(CATALOG, evil(CATALOG))


class Watched:
    """A tab in which anything that runs is noticed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.noticed: list[str] = []
        page.on("dialog", lambda box: (self.noticed.append(box.message), box.dismiss()))
        page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        if url.endswith("/x"):
            self.noticed.append(url)

    def clean(self) -> None:
        """Assert that nothing ran, nothing was planted and nothing technical is told."""
        assert self.noticed == []
        for frame in self.page.frames:
            assert frame.evaluate("window.__pwned") is None, frame.url
        assert self.page.evaluate(PLANTED) == []
        text = self.page.locator("body").inner_text()
        assert FOREIGN.findall(text) == []

    def settled(self, address: str) -> None:
        """Open an address and wait until the page is drawn."""
        self.page.goto(address)
        self.still()

    def still(self) -> None:
        app = self.page.get_by_test_id("stApp")
        expect(self.page.locator("h1.kpo-headline").first).to_be_visible(timeout=SLOW)
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=SLOW)


def stored(own: str, scenarios: str) -> str:
    """A script that puts into the browser's storage what a user may have there."""
    return (
        f"localStorage.setItem('kpo-atlas.own-figures', {json.dumps(own)});"
        f"localStorage.setItem('kpo-atlas.scenarios', {json.dumps(scenarios)});"
    )


@pytest.fixture
def watched(page: Page) -> Watched:
    """A fresh tab."""
    return Watched(page)


@pytest.fixture
def owner(page: Page) -> Watched:
    """A tab whose browser has hostile own figures, scenarios and captions stored."""
    shelf = SavedScenarios(
        scenes=(SceneChoice("ranking", IMAGE), SceneChoice("finding", MARKUP[3]))
    )
    for at, text in enumerate(MARKUP[:6]):
        made = Scenario(tier=MINE.top_tiers[at % 3], method="geometric") if at else scenario(MINE)
        shelf = added(shelf, saved(MINE, text, made))
    page.add_init_script(stored(to_text(MINE.own), shelf_text(MINE, shelf)))
    return Watched(page)


def in_use(owner: Watched) -> None:
    expect(owner.page.locator(".st-key-kpo-own-line")).to_be_visible(timeout=SLOW)
    settled(owner.page)


@pytest.mark.journey
def test_trip_wire_is_felt(watched: Watched) -> None:
    watched.page.set_content(f"<p>{IMAGE}</p>")
    watched.page.wait_for_function("window.__pwned === 1")
    with pytest.raises(AssertionError):
        watched.clean()


@pytest.mark.journey
@pytest.mark.parametrize("name", repeated(PAGES))
def test_page_draws_hostile_own_figures_as_text(server: str, owner: Watched, name: str) -> None:
    link = quote(to_link(MINE, scenario(MINE)))
    owner.settled(f"{server}/{name}?s={link}&country=ATL&compare=ATL.IND")
    in_use(owner)
    owner.clean()


@pytest.mark.parametrize("view", repeated(VIEWS))
def test_drawing_shows_hostile_own_figures_as_text(server: str, owner: Watched, view: str) -> None:
    owner.settled(f"{server}/explore?subject=english&figure=evil_days&view={view}&region=all")
    in_use(owner)
    for mark in owner.page.locator(".stVegaLiteChart :is(canvas, svg)").all()[:1]:
        sweep(mark)
    owner.clean()


def sweep(drawing: Locator) -> None:
    """Move over a drawing, so that its tool tips open."""
    box = drawing.bounding_box()
    assert box is not None
    for step in range(1, 9):
        drawing.hover(position={"x": box["width"] * step / 9, "y": box["height"] * step / 9})


def test_scenes_and_saved_scenarios_are_text(server: str, owner: Watched) -> None:
    owner.settled(f"{server}/scenarios")
    in_use(owner)
    heads = owner.page.locator("[class*='st-key-kpo-saved-'] h3")
    expect(heads).to_have_count(6, timeout=SLOW)
    assert [text.removesuffix(" as now") for text in heads.all_inner_texts()] == [
        text[:60] for text in MARKUP[:6]
    ]
    owner.clean()
    owner.settled(f"{server}/present")
    in_use(owner)
    owner.page.get_by_role("button", name="Present", exact=True).click()
    expect(owner.page.locator(".sheet h2")).to_be_visible(timeout=SLOW)
    for _ in range(4):
        owner.clean()
        owner.page.keyboard.press("ArrowRight")


def test_address_full_of_markup_is_passed_over(server: str, watched: Watched) -> None:
    names = ("s", "country", "compare", "figure", "subject", "view", "region", "part", "area")
    for name, text in zip(("country", "compare", "explore", "data", ""), MARKUP, strict=False):
        query = "&".join(f"{key}={quote(text)}" for key in names)
        watched.settled(f"{server}/{name}?{query}&s=%ff%zz&s=%")
        watched.clean()
        expect(watched.page.get_by_text("This link cannot be used.")).to_be_visible()


def upload(watched: Watched, name: str, content: bytes) -> None:
    payload = {"name": name, "mimeType": "text/csv", "buffer": content}
    watched.page.locator("input[type=file]").set_input_files(payload)  # type: ignore[arg-type]


PART = "data?part=Your+own+figures"


@pytest.mark.journey
def test_uploads_that_cannot_be_used_are_told_calmly(server: str, watched: Watched) -> None:
    watched.settled(f"{server}/{PART}")
    page = watched.page
    for name, content, words in (
        (f"{IMAGE}.csv", b"country,indicator\n", "Nothing was changed."),
        ("../../evil.csv", b"\xff\xfe\x00", "Nothing was changed."),
        ("bomb.xlsx", b"PK\x03\x04" + b"\0" * 500, "it is damaged, or not a workbook"),
        ("quote.csv", b'country,indicator,year,value,unit,source\n"' + b"x" * 999, "CSV"),
    ):
        upload(watched, name, content)
        expect(page.get_by_text(words).first).to_be_visible(timeout=SLOW)
        watched.clean()
    assert page.evaluate("localStorage.getItem('kpo-atlas.own-figures')") is None


@pytest.mark.parametrize("size", repeated([10_500_000, 20_000_000]))
def test_file_over_the_limit_is_refused_in_words(
    server: str, watched: Watched, tmp_path: Path, size: int
) -> None:
    watched.settled(f"{server}/{PART}")
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * size)
    watched.page.locator("input[type=file]").set_input_files(large)
    said = watched.page.get_by_text("10.0MB or smaller")
    expect(said).to_be_visible(timeout=SLOW)
    seen = said.bounding_box()
    assert seen is not None
    assert seen["width"] > 150
    watched.clean()
    upload(watched, "evil.csv", files(CATALOG)[0])
    expect(watched.page.get_by_role("button", name="Use them")).to_be_visible(timeout=SLOW)


def test_markup_of_an_upload_is_shown_before_and_after_it_is_used(
    server: str, watched: Watched
) -> None:
    watched.settled(f"{server}/{PART}")
    for content in files(CATALOG):
        upload(watched, f"{IMAGE}.csv", content)
        expect(watched.page.get_by_text(f"{IMAGE}.csv").first).to_be_visible(timeout=SLOW)
        watched.clean()
        watched.page.get_by_role("button", name="Use them").click()
        expect(watched.page.get_by_text("taken over from").first).to_be_visible(timeout=SLOW)
        watched.clean()


def test_files_opened_from_disk_run_nothing_foreign(watched: Watched, tmp_path: Path) -> None:
    ranking = rank(MINE, scenario(MINE))
    for name in ("html", "svg"):
        path = tmp_path / f"atlas.{name}"
        path.write_bytes(build(name, ranking, f"javascript:{TRIP}//"))
        watched.page.goto(path.as_uri())
        watched.page.wait_for_load_state("networkidle")
        assert watched.noticed == []
        assert watched.page.evaluate("window.__pwned") is None
        assert watched.page.evaluate(PLANTED) == []
    path = tmp_path / "atlas.html"
    watched.page.goto(path.as_uri())
    expect(watched.page.get_by_text(NAME).first).to_be_visible()
