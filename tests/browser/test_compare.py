import re

import pytest
from playwright.sync_api import Page, expect

from kpo import Scenario, load
from kpo.analysis.comparison import comparison, indicator_steps
from kpo.core.numbers import signed
from kpo.narrative.comparison import headline
from tests.browser.pages import SLOW, settled
from tests.variants import repeated

FINDING = ".kpo-headline"
CHARTS = "[data-testid=stVegaLiteChart] :is(canvas, svg)"


def opened(page: Page, address: str, pick: str = "IND.PHL") -> None:
    page.goto(f"{address}/compare?compare={pick}")
    expect(page.locator(FINDING)).to_contain_text("for knowledge work", timeout=SLOW)
    expect(page.locator(CHARTS)).to_have_count(4, timeout=SLOW)
    settled(page)


def points(page: Page) -> list[str]:
    """Points of each figure in the table twin, in the order of the rows."""
    page.get_by_text("As a table, with sources").click()
    cells = page.locator(".kpo-sides tbody td:last-child")
    expect(cells.first).to_be_visible()
    return cells.all_inner_texts()


def test_deep_link_on_a_fresh_server_shows_and_changes(fresh: str, page: Page) -> None:
    opened(page, fresh)
    catalog = load()
    made = comparison(catalog, Scenario(), ("IND", "PHL"))
    expect(page.locator(FINDING)).to_have_text(headline(catalog, made))
    by_figure = {step.id: step.points for step in indicator_steps(made, *made.countries)}
    assert points(page) == [signed(by_figure[line.indicator.id]) for line in made.lines]

    box = page.get_by_role("combobox", name="Two to 6 destinations")
    box.click()
    box.fill("Czech")
    page.get_by_role("option", name="Czechia").click()
    three = comparison(catalog, Scenario(), ("IND", "PHL", "CZE"))
    expect(page.locator(FINDING)).to_have_text(headline(catalog, three), timeout=SLOW)
    expect(page).to_have_url(re.compile(r"compare=IND\.PHL\.CZE"))


SIDES = """() => [...document.querySelectorAll(
    '.st-key-kpo-columns [data-testid=stVegaLiteChart]')]
    .map(one => one.getBoundingClientRect()).map(({left, top, right}) => ({left, top, right}))"""


@pytest.mark.journey
@pytest.mark.parametrize("width", repeated([1280, 390]))
def test_figures_stand_in_two_columns_where_there_is_room(
    server: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, server, "IND.PHL.CZE.CHN.IRL.ISR")
    one, other = page.evaluate(SIDES)
    if width == 1280:
        assert one["top"] == other["top"]
        assert one["right"] < other["left"]
    else:
        assert one["left"] == other["left"]
        assert one["top"] < other["top"]
    assert max(one["right"], other["right"]) <= width


def test_the_table_of_six_is_shaded_where_more_of_it_lies_on_a_phone(
    server: str, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, server, "IND.PHL.CZE.CHN.IRL.ISR")
    page.get_by_text("As a table, with sources").click()
    table = page.get_by_role("region", name="Figures side by side")
    expect(table).to_have_css("background-attachment", "local, local, scroll, scroll")
    expect(table).to_have_css("overflow-x", "auto")
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=table.element_handle())
