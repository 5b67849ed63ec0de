"""The contents of a long page, its side column, and what a Country page begins with."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import SLOW, settled, visit
from tests.variants import repeated

SCROLL = "document.querySelector('[data-testid=stMain]')"
PLACE = "one => (({top, left}) => ({top, left}))(one.getBoundingClientRect())"
LONG = ("/country", "/how_sure", "/business_case")
HEADS = """() => [...document.querySelectorAll('.st-key-kpo-page h2')]
    .filter(one => one.checkVisibility()).map(one => {
        const copy = one.cloneNode(true);
        copy.querySelectorAll('.kpo-what, b, small').forEach(part => part.remove());
        return copy.textContent.trim();
    }).filter(Boolean)"""


def links(page: Page) -> list[str]:
    """The line's sections, once they are those of the page."""
    settled(page)
    found = page.get_by_role("navigation", name="On this page").get_by_role("link")
    expect(found).to_have_text(page.evaluate(HEADS))
    return found.all_inner_texts()


@pytest.mark.journey
@pytest.mark.parametrize("address", repeated(LONG))
def test_a_long_page_lists_its_sections_and_leads_to_them_by_keyboard(
    server: str, page: Page, address: str
) -> None:
    visit(page, f"{server}{address}")
    listed = links(page)
    assert len(listed) >= 3
    nav = page.get_by_role("navigation", name="On this page")
    last = nav.get_by_role("link").last
    last.focus()
    page.keyboard.press("Enter")
    heading = page.locator(".st-key-kpo-page h2:focus")
    expect(heading).to_contain_text(listed[-1])
    expect(heading).to_be_in_viewport()
    expect(nav).to_be_in_viewport()
    assert page.evaluate(f"{SCROLL}.scrollTop > 300")


def test_the_line_says_which_section_is_read(server: str, page: Page) -> None:
    visit(page, f"{server}/country")
    links(page)
    nav = page.get_by_role("navigation", name="On this page")
    nav.get_by_role("link", name="Education").click()
    expect(nav.locator("[aria-current=true]")).to_have_text("Education")


@pytest.mark.parametrize("address", repeated(["/ranking", "/compare"]))
def test_other_pages_have_none(server: str, page: Page, address: str) -> None:
    visit(page, f"{server}{address}")
    expect(page.get_by_role("navigation", name="On this page")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "aside"),
    [("/how_sure", ".st-key-kpo-aside"), ("/country", ".st-key-kpo-country-aside")],
)
def test_the_end_of_a_side_column_stays_in_view(
    server: str, page: Page, address: str, aside: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{server}{address}")
    links(page)
    page.evaluate(f"{SCROLL}.scrollTop = 2600")
    page.wait_for_function(
        """aside => {
            const {top, bottom} = document.querySelector(aside).getBoundingClientRect();
            return bottom > 100 && bottom <= innerHeight && top < 100;
        }""",
        arg=aside,
    )


@pytest.mark.parametrize("width", repeated([1280, 390]))
def test_a_country_begins_with_score_cost_and_strengths(
    server: str, tab: Callable[..., Page], width: int
) -> None:
    page = tab(viewport={"width": width, "height": 900})
    visit(page, f"{server}/country?country=PHL")

    def place(name: str) -> dict[str, float]:
        found: dict[str, float] = page.get_by_role("heading", name=name, exact=True).evaluate(PLACE)
        return found

    heads = ("Score and rank", "What a team costs and saves", "Strengths")
    under = ("What a team is paid a year", "Weak points")
    first = [place(name) for name in heads]
    paid, weak = map(place, under)
    rest = place("Most alike for this work")
    assert all(one["top"] < rest["top"] for one in (*first, paid, weak))
    if width == 1280:
        assert (paid["left"], weak["left"]) == (first[0]["left"], first[2]["left"])
        assert first[0]["top"] == first[1]["top"] == first[2]["top"] < 600
        assert first[0]["left"] < first[1]["left"] < first[2]["left"]
    else:
        assert first[0]["top"] < paid["top"] < first[1]["top"] < first[2]["top"] < weak["top"]
    expect(page.get_by_text("Not counted:")).to_be_visible(timeout=SLOW)
