"""Own figures in a real browser: kept there, seen by nobody else, drawn as text, removed again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import SLOW, settled
from tests.data.user.files import COUNTRIES, FIGURES, INDICATORS, VISA, lines, workbook
from tests.variants import AT_LENGTH, THEMES, repeated

PART = "/data?part=Your+own+figures"
LINE = ".st-key-kpo-own-line"
MINE = lines(FIGURES, "IND,pay_professional,2025,1000,USD a month,HR survey,ours in Pune")
EVIL = "<img src=x onerror=window.hit=1><script>window.hit=2</script>"
PAGES = ("", "country", "compare", "explore", "how_sure", "scenarios", "present", "data")


def bring(page: Page, address: str, name: str, content: bytes) -> None:
    page.goto(f"{address}{PART}")
    expect(page.get_by_text("Bring your file")).to_be_visible(timeout=SLOW)
    payload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(payload)  # type: ignore[arg-type]


def use(page: Page, address: str, name: str, content: bytes) -> None:
    bring(page, address, name, content)
    page.get_by_role("button", name="Use them").click(timeout=SLOW)
    expect(page.locator(LINE)).to_be_visible(timeout=SLOW)
    page.wait_for_function("localStorage.getItem('kpo-atlas.own-figures')")


def stored(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('kpo-atlas.own-figures')") or "null")


def test_own_figures_are_there_after_a_reload_and_nowhere_else(
    server: str, page: Page, chromium: Browser
) -> None:
    use(page, server, "mine.csv", MINE)
    assert stored(page)["figures"] == [
        ["IND", "pay_professional", 2025, 1000.0, "USD a month", "HR survey", "ours in Pune", ""]
    ]
    page.goto(server)
    expect(page.locator(LINE)).to_contain_text("1 figure of your own is in use.", timeout=SLOW)
    expect(page.locator(".kp .note", has_text="pay: your own")).to_be_visible(timeout=SLOW)
    expect(page.locator(".kp .bar i.user")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.get_by_text("1 figure of your own is in use.")).to_be_visible()
    expect(page.get_by_role("link", name="See them")).to_be_hidden()
    other = chromium.new_context()
    there = other.new_page()
    there.goto(server)
    expect(there.locator(".kp .bar i").first).to_be_visible(timeout=SLOW)
    expect(there.get_by_text("your own")).to_have_count(0)
    expect(there.locator(".kp .bar i.user")).to_have_count(0)
    other.close()


@pytest.mark.journey
def test_bad_file_lists_its_problems_and_stores_nothing(server: str, page: Page) -> None:
    bad = lines(FIGURES, 'IND,pay_professional,2050,"1,234",EUR,HR,', "ATL,english,2025,1,,,")
    bring(page, server, "bad.csv", bad)
    expect(page.get_by_text("6 problems in bad.csv. Nothing was changed.")).to_be_visible(
        timeout=SLOW
    )
    cells = page.locator("table.kpo-of-4 tbody tr").first.locator("th, td").all_inner_texts()
    assert cells == [
        "Figures row 2",
        "year",
        "2050 is not a whole number from 1950 to 2027",
        "give the year of the figure",
    ]
    assert stored(page) is None


def test_two_windows_have_the_same_own_figures(server: str, page: Page) -> None:
    page.goto(server)
    expect(page.locator(".kp .bar i").first).to_be_visible(timeout=SLOW)
    other = page.context.new_page()
    use(other, server, "mine.csv", MINE)
    expect(page.locator(LINE)).to_be_visible(timeout=SLOW)
    expect(page.locator(".kp .note", has_text="pay: your own")).to_be_visible(timeout=SLOW)
    other.get_by_role("button", name="Remove all").click()
    expect(page.locator(LINE)).to_have_count(0, timeout=SLOW)
    expect(page.locator(".kp .note", has_text="pay: your own")).to_have_count(0)
    assert stored(page) is None
    other.locator(".st-key-kpo-own-undo").get_by_role("button", name="Undo").click()
    expect(page.locator(LINE)).to_be_visible(timeout=SLOW)


def test_own_country_stays_chosen_over_a_reload_and_out_of_the_copied_link(
    server: str, page: Page
) -> None:
    book = workbook(
        Countries=[COUNTRIES.split(","), ["TWN", "Taiwan", "East Asia", "Asia/Taipei", "TWD"]],
        Figures=[
            FIGURES.split(","),
            ["TWN", "pay_professional", 2025, 1500, "USD a month", "HR", ""],
            ["TWN", "english", 2026, 540, "EF EPI points", "own test", ""],
        ],
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    use(page, server, "mine.xlsx", book)
    page.locator(".st-key-kpo-part-destinations button").first.click()
    page.get_by_role("combobox", name="By name").fill("Taiwan")
    page.keyboard.press("Enter")
    chosen = page.locator(".st-key-kpo-part-destinations button").first
    expect(chosen).to_contain_text("8 destinations", timeout=SLOW)
    expect(page).to_have_url(re.compile("TWN"), timeout=SLOW)
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(LINE)).to_be_visible(timeout=SLOW)
    expect(chosen).to_contain_text("8 destinations", timeout=SLOW)
    expect(page.get_by_text("This link cannot be used.")).to_have_count(0)
    page.goto(f"{page.url.replace('/data', '/country')}&country=TWN")
    expect(page.locator("h1")).to_contain_text("Taiwan", timeout=SLOW)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied, without your own figures").first).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "TWN" not in link.partition("s=")[2].partition("&")[0]
    assert "IND." in link
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the choice with them").click()
    file = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert file["own"]["countries"][0][0] == "TWN"
    assert "TWN" in file["scenarios"][0]["scenario"]["countries"]


def test_scenario_file_brings_own_figures_to_another_browser(
    server: str, page: Page, chromium: Browser, tmp_path: Path
) -> None:
    use(page, server, "mine.csv", MINE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the choice with them").click()
    file = tmp_path / "with-own.json"
    download.value.save_as(file)
    other = chromium.new_context()
    there = other.new_page()
    there.goto(f"{server}/scenarios")
    expect(there.get_by_role("button", name="Save", exact=True)).to_be_enabled(timeout=SLOW)
    there.locator("input[type=file]").set_input_files(file)
    expect(there.locator(LINE)).to_contain_text("1 figure of your own", timeout=SLOW)
    expect(there.get_by_text("The own figures of the file are in use.")).to_be_visible()
    there.wait_for_function("localStorage.getItem('kpo-atlas.own-figures')")
    assert stored(there) == stored(page)
    other.close()


@AT_LENGTH
def test_script_in_every_text_is_drawn_as_text_on_every_page(server: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = "![a](http://evil.example/a.png) [b](javascript:window.hit=3) $x$ :red[c]"
    book = workbook(
        Countries=[COUNTRIES.split(","), ["TWN", link[:60], "East Asia", "Asia/Taipei", "TWD"]],
        Indicators=[
            INDICATORS.split(","),
            ["visa_days", EVIL[:60], "english", EVIL[:40], *VISA.split(",")[4:8], EVIL]
            + ["1", "", "0", EVIL],
        ],
        Figures=[
            FIGURES.split(","),
            ["TWN", "pay_professional", 2025, 1500, "USD a month", EVIL, EVIL],
            ["TWN", "english", 2026, 540, "EF EPI points", link, link],
            ["TWN", "visa_days", 2026, 9, EVIL[:40], EVIL, EVIL],
            ["IND", "visa_days", 2026, 9, EVIL[:40], EVIL, EVIL],
        ],
    )
    use(page, server, "<img src=x onerror=window.hit=4>.xlsx", book)
    choice = "1~2026-11~KPO~~SWE~IND.TWN..PHL~kpo~arithmetic~labour_cost:50,english:50~~~10~"
    from zlib import crc32

    body = f"{choice}assumed~in"
    for name in PAGES:
        page.goto(f"{server}/{name}?s={body}~{crc32(body.encode()):08x}")
        expect(page.locator(LINE)).to_be_visible(timeout=SLOW)
        settled(page)
        assert page.evaluate("window.hit") is None, name
        assert page.locator("img[src='x'], img[src*='evil'], a[href^='javascript']").count() == 0
        assert page.get_by_text("could not be drawn").count() == 0, name
    assert [url for url in asked if "evil" in url] == []


@pytest.mark.parametrize("scheme", THEMES)
def test_nothing_serious_for_assistive_technology(
    server: str, tab: Callable[..., Page], scheme: str
) -> None:
    page = tab(color_scheme=scheme)
    bad = lines(FIGURES, "IND,pay_professional,2050,x,USD a month,HR,")
    use(page, server, "mine.csv", MINE)
    page.reload()
    expect(page.locator(LINE)).to_be_visible(timeout=SLOW)
    payload = {"name": "bad.csv", "mimeType": "text/csv", "buffer": bad}
    page.locator("input[type=file]").set_input_files(payload)  # type: ignore[arg-type]
    expect(page.get_by_text("2 problems in bad.csv")).to_be_visible(timeout=SLOW)
    found = Axe().run(page).response["violations"]
    serious = [
        (item["id"], [node["html"][:200] for node in item["nodes"]])
        for item in found
        if item["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_phone_shows_everything_without_sideways_scrolling(
    server: str, tab: Callable[..., Page]
) -> None:
    page = tab(viewport={"width": 390, "height": 844})
    use(page, server, "mine.csv", MINE)
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide == 390


def test_browser_that_stores_nothing_is_told_of(server: str, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    bring(page, server, "mine.csv", MINE)
    page.get_by_role("button", name="Use them").click(timeout=SLOW)
    expect(page.get_by_text("This browser lets nothing be stored")).to_be_visible(timeout=SLOW)
    expect(page.locator(LINE)).to_be_visible()


@pytest.mark.parametrize("kept", repeated(['{"kind": "other"}', "no JSON", "[1]"]))
def test_what_is_stored_and_not_ours_breaks_nothing(server: str, page: Page, kept: str) -> None:
    page.add_init_script(f"localStorage.setItem('kpo-atlas.own-figures', {json.dumps(kept)})")
    page.goto(f"{server}{PART}")
    expect(page.get_by_text("cannot be used with these figures; it is kept")).to_be_visible(
        timeout=SLOW
    )
    assert page.evaluate("localStorage.getItem('kpo-atlas.own-figures')") == kept
