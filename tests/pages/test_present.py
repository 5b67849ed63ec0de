"""The Present page's list of scenes, and what its controls change."""

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, rank
from kpo.core.text import unparted
from kpo.data.catalog import Catalog
from kpo.deck import deck
from kpo.export.standalone.html import live_data
from kpo.scenarios.collection import SavedScenarios, SceneChoice, saved
from kpo.scoring.ranking import weights_of
from kpo.ui.session.actions import Choice, with_weight
from kpo.ui.views.present_steps import Moved
from tests.pages.reading import headline


@pytest.fixture
def shown(real: AppTest) -> AppTest:
    return real.switch_page("pages/present.py").run()


def scenes(app: AppTest) -> list[dict[str, Any]]:
    part = next(
        item for item in app.get("bidi_component") if item.proto.component_name == "kpo_present"
    )
    found = json.loads(part.proto.json)[0]["scenes"]
    assert isinstance(found, list)
    return found


def test_scenes_are_those_of_the_library(shown: AppTest, atlas: Catalog) -> None:
    made = deck(atlas, Scenario())
    assert headline(shown) == "15 scenes to present"
    assert [(one["id"], one["title"]) for one in scenes(shown)] == [
        (scene.id, unparted(scene.title)) for scene in made
    ]
    assert [bar["value"] for bar in scenes(shown)[1]["bars"]] == [bar.value for bar in made[1].bars]
    weights = live_data(rank(atlas, Scenario()))["panel"]["weights"]
    assert scenes(shown)[0]["live"]["panel"]["weights"] == weights


def arrange(app: AppTest, *chosen: SceneChoice) -> None:
    held = app.session_state["kpo.shelf"]
    app.session_state["kpo.shelf"] = replace(held, shelf=SavedScenarios(scenes=chosen), text="")
    app.run()


def test_order_titles_and_captions_are_ones_own(shown: AppTest, atlas: Catalog) -> None:
    own = deck(atlas, Scenario())[0]
    arrange(shown, SceneChoice("sources", title="Whom we trust"), SceneChoice("ranking", "Look."))
    first, second, third, *_ = scenes(shown)
    assert (first["id"], first["own"]) == ("sources", {"title": "Whom we trust", "caption": ""})
    assert (second["id"], second["own"]) == ("ranking", {"title": "", "caption": "Look."})
    assert (second["title"], second["caption"]) == (unparted(own.title), unparted(own.caption))
    assert (third["id"], third["shown"], third["own"]) == ("why", False, {})
    assert headline(shown) == "2 scenes to present"
    shown.switch_page("pages/ranking.py").run()
    shown.switch_page("pages/present.py").run()
    assert [one["id"] for one in scenes(shown) if one["shown"]] == ["sources", "ranking"]


def test_places_after_the_eighth_are_one_part(shown: AppTest, atlas: Catalog) -> None:
    every = Scenario(countries=tuple(atlas.countries))
    shown.session_state["kpo.choice"] = Choice(every)
    shown.run()
    found = next(one for one in scenes(shown) if one["kind"] == "places")
    made = next(scene for scene in deck(atlas, every) if scene.kind == "places")
    assert found["more"]
    assert len(found["shades"]) == 9
    for bar, whole in zip(found["bars"], made.bars, strict=False):
        assert bar["parts"][:8] == list(whole.parts[:8])
        assert bar["parts"][8:] == [pytest.approx(sum(whole.parts[8:]))]
    few = deck(atlas, Scenario())[2]
    assert all(len(bar.parts) == 6 for bar in few.bars)


def test_scenes_follow_weights_that_were_moved(shown: AppTest, atlas: Catalog) -> None:
    begun = dict(weights_of(atlas, Scenario()))
    now = with_weight(atlas, Choice(Scenario()), "labour_cost", 0).scenario
    weights = dict(weights_of(atlas, now))
    shown.session_state["kpo.present.moved"] = {"ranking": Moved(weights, (), begun)}
    shown.run()
    found, made = scenes(shown), deck(atlas, now)
    assert found[0]["live"]["panel"]["weights"] == begun
    assert found[0]["moved"] == {"weights": weights, "locks": [], "begun": begun}
    assert [one["title"] for one in found[1:]] == [unparted(scene.title) for scene in made[1:]]
    assert made[1].title != deck(atlas, Scenario())[1].title
    assert all(one["follows"] for one in found)


def test_saved_scenario_has_its_scene_after_the_first(shown: AppTest, atlas: Catalog) -> None:
    held = shown.session_state["kpo.shelf"]
    item = saved(atlas, "Board <b>", Scenario(tier="BPO"))
    shown.session_state["kpo.shelf"] = replace(held, shelf=SavedScenarios((item,)), text="")
    shown.run()
    found = scenes(shown)[1]
    assert (found["id"], found["name"]) == ("scenario Board <b>", "Board <b>")
    assert not found["follows"]
    assert found["live"]["panel"]["words"]["work"] == "process work"
