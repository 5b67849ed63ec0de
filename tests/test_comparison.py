"""IND 80 = 60 + 20 and PHL 70 = 30 + 40: a lead of 10, pay +30 and English −20."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.comparison import comparison, criterion_steps, indicator_points, indicator_steps
from kpo.comparison_narrative import headline, in_figures, overtaking, standfirst
from kpo.normalise import decision_matrix
from kpo.sureness.overtaking import task

PAIR = ("PHL", "IND")


def test_rows_stand_in_rank_order_and_lines_follow_them(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), PAIR)
    assert made.countries == ("IND", "PHL")
    assert [row.score for row in made.rows] == [80, 70]
    assert [line.indicator.id for line in made.lines] == [
        "pay_professional",
        "english",
        "shared_hours",
    ]
    pay = made.lines[0]
    assert [side.found.value for side in pay.sides if side.found] == [100, 1000]
    assert [side.score for side in pay.sides] == [100, 50]
    assert [side.points for side in pay.sides] == [60, 30]


def test_destinations_outside_the_scenario_are_compared_too(sample: Catalog) -> None:
    scenario = Scenario(countries=("IND",))
    assert comparison(sample, scenario, PAIR).countries == ("IND", "PHL")


def test_what_is_not_ranked_keeps_its_figures(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("SWE", "IND"))
    assert made.countries == ("IND", "SWE")
    assert [item.kind for item in made.left_out] == ["no_pay"]
    assert made.pairs == ()
    hours = made.lines[2].sides[1]
    assert (hours.score, hours.points) == (100, None)


def test_steps_by_criterion_walk_from_level_to_the_lead(sample: Catalog) -> None:
    first, second = comparison(sample, Scenario(), PAIR).rows
    steps = criterion_steps(sample, first, second)
    assert [(step.id, step.points, step.start, step.end) for step in steps] == [
        ("labour_cost", 30, 0, 30),
        ("time_zone", 0, 30, 30),
        ("english", -20, 30, 10),
    ]
    assert steps[0].figures == "100 against 50 of 100"


def test_steps_by_figure_carry_units_and_statuses(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IND", "IRL"))
    pay, _, english = indicator_steps(made, "IND", "IRL")
    assert (pay.points, pay.figures) == (60, "100 against 10,000 USD a month")
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


def test_headline_names_the_lead_and_the_sanctions(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), PAIR)
    assert headline(sample, made) == (
        "India is ahead of the Philippines (EU sanctions) by 10 points for knowledge work"
    )
    assert standfirst(made) == "India 80.0, Philippines 70.0 of 100 points."


def test_headline_of_three_leaves_the_number_out(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IND", "PHL", "IRL"))
    assert headline(sample, made) == (
        "India is ahead of the Philippines (EU sanctions) and Ireland for knowledge work"
    )


def test_headline_where_one_or_none_can_be_ranked(sample: Catalog) -> None:
    one = comparison(sample, Scenario(), ("IND", "SWE"))
    assert headline(sample, one) == (
        "India is the only one of these that can be ranked for knowledge work"
    )
    none = comparison(sample, Scenario(), ("SWE",))
    assert headline(sample, none) == ("None of these destinations can be ranked for knowledge work")


def test_headline_of_a_tie(sample: Catalog) -> None:
    """Weights 50/50: IND (100 + 50)/2 and PHL (50 + 100)/2."""
    scenario = Scenario(weights={"labour_cost": 50, "english": 50})
    made = comparison(sample, scenario, PAIR)
    assert headline(sample, made) == (
        "India and the Philippines (EU sanctions) are all but level for knowledge work"
    )


def test_in_figures_names_the_best_and_the_worst(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), PAIR)
    assert in_figures(made, "IND", "PHL") == (
        "In figures: pay of professionals, 100 against 1,000 USD a month, brings most; "
        "English score, 500 against 600 points, costs most."
    )


def test_overtaking_says_points_and_units(sample: Catalog) -> None:
    """PHL lacks 10 points: pay +16.7 of 100 is 10^(4 − 2 × 0.6667) = 464 USD; English is full."""
    made = comparison(sample, Scenario(), PAIR)
    said = overtaking(sample, task(sample, made.ranking, "PHL", "IND"))
    assert said[:2] == (
        "The Philippines (EU sanctions) needs 10 points more; any one of these would do:",
        "Labour cost from 50 to 67 of 100 points: pay of professionals from 1,000 to 464 "
        "USD a month.",
    )


def test_overtaking_admits_what_no_country_can_change(sample: Catalog) -> None:
    """With all weight on the time zone nothing else moves the score, and clocks stay."""
    scenario = Scenario(weights={"time_zone": 100})
    made = comparison(sample, replace(scenario, client="IRL"), ("IND", "IRL"))
    said = overtaking(sample, task(sample, made.ranking, "IND", "IRL"))
    assert said[0] == "India cannot draw level by anything that a country can change."
