from dataclasses import replace

import pytest

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.profile.facts import blocks
from kpo.profile.lift import Lift, lift, sentences, value_at


def test_rise_that_alone_closes_the_gap_is_the_gap_over_the_weight(told: Catalog) -> None:
    found = lift(rank(told, Scenario()), "PHL")
    assert (found.rival, found.gap) == ("IND", pytest.approx(4))
    assert found.rises == (("labour_cost", pytest.approx(4 / 0.6)),)


def test_leader_and_unranked_have_nobody_above(told: Catalog) -> None:
    assert lift(rank(told, Scenario()), "IND") is None
    assert lift(rank(told, Scenario(tier="BPO")), "PHL") is None


def test_rise_is_told_in_raw_units(told: Catalog) -> None:
    ranking = rank(told, Scenario())
    said = sentences(told, lift(ranking, "PHL"), blocks(told, Scenario(), "PHL"), "SWE")
    assert said == (
        "India stands just above, by 4.0 points. Any one of these closes the gap:",
        "Labour cost: 50 to 57 of 100, saving from 50 to 57 % of the client's cost.",
    )


def test_gap_that_no_criterion_closes_says_so(told: Catalog) -> None:
    said = sentences(told, Lift("PHL", 51.04, (("time_zone", 60.0),), {}), {}, "SWE")
    assert said == (
        "The Philippines stands just above, by 51.0 points.",
        "No single criterion would close that; it takes several.",
    )


def test_value_at_turns_the_goalposts_round(told: Catalog) -> None:
    pay, english = told.indicators["pay_professional"], told.indicators["english"]
    assert value_at(pay, 50) == pytest.approx(1000)
    assert value_at(pay, 0) == pytest.approx(10_000)
    assert value_at(english, 25) == 450
    assert value_at(told.indicators["inflation"], 50) is None
    count = replace(english, transform="log1p", goalpost_low=0, goalpost_high=99)
    assert value_at(count, 50) == pytest.approx(9)


def test_rise_begins_at_what_is_counted_where_there_is_no_figure(told: Catalog) -> None:
    """English left out counts 25: Ireland has 22.5 points, India 45 + 9; the gap is 35 × 0.9."""
    weights = {"english": 90.0, "labour_cost": 10.0}
    scenario = Scenario(weights=weights, native_english="leave_out")
    found = lift(rank(told, scenario), "IRL")
    assert sentences(told, found, blocks(told, scenario, "IRL"), "SWE")[1:] == (
        "English: 25 to 60 of 100.",
    )
