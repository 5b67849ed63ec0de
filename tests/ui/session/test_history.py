"""Undo and Redo over the whole choice: every part of it, one step each, over pages and links."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpo import Scenario
from kpo.ui.components import undo_buttons
from kpo.ui.session import history, state
from kpo.ui.session.actions import Choice
from kpo.ui.session.history import (
    MAX_PAUSE,
    MAX_STEPS,
    EarlierChoice,
    History,
    back,
    forward,
    noted,
)
from tests.pages.conftest import DASHBOARD
from tests.pages.reading import order, scenario

START = Choice(Scenario())


def choice(**changes: Any) -> Choice:
    return Choice(replace(Scenario(), **changes))


def after(*changed: Choice, pause: float = 60) -> History:
    """Return the history of these choices, one after the other."""
    steps, before = History(), START
    for number, now in enumerate(changed):
        steps, before = noted(steps, before, now, number * pause), now
    return steps


def fine(_: Choice) -> bool:
    return True


def test_every_field_of_a_scenario_has_a_word() -> None:
    assert set(history.WORDS) == {field.name for field in fields(Scenario)}


def test_each_step_is_gone_back_and_forward_in_its_order() -> None:
    first, second = choice(client="DEU"), choice(client="DEU", method="geometric")
    steps = after(first, second)
    assert [step.what for step in steps.past] == ["client", "rules"]
    steps, now = back(steps, second, fine)
    assert (now, len(steps.past), len(steps.future)) == (first, 1, 1)
    steps, now = back(steps, first, fine)
    assert (now, len(steps.past), len(steps.future)) == (START, 0, 2)
    assert back(steps, START, fine) == (steps, None)
    steps, now = forward(steps, START, fine)
    assert now == first
    steps, now = forward(steps, first, fine)
    assert (now, steps.future) == (second, ())
    assert forward(steps, second, fine)[1] is None


def test_a_new_step_forgets_what_was_taken_back() -> None:
    first, other = choice(client="DEU"), choice(client="USA")
    steps, _ = back(after(first), first, fine)
    assert noted(steps, START, other, 0).future == ()
    assert noted(steps, START, replace(START, kept=True), 0) == steps


def weights(english: float) -> Choice:
    return choice(preset="kpo", weights={"english": english, "labour_cost": 100 - english})


def test_a_burst_of_drags_is_one_step_and_a_pause_ends_it() -> None:
    drags = [weights(share) for share in (10, 20, 30)]
    assert after(*drags, pause=MAX_PAUSE).past == (EarlierChoice(START, "weights"),)
    apart = after(*drags, pause=MAX_PAUSE + 0.1)
    assert [step.choice for step in apart.past] == [START, *drags[:2]]


def test_a_burst_that_ends_where_it_began_is_no_step() -> None:
    assert after(weights(10), weights(20), weights(30), START, pause=60).past[-1].what == "weights"
    begun = after(weights(10))
    there = noted(begun, weights(10), weights(20), 100)
    assert noted(there, weights(20), weights(10), 101).past == begun.past


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ({"people": 30}, {"people": 31}, 1),
        ({"assumptions": {"attrition": (1, 2)}}, {"assumptions": {"attrition": (1, 3)}}, 1),
        ({"assumptions": {"a": (1, 2)}}, {"assumptions": {"a": (1, 2), "b": (1, 3)}}, 2),
        ({"minimums": {"english": 5}}, {"minimums": {"english": 10}}, 1),
        ({"client": "DEU"}, {"client": "USA"}, 2),
        ({"rank_sanctioned": True}, {"rank_sanctioned": False}, 2),
        ({"preset": "equal"}, {"preset": "cost"}, 2),
        ({"people": 30}, {"people": 30, "years": 4}, 2),
    ],
)
def test_only_the_same_number_typed_again_is_a_burst(
    first: dict[str, Any], second: dict[str, Any], count: int
) -> None:
    assert len(after(choice(**first), choice(**second), pause=0.1).past) == count


def test_the_history_is_bounded_and_keeps_the_latest() -> None:
    steps = after(*(choice(max_age=1 + number) for number in range(MAX_STEPS + 40)))
    assert len(steps.past) == MAX_STEPS
    assert steps.past[-1].choice.scenario.max_age == MAX_STEPS + 39


def test_a_choice_that_cannot_be_used_any_more_is_passed_over() -> None:
    own, last = choice(countries=("XAA",)), choice(client="DEU")
    steps = after(own, last)
    left, now = back(steps, last, lambda one: "XAA" not in (one.scenario.countries or ()))
    assert now == START
    assert (left.past, len(left.future)) == ((), 1)


@pytest.mark.parametrize(
    ("presses", "heard", "new"),
    [
        ({"id": "a", "count": 2, "last": "uu"}, ("", 0), "uu"),
        ({"id": "a", "count": 2, "last": "uu"}, ("a", 2), ""),
        ({"id": "a", "count": 90, "last": "r" * 60}, ("a", 10), "r" * 60),
        ({"id": "a", "count": "2", "last": "uu"}, ("a", 1), ""),
        ({"id": "a", "count": -5, "last": "uu"}, ("", 0), ""),
        (None, ("a", 1), ""),
    ],
)
def test_each_press_is_heard_once(presses: object, heard: tuple[str, int], new: str) -> None:
    assert undo_buttons.fresh(presses, heard)[0] == new


@pytest.fixture
def app(opened: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app, with buttons of Streamlit's in the place of ours."""

    def buttons() -> None:
        steps = history.held()
        for name, move, left in (
            ("Undo", state.undo, steps.past),
            ("Redo", state.redo, steps.future),
        ):
            st.button(name, key=name, on_click=move, disabled=not left)

    monkeypatch.setattr(undo_buttons, "buttons", buttons)
    return opened()


def link(app: AppTest) -> str:
    """Return the scenario of the address."""
    found = app.query_params["s"]
    return found if isinstance(found, str) else found[0]


def toggled(app: AppTest, key: str, name: str) -> Any:
    """Turn one of several pills on or off."""
    pills = next(one for one in app.get("button_group") if one.key == key)
    others = [one for one in pills.value if one != name]
    return pills.set_value(others if name in pills.value else [*others, name])


CONTROLS: dict[str, Callable[[AppTest], Any]] = {
    "tier": lambda app: app.segmented_control(key="kpo.tier").set_value("BPO"),
    "client": lambda app: app.selectbox(key="kpo.client").set_value("IRL"),
    "group": lambda app: toggled(app, "kpo.groups", "home"),
    "cleared": lambda app: app.button(key="kpo.clear").click(),
    "countries": lambda app: app.multiselect(key="kpo.countries").set_value(["IND", "PHL"]),
    "preset": lambda app: app.selectbox(key="kpo.preset").set_value("equal"),
    "weight": lambda app: app.number_input(key="kpo.weight.english").set_value(70.0),
    "lock": lambda app: app.checkbox(key="kpo.lock.english").check(),
    "method": lambda app: app.radio(key="kpo.method").set_value("geometric"),
    "sanctions": lambda app: app.checkbox(key="kpo.rank_sanctioned").check(),
    "least_saving": lambda app: app.number_input(key="kpo.least_saving").set_value(10.0),
    "minimum": lambda app: app.number_input(key="kpo.minimum.english").set_value(5.0),
    "max_age": lambda app: app.number_input(key="kpo.max_age").set_value(7),
}


@pytest.mark.parametrize("control", CONTROLS)
def test_each_part_of_the_choice_is_taken_back_and_brought_back(app: AppTest, control: str) -> None:
    before, ranks = scenario(app), order(app)
    assert app.button(key="Undo").disabled
    CONTROLS[control](app).run()
    changed, then = scenario(app), link(app)
    assert changed != before
    assert app.button(key="Redo").disabled
    app.button(key="Undo").click().run()
    assert scenario(app) == before
    assert order(app) == ranks
    assert link(app) != then
    assert app.button(key="Undo").disabled
    app.button(key="Redo").click().run()
    assert scenario(app) == changed
    assert link(app) == then
    assert app.button(key="Redo").disabled


def test_steps_outlast_a_change_of_page(app: AppTest) -> None:
    CONTROLS["client"](app).run()
    app.switch_page("pages/compare.py").run()
    CONTROLS["method"](app).run()
    app.switch_page("pages/explore.py").run()
    app.button(key="Undo").click().run()
    app.button(key="Undo").click().run()
    assert scenario(app) == Scenario()
    app.switch_page("pages/ranking.py").run()
    app.button(key="Redo").click().run()
    assert scenario(app) == replace(Scenario(), client="IRL")


def test_the_link_that_opened_a_session_is_no_step_and_own_weights_come_back(
    app: AppTest,
) -> None:
    CONTROLS["weight"](app).run()
    shared = link(app)
    other = AppTest.from_file(DASHBOARD, default_timeout=20)
    other.query_params["s"] = shared
    other.session_state["kpo-part-client"] = True
    other.run()
    wanted = scenario(other)
    assert wanted.weights == scenario(app).weights
    assert other.button(key="Undo").disabled
    CONTROLS["client"](other).run()
    other.button(key="Undo").click().run()
    assert scenario(other) == wanted
    assert other.session_state["kpo.choice"].mine.weights == wanted.weights
    assert link(other) == shared
