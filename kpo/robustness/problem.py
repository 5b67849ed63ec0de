"""A ranking as the plain arrays that robustness is computed from."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from kpo.core.cache import ResultCache, cached
from kpo.core.model import Method
from kpo.mcda.aggregation import Floats
from kpo.mcda.uncertain_scores import DoubtfulScores
from kpo.robustness.uncertain_scores import doubtful_scores
from kpo.scoring.ranking import Ranking


@dataclass(frozen=True, eq=False)
class DecisionProblem:
    """The ranked destinations, in rank order, as arrays; equal problems share cached results.

    Attributes
    ----------
    scores
        Destinations × criteria in points; NaN is missing.
    weights
        Shares of 100, one per criterion.
    doubtful
        The same scores split into certain and drawn parts; None if only the scores are given.
    memories
        The catalogue's cache, which holds the results for this problem.
    """

    countries: tuple[str, ...]
    criteria: tuple[str, ...]
    scores: Floats
    weights: Floats
    method: Method
    doubtful: DoubtfulScores | None = None
    memories: ResultCache = field(default_factory=ResultCache)

    def place(self, country: str) -> int:
        """Return the row of a destination."""
        return self.countries.index(country)

    @cached_property
    def _key(self) -> tuple[object, ...]:
        arrays = self.scores.tobytes(), self.weights.tobytes()
        parts = () if self.doubtful is None else self.doubtful.cells
        drawn = tuple(id(cell) for part in parts for cell in part.cells)
        return self.countries, self.criteria, self.method, *arrays, drawn

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DecisionProblem) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@cached(64)
def decision_problem(ranking: Ranking) -> DecisionProblem:
    """Return the arrays of a ranking."""
    matrix = ranking.matrix
    countries = tuple(row.country for row in ranking.rows)
    places = [matrix.place[country] for country in countries]
    return DecisionProblem(
        countries=countries,
        criteria=ranking.criteria,
        scores=matrix.scores[places].reshape(len(places), len(ranking.criteria)),
        weights=np.asarray(ranking.weights, dtype=np.float64),
        method=ranking.scenario.method,
        doubtful=doubtful_scores(matrix, places),
        memories=ranking.memories,
    )
