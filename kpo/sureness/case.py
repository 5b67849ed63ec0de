"""A ranking as the plain arrays that robustness works on."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from kpo.catalog import Catalog
from kpo.memory import Memories, kept
from kpo.model import Method
from kpo.normalise import Floats, decision_matrix
from kpo.score import Ranking
from kpo.sureness.uncertainty import criterion_errors


@dataclass(frozen=True, eq=False)
class Case:
    """The ranked destinations, in rank order, as arrays; equal ones can share an answer.

    Attributes
    ----------
    scores
        Destinations × criteria in points; NaN is missing.
    weights
        Shares of 100, one a criterion.
    errors
        Standard errors of the scores in points, same shape as `scores`; 0 for none published.
    memories
        Those of the catalogue, where the answers are kept.
    """

    countries: tuple[str, ...]
    criteria: tuple[str, ...]
    scores: Floats
    weights: Floats
    errors: Floats
    method: Method
    memories: Memories = field(default_factory=Memories)

    def place(self, country: str) -> int:
        """Return the row of a destination."""
        return self.countries.index(country)

    @cached_property
    def _key(self) -> tuple[object, ...]:
        arrays = (self.scores.tobytes(), self.weights.tobytes(), self.errors.tobytes())
        return self.countries, self.criteria, self.method, *arrays

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Case) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@kept(16)
def case_of(catalog: Catalog, ranking: Ranking) -> Case:
    """Return the arrays of a ranking."""
    matrix = decision_matrix(catalog, ranking.scenario)
    countries = tuple(row.country for row in ranking.rows)
    places = [matrix.countries.index(country) for country in countries]
    return Case(
        countries=countries,
        criteria=ranking.criteria,
        scores=matrix.scores[places].reshape(len(places), len(ranking.criteria)),
        weights=np.asarray(ranking.weights, dtype=np.float64),
        errors=criterion_errors(catalog, ranking.scenario)[places],
        method=ranking.scenario.method,
        memories=catalog.memories,
    )
