"""How far a criterion score may be off, where a figure's source says how far the figure may be.

Governance indicators come with a standard error, survey medians with the number of answers.
Nothing else does: what has no published error counts as exact, and the screen says so.
"""

from math import log, pi, sqrt

import numpy as np

from kpo.catalog import Catalog
from kpo.model import Indicator, Observation, Scenario
from kpo.normalise import DecisionMatrix, Floats, decision_matrix

SURVEY_SPREAD = 0.67
"""Standard deviation of the natural logarithm of pay inside one country.

The median over the 84 countries of the developer survey of ln(p75 / p25) / 1.349; used where a
survey median states its number of answers and no error of its own.
"""

MEDIAN_FACTOR = sqrt(pi / 2)
"""Standard error of a median over that of a mean, for normal values."""


def criterion_errors(catalog: Catalog, scenario: Scenario) -> Floats:
    """Return standard errors on the criterion scale for every country of the catalogue.

    Errors of the indicators of one criterion are taken as independent: the error of their
    weighted mean is √Σ(share · error)².

    Returns
    -------
    Floats
        Countries × criteria in points, in the order of `decision_matrix`; 0 for none published.
    """
    matrix = decision_matrix(catalog, scenario)
    points = np.zeros((len(matrix.countries), len(matrix.indicators)))
    rows = {country: row for row, country in enumerate(matrix.countries)}
    columns = {item.id: column for column, item in enumerate(matrix.indicators)}
    for key, found in matrix.figures.items():
        if key not in matrix.capped and (found.error is not None or found.n is not None):
            row, column = rows[key[0]], columns[key[1]]
            points[row, column] = error_in_points(matrix.indicators[column], found)
    return _by_criterion(matrix, points)


def error_in_points(indicator: Indicator, found: Observation) -> float:
    """Return the standard error of one figure on the scale of 0 to 100 points.

    A logarithmic scale turns a relative error into points: 100 · (error / value) / ln(high / low).
    """
    low, high = indicator.goalpost_low, indicator.goalpost_high
    if low is None or high is None:
        low, high = 0.0, 100.0
    if indicator.transform == "log":
        return 100 * _relative_error(found) / log(high / low)
    if found.error is not None:
        return 100 * found.error / (high - low)
    return 100 * _relative_error(found) * abs(found.value) / (high - low)


def _relative_error(found: Observation) -> float:
    if found.error is not None:
        return found.error / abs(found.value)
    return MEDIAN_FACTOR * SURVEY_SPREAD / sqrt(found.n) if found.n else 0.0


def _by_criterion(matrix: DecisionMatrix, points: Floats) -> Floats:
    out = np.zeros(matrix.scores.shape)
    present = ~np.isnan(matrix.indicator_scores)
    for column, criterion in enumerate(matrix.criteria):
        places = [k for k, item in enumerate(matrix.indicators) if item.criterion == criterion]
        weights = np.array([matrix.indicators[k].weight_in_criterion for k in places])
        weights = np.where(present[:, places], weights, 0.0)
        total = weights.sum(axis=1)
        spread = np.sqrt(((weights * points[:, places]) ** 2).sum(axis=1))
        np.divide(spread, total, out=out[:, column], where=total > 0)
    return np.where(np.isnan(matrix.scores), 0.0, out)
