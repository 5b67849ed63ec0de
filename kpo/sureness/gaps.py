"""What the ranking does not know: figures that are missing, assumed, differently defined, old.

The user's own figures stand beside them: nobody but the user can vouch for those.
"""

from dataclasses import dataclass

from kpo.catalog import Catalog
from kpo.model import Indicator
from kpo.normalise import DecisionMatrix, decision_matrix
from kpo.score import Ranking

OLD = 5
"""Years before the data version from which a figure is told as old."""


@dataclass(frozen=True)
class Gap:
    """What is weak in the figures of one destination; indicators in the order of criteria."""

    country: str
    missing: tuple[Indicator, ...]
    assumed: tuple[Indicator, ...]
    different: tuple[Indicator, ...]
    own: tuple[Indicator, ...]
    old: tuple[tuple[Indicator, int], ...]


def gaps(catalog: Catalog, ranking: Ranking) -> tuple[Gap, ...]:
    """Return the destinations with a weak figure on a criterion that carries weight."""
    matrix = decision_matrix(catalog, ranking.scenario)
    weight = dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True))
    items = [item for item in matrix.indicators if weight[item.criterion] > 0]
    newest = catalog.year - OLD
    found = (_gap(matrix, row.country, items, newest) for row in ranking.rows)
    return tuple(
        gap for gap in found if gap.missing or gap.assumed or gap.different or gap.own or gap.old
    )


def _gap(matrix: DecisionMatrix, country: str, items: list[Indicator], newest: int) -> Gap:
    cells = [(item, matrix.figures.get((country, item.id))) for item in items]
    known = [(item, found) for item, found in cells if found is not None]
    return Gap(
        country=country,
        missing=tuple(item for item, found in cells if found is None),
        assumed=tuple(item for item, found in known if found.status == "assumed"),
        different=tuple(item for item, found in known if found.status == "different_definition"),
        own=tuple(item for item, found in known if found.status == "user"),
        old=tuple((item, found.year) for item, found in known if found.year <= newest),
    )
