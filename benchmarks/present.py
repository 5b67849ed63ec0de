"""Size, speed and smoothness of the stand-alone file and of Present mode, in a real Chromium."""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.panel import FRAME_MS, WATCH, drag, p95
from kpo import Scenario, load
from kpo.data.catalog import Catalog
from kpo.export.standalone.html import standalone
from tests.browser.find import ARGUMENTS, HOW, browser
from tests.browser.server import serve

FILE_BYTES, FILE_MS, SCENE_MS = 1_000_000, 500, 150
ROUNDS = 5
TURNED = """async (keys) => {
    const all = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot)];
    const stage = all.map((one) => one?.querySelector('dialog')).find(Boolean);
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const taken = [];
    for (const key of keys) {
        const start = performance.now();
        stage.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        await frame();
        taken.push(performance.now() - start);
    }
    return taken;
}"""


def written(catalog: Catalog, scenario: Scenario) -> tuple[bytes, float]:
    """Return the file and the median time to make it once everything is loaded, in ms."""
    made, taken = standalone(catalog, scenario), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        made = standalone(catalog, scenario)
        taken.append(1000 * (time.perf_counter() - start))
    return made, median(taken)


def opened(chromium: Browser, file: bytes) -> Page:
    """Open the file from disk in a profile without a network."""
    path = Path(tempfile.mkdtemp()) / "atlas.html"
    path.write_bytes(file)
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.locator(".kp .row").first.wait_for()
    page.wait_for_timeout(500)
    return page


def scenes(chromium: Browser) -> list[float]:
    """Return the times from a key press to the frame with the next scene, in ms."""
    with serve() as address:
        page = chromium.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"{address}/present")
        page.locator(".list .entry").first.click(timeout=60_000)
        page.wait_for_timeout(1000)
        keys = ["ArrowRight"] * 10 + ["ArrowLeft"] * 10 + ["End", "Home"] * 3
        found: list[float] = page.evaluate(TURNED, keys)
        page.close()
    return found


def main() -> None:
    """Print the figures beside their limits."""
    catalog = load()
    cases = {"7": Scenario(), "all": Scenario(countries=tuple(catalog.countries))}
    files = {name: written(catalog, scenario) for name, scenario in cases.items()}
    print("stand-alone HTML and Present mode")
    for name, (file, taken) in files.items():
        print(
            f"  file, {name} destinations: {len(file):,} bytes (limit {FILE_BYTES:,}), "
            f"written in {taken:.0f} ms (limit {FILE_MS})"
        )
    path = browser()
    if path is None:
        print(HOW)
        return
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for name, (file, _) in files.items():
            page = opened(chromium, file)
            gaps, work = drag(page)
            print(
                f"  drag from disk, {name}: frame p95 {p95(gaps):.1f} ms (limit {FRAME_MS}), "
                f"script p95 {p95(work):.1f} ms of {len(gaps)} frames"
            )
            page.context.close()
        taken = scenes(chromium)
        print(
            f"  next scene: median {median(taken):.0f} ms, "
            f"slowest {max(taken):.0f} ms (limit {SCENE_MS})"
        )
        chromium.close()
    print(f"  load of the machine while measuring: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
