import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kpo import Scenario, load, rank
from tests.browser.line import Line
from tests.browser.pages import settled
from tests.panel.seen import opened, order

FINDING = ".kpo-headline"


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


def test_a_page_is_turned_to_by_a_press_during_which_another_one_arrives(
    server: str, page: Page
) -> None:
    line = Line(page)
    page.goto(f"{server}/present")
    expect(page.locator(FINDING)).to_contain_text("scenes to present")
    settled(page)
    line.holds = True
    page.get_by_role("link", name="Data", exact=True).click()
    line.wait(page)
    page.get_by_role("link", name="Present", exact=True).hover()
    page.mouse.down()
    line.let_go()
    expect(page.locator(FINDING)).to_contain_text("figures, each with its year")
    page.mouse.up()
    expect(page.locator(FINDING)).to_contain_text("scenes to present")


@pytest.mark.journey
def test_nothing_of_the_framework_shows(server: str, page: Page) -> None:
    page.goto(server)
    expect(page.locator(FINDING)).to_be_visible()
    for part in ("stHeader", "stToolbar", "stSidebar", "stAppDeployButton", "stMainMenu"):
        expect(page.get_by_test_id(part).locator("visible=true")).to_have_count(0)
    expect(page.get_by_test_id("stSkipToContent")).to_be_hidden()
    icon = page.locator("link[rel~=icon]")
    expect(icon).to_have_attribute("href", re.compile("^data:image/svg"))


@pytest.mark.journey
@pytest.mark.parametrize(
    ("scheme", "paper", "ink"),
    [
        ("light", "rgb(255, 255, 255)", "rgb(27, 31, 36)"),
        ("dark", "rgb(18, 22, 28)", "rgb(233, 237, 241)"),
    ],
)
def test_theme_follows_the_system(
    server: str, tab: Callable[..., Page], scheme: str, paper: str, ink: str
) -> None:
    page = tab(color_scheme=scheme)
    page.goto(server)
    expect(page.locator(FINDING)).to_have_css("color", ink)
    expect(page.locator(".stApp")).to_have_css("background-color", paper)


@pytest.mark.journey
def test_client_chosen_in_the_line_changes_the_words_and_the_ranking(
    server: str, page: Page
) -> None:
    atlas = load()
    at_home, abroad = (rank(atlas, Scenario(client=client)) for client in ("SWE", "JPN"))
    opened(page, server)
    assert order(page)[:6] == [row.name for row in at_home.rows]
    page.locator(".st-key-kpo-part-client button").click()
    page.get_by_test_id("stPopoverBody").get_by_role("combobox").fill("Japan")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-kpo-part-client button")).to_contain_text("Japan")
    expect(page.locator(".kp .row .country").get_by_text("Japan")).to_be_visible()
    assert order(page)[:6] == [row.name for row in abroad.rows]
    assert order(page)[:6] != [row.name for row in at_home.rows]
