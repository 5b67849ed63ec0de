"""Vary the figures as well as the weights, where a source gives a standard error."""

import numpy as np
from numpy.typing import ArrayLike

from kpo.errors import Problem, ScenarioError
from kpo.model import Method
from kpo.robustness.inputs import Floats, Ints, averaged, in_points
from kpo.robustness.placing import placed
from kpo.robustness.sampling import Singles

LIMITS = (0.0, 100.0)


def checked_errors(errors: ArrayLike, scores: Floats) -> Floats:
    """Return standard errors on the criterion scale, 0 where there is none.

    Raises
    ------
    ScenarioError
        If the shape is not that of the scores, or one is negative or infinite.
    """
    sigma = np.nan_to_num(np.asarray(errors, dtype=np.float64), nan=0.0, posinf=-1.0)
    if sigma.shape != scores.shape:
        what = f"standard errors have the shape {sigma.shape}, scores {scores.shape}"
        raise ScenarioError(Problem("standard errors", what, "give one for each score"))
    if (sigma < 0).any():
        what = "a negative or infinite one"
        raise ScenarioError(Problem("standard errors", what, "give 0 or NaN for none"))
    return np.where(np.isnan(scores), 0.0, sigma)


class UncertainCounter:
    """Adds up ranks and leaders' weights with every uncertain score drawn anew.

    Each uncertain score is normal around its figure and kept within 0 to 100 points; errors are
    independent of each other. Alternatives are taken in the order of their figures, so that the
    order of the rows decides nothing.

    Attributes
    ----------
    leader_weights
        Alternatives × criteria: sum of the weightings under which the alternative is first.
    member
        The place of each row in that order.
    """

    def __init__(self, scores: Floats, sigma: Floats, method: Method, seed: int) -> None:
        order = np.lexsort(np.nan_to_num(np.hstack([sigma, scores]), nan=-1.0).T)
        self.member: Ints = np.argsort(order)
        self._scores, self._sigma, self._method = scores[order], sigma[order], method
        self._columns = [
            (column, np.flatnonzero(self._sigma[:, column] > 0))
            for column in np.flatnonzero((sigma > 0).any(axis=0)).tolist()
        ]
        self._lots = {
            column: np.random.Generator(np.random.SFC64([seed, 1, column]))
            for column, _ in self._columns
        }
        self._present = (~np.isnan(self._scores)).astype(np.float64)
        certain = np.where(self._sigma > 0, 0.0, averaged(np.nan_to_num(self._scores), method))
        self._certain = certain * self._present
        self._counts: Ints = np.zeros((len(scores), len(scores)), dtype=np.int64)
        self.leader_weights = np.zeros(scores.shape)

    def add(self, weights: Singles) -> None:
        """Count the ranks under a batch of weightings × criteria."""
        wide = weights.astype(np.float64)
        order, rank = placed(self._drawn(wide))
        size = len(self._counts)
        found = np.bincount((order * size + rank).ravel(), minlength=size * size)
        self._counts += found.reshape(size, size)
        draws, places = np.nonzero(rank == 0)
        np.add.at(self.leader_weights, order[draws, places], wide[draws])

    def counts(self) -> Ints:
        """Return alternatives × ranks from 0, in the order of the figures."""
        return self._counts

    def _drawn(self, weights: Floats) -> Floats:
        """Return scores in points, weightings × alternatives."""
        means = weights @ self._certain.T
        for column, rows in self._columns:
            noise = self._lots[column].standard_normal((len(weights), len(rows)))
            noise *= self._sigma[rows, column]
            noise += self._scores[rows, column]
            drawn = averaged(np.clip(noise, *LIMITS), self._method)
            means[:, rows] += drawn * weights[:, column, None]
        return in_points(means / (weights @ self._present.T), self._method)
