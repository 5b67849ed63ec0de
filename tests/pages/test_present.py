"""The Present page's list of scenes, and what its controls change."""

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.export.html import live_data
from kpo.scenario_file import scenes_in
from kpo.scenarios import Shelf, Shown, saved
from kpo.scenes import deck
from kpo.ui.shelf import handle
from tests.pages.reading import headline


@pytest.fixture
def shown(real: AppTest) -> AppTest:
    return real.switch_page("pages/present.py").run()


def scenes(app: AppTest) -> list[dict[str, Any]]:
    part = next(
        item for item in app.get("bidi_component") if item.proto.component_name == "kpo_present"
    )
    found = json.loads(part.proto.json)["scenes"]
    assert isinstance(found, list)
    return found


def test_scenes_are_those_of_the_library(shown: AppTest, atlas: Catalog) -> None:
    made = deck(atlas, Scenario())
    assert headline(shown) == "15 scenes to present"
    assert [(one["id"], one["title"]) for one in scenes(shown)] == [
        (scene.id, scene.title) for scene in made
    ]
    assert [bar["value"] for bar in scenes(shown)[1]["bars"]] == [bar.value for bar in made[1].bars]
    weights = live_data(atlas, rank(atlas, Scenario()))["panel"]["weights"]
    assert scenes(shown)[0]["live"]["panel"]["weights"] == weights


def test_order_and_captions_are_ones_own(shown: AppTest) -> None:
    shown.multiselect(key="kpo.present.order").set_value(["sources", "ranking"]).run()
    assert [one["id"] for one in scenes(shown)] == ["sources", "ranking"]
    shown.selectbox(key="kpo.present.of").set_value("ranking").run()
    shown.text_input(key=f"kpo.present.text.{handle('ranking')}").set_value("  Look\nhere. ").run()
    assert scenes(shown)[1]["caption"] == "Look here."
    assert headline(shown) == "2 scenes to present"


def test_caption_of_one_scene_cannot_be_taken_for_that_of_another(shown: AppTest) -> None:
    fields = set()
    for scene in ("ranking", "sources"):
        shown.selectbox(key="kpo.present.of").set_value(scene).run()
        fields.add(shown.text_input(key=f"kpo.present.text.{handle(scene)}").proto.id)
    assert len(fields) == 2


def test_order_survives_a_change_of_page(shown: AppTest) -> None:
    shown.multiselect(key="kpo.present.order").set_value(["why", "ranking"]).run()
    shown.switch_page("pages/ranking.py").run()
    shown.switch_page("pages/present.py").run()
    assert [one["id"] for one in scenes(shown)] == ["why", "ranking"]


def test_saved_scenario_has_its_scene_after_the_first(shown: AppTest, atlas: Catalog) -> None:
    held = shown.session_state["kpo.shelf"]
    item = saved(atlas, "Board <b>", Scenario(tier="BPO"))
    shown.session_state["kpo.shelf"] = replace(held, shelf=Shelf((item,)), text="")
    shown.run()
    found = scenes(shown)[1]
    assert (found["id"], found["name"]) == ("scenario Board <b>", "Board <b>")
    assert found["live"]["work"] == "process work"


def test_order_and_captions_go_into_the_scenario_file(shown: AppTest) -> None:
    shown.multiselect(key="kpo.present.order").set_value(["sources", "ranking"]).run()
    shown.selectbox(key="kpo.present.of").set_value("ranking").run()
    shown.text_input(key=f"kpo.present.text.{handle('ranking')}").set_value("Look here.").run()
    text = shown.session_state["kpo.shelf"].text
    assert scenes_in(text) == (Shown("sources"), Shown("ranking", "Look here."))
