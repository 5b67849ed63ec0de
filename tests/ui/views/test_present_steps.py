"""What the stage tells Python, and what becomes of it."""

from typing import Any

import pytest
import streamlit as st

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import MAX_SCENARIOS, SavedScenarios, SceneChoice, saved
from kpo.scoring.ranking import weights_of
from kpo.ui.session import saved_scenarios, state
from kpo.ui.session.actions import Choice, with_weight
from kpo.ui.views import present_steps
from kpo.ui.views.present_steps import Moved


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """An empty session of its own."""
    monkeypatch.delenv("KPO_DATA", raising=False)
    made: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", made)
    return made


def shares(catalog: Catalog, labour_cost: float) -> dict[str, float]:
    choice = with_weight(catalog, Choice(Scenario()), "labour_cost", labour_cost)
    return dict(weights_of(catalog, choice.scenario))


def moved(catalog: Catalog, labour_cost: float = 5.0) -> dict[str, Any]:
    begun = dict(weights_of(catalog, Scenario()))
    return {"weights": shares(catalog, labour_cost), "locks": ["english"], "begun": begun}


def tell(session: dict[str, Any], **step: Any) -> None:
    session["kpo.stage"] = {"step": {"seq": 1, **step}}
    present_steps.take_over()


def wish(catalog: Catalog, word: str, scene: str = "ranking", name: str = "1") -> dict[str, Any]:
    return {"id": name, "word": word, "scene": scene, "moved": moved(catalog)}


def shelve(*items: Any, scenes: tuple[SceneChoice, ...] = ()) -> None:
    held = saved_scenarios.held()
    shelf = SavedScenarios(tuple(items), scenes=scenes)
    st.session_state[saved_scenarios.KEY] = type(held)(shelf=shelf, text="")


def test_moved_weights_stand_beside_the_choice(session: dict[str, Any], atlas: Catalog) -> None:
    tell(session, moved={"ranking": moved(atlas)})
    found = present_steps.moved(atlas, "ranking", Scenario())
    assert found is not None
    assert (found.weights["labour_cost"], found.locks) == (5.0, ("english",))
    assert state.current().scenario.weights is None
    scenario = present_steps.reweighted(atlas, state.current(), found).scenario
    assert weights_of(atlas, scenario)["labour_cost"] == 5.0
    assert present_steps.moved(atlas, "scenario Board", Scenario()) is None
    tell(session, moved={})
    assert present_steps.moved(atlas, "ranking", Scenario()) is None


def test_moved_weights_give_way_to_later_ones(session: dict[str, Any], atlas: Catalog) -> None:
    tell(session, moved={"ranking": moved(atlas)})
    later = with_weight(atlas, Choice(Scenario()), "english", 50).scenario
    assert present_steps.moved(atlas, "ranking", later) is None


def test_kept_weights_are_those_of_every_page(session: dict[str, Any], atlas: Catalog) -> None:
    tell(session, moved={"ranking": moved(atlas)}, wishes=[wish(atlas, "keep")])
    now = state.current().scenario
    assert weights_of(atlas, now)["labour_cost"] == 5.0
    assert now.locks == ("english",)
    assert present_steps.answers() == [("1", "Kept: these are the weights on every page now.")]
    assert present_steps.moved(atlas, "ranking", now) is None


def test_a_wish_that_is_told_twice_is_fulfilled_once(
    session: dict[str, Any], atlas: Catalog
) -> None:
    for _ in range(2):
        tell(session, wishes=[wish(atlas, "save")])
    assert saved_scenarios.held().shelf.names == ("Weights from the meeting",)
    tell(session, wishes=[wish(atlas, "save"), wish(atlas, "save", name="2")])
    names = saved_scenarios.held().shelf.names
    assert names == ("Weights from the meeting", "Weights from the meeting (2)")
    item = saved_scenarios.held().shelf.items[0]
    assert weights_of(atlas, item.scenario)["labour_cost"] == 5.0
    assert state.current().scenario.weights is None


def test_a_wish_without_a_name_is_passed_over(session: dict[str, Any], atlas: Catalog) -> None:
    nameless = {key: value for key, value in wish(atlas, "save").items() if key != "id"}
    tell(session, wishes=[nameless, wish(atlas, "save")])
    assert saved_scenarios.held().shelf.names == ("Weights from the meeting",)
    assert [name for name, _ in present_steps.answers()] == ["1"]


def test_saved_weights_get_a_scene_after_the_one_they_come_from(
    session: dict[str, Any], atlas: Catalog
) -> None:
    order = [{"scene": "map"}, {"scene": "ranking"}, {"scene": "sources"}]
    tell(session, scenes=order, wishes=[wish(atlas, "save")])
    assert [item.scene for item in saved_scenarios.held().shelf.scenes] == [
        *("map", "ranking", "scenario Weights from the meeting", "sources"),
    ]
    (_, words) = present_steps.answers()[-1]
    assert words == "Saved as \u201cWeights from the meeting\u201d, with a scene of its own."


def test_weights_of_a_saved_scene_are_kept_in_its_scenario(
    session: dict[str, Any], atlas: Catalog
) -> None:
    shelve(saved(atlas, "Board", Scenario(tier="BPO")))
    tell(session, wishes=[wish(atlas, "keep", "scenario Board")])
    (item,) = saved_scenarios.held().shelf.items
    assert (item.name, item.scenario.tier) == ("Board", "BPO")
    assert weights_of(atlas, item.scenario)["labour_cost"] == 5.0
    assert state.current().scenario.weights is None
    saved_scenarios.undo()
    (item,) = saved_scenarios.held().shelf.items
    assert item.scenario.weights is None


def test_full_shelf_and_a_scene_that_is_gone_are_said(
    session: dict[str, Any], atlas: Catalog
) -> None:
    shelve(*(saved(atlas, f"No {at}", Scenario()) for at in range(MAX_SCENARIOS)))
    tell(session, wishes=[wish(atlas, "save"), wish(atlas, "keep", "scenario Gone", "2")])
    assert [words for _, words in present_steps.answers()] == [
        "12 scenarios are saved already: delete one first.",
        "Not saved: the scenario is not there any more.",
    ]


def test_order_titles_and_captions_are_cleaned_and_kept(
    session: dict[str, Any], atlas: Catalog
) -> None:
    told = [{"scene": "why", "title": " Our\nview ", "caption": "a\x07 b"}, {"scene": "ranking"}, 7]
    tell(session, scenes=told)
    assert saved_scenarios.held().shelf.scenes == (
        SceneChoice("why", "a b", "Our view"),
        SceneChoice("ranking"),
    )
    tell(session, scenes=None)
    assert len(saved_scenarios.held().shelf.scenes) == 2


@pytest.mark.parametrize(
    "one",
    [
        7,
        {},
        {"weights": {}, "locks": [], "begun": {}},
        {"weights": {"labour_cost": 100}, "locks": []},
    ],
)
def test_what_is_no_weights_is_passed_over(
    session: dict[str, Any], atlas: Catalog, one: object
) -> None:
    tell(session, moved={"ranking": one}, wishes=[{"id": "1", "word": "keep", "moved": one}])
    assert present_steps.moved(atlas, "ranking", Scenario()) is None
    assert present_steps.answers() == []


def test_weights_that_do_not_sum_to_100_are_passed_over(
    session: dict[str, Any], atlas: Catalog
) -> None:
    wrong = moved(atlas)
    wrong["weights"]["labour_cost"] += 1
    tell(session, moved={"ranking": wrong})
    assert present_steps.moved(atlas, "ranking", Scenario()) is None


def test_moved_is_a_plain_record() -> None:
    assert list(Moved({}, (), {})._asdict()) == ["weights", "locks", "begun"]
