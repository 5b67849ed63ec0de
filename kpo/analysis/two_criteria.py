"""Scores of destinations on two criteria at once, and the size of their graduate workforce."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Scenario
from kpo.core.numbers import amount
from kpo.data.catalog import GRADUATE_WORKFORCE, Catalog
from kpo.scoring.decision_matrix import MARKS, DecisionMatrix, decision_matrix


@dataclass(frozen=True)
class Spot:
    """One destination: its two criterion scores in points, None if the criterion is missing.

    `share` is its graduate workforce as a share of the largest one, None if unknown.
    """

    country: str
    across: float | None
    up: float | None
    share: float | None
    workforce: str
    marks: tuple[str, ...]


def spots(
    catalog: Catalog, scenario: Scenario, countries: Sequence[str], across: str, up: str
) -> tuple[Spot, ...]:
    """Return the scores of each destination, in the order given.

    Parameters
    ----------
    across, up
        Criteria of the horizontal and of the vertical axis.
    """
    matrix = decision_matrix(catalog, scenario)
    heads = {
        country: observation.value
        for (country, indicator), observation in matrix.figures.items()
        if indicator == GRADUATE_WORKFORCE
    }
    largest = max(heads.values(), default=1.0)
    item = catalog.indicators.get(GRADUATE_WORKFORCE)
    return tuple(
        Spot(
            country,
            _score(matrix, country, across),
            _score(matrix, country, up),
            heads[country] / largest if country in heads else None,
            amount(item, heads[country]) if item and country in heads else "no figure",
            _marks(matrix, country, (across, up)),
        )
        for country in countries
    )


def _score(matrix: DecisionMatrix, country: str, criterion: str) -> float | None:
    at = matrix.place[country], matrix.criteria.index(criterion)
    return None if matrix.missing[at] else float(matrix.scores[at])


def _marks(matrix: DecisionMatrix, country: str, criteria: Sequence[str]) -> tuple[str, ...]:
    statuses = matrix.statuses[matrix.place[country]]
    marked = frozenset.union(*(statuses[name] for name in criteria))
    return tuple(STATUS_WORDS[mark] for mark in MARKS if mark in marked)
