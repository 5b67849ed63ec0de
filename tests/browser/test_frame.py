from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import serve

FINDING = ".kpo-headline"


@pytest.fixture
def fresh() -> Iterator[str]:
    """A server that nobody has reached yet."""
    with serve() as address:
        yield address


def test_deep_link_to_a_fresh_server_opens_inside_the_frame(fresh: str, page: Page) -> None:
    page.goto(f"{fresh}/ranking")
    expect(page.locator(FINDING)).to_contain_text("leads for knowledge work")
    expect(page.locator(".st-key-kpo-header")).to_contain_text("KPO Atlas")
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.locator(".st-key-kpo-choice button").first).to_contain_text("Knowledge work (KPO)")


def test_frame_survives_a_reload_by_deep_link(server: str, page: Page) -> None:
    page.goto(server)
    expect(page.locator(FINDING)).to_be_visible()
    page.goto(f"{server}/ranking")
    expect(page.locator(FINDING)).to_contain_text("leads for knowledge work")


def test_nothing_of_the_framework_shows_and_no_other_host_is_asked(server: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server)
    expect(page.locator(FINDING)).to_be_visible()
    for part in ("stHeader", "stToolbar", "stSidebar", "stAppDeployButton", "stMainMenu"):
        expect(page.get_by_test_id(part).locator("visible=true")).to_have_count(0)
    hosts = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {urlsplit(server).hostname}


@pytest.mark.parametrize(
    ("scheme", "paper", "ink"),
    [
        ("light", "rgb(255, 255, 255)", "rgb(27, 31, 36)"),
        ("dark", "rgb(18, 22, 28)", "rgb(233, 237, 241)"),
    ],
)
def test_theme_follows_the_system(
    server: str, chromium: Browser, scheme: str, paper: str, ink: str
) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(server)
    expect(page.locator(FINDING)).to_have_css("color", ink)
    expect(page.locator(".stApp")).to_have_css("background-color", paper)
    context.close()


def test_phone_shows_everything_without_sideways_scrolling(server: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server)
    expect(page.locator(".kpo-why")).to_be_visible()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide == 390
    context.close()


def test_client_chosen_in_the_line_changes_the_words_and_the_ranking(
    server: str, page: Page
) -> None:
    page.goto(server)
    page.locator(".st-key-kpo-part-client button").click()
    page.get_by_role("combobox").fill("Japan")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-kpo-part-client button")).to_contain_text("Japan")
    expect(page.get_by_text("safeguards needed")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", [None, "destinations", "weights"])
def test_axe_finds_nothing_serious(
    server: str, chromium: Browser, scheme: str, part: str | None
) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(server)
    expect(page.locator(".kpo-sources")).to_be_visible()
    if part:
        page.locator(f".st-key-kpo-part-{part} button").click()
        expect(page.get_by_test_id("stPopoverBody").locator("label").first).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    context.close()
