"""Take the README's pictures from the running pages: ``make pictures``."""

import shutil
import subprocess
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from kpo import Scenario, load
from kpo.cli.main import main as command_line
from kpo.scenarios.link import to_link
from kpo.ui.components.hints import NAME as HINTS
from kpo.workshop.ballots import ballot_of
from kpo.workshop.database import engine
from kpo.workshop.keys import new_key
from kpo.workshop.store import Store
from tests.browser.find import ARGUMENTS, browser
from tests.browser.server import serve

FOLDER = Path(__file__).with_name("pictures")
SLIDE = 1
SLIDE_DOTS_AN_INCH = 96


class Picture(NamedTuple):
    """A picture to take: name, address of the page, colour scheme and size in pixels."""

    name: str
    path: str
    scheme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900


PICTURES = (
    Picture("ranking-light", "ranking"),
    Picture("ranking-dark", "ranking", "dark"),
    Picture("ranking-phone", "ranking", width=390, height=844),
    Picture("country", "country?country=PHL"),
    Picture("compare", "compare?compare=IND.PHL"),
    Picture("business-case", "business_case?s={job}"),
    Picture("business-case-dark", "business_case?s={job}", "dark"),
    Picture("explore", "explore?view=map"),
    Picture("how-sure", "how_sure"),
    Picture("scenarios", "scenarios"),
)

JOB = Scenario(service="financial_research", client="USA", people=120)
"""Analysts for a bank: the scenario in the pictures of the business case, as ``{job}``."""


def take(running: Browser, server: str) -> None:
    """Save every picture in `PICTURES` as PNG."""
    job = to_link(load(), JOB)
    for item in PICTURES:
        context = running.new_context(
            viewport={"width": item.width, "height": item.height}, color_scheme=item.scheme
        )
        context.add_init_script(f"localStorage.setItem('{HINTS}', 'read')")
        page = context.new_page()
        page.goto(f"{server}/{item.path.format(job=job)}")
        _save(page, item.name)
        context.close()


def take_scene(running: Browser, server: str) -> None:
    """Save the first scene of Present mode."""
    context = running.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(f"{server}/present")
    page.get_by_role("button", name="Present", exact=True).click()
    _save(page, "present")
    context.close()


def take_workshop(running: Browser, server: str, rooms: str) -> None:
    """Save pictures of a ballot on a phone and of nine opened ballots."""
    host = running.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    host.goto(f"{server}/workshop")
    host.get_by_role("button", name="Open a room").click()
    link = host.locator(".kpo-ws-link").inner_text()
    phone = running.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(link)
    phone.get_by_label("Labour cost, per cent").fill("22")
    catalog, lot, key = load(), Random(6), link.partition("#room=")[2]
    for place in range(9):
        weights = {
            name: share * lot.uniform(0.3, 1.7)
            for name, share in catalog.presets["kpo"].weights.items()
        }
        weights["labour_cost"] *= 0.3 if place < 3 else 1.1
        ballot = ballot_of(tuple(catalog.criteria), weights)
        Store(engine(rooms)).send(key, new_key(), 1, ballot)
    _save(phone, "ballot")
    host.get_by_role("button", name="Reveal").click()
    host.locator(".kpo-ws-strips").wait_for()
    _save(host, "workshop")


def take_slide() -> None:
    """Save one slide of the board pack; needs pdftoppm."""
    if shutil.which("pdftoppm") is None:
        return
    with TemporaryDirectory() as folder:
        pack = Path(folder) / "pack.pdf"
        command_line(["export", "--format", "pdf", "--out", str(pack)])
        page = ["-f", str(SLIDE + 1), "-l", str(SLIDE + 1), "-r", str(SLIDE_DOTS_AN_INCH)]
        command = ["pdftoppm", "-png", "-singlefile", *page, str(pack), str(FOLDER / "slide")]
        subprocess.run(command, check=True)


def main() -> None:
    """Start the dashboard and take the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        serve(KPO_WORKSHOPS=f"{folder}/rooms.db") as server,
        sync_playwright() as playwright,
    ):
        running = playwright.chromium.launch(executable_path=browser(), args=list(ARGUMENTS))
        take(running, server)
        take_scene(running, server)
        take_workshop(running, server, f"{folder}/rooms.db")
        running.close()
    take_slide()


def _save(page: Page, name: str) -> None:
    page.locator("h1").first.wait_for(timeout=60_000)
    page.wait_for_timeout(4000)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
