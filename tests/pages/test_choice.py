"""Steps from one choice to the next, without streamlit."""

from dataclasses import replace

import pytest

from kpo.catalog import Catalog
from kpo.model import Scenario
from kpo.score import rank
from kpo.ui import choice as steps
from kpo.ui.choice import MINE, Choice, Own

START = Choice(Scenario())


def test_typed_weight_rescales_the_others_of_the_project(atlas: Catalog) -> None:
    made = steps.with_weight(atlas, START, "english", 37)
    assert made.scenario.weights == {
        "labour_cost": 18.1034,
        "english": 37.0,
        "education": 8.6897,
        "talent": 11.5862,
        "suppliers": 10.8621,
        "digital": 2.1724,
        "environment": 4.3448,
        "security": 5.7931,
        "time_zone": 1.4483,
    }
    assert made.scenario.preset == "kpo"


def test_locked_weight_never_moves(sample: Catalog) -> None:
    equal = steps.with_preset(sample, START, "equal")
    locked = steps.with_lock(sample, equal, "english", True)
    made = steps.with_weight(sample, locked, "labour_cost", 50)
    assert made.scenario.weights is not None
    assert made.scenario.weights["english"] == 33.3333
    assert made.scenario.weights["time_zone"] == 16.6667
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
    assert steps.with_countries(sample, START, ["IND"]).scenario.countries == ("IND",)
    assert steps.with_countries(sample, START, ["SWE"]).scenario.countries is None
    assert steps.with_countries(sample, START, sample.home[::-1]).scenario.countries is None
    assert steps.with_countries(sample, START, []).scenario.countries is None


def test_minimum_of_nothing_asks_for_nothing(sample: Catalog) -> None:
    asked = steps.with_minimum(START, "english", 60)
    assert asked.scenario.minimums == {"english": 60}
    assert steps.with_minimum(asked, "english", 0).scenario.minimums == {}


@pytest.mark.parametrize(
    ("name", "members"),
    [
        (steps.THE_SEVEN, ("IND", "IRL", "PHL")),
        (steps.CHEAPER_ONES, ("IND", "PHL")),
        (steps.SAME_DAY_ONES, ("IRL",)),
        (steps.EUROPE, ()),
        (steps.EVERYWHERE, ("IND", "IRL", "PHL")),
        ("Northern Europe", ("IRL",)),
    ],
)
def test_groups_never_hold_the_client(sample: Catalog, name: str, members: tuple[str, ...]) -> None:
    assert steps.group(sample, Scenario(), name) == members


def test_groups_follow_the_client(sample: Catalog) -> None:
    for_ireland = Scenario(client="IRL")
    assert steps.group(sample, for_ireland, steps.THE_SEVEN) == ("IND", "PHL")
    assert steps.group(sample, for_ireland, "Northern Europe") == ("SWE",)
    assert steps.with_group(sample, Choice(for_ireland), steps.THE_SEVEN).scenario == for_ireland


def test_groups_of_the_project_have_their_flags_and_hours(atlas: Catalog) -> None:
    europe = steps.group(atlas, Scenario(), steps.EUROPE)
    assert {"CZE", "IRL", "NOR"} <= set(europe)
    assert not {"SWE", "GBR", "CHE"} & set(europe)
    assert "CZE" in steps.group(atlas, Scenario(), steps.SAME_DAY_ONES)
    assert "IND" not in steps.group(atlas, Scenario(), steps.SAME_DAY_ONES)


def test_a_group_asks_for_what_is_cheaper_and_says_so_once(sample: Catalog) -> None:
    made = steps.with_group(sample, START, steps.EVERYWHERE)
    assert (made.scenario.least_saving, made.cheaper_only) == (0.0, True)
    again = steps.with_group(sample, made, steps.CHEAPER_ONES)
    assert (again.scenario.least_saving, again.cheaper_only) == (0.0, True)
    assert steps.with_group(sample, START, steps.THE_SEVEN) == START


def test_a_group_leaves_a_least_saving_of_the_users_as_it_is(sample: Catalog) -> None:
    asked = steps.with_least_saving(sample, START, 20.0)
    made = steps.with_group(sample, asked, steps.EVERYWHERE)
    assert (made.scenario.least_saving, made.cheaper_only) == (20.0, False)


def test_dropping_the_rule_ends_the_notice_and_nothing_else_changes_it(sample: Catalog) -> None:
    made = steps.with_group(sample, START, steps.EVERYWHERE)
    assert steps.with_weight(sample, made, "english", 70).cheaper_only
    assert steps.with_group(sample, made, steps.THE_SEVEN).scenario.least_saving == 0.0
    dropped = steps.with_least_saving(sample, made, None)
    assert (dropped.scenario.least_saving, dropped.cheaper_only) == (None, False)
    named = steps.with_countries(sample, START, ["IND"])
    assert named.scenario.least_saving is None


def test_a_region_that_is_added_asks_for_what_is_cheaper_one_taken_away_does_not(
    sample: Catalog,
) -> None:
    alone = steps.with_countries(sample, START, ["PHL"])
    added = steps.with_regions(sample, alone, ["South Asia", "South-East Asia"])
    assert added.scenario.countries == ("IND", "PHL")
    assert added.scenario.least_saving == 0.0
    less = steps.with_regions(sample, START, ["South Asia", "South-East Asia"])
    assert less.scenario.countries == ("IND", "PHL")
    assert less.scenario.least_saving is None


def test_the_client_s_region_is_whole_without_the_client(sample: Catalog) -> None:
    assert "Northern Europe" in steps.whole_regions(sample, Scenario())
    assert "Northern Europe" not in steps.whole_regions(sample, Scenario(countries=("IND",)))


def test_a_new_limit_begins_where_nobody_is_left_out(sample: Catalog) -> None:
    made = steps.with_limited(sample, START, ["english", "pay_professional"])
    assert made.scenario.figure_limits == {"english": 500.0, "pay_professional": 10000.0}
    assert len(rank(sample, made.scenario).rows) == 3
    tight = steps.with_limit(made, "pay_professional", 1500.0)
    assert [row.country for row in rank(sample, tight.scenario).rows] == ["IND"]
    assert steps.with_limit(tight, "pay_professional", None).scenario.figure_limits == {
        "english": 500.0
    }
    assert steps.without_minimums(sample, tight, None).scenario.figure_limits == {}


def test_what_can_be_limited_is_the_pay_and_what_is_scored(sample: Catalog) -> None:
    assert steps.limitable(sample, Scenario()) == ("pay_professional", "english", "shared_hours")


def test_how_far_weights_are_varied_goes_with_them(sample: Catalog) -> None:
    varied = Choice(replace(START.scenario, variation={"english": 60.0}))
    moved = steps.with_weight(sample, varied, "english", 70)
    assert moved.scenario.variation == {"english": 60.0}
    looked = steps.with_preset(sample, moved, "equal")
    assert looked.scenario.variation == {}
    assert steps.reset(moved).scenario.variation == {}
    assert steps.with_preset(sample, looked, MINE).scenario == moved.scenario
    wanted = {"labour_cost": 10.0, "english": 10.0, "time_zone": 80.0}
    assert steps.with_new_weights(sample, moved, wanted).scenario.variation == {}
