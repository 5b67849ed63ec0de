"""How smooth a drag is, and how soon Python has answered, in a real Chromium.

Both are measured on a page with nothing but the panel, and on the Ranking page, where words and
bars beside the panel follow it.
"""

import os
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.controls import everything
from kpo import load
from kpo.panel import assets
from tests.browser.find import ARGUMENTS, HOW, browser
from tests.browser.server import ROOT, serve
from tests.panel.seen import grab, knob, middle, opened

FRAME_MS, WORST_MS, SCRIPT_BYTES, ANSWER_MS = 17, 34, 32_000, 150
MOVES = 240
CALM = 500
WATCH = """
window.work = [];
window.gaps = [];
const ask = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (run) => ask((time) => {
  const start = performance.now();
  run(time);
  window.work.push(performance.now() - start);
});
window.watch = () => {
  let last = 0;
  window.work.length = 0;
  window.watching = true;
  const tick = (time) => {
    if (last) window.gaps.push(time - last);
    last = time;
    if (window.watching) ask(tick);
  };
  ask(tick);
};
window.answered = (selector) => new Promise((done) => {
  const said = () => document.querySelector(selector)?.textContent;
  const before = said();
  let released = null;
  document.addEventListener('pointerup', () => { released ??= performance.now(); }, true);
  const look = () => ask(() => {
    if (released && said() && said() !== before) done(performance.now() - released);
    else look();
  });
  look();
});
"""


def drag(page: Page) -> tuple[list[float], list[float]]:
    """Return the gaps between frames during a drag, and the script's own time in each, in ms."""
    x, y = middle(knob(page, 0))
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("watch()")
    for step in range(MOVES):
        away = 120 - abs(step * 4 % 480 - 240)
        page.mouse.move(x + away, y)
    page.evaluate("window.watching = false")
    page.mouse.up()
    page.wait_for_timeout(500)
    return page.evaluate("window.gaps"), page.evaluate("window.work")


def smooth(page: Page, name: str) -> None:
    """Print how smooth a drag is while P(first) follows it."""
    gaps, work = drag(page)
    print(
        f"  drag with P(first), {name}: frame p95 {p95(gaps):.1f} ms (limit {FRAME_MS}), "
        f"max {max(gaps):.1f} ms (limit {WORST_MS}); "
        f"script p95 {p95(work):.1f} ms, max {max(work):.1f} ms of {len(gaps)} frames"
    )


def answer(page: Page, selector: str) -> float:
    """Return the time from a release to the first frame with Python's new text, in ms."""
    found = []
    for by in (60, -60, 50, -50, 40, -40, 30):
        grab(page, 0, by)
        page.evaluate("selector => void (window.answer = answered(selector))", selector)
        page.mouse.up()
        found.append(float(page.evaluate("window.answer")))
        page.wait_for_timeout(CALM)
    return median(found)


def ranking_page(running: Browser) -> None:
    """Print how smoothly and how soon the Ranking page follows, for the seven and for all."""
    with serve() as address:
        for name, choice in (("7", ""), ("all", everything(load()))):
            page = running.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(WATCH)
            opened(page, address, f"ranking{choice}")
            page.wait_for_timeout(4 * CALM)
            smooth(page, f"Ranking page, {name}")
            found = answer(page, "table.kpo-why")
            print(f"  release to the bars beside it, {name}: {found:.0f} ms (limit {ANSWER_MS})")
            page.close()


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20)[-1]


def main() -> None:
    """Print the figures beside their limits."""
    path = browser()
    if path is None:
        print(HOW)
        return
    print("weighting panel (Chromium)")
    size = len(assets.streamlit_script().encode())
    print(f"  script: {size:,} bytes (limit {SCRIPT_BYTES:,})")
    with serve("tests/panel/harness.py", PYTHONPATH=str(ROOT)) as address, sync_playwright() as p:
        running = p.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for count in (7, 100):
            page = running.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(WATCH)
            opened(page, address, f"?count={count}")
            smooth(page, f"{count} made-up destinations")
            found = answer(page, "[data-testid=stCode]")
            print(f"  release to Python's answer, {count}: {found:.0f} ms (limit {ANSWER_MS})")
            page.close()
        ranking_page(running)
        running.close()
    print(f"  load of the machine while measuring: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
