from dataclasses import replace

import pytest

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.data.observations import cost_of_labour
from kpo.robustness.improvement import ahead_of_leader, dominated, improvement
from kpo.robustness.method_variants import figure_at
from kpo.robustness.problem import decision_problem
from kpo.scoring.decision_matrix import decision_matrix


def test_passing_is_told_in_points_and_in_units(sample: Catalog) -> None:
    """PHL lacks 4 points: 6⅔ on cost at 60 %, a pay of 4,333 saves 56⅔ %; English is at the top."""
    found = improvement(rank(sample, Scenario()), "PHL", "IND")
    assert found.gap == pytest.approx(4)
    (rise,) = found.alone
    assert (rise.criterion, rise.now, rise.then) == (
        "labour_cost",
        50,
        pytest.approx(50 + 4 / 0.6),
    )
    assert rise.change is not None and rise.change.now == 5000
    assert rise.change.indicator.id == "pay_professional"
    assert rise.change.then == pytest.approx(13_000 / 3)
    assert found.plan == (rise,)
    assert found.wins == pytest.approx(50 / (50 + 40) * 50 / (50 + 250 / 9))


def test_time_zone_is_nothing_that_can_be_changed(atlas: Catalog) -> None:
    scenario = Scenario(weights={"time_zone": 90, "labour_cost": 10}, client="USA")
    ranking = rank(atlas, scenario)
    last = ranking.rows[-1].country
    found = improvement(ranking, last, ranking.rows[0].country)
    assert all(rise.criterion != "time_zone" for rise in found.alone)
    assert found.plan is None


@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
def test_figures_of_a_plan_bring_the_points_they_promise(atlas: Catalog, tier: str) -> None:
    ranking = rank(atlas, Scenario(tier=tier))
    leader = ranking.rows[0].country
    matrix = decision_matrix(atlas, ranking.scenario)
    case = decision_problem(ranking)
    for row in ranking.rows[1:]:
        found = improvement(ranking, row.country, leader)
        assert found.gap == pytest.approx(ranking.rows[0].score - row.score)
        for rise in found.alone:
            weight = case.weights[case.criteria.index(rise.criterion)]
            assert (rise.then - rise.now) * weight / 100 == pytest.approx(found.gap)
            if rise.change is not None and rise.change.indicator not in matrix.indicators:
                home = cost_of_labour(atlas, ranking.scenario, "SWE")
                here = cost_of_labour(atlas, ranking.scenario, row.country)
                assert home and here and rise.change.now == here.pay.value
                cost = rise.change.then * (1 + here.charges.value / 100)
                assert 100 * (1 - cost / home.monthly) == pytest.approx(rise.then)
            elif rise.change is not None:
                place = matrix.indicators.index(rise.change.indicator)
                assert (
                    rise.change.now == matrix.figures[row.country, rise.change.indicator.id].value
                )
                score = matrix.indicator_scores[matrix.countries.index(row.country), place]
                assert (
                    figure_at(rise.change.indicator, score) == pytest.approx(rise.change.now)
                    or (row.country, rise.change.indicator.id) in matrix.capped
                )


def test_goalposts_read_backwards(sample: Catalog) -> None:
    pay, english = sample.indicators["pay_professional"], sample.indicators["english"]
    assert figure_at(pay, 100) == pytest.approx(100)
    assert figure_at(pay, 50) == pytest.approx(1000)
    assert figure_at(english, 25) == 450
    count = replace(english, transform="log1p", goalpost_low=0.0, goalpost_high=99.0)
    assert figure_at(count, 50) == pytest.approx(9)


def test_dominance_and_exact_chances_against_the_leader(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    assert ("PHL", "IRL") not in dominated(ranking)
    assert list(ahead_of_leader(ranking)) == ["PHL", "IRL"]
    pair = rank(sample, Scenario(countries=("IND", "PHL")))
    assert dominated(pair) == ()
    assert dominated(rank(sample, Scenario(countries=("SWE",)))) == ()
