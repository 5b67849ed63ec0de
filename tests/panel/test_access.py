"""The panel for everybody: axe-core, contrast, motion, small screens, names as plain text."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kpo.panel import assets
from kpo.panel.payload import prepared
from tests.browser.still import still
from tests.panel.panel_fixture import payload
from tests.panel.seen import opened, order
from tests.variants import THEMES, repeated

WORST = ("serious", "critical")


def findings(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical inside the panel."""
    answer = Axe().run(page, context=".stBidiComponent").response
    looked_at = str(answer["passes"])
    assert "knob" in looked_at
    assert "color-contrast" in looked_at
    return [
        f"{rule['id']}: {node['html']}"
        for rule in answer["violations"]
        if rule["impact"] in WORST
        for node in rule["nodes"]
    ]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("width", repeated([1440, 390]))
def test_axe_finds_nothing_serious(
    tab: Callable[..., Page], harness: str, scheme: str, width: int
) -> None:
    page = tab(color_scheme=scheme, viewport={"width": width, "height": 1100})
    opened(page, harness)
    page.get_by_role("button", name="Exact weights").click()
    page.get_by_role("button", name="Lock English").click()
    page.get_by_role("button", name="Table").hover()
    still(page)
    assert findings(page) == []
    page.get_by_role("button", name="Table").click()
    assert findings(page) == []


@pytest.mark.browser
def test_the_theme_is_streamlits(tab: Callable[..., Page], harness: str) -> None:
    tones = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]"
    for scheme, expected in (
        ("light", ["rgb(1, 88, 72)", "rgb(255, 255, 255)"]),
        ("dark", ["rgb(48, 156, 124)", "rgb(0, 0, 0)"]),
    ):
        page = tab(color_scheme=scheme)
        opened(page, harness)
        assert page.locator(".segment").first.evaluate(tones) == expected


@pytest.mark.journey
@pytest.mark.browser
def test_who_wants_no_motion_gets_none(tab: Callable[..., Page], harness: str) -> None:
    page = tab(reduced_motion="reduce")
    opened(page, harness)
    for part in (".row", ".segment", ".bar i", ".knob"):
        moving = "node => getComputedStyle(node).transitionProperty"
        assert page.locator(part).first.evaluate(moving) == "none"


@pytest.mark.journey
@pytest.mark.browser
def test_a_phone_shows_all_of_it(tab: Callable[..., Page], harness: str) -> None:
    page = tab(viewport={"width": 390, "height": 900})
    opened(page, harness)
    panel = page.locator(".kp").bounding_box()
    name = page.locator(".row", has_text="Ireland").locator(".country").bounding_box()
    bar = page.locator(".row", has_text="Ireland").locator(".bar").bounding_box()
    scale = page.locator(".segments").bounding_box()
    assert panel and name and bar and scale
    assert panel["width"] <= 390
    assert name["y"] + name["height"] <= bar["y"]
    assert (bar["x"], bar["width"]) == (scale["x"], scale["width"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".row", has_text="Ireland").locator(".note")).to_be_visible()


@pytest.mark.journey
@pytest.mark.browser
def test_it_lives_without_streamlit_and_takes_names_as_text(page: Page) -> None:
    hostile = "<img src=x onerror=document.title='bad'>"
    data = payload()
    data["rows"][0]["name"] = hostile
    data["rows"][0]["notes"] = [([(0, hostile)], "")]
    data["rows"][0]["flags"] = [hostile]
    data["rows"][0]["figures"][0] = [(0, hostile, hostile)]
    data["criteria"][0]["short"] = hostile
    page.set_content(f"<style>{assets.style()}</style><div id=here>{assets.markup()}</div>")
    page.evaluate(
        "([script, data]) => { window.told = []; Function('data', script + "
        "'; mount(document, data, (change) => told.push(change));')(data); }",
        [assets.script(), json.loads(json.dumps(prepared(data)))],
    )
    assert order(page)[0] == hostile
    page.locator(".row i").first.hover()
    page.get_by_role("button", name="Table").click()
    page.get_by_role("slider").first.press("ArrowLeft")
    page.wait_for_function("told.length === 1")
    assert page.evaluate("told[0].weights.labour_cost") == 27
    assert page.title() == ""
    assert page.locator("img").count() == 0
