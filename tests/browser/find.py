"""Find a browser for the tests, or install one; if there is none, say in one line how to get it.

In this order: one that is installed, the system's package (as root on Debian), the one that
playwright downloads.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW = (
    "no browser for the browser tests: install the package chromium or Google Chrome, "
    "or run .venv/bin/playwright install chromium"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser() -> str | None:
    """Return the path of an installed browser, or None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((place for place in PLACES if Path(place).exists()), None)
    return found or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _from_the_system() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, **quiet)


def _from_playwright() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, check=False, timeout=600, **quiet)


def main() -> int:
    """Find or install a browser, and print its path or how to get one; return 0 either way."""
    for attempt in (None, _from_the_system, _from_playwright):
        if attempt:
            attempt()
        if path := browser():
            print(f"Browser for the tests: {path}")
            return 0
    print(HOW)
    return 0


if __name__ == "__main__":
    sys.exit(main())
