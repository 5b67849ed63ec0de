"""IND 74 = 54 + 20 and PHL 70 = 30 + 40: a lead of 4, the saving +24 and English −20."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo import Scenario, load, rank
from kpo.analysis.comparison import comparison, criterion_steps, indicator_points, indicator_steps
from kpo.data.catalog import Catalog
from kpo.narrative.comparison import headline, in_figures, overtaking, standfirst
from kpo.robustness.improvement import improvement
from kpo.scoring.decision_matrix import decision_matrix
from tests.sample import edit

PAIR = ("PHL", "IND")


def test_rows_stand_in_rank_order_and_lines_follow_them(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), PAIR)
    assert made.countries == ("IND", "PHL")
    assert [row.score for row in made.rows] == [74, 70]
    assert [line.indicator.id for line in made.lines] == [
        "saving",
        "english",
        "shared_hours",
    ]
    saving = made.lines[0]
    assert [side.observation.value for side in saving.sides if side.observation] == [90, 50]
    assert [side.score for side in saving.sides] == [90, 50]
    assert [side.points for side in saving.sides] == [54, 30]


def test_destinations_outside_the_scenario_are_compared_too(sample: Catalog) -> None:
    scenario = Scenario(countries=("IND",))
    assert comparison(sample, scenario, PAIR).countries == ("IND", "PHL")


def test_what_is_not_ranked_keeps_its_figures(sample: Catalog) -> None:
    made = comparison(sample, Scenario(tier="BPO"), PAIR)
    assert made.countries == ("IND", "PHL")
    assert [item.kind for item in made.left_out] == ["no_pay"]
    assert made.pairs == ()
    hours = made.lines[2].sides[1]
    assert (hours.score, hours.points) == (100 * 2.5 / 9, None)


def test_client_is_compared_and_never_ranked(sample: Catalog) -> None:
    """At home nothing is saved, and English without a figure counts 25: 10 points."""
    made = comparison(sample, Scenario(), ("SWE", "IND"))
    assert made.countries == ("IND", "SWE")
    assert ([row.country for row in made.rows], made.left_out) == (["IND"], ())
    assert [(first.country, second.score) for first, second in made.pairs] == [("IND", 10)]
    hours = made.lines[2].sides[1]
    assert (hours.score, hours.points) == (100, 0)


def test_steps_by_criterion_walk_from_level_to_the_lead(sample: Catalog) -> None:
    first, second = comparison(sample, Scenario(), PAIR).rows
    steps = criterion_steps(sample, first, second)
    assert [(step.id, step.points, step.start, step.end) for step in steps] == [
        ("labour_cost", pytest.approx(24), 0, pytest.approx(24)),
        ("time_zone", 0, pytest.approx(24), pytest.approx(24)),
        ("english", -20, pytest.approx(24), pytest.approx(4)),
    ]
    assert steps[0].figures == "90 against 50 of 100"


def test_steps_by_figure_carry_units_and_statuses(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IND", "IRL"))
    pay, _, english = indicator_steps(made, "IND", "IRL")
    assert (pay.points, pay.figures) == (54, "90 against 0 % of the client's cost")
    assert (english.points, english.figures) == (-20, "500 against 600 points")
    assert (pay.marks, english.marks) == ((), ("assumed",))


@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
def test_points_of_the_figures_sum_to_each_score(atlas: Catalog, tier: str, method: str) -> None:
    scenario = Scenario(tier=tier, method=method, countries=tuple(atlas.countries))  # type: ignore[arg-type]
    ranking = rank(atlas, scenario)
    matrix = decision_matrix(atlas, scenario)
    for row in ranking.rows:
        assert sum(indicator_points(matrix, row).values()) == pytest.approx(row.score, abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_steps_end_at_the_lead_however_they_are_cut(atlas: Catalog, data: st.DataObject) -> None:
    some = st.lists(st.sampled_from(list(atlas.countries)), min_size=2, max_size=4, unique=True)
    made = comparison(atlas, Scenario(), data.draw(some))
    for first, second in made.pairs:
        lead = first.score - second.score
        for steps in (
            criterion_steps(atlas, first, second),
            indicator_steps(made, first.country, second.country),
        ):
            assert steps[0].start == 0
            assert steps[-1].end == pytest.approx(lead, abs=1e-9)
            assert all(
                one.end == pytest.approx(other.start) and one.points >= other.points
                for one, other in zip(steps, steps[1:], strict=False)
            )


def test_headline_names_the_lead(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), PAIR)
    assert headline(sample, made) == (
        "India is ahead of the Philippines by 4.0 points for knowledge work"
    )
    assert standfirst(sample, made) == "India 74.0, Philippines 70.0 of 100 points."


def test_sanctioned_destination_is_never_named_without_the_word(folder: Path) -> None:
    edit(folder, "sanctions", 2, "EU,IND,sectoral,yes,Regulation 1/2022,,,read,2026-08-22,pay")
    catalog = load(folder)
    left_out = comparison(catalog, Scenario(), PAIR)
    assert headline(catalog, left_out) == (
        "The Philippines is the only one of these that is ranked for knowledge work"
    )
    assert standfirst(catalog, left_out) == (
        "India 74.0 (sectoral sanctions, EU; not ranked), Philippines 70.0 of 100 points."
    )
    ranked = comparison(catalog, Scenario(rank_sanctioned=True), PAIR)
    assert headline(catalog, ranked) == (
        "India (sectoral sanctions, EU) is ahead of the Philippines by 4.0 points for knowledge "
        "work"
    )


def test_doubt_stands_beside_what_a_figure_brings(folder: Path) -> None:
    edit(folder, "observations/epi", 2, "IND,english,2025,500,,,reported,,a jump")
    *_, english = indicator_steps(comparison(load(folder), Scenario(), PAIR), "IND", "PHL")
    assert english.marks == ("doubtful",)


def test_headline_of_three_leaves_the_number_out(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IND", "PHL", "IRL"))
    assert headline(sample, made) == (
        "India is ahead of the Philippines and Ireland for knowledge work"
    )


def test_headline_where_one_or_none_can_be_ranked(sample: Catalog) -> None:
    one = comparison(sample, Scenario(tier="BPO"), PAIR)
    assert headline(sample, one) == (
        "India is the only one of these that can be ranked for process work"
    )
    none = comparison(sample, Scenario(tier="BPO"), ("PHL",))
    assert headline(sample, none) == "None of these destinations can be ranked for process work"
    home = comparison(sample, Scenario(), ("SWE",))
    assert headline(sample, home) == "None of these destinations is ranked for knowledge work"


def test_headline_of_a_tie(sample: Catalog) -> None:
    """Weights 5 to 4: IND 5 × 90 + 4 × 50 and PHL 5 × 50 + 4 × 100 are both 650 of 900."""
    scenario = Scenario(weights={"labour_cost": 50, "english": 40})
    made = comparison(sample, scenario, PAIR)
    assert headline(sample, made) == (
        "India and the Philippines are all but level for knowledge work"
    )


def test_in_figures_names_the_best_and_the_worst(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), PAIR)
    assert in_figures(made, "IND", "PHL") == (
        "In figures: saving, 90 against 50 % of the client's cost, brings most; "
        "English score, 500 against 600 points, costs most."
    )


def test_overtaking_says_points_and_units(sample: Catalog) -> None:
    """PHL lacks 4 points: 6.67 more saved, 56.67 % of 10,000, leaves 4,333; English is full."""
    made = comparison(sample, Scenario(), PAIR)
    said = overtaking(sample, improvement(made.ranking, "PHL", "IND"), "SWE")
    assert said[:2] == (
        "The Philippines needs 4.0 points more; any one of these would do:",
        "Labour cost from 50 to 57 of 100 points: pay of professionals from 5,000 to 4,333 "
        "USD a month.",
    )


def test_overtaking_admits_what_no_country_can_change(sample: Catalog) -> None:
    """With all weight on the time zone nothing else moves the score, and clocks stay."""
    scenario = Scenario(weights={"time_zone": 100})
    made = comparison(sample, replace(scenario, client="IRL"), PAIR)
    said = overtaking(sample, improvement(made.ranking, "PHL", "IND"), "IRL")
    assert said[0] == "The Philippines cannot draw level by anything that a country can change."
