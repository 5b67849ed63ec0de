"""The Business case page: its words, its panel, and events that come late."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load
from kpo.case import business_case
from kpo.core.errors import Problem, ScenarioError
from kpo.narrative import business_case as said
from kpo.ui.session.widgets import SEEN
from kpo.ui.views.business_case import page
from tests.pages.reading import choice, headline, text

MARK = SEEN.format("case")
RUNNING = "kpo.case.of.double_running.True"
MARGIN = "kpo.case.of.margin.False"


@pytest.fixture
def case(real: AppTest) -> Callable[[str], AppTest]:
    """Open the page at an address with a destination in focus."""

    def open_at(country: str) -> AppTest:
        real.switch_page("pages/business_case.py")
        real.query_params["focus"] = country
        return real.run()

    return open_at


def words(country: str, **changes: tuple[float, float]) -> str:
    made = business_case(load(), Scenario(assumptions=changes), [country])
    return said.standfirst(load(), made, made[country])


def test_words_are_those_of_the_destination_in_focus(case: Callable[[str], AppTest]) -> None:
    app = case("PHL")
    assert "25 analysts in the Philippines cost" in headline(app)
    assert words("PHL") in text(app)
    app.selectbox(key="kpo.case.of_whom").set_value("IND").run()
    assert "25 analysts in India cost" in headline(app)
    assert words("IND") in text(app)
    assert app.query_params["focus"] == "IND"


def test_address_that_names_no_destination_opens_the_first_with_a_case(
    case: Callable[[str], AppTest],
) -> None:
    app = case("ATLANTIS")
    first = app.selectbox(key="kpo.case.of_whom").value
    assert words(first) in text(app)


def test_moved_slider_changes_the_words_and_lists_itself(case: Callable[[str], AppTest]) -> None:
    app = case("PHL")
    app.slider(key=RUNNING).set_value((2.0, 6.0)).run()
    assert words("PHL", double_running=(2.0, 6.0)) in text(app)
    assert choice(app).scenario.assumptions == {"double_running": (2.0, 6.0)}
    assert "Double running: 2.0\u20136.0 months of the cost at home" in text(app)


def test_stale_event_does_not_win_over_a_later_one(case: Callable[[str], AppTest]) -> None:
    app = case("PHL")
    app.slider(key=RUNNING).set_value((2.0, 6.0)).run()
    seen = app.text_input(key=MARK).value
    app.button(key="kpo.case.reset.double_running").click().run()
    assert choice(app).scenario.assumptions == {}
    # Before the answer is there, the browser sends what it still shows with the next move.
    app.slider(key=RUNNING).set_value((2.0, 6.0))
    app.text_input(key=MARK).set_value(seen)
    app.slider(key=MARGIN).set_value(15.0).run()
    assert choice(app).scenario.assumptions == {"margin": (15.0, 15.0)}
    assert app.slider(key=RUNNING).value == (1.0, 6.0)
    assert words("PHL", margin=(15.0, 15.0)) in text(app)


def test_move_taken_back_before_its_answer_is_seen_is_taken_back(
    case: Callable[[str], AppTest],
) -> None:
    app = case("PHL")
    app.slider(key=RUNNING).set_value((2.0, 6.0)).run()
    seen = app.text_input(key=MARK).value
    for low in (2.5, 2.0):
        app.text_input(key=MARK).set_value(seen)
        app.slider(key=RUNNING).set_value((low, 6.0)).run()
        assert choice(app).scenario.assumptions == {"double_running": (low, 6.0)}
    assert words("PHL", double_running=(2.0, 6.0)) in text(app)


def test_words_and_panel_do_not_wait_for_the_other_destinations(
    case: Callable[[str], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(view: object) -> None:
        raise ScenarioError(Problem("all", "they cannot be worked out", "try again"))

    monkeypatch.setattr(page, "case_of_view", broken)
    app = case("PHL")
    assert words("PHL") in text(app)
    assert app.slider(key=RUNNING).value == (1.0, 6.0)
    assert "they cannot be worked out" in text(app)
