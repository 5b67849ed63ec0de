"""Take the README's pictures anew from the running pages: ``make pictures``."""

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.find import ARGUMENTS, browser
from tests.browser.server import serve

FOLDER = Path(__file__).with_name("pictures")
PICTURES = (("ranking", "", "light", 1440, 900), ("ranking", "", "dark", 1440, 900))


def take(running: Browser, server: str) -> None:
    """Save every picture as PNG."""
    FOLDER.mkdir(exist_ok=True)
    for name, path, scheme, width, height in PICTURES:
        context = running.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        page.goto(f"{server}/{path}")
        page.locator("h1").wait_for()
        page.wait_for_timeout(2500)
        page.screenshot(path=FOLDER / f"{name}-{scheme}.png")
        context.close()


def main() -> None:
    """Start the dashboard and take the pictures."""
    with serve() as server, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser(), args=list(ARGUMENTS))
        take(running, server)
        running.close()


if __name__ == "__main__":
    main()
