"""The Compare page draws the library's numbers, and each of its controls changes them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load
from kpo.analysis.comparison import comparison, criterion_steps, indicator_steps
from tests.pages.reading import headline, text

PAGE = "pages/compare.py"
WATERFALL, LEFT, RIGHT, QUADRANT = range(4)


@pytest.fixture
def compare(opened: Callable[[], AppTest]) -> AppTest:
    return opened().switch_page(PAGE).run()


def drawn(at: AppTest, chart: int) -> dict[str, list[Any]]:
    raw = at.get("vega_lite_chart")[chart].proto.data.data
    columns: dict[str, list[Any]] = pyarrow.ipc.open_stream(BytesIO(raw)).read_all().to_pydict()
    return columns


def dots(at: AppTest) -> list[tuple[str, float | None]]:
    """Destination and score of every dot, column by column, heads of criteria left out."""
    return [
        shown
        for column in (LEFT, RIGHT)
        for shown in zip(drawn(at, column)["destination"], drawn(at, column)["score"], strict=True)
        if shown[0]
    ]


def group(at: AppTest, key: str) -> Any:
    return next(one for one in at.get("button_group") if str(one.key).startswith(key))


def test_begins_with_the_first_two(compare: AppTest) -> None:
    assert headline(compare) == (
        "India is ahead of the Philippines by 4.0 points for knowledge work"
    )
    assert compare.multiselect(key="kpo.compare.of").value == ["IND", "PHL"]
    lead = drawn(compare, WATERFALL)
    assert lead["name"] == ["Labour cost", "English", "Lead"]
    assert lead["end"] == [24, 4, 4]


def test_steps_by_figure(compare: AppTest) -> None:
    group(compare, "kpo.compare.by").set_value("By figure")
    compare.run()
    lead = drawn(compare, WATERFALL)
    assert lead["name"] == ["Saving", "English score", "Lead"]
    assert lead["figures"][0] == "90 against 50 % of the client's cost"


def test_picking_three_asks_which_two(compare: AppTest) -> None:
    compare.multiselect(key="kpo.compare.of").set_value(["IND", "PHL", "IRL"]).run()
    assert headline(compare) == ("India is ahead of the Philippines and Ireland for knowledge work")
    assert compare.query_params["compare"] == "IND.PHL.IRL"
    group(compare, "kpo.compare.pair").set_value("PHL.IRL")
    compare.run()
    assert drawn(compare, WATERFALL)["end"][-1] == 30
    assert "Why the Philippines before Ireland" in text(compare)


def test_six_are_compared_in_two_columns_under_the_heads_of_all_criteria(real: AppTest) -> None:
    six = ["IND", "PHL", "CZE", "CHN", "IRL", "ISR"]
    real.query_params["compare"] = ".".join([*six, "POL"])
    real.switch_page(PAGE).run()
    assert not real.exception
    assert real.multiselect(key="kpo.compare.of").value == six
    assert real.multiselect(key="kpo.compare.of").proto.max_selections == 6
    made = comparison(load(), Scenario(), six)
    heads = [head for side in (LEFT, RIGHT) for head in drawn(real, side)["head"] if head]
    assert heads == [item.name for item in load().criteria.values()]
    assert len(dots(real)) == 6 * len(made.lines)
    lengths = [len(drawn(real, side)["head"]) for side in (LEFT, RIGHT)]
    assert min(lengths) > 0.7 * max(lengths)
    assert len(real.selectbox(key=f"kpo.compare.pair.{'.'.join(made.countries)}").options) == 15


def test_taking_all_away_falls_back_on_the_leaders(compare: AppTest) -> None:
    compare.multiselect(key="kpo.compare.of").set_value([]).run()
    assert compare.multiselect(key="kpo.compare.of").value == ["IND", "PHL"]


def test_the_client_is_compared_with_the_reason_why_it_has_no_rank(compare: AppTest) -> None:
    compare.multiselect(key="kpo.compare.of").set_value(["IND", "SWE"]).run()
    assert headline(compare) == ("India is the only one of these that is ranked for knowledge work")
    assert "Sweden is at home: the client’s own country is never ranked." in text(compare)
    assert [name for name, _ in dots(compare)][:2] == ["India", "Sweden"]


def test_the_address_decides_what_is_compared(opened: Callable[[], AppTest]) -> None:
    at = opened()
    at.query_params["compare"] = "IRL.XXX.PHL"
    at.switch_page(PAGE).run()
    assert at.multiselect(key="kpo.compare.of").value == ["IRL", "PHL"]


def test_picks_outlive_other_pages(compare: AppTest) -> None:
    compare.multiselect(key="kpo.compare.of").set_value(["PHL", "IRL"]).run()
    compare.switch_page("pages/ranking.py").run()
    compare.switch_page(PAGE).run()
    assert compare.multiselect(key="kpo.compare.of").value == ["PHL", "IRL"]


def test_axes_of_the_quadrant(compare: AppTest) -> None:
    compare.selectbox(key="kpo.compare.up").set_value("time_zone").run()
    places = drawn(compare, QUADRANT)
    assert places["destination"] == ["India", "Ireland", "Philippines"]
    assert places["up_name"][0] == "↑ Time zone, points"
    assert places["across"] == [90, 0, 50]


@pytest.mark.parametrize("pair", [("IND", "PHL"), ("CZE", "ISR"), ("CHN", "IRL")])
def test_real_figures_are_drawn_as_the_library_has_them(
    real: AppTest, pair: tuple[str, str]
) -> None:
    real.query_params["compare"] = ".".join(pair)
    real.switch_page(PAGE).run()
    catalog = load()
    made = comparison(catalog, Scenario(), pair)
    first, second = made.rows
    worth = [s for s in criterion_steps(catalog, first, second) if abs(s.points) >= 0.05]
    assert drawn(real, WATERFALL)["points"][:-1] == [step.points for step in worth]
    assert drawn(real, WATERFALL)["end"][-1] == pytest.approx(first.score - second.score)
    shown = [(s.country.name, s.score) for line in made.lines for s in line.sides]
    assert dots(real) == shown
    group(real, "kpo.compare.by").set_value("By figure")
    real.run()
    steps = indicator_steps(made, first.country, second.country)
    worth = [step for step in steps if abs(step.points) >= 0.05]
    assert drawn(real, WATERFALL)["figures"][:-1] == [
        ", ".join((step.figures, *step.marks)) for step in worth
    ]


def test_a_sanctioned_destination_is_compared_in_points_and_says_why_it_has_no_rank(
    real: AppTest,
) -> None:
    real.query_params["compare"] = "IND.RUS"
    real.switch_page(PAGE).run()
    assert not real.exception
    assert headline(real).startswith("India is the only one of these that is ranked")
    made = comparison(load(), Scenario(), ("IND", "RUS"))
    first, second = made.scored
    lead = drawn(real, WATERFALL)["end"][-1]
    assert lead == pytest.approx(first.score - second.score)
    said = text(real)
    assert "Russia is not ranked: left out by our rule: sectoral sanctions of the EU" in said
    assert "What would turn it" not in said
