"""The site of deploy/ in a real browser: nothing is blocked, and a killed process costs nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from benchmarks.many.stage import Stage, stage
from tests.browser.pages import SLOW, Runs, settled
from tests.browser.test_link import choose_client, in_address, opened, type_weight
from tests.hosting.conftest import Site
from tests.hosting.proxy import HOW, nginx
from tests.panel.seen import until_so
from tests.variants import repeated

WATCH = """document.addEventListener('securitypolicyviolation', (event) =>
    (window.blocked = window.blocked ?? []).push(`${event.violatedDirective} ${event.blockedURI}`))
"""
DRAWN = {
    "ranking": "[role=slider]",
    "how_sure": "[data-testid=stVegaLiteChart] .marks",
    "explore?view=map": "[data-testid=stVegaLiteChart] .marks",
    "country": "[data-testid=stVegaLiteChart] .marks",
    "present": ".st-key-kpo-present",
}


@pytest.fixture
def two() -> Iterator[Stage]:
    """Two processes behind nginx, to be killed."""
    if nginx() is None:
        pytest.skip(HOW)
    with stage(processes=2, through_nginx=True) as made:
        yield made


@pytest.mark.journey
@pytest.mark.parametrize(("path", "seen"), repeated(DRAWN.items()))
def test_the_policy_blocks_nothing_that_a_page_needs(
    site: Site, page: Page, path: str, seen: str
) -> None:
    page.add_init_script(WATCH)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    opened(page, f"{site.address}/{path}")
    expect(page.locator(seen).first).to_be_visible(timeout=SLOW)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.blocked ?? []") == []
    assert [line for line in said if "Content Security Policy" in line] == []


@pytest.mark.journey
def test_the_policy_blocks_a_script_from_elsewhere(site: Site, page: Page) -> None:
    page.add_init_script(WATCH)
    opened(page, site.address)
    page.evaluate(
        """document.head.append(Object.assign(
            document.createElement('script'), { src: 'https://elsewhere.example/x.js' }))"""
    )
    page.wait_for_function("(window.blocked ?? []).length")
    assert "script-src-elem https://elsewhere.example" in page.evaluate("window.blocked[0]")


def kept_by(page: Page) -> int:
    """Return the number of the process that our cookie names."""
    found = [item for item in page.context.cookies() if item["name"] == "atlas"]
    return int(found[0]["value"])


def kill(two: Stage, page: Page) -> None:
    """Kill the process that serves the page, and wait until another has drawn it again."""
    runs = Runs(page)
    two.processes[kept_by(page) - 1].kill()
    until_so(page, lambda: runs.finished > 0)
    settled(page)


def test_a_reader_of_a_killed_process_goes_on_with_the_same_choice_on_the_other(
    two: Stage, page: Page
) -> None:
    opened(page, two.address)
    choose_client(page, "Germany")
    type_weight(page, "English", "40")
    settled(page)
    before, finding = in_address(page), page.locator(".kpo-standfirst").first.text_content()
    first = kept_by(page)
    kill(two, page)
    choose_client(page, "Norway")
    expect(page.locator(".st-key-kpo-part-weights button").first).to_contain_text("yours")
    settled(page)
    assert kept_by(page) == 3 - first
    weights = before.split("~")[8]
    assert "eh40" in weights.split("-")
    assert in_address(page).split("~")[4:9:4] == ["NOR", weights]
    choose_client(page, "Germany")
    expect(page.locator(".kpo-standfirst").first).to_have_text(str(finding), timeout=SLOW)


def test_a_file_can_be_had_from_the_process_that_took_over(two: Stage, page: Page) -> None:
    opened(page, two.address)
    choose_client(page, "Germany")
    kill(two, page)
    choose_client(page, "Norway")
    page.get_by_role("button", name="Export").click()
    with page.expect_download(timeout=SLOW) as told:
        page.locator(".st-key-kpo-export-csv button").click()
    assert told.value.suggested_filename == "kpo-atlas-kpo-nor-full-2026-11.csv"
    assert told.value.path().read_bytes().startswith(b"\xef\xbb\xbfcountry,name,rank")
