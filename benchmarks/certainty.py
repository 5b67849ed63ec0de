"""How often P(first) and the ranks shown during a drag are those the server gives on release.

Fifty random drags of a divider on the Ranking page, for the seven and for all countries. The
pointer moves, rests and lets go; the panel before the release is compared with the panel after
the server's answer.
"""

from random import Random
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.controls import everything
from kpo import load
from tests.browser.find import ARGUMENTS, HOW, browser
from tests.browser.server import serve
from tests.panel.seen import FOLLOWS, knob, middle, opened

DRAGS = 50
REST_MS = 200
PATIENCE_MS = 20_000


def compared(page: Page, random: Random) -> tuple[bool, bool, float]:
    """Return whether P(first) and the ranks stayed, and how long the ranks took at rest, in ms."""
    place = random.randrange(page.get_by_role("slider").count())
    x, y = middle(knob(page, place))
    page.mouse.move(x, y)
    page.mouse.down()
    for by in random.choices(range(-90, 91), k=6):
        page.mouse.move(x + by, y)
    moving = page.evaluate("nextFrame().then(chances)")
    rested = page.evaluate("settled()")
    resting = page.evaluate("chances()")
    page.mouse.up()
    page.wait_for_function("answered()", timeout=PATIENCE_MS)
    after = page.evaluate("chances()")
    firsts = _column(moving, 0) == _column(resting, 0) == _column(after, 0)
    return firsts, _column(resting, 1) == _column(after, 1), float(rested)


def _column(chances: dict[str, list[str]], place: int) -> dict[str, Any]:
    return {name: said[place] for name, said in chances.items()}


def main() -> None:
    """Print how many of the drags agree, and after how long the ranks rest on all draws."""
    path = browser()
    if path is None:
        print(HOW)
        return
    print("certainty under the divider (Chromium)")
    with serve() as address, sync_playwright() as p:
        running = p.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for name, choice in (("7", ""), ("all", everything(load()))):
            page = running.new_page(viewport={"width": 1440, "height": 900})
            opened(page, address, f"ranking{choice}")
            page.evaluate(FOLLOWS)
            random = Random(50)
            found = [compared(page, random) for _ in range(DRAGS)]
            firsts, ranks, rested = zip(*found, strict=True)
            print(
                f"  as the server says after release, {name}: P(first) in {sum(firsts)} of {DRAGS}"
                f" drags, ranks at rest in {sum(ranks)}; ranks of all draws after "
                f"{max(rested):.0f} ms of rest at most (limit {REST_MS})"
            )
            page.close()
        running.close()


if __name__ == "__main__":
    main()
