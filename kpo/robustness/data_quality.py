"""Weak figures behind a ranking: missing, assumed, differently defined, or old.

The user's own figures are listed too, because only the user can vouch for them.
"""

from dataclasses import dataclass

from kpo.core.model import Indicator, Status
from kpo.scoring.decision_matrix import DecisionMatrix
from kpo.scoring.ranking import Ranking

OLD = 5
"""Minimum age, in years before the data version, of a figure reported as old."""


@dataclass(frozen=True)
class DataQualityIssue:
    """The indicators with a weak figure for one destination, in order; `old` with their years."""

    country: str
    missing: tuple[Indicator, ...]
    assumed: tuple[Indicator, ...]
    different: tuple[Indicator, ...]
    own: tuple[Indicator, ...]
    old: tuple[tuple[Indicator, int], ...]


def data_quality(ranking: Ranking) -> tuple[DataQualityIssue, ...]:
    """Return the destinations with a weak figure on a criterion that carries weight."""
    matrix = ranking.matrix
    weight = ranking.weight_of
    items = [item for item in matrix.indicators if weight[item.criterion] > 0]
    newest = ranking.catalog.year - OLD
    issues = (_gap(matrix, row.country, items, newest) for row in ranking.rows)
    return tuple(
        gap for gap in issues if gap.missing or gap.assumed or gap.different or gap.own or gap.old
    )


def _gap(
    matrix: DecisionMatrix, country: str, items: list[Indicator], newest: int
) -> DataQualityIssue:
    cells = [(item, matrix.figures.get((country, item.id))) for item in items]
    known = [(item, observation) for item, observation in cells if observation is not None]

    def of_status(status: Status) -> tuple[Indicator, ...]:
        return tuple(item for item, observation in known if observation.status == status)

    return DataQualityIssue(
        country=country,
        missing=tuple(item for item, observation in cells if observation is None),
        assumed=of_status("assumed"),
        different=of_status("different_definition"),
        own=of_status("user"),
        old=tuple(
            (item, observation.year) for item, observation in known if observation.year <= newest
        ),
    )
