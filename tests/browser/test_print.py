"""What comes out of the printer, read back from the PDF that Chromium prints."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from kpo import Scenario, rank
from kpo.analysis.provenance import credits
from kpo.data.catalog import Catalog
from kpo.narrative.profile import profile
from kpo.narrative.ranking import headline
from kpo.scenarios.link import to_link
from tests.browser.pages import visit
from tests.panel.seen import order
from tests.variants import THEMES, repeated

A4 = (595, 842)
ON_SCREEN_ONLY = ("Drag a divider", "Undo", "Exact weights", "Export", "Copy link", "Scenarios")
CUT = """() => {
    const found = [];
    const walk = (node) => {
        for (const one of node.querySelectorAll('*')) {
            if (one.shadowRoot) walk(one.shadowRoot);
            const told = [...one.childNodes].some((bit) => bit.nodeType === 3 && bit.data.trim());
            const style = getComputedStyle(one);
            const seen = one.checkVisibility() && style.clipPath === 'none' && one.clientWidth > 1;
            if (told && seen && style.overflowX !== 'visible'
                && one.scrollWidth > one.clientWidth + 1) found.push(one.textContent);
        }
    };
    walk(document.querySelector('.st-key-kpo-page'));
    return found;
}"""
CLOSE = """() => {
    const range = document.createRange();
    const box = (cell) => {
        range.selectNodeContents(cell);
        return range.getBoundingClientRect();
    };
    return [...document.querySelectorAll('.kpo-facts thead tr')].flatMap((row) => {
        const heads = [...row.cells].filter((one) => box(one).width);
        return heads.slice(1)
            .filter((one, at) => box(one).left - box(heads[at]).right < 2)
            .map((one) => `${one.textContent} in ${row.textContent}`);
    });
}"""
TRIES = 3
"""Chromium now and then sets the letters of a sheet at whole pixels; then it is printed again."""

Printed = Callable[[str, str], tuple[list[str], bytes]]


@pytest.fixture
def printed(server: str, tab: Callable[..., Page]) -> Printed:
    """Print an address in a theme; gives the text of each sheet, in one line each, and the PDF."""

    def sheets(address: str, scheme: str) -> tuple[list[str], bytes]:
        page = tab(color_scheme=scheme)
        visit(page, f"{server}{address}")
        return read(page)

    return sheets


def read(page: Page) -> tuple[list[str], bytes]:
    made = page.pdf(prefer_css_page_size=True, print_background=True)
    found = PdfReader(io.BytesIO(made)).pages
    assert {tuple(round(float(side)) for side in one.mediabox[2:]) for one in found} == {A4}
    return [" ".join(one.extract_text().split()) for one in found], made


def squeezed(text: str) -> str:
    """Text without spaces and ligatures, since a PDF need not keep the one or the other out."""
    return re.sub(r"\s", "", normalize("NFKC", text))


@pytest.mark.journey
@pytest.mark.parametrize("scheme", THEMES)
def test_the_ranking_prints_on_one_sheet_without_its_controls(
    printed: Printed, atlas: Catalog, scheme: str
) -> None:
    (sheet,), _ = printed("/ranking", scheme)
    ranking = rank(atlas, Scenario())
    names = [row.name for row in ranking.rows]
    whole = squeezed(sheet)
    assert squeezed(headline(ranking)) in whole
    for word in (
        *names,
        "First in",
        "98 %",
        "Labour cost 25",
        "Time zone 2",
        "Knowledge work (KPO)",
    ):
        assert squeezed(word) in whole, word
    for one in credits(ranking):
        assert squeezed(one.producers[0]) in whole
    assert squeezed(f"?s={to_link(atlas, Scenario(), ranking)}") in whole
    assert [word for word in ON_SCREEN_ONLY if squeezed(word) in whole] == []


def test_every_destination_prints_on_two_sheets_with_those_left_out(
    printed: Printed, atlas: Catalog
) -> None:
    scenario = Scenario(countries=tuple(atlas.countries))
    ranking = rank(atlas, scenario)
    sheets, _ = printed(f"/ranking?s={quote(to_link(atlas, scenario, ranking))}", "light")
    assert len(sheets) == 2
    whole = squeezed("".join(sheets))
    home = ranking.at_home
    assert home and home.country == "SWE"
    listed = [home, *ranking.rows, *ranking.not_ranked]
    assert len({item.country for item in listed}) == 98
    for row in ranking.rows:
        assert squeezed(f"{row.rank} {row.name}") in whole
    for left in ranking.not_ranked:
        assert squeezed(f"{left.name} {left.reason}") in whole


def test_paper_follows_the_weights_on_the_screen(server: str, page: Page) -> None:
    visit(page, f"{server}/ranking")
    before = order(page)
    page.get_by_role("slider").first.press("PageDown")
    expect(page.locator(".kpo-paper")).to_contain_text("Labour cost 15English 23")
    shown = order(page)
    assert shown != before
    (sheet,), _ = read(page)
    table = squeezed(sheet).partition("Destination")[2].partition("Weights,%")[0]
    assert sorted(shown, key=table.index) == shown


@pytest.mark.parametrize(
    "country", repeated(["IND", "CHN", "GBR", "IRL", "RUS", "HKG", "VEN", "BIH"])
)
def test_a_country_prints_on_one_sheet(printed: Printed, atlas: Catalog, country: str) -> None:
    (sheet,), _ = printed(f"/country?country={country}", "light")
    found = profile(atlas, Scenario(), country)
    whole = squeezed(sheet)
    for word in (found.headline, "Weights: labour cost 25", *found.unknown):
        assert squeezed(word) in whole, word
    for block in found.blocks.values():
        assert squeezed(block.criterion.name) in whole
    assert [word for word in ON_SCREEN_ONLY if squeezed(word) in whole] == []


@pytest.mark.parametrize("address", repeated(["/ranking", "/country?country=IND"]))
def test_a_dark_screen_prints_as_a_light_one(
    printed: Printed, tmp_path: Path, address: str
) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler is not installed: apt-get install poppler-utils")
    pictures: dict[str, set[bytes]] = {"light": set(), "dark": set()}
    for _ in range(TRIES):
        for scheme, seen in pictures.items():
            _, made = printed(address, scheme)
            path = tmp_path / f"{scheme}.pdf"
            path.write_bytes(made)
            command = ["pdftoppm", "-r", "50", "-singlefile", "-png", str(path), str(path)]
            subprocess.run(command, check=True, timeout=60)
            seen.add(Image.open(f"{path}.png").convert("RGB").tobytes())
        if pictures["light"] & pictures["dark"]:
            return
    raise AssertionError(f"{address} prints otherwise from a dark screen")


@pytest.mark.parametrize("address", ["/ranking", "/country?country=GBR"])
def test_no_text_is_cut_on_paper(server: str, page: Page, address: str) -> None:
    visit(page, f"{server}{address}")
    page.set_viewport_size({"width": 695, "height": 980})
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("country", repeated(["GBR", "BIH"]))
def test_heads_of_columns_stand_apart_on_paper_and_on_every_width(
    server: str, page: Page, country: str
) -> None:
    visit(page, f"{server}/country?country={country}")
    for width in (1440, 1110, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".kpo-facts thead th").first.is_visible()
        assert page.evaluate(CLOSE) == [], width
    page.set_viewport_size({"width": 695, "height": 980})
    page.emulate_media(media="print")
    assert page.evaluate(CLOSE) == []
