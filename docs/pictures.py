"""Take the README's pictures anew from the running pages: ``make pictures``."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from kpo.cli import main as command_line
from tests.browser.find import ARGUMENTS, browser
from tests.browser.server import serve

FOLDER = Path(__file__).with_name("pictures")
SLIDE = 1
SLIDE_DOTS_AN_INCH = 96


class Picture(NamedTuple):
    """What to show: a page's address, and how wide, high and light."""

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
    Picture("explore", "explore?view=map"),
    Picture("how-sure", "how_sure"),
    Picture("scenarios", "scenarios"),
)


def take(running: Browser, server: str) -> None:
    """Save every picture of a page as PNG."""
    for item in PICTURES:
        context = running.new_context(
            viewport={"width": item.width, "height": item.height}, color_scheme=item.scheme
        )
        page = context.new_page()
        page.goto(f"{server}/{item.path}")
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
    with serve() as server, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser(), args=list(ARGUMENTS))
        take(running, server)
        take_scene(running, server)
        running.close()
    take_slide()


def _save(page: Page, name: str) -> None:
    page.locator("h1").first.wait_for(timeout=60_000)
    page.wait_for_timeout(4000)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
