"""The same ranking under other rules, side by side, and with each criterion left out.

A rule returns criterion scores from the same figures: countries × criteria in points, in the order
of the decision matrix; NaN is a criterion that a country is not scored on and whose weight goes to
the others.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from kpo.core.cache import cached
from kpo.core.model import METHODS, NATIVE_ENGLISH_RULES, Indicator, Method
from kpo.data.labour_cost import SAVING
from kpo.data.observations import cost_of_labour
from kpo.mcda.aggregation import TIE, Floats
from kpo.mcda.method_comparison import leave_one_criterion_out, method_check
from kpo.mcda.normalisation import goalpost_scores, transformed
from kpo.mcda.uncertain_scores import TOP
from kpo.mcda.weight_stability import move_weight
from kpo.robustness.problem import DecisionProblem, decision_problem
from kpo.scoring.decision_matrix import (
    MIN_CRITERION_COVERAGE,
    DecisionMatrix,
    decision_matrix,
    goalposts,
)
from kpo.scoring.ranking import Ranking

STEP = 0.25
"""How far the heaviest weight is moved, as a share of itself."""

BOUNDS_STEP = 0.1
"""How far bounds are moved either way, as a share of their span."""

NOW = "now"


@dataclass(frozen=True)
class Variant:
    """The ranking under one rule.

    `id` is ``now``, ``method``, ``log_pay``, ``no_charges``, ``outer_bounds``, ``wider_bounds``,
    ``narrower_bounds``, ``handed_on``, ``size_once``, ``native_english``, ``heavier`` or
    ``lighter``; `ranks` holds a rank by country, None if it cannot be ranked under this rule.
    `detail` completes the id: the method, the tier, the rule for English, or the criterion and its
    weight in per cent.
    """

    id: str
    detail: str
    ranks: dict[str, int | None]


@dataclass(frozen=True)
class CriterionLeftOut:
    """The leaders if one criterion is left out; several if they tie."""

    criterion: str
    leaders: tuple[str, ...]


def variants(ranking: Ranking) -> tuple[Variant, ...]:
    """Return the ranking as it is and under other rules, ``now`` first; empty without rows."""
    case = decision_problem(ranking)
    if not case.countries:
        return ()
    rules = _rules(ranking, case)
    checked = method_check([rule for _, rule in rules.values()])
    return tuple(
        Variant(name, detail, {c: r or None for c, r in zip(case.countries, ranks, strict=True)})
        for (name, (detail, _)), ranks in zip(rules.items(), checked.ranks.tolist(), strict=True)
    )


def criteria_left_out(ranking: Ranking) -> tuple[CriterionLeftOut, ...]:
    """Return the leaders without each criterion that carries weight, one criterion at a time."""
    case = decision_problem(ranking)
    return _without_each(case) if case.countries and len(case.criteria) > 1 else ()


@cached(16)
def _without_each(case: DecisionProblem) -> tuple[CriterionLeftOut, ...]:
    left_out = leave_one_criterion_out(case.scores, case.weights, case.method)
    return tuple(
        CriterionLeftOut(criterion, tuple(case.countries[row] for row in leaders))
        for criterion, leaders, weight in zip(
            case.criteria, left_out.leaders, case.weights, strict=True
        )
        if weight > 0
    )


_Rule = tuple[Floats, Floats, Method]


def _rules(ranking: Ranking, case: DecisionProblem) -> dict[str, tuple[str, _Rule]]:
    """Return detail and arguments of each rule; a rescoring that changes no score is left out."""
    other = next(method for method in METHODS if method != case.method)
    by_id: dict[str, tuple[str, _Rule]] = {
        NOW: (case.method, (case.scores, case.weights, case.method)),
        "method": (other, (case.scores, case.weights, other)),
    }
    for name, (detail, every) in _rescored(ranking.matrix).items():
        scores = every[[ranking.matrix.place[country] for country in case.countries]]
        if not np.allclose(scores, case.scores, rtol=0, atol=TIE, equal_nan=True):
            by_id[name] = detail, (scores, case.weights, case.method)
    heaviest = int(np.argmax(case.weights))
    for name, factor in (("heavier", 1 + STEP), ("lighter", 1 - STEP)):
        share = min(case.weights[heaviest] * factor, 100.0)
        moved = move_weight(case.weights, heaviest, share / 100)
        detail = f"{case.criteria[heaviest]}={share:g}"
        by_id[name] = detail, (case.scores, moved, case.method)
    return by_id


@cached(32)
def _rescored(matrix: DecisionMatrix) -> dict[str, tuple[str, Floats]]:
    """Return the scores of every country under each rule that converts figures differently."""
    english = next(rule for rule in NATIVE_ENGLISH_RULES if rule != matrix.rules.native_english)
    turned = decision_matrix(matrix.catalog, replace(matrix.rules, native_english=english)).scores
    return {
        "log_pay": ("", log_pay(matrix)),
        "no_charges": ("", without_charges(matrix)),
        "outer_bounds": ("", outer_bounds(matrix)),
        "wider_bounds": ("", moved_bounds(matrix, BOUNDS_STEP)),
        "narrower_bounds": ("", moved_bounds(matrix, -BOUNDS_STEP)),
        "handed_on": ("", handed_on(matrix)),
        "size_once": (matrix.rules.tier, without_size(matrix)),
        "native_english": (english, turned),
    }


OUTER = (5, 95)
"""Percentiles of the wide set between which the scales of enabling criteria extend."""

BY_RULE = "percentile"
"""Word in the reason of goalposts that are percentiles of the wide set, not ends of a scale."""

Bounds = Callable[[Indicator], tuple[float, float]]


def log_pay(matrix: DecisionMatrix) -> Floats:
    """Score labour cost by pay alone, on a logarithmic scale: each doubling counts the same."""
    catalog = matrix.catalog
    item = catalog.indicators[catalog.tiers[matrix.rules.tier].pay]
    return _with_cost(matrix, _scored(item, _pay(matrix), goalposts(item)))


def without_charges(matrix: DecisionMatrix) -> Floats:
    """Score the saving on gross pay, without employer's charges."""
    home = cost_of_labour(matrix.catalog, matrix.rules, matrix.rules.client)
    if home is None:
        return matrix.scores
    saved = TOP * np.maximum(1 - _pay(matrix) / home.pay.value, 0.0)
    return _with_cost(matrix, saved)


def outer_bounds(matrix: DecisionMatrix) -> Floats:
    """Score enabling criteria up to the best twentieth of the wide set, not the best quarter."""

    def bounds(item: Indicator) -> tuple[float, float]:
        low, high = goalposts(item)
        if not matrix.catalog.criteria[item.criterion].enabling:
            return low, high
        column = matrix.indicators.index(item)
        ends = np.nanpercentile(matrix.values[:, column], OUTER)
        return (low, max(high, ends[1])) if item.direction > 0 else (min(low, ends[0]), high)

    return _rescaled(matrix, bounds)


def moved_bounds(matrix: DecisionMatrix, part: float) -> Floats:
    """Move both bounds outwards by a part of their span, inwards if it is negative.

    Bounds that are ends of a scale (savings, hours, points of law) do not move.
    """

    def bounds(item: Indicator) -> tuple[float, float]:
        low, high = goalposts(item)
        if BY_RULE not in item.goalpost_reason:
            return low, high
        ends = transformed(np.array([low, high]), item.transform)
        ends = ends + np.array([-part, part]) * (ends[1] - ends[0])
        if item.transform != "linear":
            ends = 10**ends - (item.transform == "log1p")
        return float(ends[0]), float(ends[1])

    return _rescaled(matrix, bounds)


def handed_on(matrix: DecisionMatrix) -> Floats:
    """Give the weight of an indicator without a figure to the others of its criterion.

    With figures for less than half of the indicator weight the criterion is missing, and its own
    weight goes to the other criteria.
    """
    sums = np.nan_to_num(matrix.indicator_scores) @ matrix.shares
    means = np.full(sums.shape, np.nan)
    known = matrix.coverage >= MIN_CRITERION_COVERAGE - 1e-12
    np.divide(sums, matrix.coverage, out=means, where=known)
    return means


def without_size(matrix: DecisionMatrix) -> Floats:
    """Leave out indicators that measure size again; a criterion with no other is missing."""
    kept = np.array([not item.size for item in matrix.indicators])
    shares = matrix.shares * kept[:, None]
    sums = np.where(kept, matrix.counted, 0.0) @ shares
    means = np.full(sums.shape, np.nan)
    np.divide(sums, shares.sum(axis=0), out=means, where=shares.sum(axis=0) > 0)
    return means


def figure_at(indicator: Indicator, points: float) -> float:
    """Return the figure that scores `points`: the inverse of the scoring between goalposts."""
    share = (points if indicator.direction > 0 else TOP - points) / TOP
    low, high = (
        float(transformed(np.array(end), indicator.transform)) for end in goalposts(indicator)
    )
    at = low + share * (high - low)
    return at if indicator.transform == "linear" else 10**at - (indicator.transform == "log1p")


def _pay(matrix: DecisionMatrix) -> Floats:
    """Return the pay used for each country; NaN if pay or charges are missing."""
    costs = (cost_of_labour(matrix.catalog, matrix.rules, name) for name in matrix.countries)
    return np.array([np.nan if cost is None else cost.pay.value for cost in costs])


def _with_cost(matrix: DecisionMatrix, points: Floats) -> Floats:
    """Return the criterion scores with other points in place of the saving."""
    counted = matrix.counted.copy()
    place = next(k for k, item in enumerate(matrix.indicators) if item.id == SAVING)
    counted[:, place] = points
    return _summed(matrix, counted)


def _rescaled(matrix: DecisionMatrix, bounds: Bounds) -> Floats:
    counted = matrix.counted.copy()
    for column, item in enumerate(matrix.indicators):
        moved = bounds(item)
        if moved != goalposts(item):
            known = _scored(item, matrix.values[:, column], moved)
            constant = _scored(item, np.array(figure_at(item, matrix.constants[column])), moved)
            counted[:, column] = np.where(np.isnan(known), constant, known)
    return _summed(matrix, counted)


def _scored(item: Indicator, values: Floats, bounds: tuple[float, float]) -> Floats:
    return goalpost_scores(values, *bounds, item.transform, item.direction)


def _summed(matrix: DecisionMatrix, counted: Floats) -> Floats:
    """Return criterion scores; a criterion is missing if an indicator with weight has no points."""
    sums: Floats = np.nan_to_num(counted) @ matrix.shares
    gone = np.isnan(counted).astype(float) @ matrix.shares > 0
    return np.where(gone, np.nan, sums)
