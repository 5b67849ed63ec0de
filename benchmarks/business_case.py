"""Time from a moved slider of the Business case page to its new words and charts; the case alone.

Measured in Chromium on the real app, at 7 destinations and at all: from the key on the slider's
handle to the first frame with new words, and to the last change of a chart.
"""

import os
import tracemalloc
from dataclasses import replace
from itertools import count
from statistics import median
from time import process_time
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.controls import CALM, everything
from benchmarks.core import milliseconds
from kpo import Scenario, load, rank
from kpo.case import business_case, destinations_of
from kpo.data.catalog import Catalog
from tests.browser.find import ARGUMENTS, HOW, browser
from tests.browser.server import serve

WORDS_MS, CASE_MS, CASE_MS_ALL, PEAK_MB = 150, 50, 500, 60
RUNS: Final = 9
TURNS: Final = 12
SKIPPED: Final = 2
"""Number of first turns, which warm up the app and do not count."""

SLIDER: Final = "Double running"
ARM: Final = """
() => {
    const said = () => document.querySelector('.kpo-headline').textContent
        + document.querySelector('.kpo-standfirst').textContent;
    const running = () => document.querySelector('[data-test-script-state]')
        ?.dataset.testScriptState !== 'notRunning';
    const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
    const before = said();
    let from = null, words = null, drawn = null;
    addEventListener('keydown', () => { from ??= performance.now(); },
        { capture: true, once: true });
    const seen = new MutationObserver(() => { drawn = performance.now() - from; });
    const watched = { subtree: true, childList: true, attributes: true, characterData: true };
    for (const chart of charts) seen.observe(chart, watched);
    window.moved = new Promise((done) => {
        const look = () => requestAnimationFrame(() => {
            const now = from === null ? 0 : performance.now() - from;
            if (from !== null && words === null && said() !== before) words = now;
            const calm = words !== null && !running() && now - Math.max(drawn, words) > 400;
            if (now > 15000 || calm) { seen.disconnect(); done([words, drawn]); }
            else look();
        });
        look();
    });
}
"""


class Times(NamedTuple):
    """Milliseconds from a move to the first frame with new words, and to the last new mark."""

    words: float
    charts: float


def move(page: Page) -> Times:
    """Move the upper end of the slider by a step, to a value that it has not had before."""
    handle = page.get_by_role("slider", name=SLIDER).last
    handle.focus()
    page.wait_for_timeout(CALM)
    page.evaluate(ARM)
    page.keyboard.press("ArrowRight")
    words, charts = page.evaluate("window.moved")
    return Times(words or float("nan"), charts or float("nan"))


def measured(running: Browser, address: str) -> list[Times]:
    """Return the times of every turn that counts."""
    page = running.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.locator(".kpo-headline").wait_for(timeout=60_000)
    page.locator("[data-testid=stVegaLiteChart] svg").nth(4).wait_for(timeout=60_000)
    page.wait_for_timeout(2 * CALM)
    found = [move(page) for _ in range(TURNS)]
    page.close()
    return found[SKIPPED:]


def alone(catalog: Catalog, scenario: Scenario) -> str:
    """Return the number of destinations of a case, its times and its peak memory, in words.

    Each run sets an assumption to a new value, so that no result comes from a cache. Processor
    time leaves out the other work of the machine.
    """
    countries = destinations_of(rank(catalog, scenario))
    steps = count()

    def run() -> int:
        low = 70 + next(steps) / 100
        changed = replace(scenario, assumptions={"productivity": (low, 100.0)})
        return len(business_case(catalog, changed, countries))

    run()
    begun = process_time()
    took = milliseconds(run, RUNS)
    busy = 1000 * (process_time() - begun) / RUNS
    tracemalloc.start()
    many = run()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return (
        f"{many} destinations: {took:.0f} ms, processor {busy:.0f} ms (limit {CASE_MS} at 7, "
        f"{CASE_MS_ALL} at all), peak {peak:.1f} MB (limit {PEAK_MB})"
    )


def main() -> None:
    """Print every figure beside its limit."""
    catalog = load()
    print("business case")
    for countries in (None, tuple(catalog.countries)):
        print(f"  the case alone, {alone(catalog, Scenario(countries=countries))}")
    path = browser()
    if path is None:
        print(f"  {HOW}")
        return
    with serve() as server, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for name, choice in (("7", ""), ("all ranked", everything(catalog))):
            times = measured(running, f"{server}/business_case{choice}")
            words, charts = (sorted(column) for column in zip(*times, strict=True))
            print(
                f"  slider to new words, {name}: {median(words):.0f} ms, {words[0]:.0f} to "
                f"{words[-1]:.0f} (limit {WORDS_MS}); to the last chart {median(charts):.0f} ms, "
                f"{charts[0]:.0f} to {charts[-1]:.0f}"
            )
        running.close()
    print(f"  load of the machine while measuring: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
