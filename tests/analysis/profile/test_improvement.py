from pathlib import Path

import pytest

from kpo import Scenario, load, rank
from kpo.analysis.profile.facts import blocks
from kpo.data.catalog import Catalog
from kpo.narrative.profile.improvement import Lift, lift, sentences
from tests.sample import append, edit


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


def test_rise_begins_at_what_is_counted_where_there_is_no_figure(folder: Path) -> None:
    """IND without English: 0.8 × 90 + 0.2 × 25 are 77 points; PHL has 0.8 × 80 + 0.2 × 100."""
    edit(folder, "observations/epi", 2, None)
    append(folder, "observations/pay", "PHL,pay_clerical,2024,2000,,,reported,,")
    catalog, scenario = load(folder), Scenario(tier="BPO")
    found = lift(rank(catalog, scenario), "IND")
    assert sentences(catalog, found, blocks(catalog, scenario, "IND"), "SWE") == (
        "The Philippines stands just above, by 7.0 points. Any one of these closes the gap:",
        "Labour cost: 90 to 99 of 100, saving from 90 to 99 % of the client's cost.",
        "English: 25 to 60 of 100.",
    )
