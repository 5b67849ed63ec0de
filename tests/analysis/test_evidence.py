from urllib.parse import urlsplit

from kpo import Scenario, rank
from kpo.analysis.provenance import Credit, credits, evidence
from kpo.core.numbers import shown_value
from kpo.data.catalog import Catalog
from kpo.scoring.decision_matrix import decision_matrix


def test_every_figure_shown_has_source_year_and_licence(atlas: Catalog) -> None:
    for tier in atlas.top_tiers:
        for country in atlas.countries:
            for item in evidence(decision_matrix(atlas, Scenario(tier=tier)), country):
                if item.observation is None:
                    assert item.score is None
                    continue
                assert 2000 <= item.observation.year <= atlas.year
                assert item.sources
                assert all(source.licence and source.producer for source in item.sources)
                assert all(urlsplit(source.url).scheme == "https" for source in item.sources)


def test_figures_of_a_country_come_in_the_order_of_the_criteria(sample: Catalog) -> None:
    found = evidence(decision_matrix(sample, Scenario()), "PHL")
    shown = [
        (item.indicator.id, item.observation and item.observation.value, item.score)
        for item in found
    ]
    assert shown == [
        ("saving", 50.0, 50.0),
        ("english", 600.0, 100.0),
        ("shared_hours", 2.5, 100 * 2.5 / 9),
    ]


def test_credits_name_producers_and_years_of_weighted_criteria(sample: Catalog) -> None:
    assert credits(rank(sample, Scenario())) == (
        Credit("labour_cost", "% of the client's cost", ("Bureau",), 2022, 2024),
        Credit("english", "", ("Bureau",), 2025, 2025),
    )


def test_value_keeps_decimals_thousands_and_a_true_minus(atlas: Catalog) -> None:
    assert shown_value(atlas.indicators["rule_of_law"], -0.424) == "\u22120.42"
    assert shown_value(atlas.indicators["pay_professional"], 7344.2) == "7,344"
