"""Criterion scores under other rules than the ranking's own, from the same figures.

Each rule returns countries × criteria in points, in the order of the decision matrix; NaN is a
criterion that a country is not scored on and whose weight goes to the others.
"""

from collections.abc import Callable

import numpy as np

from kpo.core.model import Indicator
from kpo.data.labour_cost import SAVING
from kpo.data.observations import cost_of_labour
from kpo.mcda.aggregation import Floats
from kpo.mcda.normalisation import goalpost_scores, transformed
from kpo.mcda.uncertain_scores import TOP
from kpo.scoring.decision_matrix import (
    MIN_CRITERION_COVERAGE,
    DecisionMatrix,
    goalposts,
)

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
