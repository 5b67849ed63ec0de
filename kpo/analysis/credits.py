"""Publishers of the figures that a ranking rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpo.core.model import Observation
from kpo.data.catalog import Catalog
from kpo.scoring.ranking import Ranking


@dataclass(frozen=True)
class Credit:
    """The publishers of the figures of a criterion, and the years of their figures.

    `unit` is that of the first indicator for the pay criterion, and empty for all others.
    """

    criterion: str
    unit: str
    producers: tuple[str, ...]
    first_year: int
    last_year: int


def credits(ranking: Ranking) -> tuple[Credit, ...]:
    """Return producers and years for each weighted criterion of the ranked destinations."""
    catalog, matrix = ranking.catalog, ranking.matrix
    shown = [row.country for row in ranking.rows]
    rows = []
    for criterion, weight in ranking.weight_of.items():
        items = [item for item in matrix.indicators if item.criterion == criterion]
        observations = [
            matrix.figures[country, item.id]
            for item in items
            for country in shown
            if (country, item.id) in matrix.figures
        ]
        if weight > 0 and observations:
            years = [item.year for item in observations]
            rows.append(
                Credit(
                    criterion,
                    items[0].unit if criterion == catalog.pay_criterion else "",
                    _producers(catalog, observations),
                    min(years),
                    max(years),
                )
            )
    return tuple(rows)


def _producers(catalog: Catalog, observations: Iterable[Observation]) -> tuple[str, ...]:
    names = (catalog.sources[name].producer for item in observations for name in item.sources)
    return tuple(dict.fromkeys(names))
