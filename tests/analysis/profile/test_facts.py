import pytest

from kpo import Scenario
from kpo.analysis.profile.facts import blocks
from kpo.core.errors import ScenarioError
from kpo.data.catalog import Catalog


def test_fact_stands_beside_the_clients_and_among_all(told: Catalog) -> None:
    block = blocks(told, Scenario(), "IND")["labour_cost"]
    fact = block.fact("saving")
    assert (fact.observation.value, fact.peer.value) == (90.0, 0.0)
    assert fact.score == 90.0
    assert (fact.place, fact.known) == (1, 4)
    fact = block.fact("pay_professional")
    assert (fact.observation.value, fact.peer.value) == (1000.0, 10_000.0)
    assert fact.score is None
    assert [item.year for item in fact.history] == [2017, 2023, 2024]


def test_figure_of_another_tier_is_told_and_not_scored(told: Catalog) -> None:
    fact = blocks(told, Scenario(), "IND")["labour_cost"].fact("pay_clerical")
    assert fact.observation.value == 1000.0
    assert (fact.score, fact.counts, fact.place) == (None, False, None)


def test_missing_figure_stays_missing(told: Catalog) -> None:
    fact = blocks(told, Scenario(native_english="leave_out"), "IRL")["english"].fact("english")
    assert (fact.observation, fact.score, fact.place, fact.sources) == (None, None, None, ())
    assert (fact.counts, fact.known) == (True, 2)


def test_standard_error_becomes_a_span_of_points(atlas: Catalog) -> None:
    fact = blocks(atlas, Scenario(), "IND")["environment"].fact("rule_of_law")
    low, high = fact.indicator.goalpost_low, fact.indicator.goalpost_high
    width = 100 * 2 * fact.observation.error / (high - low)
    assert fact.spread[1] - fact.spread[0] == pytest.approx(width)
    assert sum(fact.spread) / 2 == pytest.approx(fact.score)


def test_every_indicator_but_one_is_told_somewhere(atlas: Catalog) -> None:
    for tier in atlas.top_tiers:
        told = [
            fact.indicator.id
            for block in blocks(atlas, Scenario(tier=tier), "IND").values()
            for fact in block.facts
        ]
        assert len(told) == len(set(told))
        assert set(atlas.indicators) - set(told) == {"gdp_per_head"}


def test_unknown_country_is_refused(told: Catalog) -> None:
    with pytest.raises(ScenarioError, match="XYZ"):
        blocks(told, Scenario(), "XYZ")
