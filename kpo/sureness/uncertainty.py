"""How far a criterion score may be off, where a figure's source says how far the figure may be.

Governance indicators and survey medians come with a standard error. Nothing else does: what has no
error counts as exact, and the screen says so.
"""

from math import log

import numpy as np

from kpo.catalog import Catalog
from kpo.memory import kept
from kpo.model import Indicator, NativeEnglish, Observation, Scenario
from kpo.normalise import DecisionMatrix, Floats, decision_matrix


def criterion_errors(catalog: Catalog, scenario: Scenario) -> Floats:
    """Return standard errors on the criterion scale for every country of the catalogue.

    Errors of the indicators of one criterion are taken as independent: the error of their
    weighted mean is √Σ(share · error)².

    Returns
    -------
    Floats
        Countries × criteria in points, in the order of `decision_matrix`; 0 for none published.
    """
    return _errors(
        catalog, scenario.tier, scenario.client, scenario.max_age, scenario.native_english
    )


@kept(64)
def _errors(
    catalog: Catalog, tier: str, client: str, max_age: int, native_english: NativeEnglish
) -> Floats:
    scenario = Scenario(tier=tier, client=client, max_age=max_age, native_english=native_english)
    matrix = decision_matrix(catalog, scenario)
    points = np.zeros((len(matrix.countries), len(matrix.indicators)))
    rows = {country: row for row, country in enumerate(matrix.countries)}
    columns = {item.id: column for column, item in enumerate(matrix.indicators)}
    for key, found in matrix.figures.items():
        if key not in matrix.capped and found.error is not None:
            row, column = rows[key[0]], columns[key[1]]
            points[row, column] = error_in_points(matrix.indicators[column], found)
    spread = _by_criterion(matrix, points)
    spread.flags.writeable = False
    return spread


def error_in_points(indicator: Indicator, found: Observation) -> float:
    """Return the standard error of one figure on the scale of 0 to 100 points.

    A logarithmic scale turns a relative error into points: 100 · (error / value) / ln(high / low).
    """
    low, high = indicator.goalpost_low, indicator.goalpost_high
    if low is None or high is None:
        low, high = 0.0, 100.0
    if found.error is None:
        return 0.0
    if indicator.transform == "log":
        return 100 * found.error / abs(found.value) / log(high / low)
    return 100 * found.error / (high - low)


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
