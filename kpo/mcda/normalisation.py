"""Scores of figures between fixed goalposts, and of criteria from their indicators."""

from typing import Literal

import numpy as np

from kpo.mcda.aggregation import Floats

Transform = Literal["linear", "log", "log1p"]


def goalpost_scores(
    values: Floats, low: float, high: float, transform: Transform = "linear", direction: int = 1
) -> Floats:
    """Return 100 · clip((t(x) − t(low)) / (t(high) − t(low)), 0, 1), mirrored for direction −1.

    The transform t is x (``linear``), log10(x) (``log``) or log10(1 + x) (``log1p``, for counts
    that can be 0).

    Examples
    --------
    >>> goalpost_scores(np.array([100.0, 1000.0, 20000.0]), 100, 10000, "log", direction=-1)
    array([100.,  50.,   0.])
    >>> goalpost_scores(np.array([0.0, 9.0, 99.0]), 0, 99, "log1p")
    array([  0.,  50., 100.])
    """
    between = np.clip(values, low, high)  # a value below `low` may have no logarithm
    scaled, bottom, top = (
        transformed(np.asarray(part, dtype=float), transform) for part in (between, low, high)
    )
    share = np.clip((scaled - bottom) / (top - bottom), 0, 1)
    return np.asarray(100 * (share if direction > 0 else 1 - share))


def transformed(values: Floats, transform: Transform) -> Floats:
    """Return values on the linear or logarithmic scale that an indicator is scored on."""
    if transform == "linear":
        return values
    return np.asarray(np.log10(values + (transform == "log1p")))


def criterion_scores(scores: Floats, weights: Floats, constants: Floats) -> tuple[Floats, Floats]:
    """Return the weighted mean of the indicator scores, and the share of weight with a figure.

    Parameters
    ----------
    scores
        Countries × indicators of one criterion; NaN is missing.
    weights
        One positive weight per indicator, on any scale.
    constants
        Score used for each indicator if it is missing; NaN makes the criterion NaN.

    Returns
    -------
    scores, coverage
        One value per country.

    Examples
    --------
    >>> scores = np.array([[80.0, np.nan], [80.0, 60.0]])
    >>> criterion_scores(scores, np.array([3.0, 1.0]), np.array([10.0, 20.0]))
    (array([65., 75.]), array([0.75, 1.  ]))
    """
    present = ~np.isnan(scores)
    shares = weights / weights.sum()
    return np.where(present, scores, constants) @ shares, present @ shares
