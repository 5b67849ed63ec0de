"""The rank of a destination in each tier, and the destinations that are most similar."""

from dataclasses import dataclass, replace
from math import sqrt

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scoring.decision_matrix import DecisionMatrix, decision_matrix
from kpo.scoring.ranking import Ranking, destinations, rank, weights_of
from kpo.scoring.rows import NotRanked, Row


@dataclass(frozen=True)
class Standing:
    """Score, rank and coverage in one tier, among the destinations compared.

    `row` is None if the destination is not ranked; `left_out` then says why, and is None for the
    client. `chosen` marks the tier of the scenario, ranked with its weights; the others are ranked
    with their own preset.
    """

    tier: str
    chosen: bool
    row: Row | None
    left_out: NotRanked | None
    ranking: Ranking

    @property
    def shown(self) -> Row | None:
        """The row, or the one that it would have if it were ranked; the client's own row."""
        return self.row or (self.left_out.row if self.left_out else self.ranking.at_home)

    @property
    def compared(self) -> int:
        """Number of ranked destinations, including this one if it is ranked."""
        return len(self.ranking.rows)


@dataclass(frozen=True)
class Alternative:
    """A destination with similar criterion scores.

    `distance` is the weighted root mean square of the differences, in points; `differences` are
    its scores less the destination's, by criterion, for the criteria that both have.
    """

    country: str
    name: str
    score: float
    distance: float
    differences: tuple[tuple[str, float], ...]


def standings(catalog: Catalog, scenario: Scenario, country: str) -> tuple[Standing, ...]:
    """Return the standing in the scenario's tier first, then in the others.

    Another tier is ranked with its own preset; the rules of the scenario stay.

    Raises
    ------
    KpoError
        If the scenario or the country cannot be used.
    """
    order = sorted(catalog.top_tiers, key=lambda tier: tier != scenario.tier)
    return tuple(_standing(catalog, scenario, country, tier) for tier in order)


def alternatives(
    catalog: Catalog, scenario: Scenario, country: str, count: int = 4
) -> tuple[Alternative, ...]:
    """Return the destinations with the nearest criterion scores among all that can be ranked.

    The client's own country is left out. The distance is √(Σ w·(z − z′)² / Σ w), nearest first.
    """
    wide = rank(catalog, replace(scenario, countries=tuple(catalog.countries)))
    matrix = decision_matrix(catalog, scenario)
    weights = weights_of(catalog, scenario)
    others = [
        _alternative(matrix, weights, country, row)
        for row in wide.rows
        if row.country not in (country, scenario.client)
    ]
    near = [item for item in others if item is not None]
    return tuple(sorted(near, key=lambda item: (item.distance, item.name))[:count])


def _standing(catalog: Catalog, scenario: Scenario, country: str, tier: str) -> Standing:
    chosen = tier == scenario.tier
    everyone = tuple(dict.fromkeys((*destinations(catalog, scenario), country)))
    asked = replace(scenario, countries=everyone)
    if not chosen:
        asked = replace(asked, tier=tier, service=None, preset=None, weights=None, locks=())
    ranking = rank(catalog, asked)
    row = next((item for item in ranking.rows if item.country == country), None)
    out = next((item for item in ranking.not_ranked if item.country == country), None)
    return Standing(tier, chosen, row, out, ranking)


def _alternative(
    matrix: DecisionMatrix, weights: dict[str, float], country: str, row: Row
) -> Alternative | None:
    own = matrix.scores[matrix.countries.index(country)]
    parts = tuple(
        (name, row.scores[name] - float(own[column]))
        for column, name in enumerate(matrix.criteria)
        if own[column] == own[column]
    )
    total = sum(weights[name] for name, _ in parts)
    if total <= 0:
        return None
    distance = sqrt(sum(weights[name] * apart**2 for name, apart in parts) / total)
    return Alternative(row.country, row.name, row.score, distance, parts)
