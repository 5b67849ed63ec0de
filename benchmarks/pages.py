"""Waiting times in a real Chromium: first content, a page switch, a key on a divider.

A cold visit is the first to a server that has just become healthy, in a fresh profile; a warm one
is in a fresh profile on the same server. First content is the headline. An empty Streamlit page is
measured in turn with ours to show the framework's own share: if that alone exceeds the limit of a
warm visit, no page can meet it.
"""

import os
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.find import ARGUMENTS, HOW, browser
from tests.browser.server import serve

PAGES = {
    "Ranking": "ranking",
    "Country": "country",
    "Compare": "compare",
    "Explore": "explore",
    "How sure": "how_sure",
    "Scenarios": "scenarios",
    "Present": "present",
    "Data": "data",
}
LIMITS = {"Ranking": 2.0}
ELSEWHERE, WARM, SWITCH, CONTROL, QUIET = 2.3, 1.0, 0.4, 150, 150
HEADLINE = "h1"
TIMES = 5
STARTS = 3
CHANGED = """
(before) => new Promise((done) => {
    const look = () => {
        const head = document.querySelector('h1');
        const changed = head && head.textContent !== before;
        requestAnimationFrame(changed ? () => done(performance.now()) : look);
    };
    look();
})
"""


def first_content(running: Browser, address: str) -> float:
    """Return the seconds from requesting a page to its headline, in a fresh profile."""
    context = running.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(HEADLINE).first.wait_for(timeout=60_000)
    found = time.perf_counter() - start
    context.close()
    return found


EMPTY = """import streamlit as st
st.html("<h1>Empty</h1>")
"""


def in_turns(running: Browser, empty: str, page: str) -> list[float]:
    """Return median seconds: a page cold and warm, then an empty page cold and warm."""
    found: list[list[float]] = [[], [], [], []]
    for _ in range(STARTS):
        for place, (app, path) in enumerate((("dashboard.py", page), (empty, ""))):
            with serve(app) as server:
                for visit in (0, 1):
                    seconds = first_content(running, f"{server}/{path}")
                    found[2 * place + visit].append(seconds)
    return [median(times) for times in found]


def until_changed(page: Page, act: str) -> float:
    """Return the milliseconds from a click made by the script `act` to a changed headline."""
    before = page.locator(HEADLINE).first.text_content()
    start = page.evaluate(f"() => {{ const now = performance.now(); ({act})(); return now; }}")
    return float(page.evaluate(CHANGED, before)) - float(start)


def switches(running: Browser, server: str) -> list[tuple[str, float]]:
    """Return the milliseconds of each page switch in the header, at the second visit."""
    context = running.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(server)
    page.locator(HEADLINE).first.wait_for(timeout=60_000)
    found = []
    for turn in range(2):
        for name in [*list(PAGES)[1:], "Ranking"]:
            page.wait_for_timeout(700)
            click = (
                "() => [...document.querySelectorAll('.st-key-kpo-header a')]"
                f".find((one) => one.textContent.trim() === '{name}')?.click()"
            )
            if page.get_by_role("link", name=name, exact=True).count():
                found += [(name, until_changed(page, click))] * turn
    context.close()
    return found


def weight_keys(running: Browser, server: str) -> float:
    """Return the median milliseconds from a key on a divider to Python's new headline."""
    context = running.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{server}/ranking")
    page.locator(HEADLINE).first.wait_for(timeout=60_000)
    page.get_by_role("slider").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    found = []
    standfirst = ".kpo-standfirst"
    for step in range(2 * TIMES):
        before = page.locator(standfirst).first.text_content()
        page.get_by_role("slider").first.focus()
        start = time.perf_counter()
        page.keyboard.press("PageUp" if step % 2 else "PageDown")
        page.wait_for_function(
            "(before) => document.querySelector('.kpo-standfirst')?.textContent !== before",
            arg=before,
            polling="raf",
        )
        found.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(500)
    context.close()
    return median(found)


def main() -> None:
    """Print every figure beside its limit."""
    path = browser()
    print("pages, in Chromium")
    if path is None:
        print(f"  {HOW}")
        return
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        with TemporaryDirectory() as folder:
            empty = Path(folder) / "empty.py"
            empty.write_text(EMPTY, encoding="utf-8")
            for name, page in PAGES.items():
                cold, warm, own_cold, own_warm = in_turns(running, str(empty), page)
                limit = LIMITS.get(name, ELSEWHERE)
                print(
                    f"  {name}: cold {cold:.2f} s (limit {limit}; an empty page {own_cold:.2f}), "
                    f"warm {warm:.2f} s (limit {WARM}; an empty page {own_warm:.2f})"
                )
        with serve() as server:
            for name, found in switches(running, server):
                print(f"  switch to {name}: {found:.0f} ms (limit {1000 * SWITCH:.0f})")
            found = weight_keys(running, server)
            print(
                f"  key on a divider to the new words: {found:.0f} ms (limit {QUIET + CONTROL}: "
                f"{QUIET} of quiet after the last key, {CONTROL} for the answer)"
            )
        running.close()
    print(f"  load of the machine while measuring: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
