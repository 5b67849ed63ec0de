"""A workshop with five phones and a host: vote, reveal, argue, second round, take the weights."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.browser.pages import SLOW, serious, settled, visit
from tests.browser.server import running
from tests.variants import THEMES

BALLOTS = (
    {"Labour cost": 60},
    {"Business environment": 50},
    {"Labour cost": 40, "English": 30},
    {"Data and IP security": 45},
    {"Business environment": 40},
)
WHO = (("Ana", "finance"), ("Bo", "legal"), ("Cy", "finance"), ("", ""), ("", ""))
SECRET = re.compile(rb"labour_cost[^0-9]{1,8}60|: 60'|to 60")
"""What the first ballot gives, as any message would have it."""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server with a store of its own, and the file of its log."""
    folder = tmp_path_factory.mktemp("workshop")
    log = folder / "log.txt"
    with (
        log.open("wb") as output,
        running(output=output, KPO_WORKSHOPS=str(folder / "rooms.db")) as (address, _),
    ):
        yield address, log


class Heard:
    """Every message that a page's server sends it."""

    def __init__(self, page: Page) -> None:
        self.messages: list[bytes] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda said: self.messages.append(self._bytes(said)))

    @staticmethod
    def _bytes(said: str | bytes) -> bytes:
        return said.encode() if isinstance(said, str) else said

    def says(self, pattern: re.Pattern[bytes]) -> bool:
        return any(pattern.search(message) for message in self.messages)


def open_room(page: Page, address: str) -> str:
    """Open a room as its host and return the link that leads into it."""
    visit(page, f"{address}/workshop")
    page.get_by_role("button", name="Open a room").click()
    link = page.locator(".kpo-ws-link")
    expect(link).to_be_visible(timeout=SLOW)
    return link.inner_text()


def phone(chromium: Browser, link: str, scheme: Any = "light") -> Page:
    """Join a room on a new phone."""
    window: Any = {"width": 390, "height": 844}
    page = chromium.new_context(viewport=window, color_scheme=scheme).new_page()
    page.goto(link)
    expect(page.locator(".bw .send")).to_be_visible(timeout=SLOW)
    settled(page)
    return page


def fill(page: Page, weights: dict[str, int]) -> None:
    for name, value in weights.items():
        page.get_by_label(f"{name}, per cent").fill(str(value))
        page.keyboard.press("Tab")


def send(page: Page) -> None:
    page.locator(".bw .send").click()
    expect(page.locator(".bw .said")).to_contain_text("Sent at", timeout=SLOW)


def test_five_phones_and_a_host_come_to_an_agreement(
    chromium: Browser, workshop: tuple[str, Path]
) -> None:
    address, log = workshop
    host = chromium.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    at_host = Heard(host)
    link = open_room(host, address)
    key = link.partition("#room=")[2]
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", key)
    expect(host.get_by_role("img", name="QR code of the link")).to_be_visible()
    expect(host.get_by_role("button", name="Reveal")).to_be_disabled()

    phones, heard = [], []
    for weights, (name, role) in zip(BALLOTS, WHO, strict=True):
        page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
        heard.append(Heard(page))
        page.goto(link)
        expect(page.locator(".bw .send")).to_be_visible(timeout=SLOW)
        settled(page)
        assert page.url == f"{address}/workshop"
        fill(page, weights)
        page.get_by_label("Your name").fill(name)
        page.get_by_label("Your role").fill(role)
        send(page)
        phones.append(page)
    expect(host.locator(".kpo-ws-count")).to_have_text("5 of 5 have sent")
    expect(host.locator(".kpo-ws-voters")).to_contain_text("2 without a name")
    assert serious(phones[0]) == ()

    phones[4].reload()
    expect(phones[4].get_by_label("Business environment, per cent")).to_have_value("40")
    expect(phones[4].locator(".bw .send")).to_have_text("Sent")

    assert not at_host.says(SECRET)
    assert not any(one.says(SECRET) for one in heard[1:])

    host.get_by_role("button", name="Reveal").click()
    for page in (host, *phones):
        expect(page.locator(".kpo-ws-strips")).to_be_visible(timeout=SLOW)
    finding = host.locator(".kpo-headline").first
    expect(finding).to_have_text(re.compile("disagrees about labour cost"))
    expect(host.locator(".kpo-ws-argued em")).to_have_text("Argue about this one")
    expect(host.locator(".kpo-ws-strip").first.locator("i")).to_have_count(5)
    expect(phones[0].get_by_text(re.compile("You are [A-E], ringed"))).to_be_visible()
    assert all(one.says(SECRET) for one in (at_host, *heard))
    assert serious(host) == ()

    for kind in ("PPTX", "PDF"):
        settled(host)
        with host.expect_download(timeout=SLOW) as saved:
            host.get_by_role("button", name=kind, exact=True).click()
        assert saved.value.suggested_filename.endswith(f"-round-1.{kind.lower()}")

    settled(host)
    host.get_by_text("legal", exact=True).first.click()
    expect(finding).to_have_text(re.compile("One ballot, and it puts"))
    settled(host)
    host.get_by_text("All ballots", exact=True).click()
    expect(finding).to_have_text(re.compile("disagrees about labour cost"))

    host.get_by_role("button", name="Second round").click()
    for page in phones:
        expect(page.locator(".bw .send")).to_have_text("Send my ballot", timeout=SLOW)
        fill(page, {"Labour cost": 50})
        send(page)
    expect(host.locator(".kpo-ws-count")).to_have_text("5 of 5 have sent")
    host.get_by_role("button", name="Reveal").click()
    expect(host.get_by_text("Since the round before")).to_be_visible(timeout=SLOW)
    expect(finding).to_have_text(re.compile("The room agrees on India"))
    expect(host.get_by_text(re.compile("The room agrees more than before"))).to_be_visible()

    host.get_by_role("button", name="Take the medians as weights").click()
    expect(host.locator(".st-key-kpo-ws-taken")).to_contain_text("saved as", timeout=SLOW)
    expect(host.locator(".st-key-kpo-part-weights button")).to_contain_text("yours")
    host.get_by_role("link", name="See the ranking").click()
    expect(host.get_by_role("slider", name=re.compile("Labour cost")).first).to_be_visible(
        timeout=SLOW
    )
    said = log.read_text(encoding="utf-8")
    assert key not in said
    assert "Ana" not in said
    assert "event=workshop step=reveal" in said
    for page in (host, *phones):
        page.context.close()


def test_a_room_is_ended_by_its_host_and_the_phones_say_so(
    chromium: Browser, workshop: tuple[str, Path], page: Page
) -> None:
    link = open_room(page, workshop[0])
    joined = phone(chromium, link)
    send(joined)
    page.get_by_role("button", name="End the room").click()
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_role("button", name="Open a room")).to_be_visible(timeout=SLOW)
    expect(joined.locator(".kpo-headline")).to_have_text("This room is closed", timeout=SLOW)
    joined.context.close()


@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing_in_any_state_of_a_room(
    chromium: Browser, workshop: tuple[str, Path], scheme: Any
) -> None:
    window: Any = {"width": 1920, "height": 1080}
    host = chromium.new_context(viewport=window, color_scheme=scheme).new_page()
    joined = phone(chromium, open_room(host, workshop[0]), scheme)
    assert ("room", serious(host)) == ("room", ())
    assert ("ballot", serious(joined)) == ("ballot", ())
    joined.get_by_text("Ask me instead").click()
    expect(joined.locator(".kpo-ask-number")).to_have_text("Question 1 of at most 9", timeout=SLOW)
    joined.get_by_role("radio", name="Talent pool", exact=True).click()
    joined.get_by_text("3\u00d7", exact=True).click()
    expect(joined.locator(".kpo-ask-number")).to_have_text("Question 2 of at most 9", timeout=SLOW)
    joined.get_by_text("Enough: show my weights").click()
    expect(joined.get_by_text("Put them on my sliders")).to_be_visible(timeout=SLOW)
    assert ("questions", serious(joined)) == ("questions", ())
    joined.get_by_text("Nine sliders").click()
    fill(joined, {"Labour cost": 40})
    send(joined)
    assert ("sent", serious(joined)) == ("sent", ())
    host.get_by_role("button", name="Reveal").click()
    for page in (host, joined):
        expect(page.locator(".kpo-ws-strips")).to_be_visible(timeout=SLOW)
    assert ("reveal", serious(host)) == ("reveal", ())
    assert ("opened", serious(joined)) == ("opened", ())
    heads = joined.locator(".kpo-ws-judges th[data-judge]")
    expect(heads).to_have_text(["A"])
    expect(heads).to_be_visible()
    assert (
        joined.locator(".kpo-ws-judges tbody tr")
        .first.locator("td")
        .evaluate_all(
            "cells => new Set(cells.map((one) => one.getBoundingClientRect().top)).size === 1"
        )
    )
    for page in (host, joined):
        page.context.close()


def test_answers_to_questions_land_on_the_sliders(
    chromium: Browser, workshop: tuple[str, Path], page: Page
) -> None:
    joined = phone(chromium, open_room(page, workshop[0]))
    joined.get_by_text("Ask me instead").click()
    expect(joined.locator(".kpo-ask-number")).to_have_text("Question 1 of at most 9")
    joined.get_by_text("The same", exact=True).click()
    expect(joined.locator(".kpo-ask-number")).to_have_text("Question 2 of at most 9")
    joined.get_by_text("Enough: show my weights").click()
    joined.get_by_text("Put them on my sliders").click()
    settled(joined)
    joined.get_by_text("Nine sliders").click()
    expect(joined.get_by_label("Digital readiness, per cent")).to_have_value("3", timeout=SLOW)
    expect(joined.get_by_label("Labour cost, per cent")).to_have_value("21")
    expect(joined.get_by_label("Talent pool, per cent")).to_have_value("20")
    joined.context.close()


@pytest.mark.journey
def test_ballots_without_a_room_are_collected_from_files_and_links(
    context, chromium: Browser, workshop: tuple[str, Path], tmp_path: Path
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    visit(page, f"{workshop[0]}/workshop")
    page.get_by_text("Fill in a ballot here").click()
    expect(page.get_by_role("button", name="Save my ballot")).to_be_visible(timeout=SLOW)
    settled(page)
    fill(page, {"Labour cost": 70})
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save my ballot").click()
    path = tmp_path / "ballot.json"
    saved.value.save_as(path)
    page.get_by_role("button", name="Copy as a link").click()
    expect(page.locator(".bw .said")).to_contain_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".kpo-ws-strips")).to_be_visible(timeout=SLOW)
    expect(page.locator(".kpo-ws-strip").first.locator("i")).to_have_count(1)
    expect(page.get_by_text("Letters follow the order")).to_be_visible()
    page.get_by_label("Ballots as links").fill(link)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kpo-ws-strip").first.locator("i")).to_have_count(2, timeout=SLOW)
    page.locator("input[type=file]").set_input_files(
        {"name": "bad.json", "mimeType": "application/json", "buffer": b"{"}
    )
    expect(page.get_by_text(re.compile("bad.json: the file is not readable"))).to_be_visible()


def test_a_server_without_a_place_or_switched_off_says_so_and_offers_files(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    nowhere = str(tmp_path / "file" / "rooms.db")
    for place, words in (("off", "switched off on this server"), (nowhere, "no place")):
        with running(KPO_WORKSHOPS=place) as (address, _):
            visit(page, f"{address}/workshop")
            expect(page.get_by_text(re.compile(words))).to_be_visible()
            expect(page.get_by_role("button", name="Open a room")).to_have_count(0)
            expect(page.get_by_text("Without a room: files and links")).to_be_visible()


def test_a_ballot_that_cannot_be_delivered_stays_on_the_phone(
    chromium: Browser, workshop: tuple[str, Path], page: Page
) -> None:
    joined = phone(chromium, open_room(page, workshop[0]))
    joined.context.set_offline(True)
    fill(joined, {"Labour cost": 33})
    joined.context.set_offline(False)
    joined.reload()
    expect(joined.get_by_label("Labour cost, per cent")).to_have_value("33", timeout=SLOW)
    send(joined)
    expect(page.locator(".kpo-ws-count")).to_have_text("1 of 1 have sent")
    joined.context.close()
