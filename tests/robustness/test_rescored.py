"""Other rules, recomputed for one destination from its figures."""

from math import log10

import numpy as np
import pytest

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.data.observations import cost_of_labour
from kpo.robustness.method_variants import (
    BY_RULE,
    handed_on,
    log_pay,
    moved_bounds,
    outer_bounds,
    without_charges,
    without_size,
)
from kpo.scoring.decision_matrix import DecisionMatrix, decision_matrix, goalposts

TIERS = ("ITO", "BPO", "KPO")
COUNTRIES = ("IND", "CZE", "ARG")


def points(item, value, low, high) -> float:
    scale = {"linear": float, "log": log10, "log1p": lambda x: log10(1 + x)}[item.transform]
    share = (scale(value) - scale(low)) / (scale(high) - scale(low))
    share = min(max(share, 0.0), 1.0)
    return 100 * (share if item.direction > 0 else 1 - share)


def mean(matrix: DecisionMatrix, criterion: str, made: dict[str, float]) -> float:
    items = [item for item in matrix.indicators if item.criterion == criterion and item.id in made]
    column = matrix.criteria.index(criterion)
    weights = [matrix.shares[matrix.indicators.index(item), column] for item in items]
    return sum(w * made[item.id] for item, w in zip(items, weights, strict=True)) / sum(weights)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("country", COUNTRIES)
def test_labour_cost_alone_changes_with_log_pay_and_without_charges(
    atlas: Catalog, tier: str, country: str
) -> None:
    scenario = Scenario(tier=tier)
    matrix, item = decision_matrix(atlas, scenario), atlas.indicators[atlas.tiers[tier].pay]
    row, here, home = (
        matrix.countries.index(country),
        cost_of_labour(atlas, scenario, country),
        cost_of_labour(atlas, scenario, "SWE"),
    )
    assert here and home
    found = log_pay(matrix)[row]
    assert found[0] == pytest.approx(points(item, here.pay.value, *goalposts(item)))
    bare = without_charges(matrix)[row]
    assert bare[0] == pytest.approx(100 * max(0, 1 - here.pay.value / home.pay.value))
    assert found[1:] == pytest.approx(matrix.scores[row, 1:])
    assert bare[1:] == pytest.approx(matrix.scores[row, 1:])


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("country", COUNTRIES)
def test_outer_bounds_end_at_the_best_twentieth(atlas: Catalog, tier: str, country: str) -> None:
    scenario = Scenario(tier=tier)
    matrix = decision_matrix(atlas, scenario)
    found = outer_bounds(matrix)
    row = matrix.countries.index(country)
    for column, name in enumerate(matrix.criteria):
        if not atlas.criteria[name].enabling:
            assert found[row, column] == pytest.approx(matrix.scores[row, column])
            continue
        made = {}
        for item in matrix.indicators:
            if item.criterion != name:
                continue
            low, high = goalposts(item)
            values = [f.value for (_, i), f in matrix.figures.items() if i == item.id]
            if item.direction > 0:
                high = max(high, float(np.percentile(values, 95)))
            else:
                low = min(low, float(np.percentile(values, 5)))
            if (country, item.id) in matrix.figures:
                value = matrix.figures[country, item.id].value
                made[item.id] = points(item, value, low, high)
        if matrix.coverage[row, column] == pytest.approx(1):
            assert found[row, column] == pytest.approx(mean(matrix, name, made))
    assert not np.allclose(found, matrix.scores, equal_nan=True)


@pytest.mark.parametrize("part", [0.1, -0.1])
def test_moved_bounds_leave_scales_of_known_meaning(atlas: Catalog, part: float) -> None:
    scenario = Scenario()
    matrix = decision_matrix(atlas, scenario)
    found = moved_bounds(matrix, part)
    row = matrix.countries.index("IND")
    kept = {item.id for item in matrix.indicators if BY_RULE not in item.goalpost_reason}
    assert kept == {"saving", "data_transfer", "shared_hours"}
    assert found[row, 0] == matrix.scores[row, 0]
    talent = matrix.criteria.index("talent")
    people = matrix.figures["IND", "graduate_workforce"].value
    low, high = 10 ** (5 - 3 * part), 10 ** (8 + 3 * part)
    item = atlas.indicators["graduate_workforce"]
    assert found[row, talent] == pytest.approx(points(item, people, low, high))


@pytest.mark.parametrize("tier", TIERS)
def test_a_gap_hands_its_weight_on(atlas: Catalog, tier: str) -> None:
    scenario = Scenario(tier=tier)
    matrix = decision_matrix(atlas, scenario)
    found = handed_on(matrix)
    gaps = 0
    for row, country in enumerate(matrix.countries):
        for column, name in enumerate(matrix.criteria):
            made = {
                item.id: float(matrix.indicator_scores[row, place])
                for place, item in enumerate(matrix.indicators)
                if item.criterion == name and (country, item.id) in matrix.figures
            }
            if matrix.missing[row, column]:
                gaps += 1
                assert np.isnan(found[row, column])
            else:
                assert found[row, column] == pytest.approx(mean(matrix, name, made))
    assert gaps


def test_size_is_counted_by_the_talent_pool_alone(atlas: Catalog) -> None:
    scenario = Scenario(tier="ITO")
    matrix = decision_matrix(atlas, scenario)
    found = without_size(matrix)
    assert {item.id for item in matrix.indicators if item.size} == {
        "ict_service_exports",
        "github_developers",
        "journal_articles",
        "qs_listed",
    }
    suppliers, education = (matrix.criteria.index(name) for name in ("suppliers", "education"))
    assert np.isnan(found[:, suppliers]).all()
    row = matrix.countries.index("IND")
    level = {
        item.id: float(matrix.counted[row, place])
        for place, item in enumerate(matrix.indicators)
        if item.criterion == "education" and not item.size
    }
    assert len(level) == 3
    assert found[row, education] == pytest.approx(mean(matrix, "education", level))
    rest = [c for c in range(len(matrix.criteria)) if c not in (suppliers, education)]
    assert found[row, rest] == pytest.approx(matrix.scores[row, rest])
