"""Steps from one choice to the next, without streamlit."""

from dataclasses import replace

import pytest

from kpo.catalog import Catalog
from kpo.model import Scenario
from kpo.ui import choice as steps
from kpo.ui.choice import MINE, Choice, Own

START = Choice(Scenario())


def test_typed_weight_rescales_the_others_of_the_project(atlas: Catalog) -> None:
    made = steps.with_weight(atlas, START, "english", 37)
    assert made.scenario.weights == {
        "labour_cost": 21.0,
        "english": 37.0,
        "education": 12.0,
        "talent": 15.0,
        "digital": 2.25,
        "environment": 4.5,
        "security": 6.75,
        "time_zone": 1.5,
    }
    assert made.scenario.preset == "kpo"


def test_locked_weight_never_moves(sample: Catalog) -> None:
    equal = steps.with_preset(sample, START, "equal")
    locked = steps.with_lock(sample, equal, "english", True)
    made = steps.with_weight(sample, locked, "labour_cost", 50)
    assert made.scenario.weights is not None
    assert made.scenario.weights["english"] == pytest.approx(100 / 3, abs=1e-12)
    assert made.scenario.weights["time_zone"] == pytest.approx(50 - 100 / 3, abs=1e-12)
    assert steps.with_lock(sample, made, "english", False).scenario.locks == ()


def test_lock_alone_leaves_the_weights_untouched(sample: Catalog) -> None:
    made = steps.with_lock(sample, START, "english", True)
    assert made.scenario == replace(START.scenario, locks=("english",))
    assert made.mine is None


def test_weights_set_back_to_the_preset_count_as_untouched(sample: Catalog) -> None:
    edited = steps.with_weight(sample, START, "english", 70)
    back = steps.with_weight(sample, edited, "english", 40)
    assert edited.scenario.weights is not None
    assert back.scenario.weights is None


def test_own_weights_survive_a_look_at_presets(sample: Catalog) -> None:
    edited = steps.with_weight(sample, START, "english", 70)
    looked = steps.with_preset(sample, steps.with_preset(sample, edited, "equal"), "legal")
    assert looked.scenario.weights is None
    assert looked.mine == Own({"labour_cost": 30.0, "english": 70.0, "time_zone": 0.0}, (), "kpo")
    assert steps.with_preset(sample, looked, MINE) == edited


def test_reset_keeps_own_weights_for_later(sample: Catalog) -> None:
    edited = steps.with_weight(sample, START, "english", 70)
    assert steps.reset(edited).scenario == START.scenario
    assert steps.with_preset(sample, steps.reset(edited), MINE).scenario == edited.scenario


def test_untouched_weights_follow_the_work(sample: Catalog) -> None:
    legal = steps.with_work(sample, START, "KPO", "legal")
    assert legal.scenario == Scenario(service="legal")
    assert steps.with_work(sample, legal, "BPO", None).scenario == Scenario(tier="BPO")


def test_preset_for_any_work_stays_when_the_work_changes(sample: Catalog) -> None:
    equal = steps.with_preset(sample, START, "equal")
    assert steps.with_work(sample, equal, "BPO", None).scenario.preset == "equal"
    legal = steps.with_preset(sample, START, "legal")
    assert steps.with_work(sample, legal, "BPO", None).scenario.preset is None


def test_edited_weights_are_kept_when_the_work_changes_and_say_so(sample: Catalog) -> None:
    edited = steps.with_weight(sample, START, "english", 70)
    moved = steps.with_work(sample, edited, "BPO", None)
    assert moved.kept
    assert moved.scenario == replace(edited.scenario, tier="BPO")
    assert steps.reset(moved) == Choice(Scenario(tier="BPO"), edited.mine)


def test_service_line_of_another_tier_is_not_taken_along(sample: Catalog) -> None:
    assert steps.with_work(sample, START, "BPO", "legal").scenario.service is None


def test_home_seven_and_none_are_stored_as_no_choice(sample: Catalog) -> None:
    assert steps.with_countries(sample, START, ["SWE"]).scenario.countries == ("SWE",)
    assert steps.with_countries(sample, START, sample.home[::-1]).scenario.countries is None
    assert steps.with_countries(sample, START, []).scenario.countries is None


def test_minimum_of_nothing_asks_for_nothing(sample: Catalog) -> None:
    asked = steps.with_minimum(START, "english", 60)
    assert asked.scenario.minimums == {"english": 60}
    assert steps.with_minimum(asked, "english", 0).scenario.minimums == {}
