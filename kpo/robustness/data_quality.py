"""What the ranking does not know: figures that are missing, assumed, differently defined, old.

The user's own figures stand beside them: nobody but the user can vouch for those.
"""

from dataclasses import dataclass

from kpo.core.model import Indicator, Status
from kpo.scoring.decision_matrix import DecisionMatrix
from kpo.scoring.ranking import Ranking

OLD = 5
"""Years before the data version from which a figure is told as old."""


@dataclass(frozen=True)
class DataQualityIssue:
    """What is weak in the figures of one destination; indicators in the order of criteria."""

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
