import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from kpo import Scenario, load, rank
from kpo.export.board.pack import pack
from kpo.export.registry import FORMATS
from kpo.export.run_card import card
from tests.browser.pages import SLOW


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}/ranking")
    button = page.get_by_role("button", name="Export", exact=True)
    expect(button).to_be_visible(timeout=SLOW)
    expect(page.locator(".kpo-headline")).to_be_visible(timeout=SLOW)
    button.click()
    expect(page.get_by_text(FORMATS["png"].label, exact=True)).to_be_visible(timeout=SLOW)


def taken(page: Page, name: str) -> Any:
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_text(FORMATS[name].label, exact=True).click()
    return waiting.value


def test_the_menu_builds_a_board_pack_with_the_link_back(server: str, page: Page) -> None:
    opened(page, server)
    got = taken(page, "pptx")
    assert got.suggested_filename == "kpo-atlas-kpo-swe-pack-2026-11.pptx"
    show = Presentation(io.BytesIO(Path(got.path()).read_bytes()))
    catalog = load()
    ranking = rank(catalog, Scenario())
    slides = pack(ranking, card(ranking)).slides
    assert [slide.shapes.title.text for slide in show.slides] == [item.title for item in slides]
    notes = show.slides[-1].notes_slide.notes_text_frame.text
    assert f"Link: {server}" in notes


@pytest.mark.journey
def test_the_menu_offers_the_charts_of_the_page(server: str, page: Page) -> None:
    page.goto(f"{server}/how_sure")
    expect(page.get_by_text("How far each weight can move").first).to_be_visible(timeout=SLOW)
    expect(page.locator("footer.kpo-sources")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Export", exact=True).click()
    first = page.locator(".st-key-kpo-files-0")
    expect(first).to_be_visible(timeout=SLOW)
    with page.expect_download(timeout=SLOW) as waiting:
        first.get_by_text("PNG", exact=True).click()
    got = waiting.value
    name = "kpo-atlas-kpo-swe-how-often-each-takes-each-place-2026-11.png"
    assert got.suggested_filename == name
    made = Path(got.path()).read_bytes()
    assert made.startswith(b"\x89PNG")
    assert f"Link: {server}".encode() in made
