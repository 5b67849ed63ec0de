"""Time from a control to its change on screen, for the main control of each page, 7 and all.

Measured from the key or the button's release to the first frame with the new words, and to the
end of the page's whole run. The last figure is how much longer all countries take than the 7.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from kpo import Scenario, load, rank
from kpo.charts import choropleth
from kpo.data.catalog import Catalog
from kpo.scenarios.link import to_link
from tests.browser.find import ARGUMENTS, HOW, browser
from tests.browser.server import serve

PAINT, RATIO, SPEC = 150, 2.0, 10_000
TURNS = 8
CALM: Final = 700
ARM: Final = """
(selector) => {
    const said = () => [...document.querySelectorAll(selector)].map((it) => it.textContent).join();
    const running = () => document.querySelector('[data-test-script-state]')
        ?.dataset.testScriptState !== 'notRunning';
    const before = said();
    let from = null;
    let painted = null;
    const start = () => { from ??= performance.now(); };
    for (const kind of ['pointerup', 'keydown']) {
        addEventListener(kind, start, { capture: true, once: true });
    }
    window.painted = new Promise((done) => {
        const look = () => requestAnimationFrame(() => {
            const now = from === null ? 0 : performance.now() - from;
            if (from !== null && painted === null && said() && said() !== before) painted = now;
            if (now > 10000) done([NaN, NaN]);
            else if (painted !== null && !running()) done([painted, now]);
            else look();
        });
        look();
    });
}
"""


@dataclass(frozen=True)
class Control:
    """A control of a page, and how to use it.

    `seen` selects the text that has to change. `begin` prepares the page once, `ready` prepares
    each turn before the clock starts, and `use` starts the clock.
    """

    name: str
    path: str
    seen: str
    use: Callable[[Page, int], object]
    ready: Callable[[Page, int], object] = lambda page, turn: None
    begin: Callable[[Page], object] = lambda page: None


def radio(*names: str) -> Callable[[Page, int], object]:
    """Return a turn that clicks the next of some radio buttons."""

    def use(page: Page, turn: int) -> None:
        page.get_by_role("radio", name=names[turn % len(names)], exact=True).click()

    return use


def named(box: str, name: str = "") -> tuple[Callable[[Page, int], object], ...]:
    """Return `ready` and `use` of a turn that adds a name to a box, or removes it again.

    Without a name, the first option of the box is added.
    """

    def ready(page: Page, turn: int) -> None:
        field = page.get_by_role("combobox", name=box)
        field.fill(name if turn % 2 == 0 else "")
        if turn % 2 == 0 and not name:
            field.press("ArrowDown")
        page.wait_for_timeout(300)

    def use(page: Page, turn: int) -> None:
        page.get_by_role("combobox", name=box).press("Enter" if turn % 2 == 0 else "Backspace")

    return ready, use


def open_work(page: Page, _: int) -> None:
    """Open the part of the choice line that holds the kind of work, unless it is open."""
    choice = page.get_by_role("radio", name="Process work", exact=True)
    if not choice.is_visible():
        page.locator(".st-key-kpo-line button").first.click()
        choice.wait_for()


def choose_map(page: Page) -> None:
    """Choose the map on the Explore page."""
    page.get_by_role("radio", name="Map", exact=True).click()
    page.wait_for_timeout(2 * CALM)


TWO: Final = ".st-key-kpo-main [data-testid=stButtonGroup]"
WITH, WITHOUT = named("Two to 6 destinations", "Israel")
OTHER, SAME = named("Compare, from left to right")
WORK = radio("Process work", "Knowledge work")
SUBJECT = radio("English", "Labour cost")
CONTROLS: Final = (
    Control("Country, kind of work", "country", "h1, .kpo-standfirst", WORK, open_work),
    Control("Compare, one destination more", "compare", TWO, WITHOUT, WITH),
    Control("Explore, subject", "explore", "h1", SUBJECT),
    Control("Explore, what colours the map", "explore", "h1", SUBJECT, begin=choose_map),
    Control(
        "How sure, what is varied",
        "how_sure",
        ".kpo-standfirst",
        radio("Any weights", "Weights near mine"),
    ),
    Control("Scenarios, one more", "scenarios", ".st-key-kpo-main table", SAME, OTHER),
    Control(
        "Data, which figures",
        "data",
        ".st-key-kpo-data .stHtml",
        radio("Newest of each", "Used in this ranking"),
    ),
)


def measured(running: Browser, address: str, control: Control) -> tuple[float, float]:
    """Return median milliseconds to the new words, and to the end of the run."""
    context = running.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.locator("h1").first.wait_for(timeout=60_000)
    page.wait_for_timeout(3 * CALM)
    control.begin(page)
    found = []
    for turn in range(TURNS):
        control.ready(page, turn)
        page.wait_for_timeout(CALM)
        page.evaluate(ARM, control.seen)
        control.use(page, turn)
        found.append(page.evaluate("window.painted"))
    context.close()
    words, whole = zip(*found[2:], strict=True)
    return median(words), median(whole)


def everything(catalog: Catalog) -> str:
    """Return the query string that chooses all countries."""
    scenario = Scenario(countries=tuple(catalog.countries))
    return f"?s={to_link(catalog, scenario, rank(catalog, scenario))}"


def spec_size() -> int:
    """Return the size of the largest map's specification in bytes, without figures and outlines."""
    return max(len(json.dumps(choropleth.spec("dark", area))) for area in choropleth.AREAS)


def main() -> None:
    """Print every figure beside its limit."""
    path = browser()
    print("controls, in Chromium")
    print(f"  spec of the map without outlines: {spec_size():,} bytes (limit {SPEC:,})")
    if path is None:
        print(f"  {HOW}")
        return
    wide = everything(load())
    with serve() as server, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for control in CONTROLS:
            few = measured(running, f"{server}/{control.path}", control)
            every = measured(running, f"{server}/{control.path}{wide}", control)
            print(
                f"  {control.name}: {few[0]:.0f} ms at 7, {every[0]:.0f} at all "
                f"(limit {PAINT}); the whole page {few[1]:.0f} and {every[1]:.0f}; "
                f"{every[0] / few[0]:.1f} times as long (limit {RATIO:g})"
            )
        running.close()
    print(f"  load of the machine while measuring: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
