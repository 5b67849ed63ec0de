"""Steps from one choice to the next, without streamlit."""

from dataclasses import replace

import pytest

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scoring import destination_groups as groups
from kpo.scoring.ranking import destinations, rank
from kpo.ui.session import actions as steps
from kpo.ui.session.actions import MINE, Choice

START = Choice(Scenario())
ALONE = Choice(Scenario(countries=("IND",)))


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
    mine = looked.mine
    assert mine.weights == {"labour_cost": 30.0, "english": 70.0, "time_zone": 0.0}
    assert (mine.locks, mine.preset, mine.variation) == ((), "kpo", {})
    assert steps.with_preset(sample, looked, MINE) == edited


def test_reset_keeps_own_weights_for_later(sample: Catalog) -> None:
    edited = steps.with_weight(sample, START, "english", 70)
    assert steps.reset(sample, edited).scenario == START.scenario
    assert steps.with_preset(sample, steps.reset(sample, edited), MINE).scenario == edited.scenario


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
    assert steps.reset(sample, moved) == Choice(Scenario(tier="BPO"), edited.mine)


def test_service_line_of_another_tier_is_not_taken_along(sample: Catalog) -> None:
    assert steps.with_work(sample, START, "BPO", "legal").scenario.service is None


def test_the_seven_are_stored_as_no_choice(sample: Catalog) -> None:
    assert steps.with_countries(sample, START, ["IND"]).scenario.countries == ("IND",)
    assert steps.with_countries(sample, START, sample.home[::-1]).scenario.countries is None


@pytest.mark.parametrize("wanted", [[], ["SWE"]])
def test_none_is_none_and_stays_so_for_another_client(sample: Catalog, wanted: list[str]) -> None:
    none = steps.with_countries(sample, START, wanted)
    assert destinations(sample, none.scenario) == ()
    elsewhere = steps.with_client(sample, none, "IRL")
    assert (elsewhere.scenario.client, destinations(sample, elsewhere.scenario)) == ("IRL", ())
    assert steps.with_client(sample, START, "IRL").scenario == Scenario(client="IRL")
    cleared = steps.without_destinations(
        sample, steps.with_groups(sample, START, groups.GROUPS[:1]), None
    )
    assert (destinations(sample, cleared.scenario), cleared.added) == ((), {})


def test_a_region_on_and_off_changes_nothing(atlas: Catalog) -> None:
    on = steps.with_regions(atlas, START, ["South Asia"])
    assert {"IND", "BGD"} <= set(destinations(atlas, on.scenario))
    off = steps.with_regions(atlas, on, [])
    assert destinations(atlas, off.scenario) == destinations(atlas, Scenario())
    assert off.scenario.countries is None


def test_a_group_takes_away_only_what_it_added(atlas: Catalog) -> None:
    both = steps.with_groups(
        atlas, steps.with_regions(atlas, START, ["South Asia"]), [groups.THE_SEVEN, groups.EUROPE]
    )
    assert {"BGD", "POL", "IND"} <= set(destinations(atlas, both.scenario))
    less = steps.with_regions(atlas, both, [])
    assert {"BGD", "PAK"} & set(destinations(atlas, less.scenario)) == set()
    assert {"POL", "IND"} <= set(destinations(atlas, less.scenario))
    everybody = steps.with_groups(atlas, START, [groups.THE_SEVEN, groups.EVERYWHERE])
    assert len(destinations(atlas, everybody.scenario)) == len(atlas.countries) - 1
    marks = set(groups.whole(atlas, everybody.scenario, groups.GROUPS))
    assert marks == set(groups.GROUPS)
    back = steps.with_groups(atlas, everybody, marks - {groups.EVERYWHERE})
    assert back.scenario.countries is None
    asian = steps.with_groups(atlas, everybody, marks - {groups.CHEAPER_ONES})
    assert {"IND", "PHL"} <= set(destinations(atlas, asian.scenario))
    assert not {"BGD", "VNM"} & set(destinations(atlas, asian.scenario))


def test_what_was_added_and_taken_away_by_name_is_forgotten(atlas: Catalog) -> None:
    on = steps.with_regions(atlas, START, ["South Asia"])
    named = steps.with_countries(atlas, on, ["IND", "BGD"])
    assert named.added == {"South Asia": ("BGD",)}


def test_a_group_of_an_opened_link_takes_its_members_away(atlas: Catalog) -> None:
    opened = Choice(Scenario(countries=("IND", "BGD", "PAK", "LKA", "NPL", "POL")))
    whole = groups.whole(atlas, opened.scenario, groups.regions(atlas))
    assert destinations(atlas, steps.with_regions(atlas, opened, []).scenario) == tuple(
        code
        for code in ("IND", "BGD", "PAK", "LKA", "NPL", "POL")
        if atlas.countries[code].region not in whole
    )


def test_minimum_of_nothing_asks_for_nothing(sample: Catalog) -> None:
    asked = steps.with_minimum(sample, START, "english", 60)
    assert asked.scenario.minimums == {"english": 60}
    assert steps.with_minimum(sample, asked, "english", 0).scenario.minimums == {}


@pytest.mark.parametrize(
    ("name", "members"),
    [
        (groups.THE_SEVEN, ("IND", "IRL", "PHL")),
        (groups.CHEAPER_ONES, ("IND", "PHL")),
        (groups.SAME_DAY_ONES, ("IRL",)),
        (groups.EUROPE, ()),
        (groups.EVERYWHERE, ("IND", "IRL", "PHL")),
        ("Northern Europe", ("IRL",)),
    ],
)
def test_groups_never_hold_the_client(sample: Catalog, name: str, members: tuple[str, ...]) -> None:
    assert groups.group(sample, Scenario(), name) == members


def test_groups_follow_the_client(sample: Catalog) -> None:
    for_ireland = Scenario(client="IRL")
    assert groups.group(sample, for_ireland, groups.THE_SEVEN) == ("IND", "PHL")
    assert groups.group(sample, for_ireland, "Northern Europe") == ("SWE",)
    marks = groups.whole(sample, for_ireland, groups.GROUPS)
    again = steps.with_groups(sample, Choice(for_ireland), marks)
    assert again.scenario == for_ireland


def test_groups_of_the_project_have_their_flags_and_hours(atlas: Catalog) -> None:
    europe = groups.group(atlas, Scenario(), groups.EUROPE)
    assert {"CZE", "IRL", "NOR"} <= set(europe)
    assert not {"SWE", "GBR", "CHE"} & set(europe)
    assert "CZE" in groups.group(atlas, Scenario(), groups.SAME_DAY_ONES)
    assert "IND" not in groups.group(atlas, Scenario(), groups.SAME_DAY_ONES)


def test_a_group_asks_for_what_is_cheaper_and_says_so_once(sample: Catalog) -> None:
    made = steps.with_groups(sample, ALONE, [groups.EVERYWHERE])
    assert (made.scenario.least_saving, made.cheaper_only) == (0.0, True)
    again = steps.with_groups(sample, made, [groups.CHEAPER_ONES])
    assert (again.scenario.least_saving, again.cheaper_only) == (0.0, True)
    assert (
        steps.with_groups(sample, START, groups.whole(sample, START.scenario, groups.GROUPS))
        == START
    )


def test_a_group_leaves_a_least_saving_of_the_users_as_it_is(sample: Catalog) -> None:
    asked = steps.with_least_saving(sample, ALONE, 20.0)
    made = steps.with_groups(sample, asked, [groups.EVERYWHERE])
    assert (made.scenario.least_saving, made.cheaper_only) == (20.0, False)


def test_dropping_the_rule_ends_the_notice_and_nothing_else_changes_it(sample: Catalog) -> None:
    made = steps.with_groups(sample, ALONE, [groups.EVERYWHERE])
    assert steps.with_weight(sample, made, "english", 70).cheaper_only
    assert steps.with_groups(sample, made, [groups.THE_SEVEN]).scenario.least_saving == 0.0
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
    assert groups.whole(sample, Scenario(), ["Northern Europe"])
    assert not groups.whole(sample, Scenario(countries=("IND",)), ["Northern Europe"])


def test_a_new_limit_begins_where_nobody_is_left_out(sample: Catalog) -> None:
    made = steps.with_limited(sample, START, ["english", "pay_professional"])
    assert made.scenario.figure_limits == {"english": 500.0, "pay_professional": 10000.0}
    assert len(rank(sample, made.scenario).rows) == 3
    tight = steps.with_limit(sample, made, "pay_professional", 1500.0)
    assert [row.country for row in rank(sample, tight.scenario).rows] == ["IND"]
    assert steps.with_limit(sample, tight, "pay_professional", None).scenario.figure_limits == {
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
    assert steps.reset(sample, moved).scenario.variation == {}
    assert steps.with_preset(sample, looked, MINE).scenario == moved.scenario
    wanted = {"labour_cost": 10.0, "english": 10.0, "time_zone": 80.0}
    assert steps.with_new_weights(sample, moved, wanted).scenario.variation == {}
