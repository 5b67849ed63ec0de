"""The figures of one destination beside the client's, criterion by criterion."""

from dataclasses import dataclass

import numpy as np

from kpo.analysis.provenance import Datum, datum
from kpo.core.model import Criterion, Indicator, Observation, Scenario
from kpo.data.catalog import Catalog
from kpo.data.observations import figure
from kpo.mcda.normalisation import goalpost_scores
from kpo.scoring.decision_matrix import DecisionMatrix, decision_matrix


@dataclass(frozen=True)
class Fact(Datum):
    """One indicator of one destination; `observation` is None if there is no figure.

    Attributes
    ----------
    peer
        The client country's figure.
    peer_score
        Its points from 0 to 100; None if the indicator does not count or has no figure.
    spread
        Points at one standard error below and above; None if the source states no error.
    place, known
        Place by points among all countries of the atlas, and how many of them have a figure.
    history
        Every figure that is held, oldest first.
    """

    peer: Observation | None = None
    peer_score: float | None = None
    spread: tuple[float, float] | None = None
    place: int | None = None
    known: int = 0
    history: tuple[Observation, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the indicator is scored for the tier."""
        return self.known > 0


@dataclass(frozen=True)
class CriterionFacts:
    """A criterion with its score for the tier and everything known that belongs to it."""

    criterion: Criterion
    score: float | None
    facts: tuple[Fact, ...]

    def fact(self, indicator: str) -> Fact:
        """Return the fact of an indicator.

        Raises
        ------
        KeyError
            If the indicator does not belong here.
        """
        for item in self.facts:
            if item.indicator.id == indicator:
                return item
        raise KeyError(indicator)


def blocks(catalog: Catalog, scenario: Scenario, country: str) -> dict[str, CriterionFacts]:
    """Return a block for each criterion, in their fixed order.

    Raises
    ------
    ScenarioError
        If the country is unknown.
    """
    catalog.figures(country, next(iter(catalog.indicators)))
    matrix = decision_matrix(catalog, scenario)
    row = matrix.place[country]
    columns = {item.id: column for column, item in enumerate(matrix.indicators)}
    return {
        name: CriterionFacts(
            criterion,
            None if matrix.missing[row, column] else _number(matrix.scores[row, column]),
            tuple(
                _fact(scenario, matrix, country, item, columns.get(item.id))
                for item in _indicators(catalog, scenario, name)
            ),
        )
        for column, (name, criterion) in enumerate(catalog.criteria.items())
    }


def _indicators(catalog: Catalog, scenario: Scenario, criterion: str) -> list[Indicator]:
    """Return the indicators that count for the tier, then the criterion's others and context."""
    own = [item for item in catalog.indicators.values() if item.criterion == criterion]
    own.sort(key=lambda item: not item.serves(scenario.tier))
    return [*own, *catalog.context(criterion)]


def _fact(
    scenario: Scenario,
    matrix: DecisionMatrix,
    country: str,
    item: Indicator,
    column: int | None,
) -> Fact:
    """Return one indicator of a country; `column` is its column in the matrix, if scored."""
    catalog = matrix.catalog
    observation = figure(catalog, scenario, country, item.id)
    peer = figure(catalog, scenario, scenario.client, item.id)
    score = peer_score = spread = place = None
    known = 0
    if column is not None:
        scores = matrix.indicator_scores[:, column]
        known = int(np.count_nonzero(~np.isnan(scores)))
        score = _number(scores[matrix.place[country]])
        peer_score = _number(scores[matrix.place[scenario.client]])
        place = None if score is None else 1 + int(np.count_nonzero(scores > score + 1e-9))
        spread = _spread(item, observation)
    return Fact(
        **vars(datum(catalog, country, item.id, observation, score)),
        peer=peer,
        peer_score=peer_score,
        spread=spread,
        place=place,
        known=known,
        history=catalog.figures(country, item.id),
    )


def _spread(item: Indicator, observation: Observation | None) -> tuple[float, float] | None:
    if observation is None or observation.error is None:
        return None
    if item.goalpost_low is None or item.goalpost_high is None:
        return None
    ends = np.array([observation.value - observation.error, observation.value + observation.error])
    points = goalpost_scores(
        ends, item.goalpost_low, item.goalpost_high, item.transform, item.direction
    )
    return float(points.min()), float(points.max())


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
