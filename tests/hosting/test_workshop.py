"""A workshop on two processes behind nginx with PostgreSQL, one of them killed in the middle."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.many.stage import Stage, stage
from tests.browser.pages import settled
from tests.browser.test_workshop import BALLOTS, SLOW, fill, open_room, send
from tests.hosting.proxy import HOW, nginx
from tests.variants import AT_LENGTH
from tests.workshop.postgres import HOW as HOW_POSTGRES
from tests.workshop.postgres import postgres, programs


@pytest.fixture(scope="module")
def two() -> Iterator[Stage]:
    """Two processes behind nginx with one database."""
    if nginx() is None:
        pytest.skip(HOW)
    if programs() is None:
        pytest.skip(HOW_POSTGRES)
    with postgres() as address, stage(2, True, KPO_WORKSHOPS=address) as made:
        yield made


def at_process(context: BrowserContext) -> int:
    """Return the number of the process that our cookie names."""
    return next(int(one["value"]) for one in context.cookies() if one["name"] == "atlas")


def joined(chromium: Browser, link: str, process: int) -> Page:
    """Join on a new phone whose cookie names a process."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "atlas", "value": str(process), "url": link.partition("#")[0]}])
    page = context.new_page()
    page.goto(link)
    expect(page.locator(".bw .send")).to_be_visible(timeout=SLOW)
    settled(page)
    return page


@AT_LENGTH
def test_no_acknowledged_ballot_is_lost_with_a_killed_process(
    chromium: Browser, two: Stage
) -> None:
    host = chromium.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    link = open_room(host, two.address)
    at = at_process(host.context)
    phones = [joined(chromium, link, 1 + place % 2) for place in range(5)]
    for page, weights in list(zip(phones, BALLOTS, strict=True))[:3]:
        fill(page, weights)
        send(page)
    expect(host.locator(".kpo-ws-count")).to_have_text("3 of 5 have sent", timeout=SLOW)

    two.processes[2 - at].kill()
    for page, weights in list(zip(phones, BALLOTS, strict=True))[3:]:
        fill(page, weights)
        page.locator(".bw .send").click()
    for page in phones[3:]:
        expect(page.locator(".bw .said")).to_contain_text("Sent at", timeout=SLOW)
    expect(host.locator(".kpo-ws-count")).to_have_text("5 of 5 have sent", timeout=SLOW)

    host.get_by_role("button", name="Reveal").click()
    for page in (host, *phones):
        expect(page.locator(".kpo-ws-strips")).to_be_visible(timeout=SLOW)
    expect(host.locator(".kpo-ws-strip").first.locator("i")).to_have_count(5)
    assert at_process(host.context) == at

    host.get_by_role("button", name="Second round").click()
    for page in phones:
        expect(page.locator(".bw .send")).to_have_text("Send my ballot", timeout=SLOW)
        fill(page, {"Labour cost": 50})
        send(page)
    expect(host.locator(".kpo-ws-count")).to_have_text("5 of 5 have sent", timeout=SLOW)
    host.get_by_role("button", name="Reveal").click()
    expect(host.locator(".kpo-headline").first).to_have_text(
        re.compile("The room agrees on India"), timeout=SLOW
    )
    host.get_by_role("button", name="Take the medians as weights").click()
    expect(host.locator(".st-key-kpo-ws-taken")).to_contain_text("saved as", timeout=SLOW)
    for page in (host, *phones):
        page.context.close()
