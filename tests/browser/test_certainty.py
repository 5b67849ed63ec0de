"""The certainty on the Ranking page while a divider is held, and when the server has answered."""

import re
from random import Random

import pytest
from playwright.sync_api import Page, expect

from benchmarks.certainty import compared
from benchmarks.controls import everything
from kpo.data.catalog import Catalog
from tests.panel.seen import FOLLOWS, grab, opened

FIRST_IN = re.compile(r"^First in .* of 10,000 nearby weightings and figures[^.]*\.$")
ASIDE = ".st-key-kpo-aside"


@pytest.mark.parametrize("everybody", [False, True])
def test_release_changes_no_chance(
    server: str, page: Page, atlas: Catalog, everybody: bool
) -> None:
    opened(page, server, f"ranking{everything(atlas) if everybody else ''}")
    page.evaluate(FOLLOWS)
    random = Random(3)
    assert [compared(page, random)[:2] for _ in range(3)] == [(True, True)] * 3


@pytest.mark.journey
def test_headline_follows_and_what_stands_beside_is_marked_till_the_release(
    server: str, page: Page
) -> None:
    opened(page, server, "ranking")
    title, under = page.locator(".kpo-headline"), page.locator(".kpo-standfirst")
    before = title.inner_text(), under.inner_text()
    grab(page, 0, -200)
    expect(title).not_to_have_text(before[0])
    expect(under).to_have_text(FIRST_IN)
    held = title.inner_text(), under.inner_text()
    expect(page.locator(ASIDE)).to_have_attribute("data-late", "")
    page.mouse.up()
    expect(page.locator(ASIDE)).not_to_have_attribute("data-late", "")
    expect(title).to_have_text(held[0])
    expect(under).to_contain_text(held[1])
    page.get_by_role("button", name="Undo").click()
    expect(title).to_have_text(before[0])
    expect(under).to_have_text(before[1])


def test_a_drag_given_up_leaves_the_words_that_were_there(server: str, page: Page) -> None:
    opened(page, server, "ranking")
    under = page.locator(".kpo-standfirst")
    before = under.inner_text()
    grab(page, 0, -200)
    expect(under).not_to_have_text(before)
    page.keyboard.press("Escape")
    expect(under).to_have_text(before)
    expect(page.locator(ASIDE)).not_to_have_attribute("data-late", "")
    page.mouse.up()
