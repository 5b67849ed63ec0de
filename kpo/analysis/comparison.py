"""Comparison of destinations: why one leads another, in points and in units of the figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations

from kpo.analysis.provenance import Datum, scored
from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Indicator, Scenario
from kpo.core.numbers import amount, unit
from kpo.data.catalog import Catalog
from kpo.scoring.decision_matrix import DecisionMatrix, Mark, decision_matrix, figure_marks
from kpo.scoring.ranking import Ranking, rank
from kpo.scoring.rows import NotRanked, Row

MAX_COMPARED = 6
"""Maximum number of destinations that are compared at a time."""


@dataclass(frozen=True)
class ComparedFigure(Datum):
    """One destination's figure on one indicator.

    `points` is what it adds to the total score, None for a destination that has none.
    """

    points: float | None = None


@dataclass(frozen=True)
class ComparedIndicator:
    """One indicator with a figure for each destination, in the order of the comparison."""

    indicator: Indicator
    sides: tuple[ComparedFigure, ...]


@dataclass(frozen=True)
class Comparison:
    """Destinations side by side: their ranking among themselves, and every figure.

    `at_home` is the client if it is one of those compared: it has a score and is never ranked.
    """

    ranking: Ranking
    lines: tuple[ComparedIndicator, ...]
    at_home: Row | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The ranked destinations, in rank order."""
        return self.ranking.rows

    @property
    def left_out(self) -> tuple[NotRanked, ...]:
        """The destinations that a rule leaves out or that cannot be ranked, with reasons."""
        return self.ranking.not_ranked

    @property
    def countries(self) -> tuple[str, ...]:
        """The destinations in the order of every line's sides."""
        ranked = tuple(row.country for row in self.rows)
        home = (self.at_home.country,) if self.at_home else ()
        return (*ranked, *(item.country for item in self.left_out), *home)

    @property
    def scored(self) -> tuple[Row, ...]:
        """All destinations that have a score, ranked or not, the best first."""
        aside = [item.row for item in self.left_out if item.row]
        aside += [self.at_home] if self.at_home else []
        return tuple(sorted((*self.rows, *aside), key=lambda row: -row.score))

    @property
    def pairs(self) -> tuple[tuple[Row, Row], ...]:
        """Every pair that can be compared in points, the better one first."""
        return tuple(combinations(self.scored, 2))

    def both_ranked(self, first: Row, second: Row) -> bool:
        """Tell whether two destinations are both ranked, so that one can pass the other."""
        return first in self.rows and second in self.rows


@dataclass(frozen=True)
class Step:
    """What one criterion or indicator adds to the lead: from `start` to `end`, in points."""

    id: str
    criterion: str
    name: str
    points: float
    figures: str
    marks: tuple[str, ...]
    start: float = 0.0
    end: float = 0.0


def comparison(catalog: Catalog, scenario: Scenario, countries: Sequence[str]) -> Comparison:
    """Compare destinations, whether or not they are among the scenario's own.

    Scores rest on fixed goalposts, so they do not depend on which destinations are compared.

    Raises
    ------
    ScenarioError
        If a destination is unknown.
    """
    ranking = rank(catalog, replace(scenario, countries=tuple(countries)))
    matrix = decision_matrix(catalog, scenario)
    home = ranking.at_home if scenario.client in countries else None
    comparison = Comparison(ranking, (), home)
    parts = {row.country: indicator_points(matrix, row) for row in comparison.scored}
    lines = tuple(
        ComparedIndicator(
            item, tuple(_side(matrix, name, column, parts) for name in comparison.countries)
        )
        for column, item in enumerate(matrix.indicators)
    )
    return replace(comparison, lines=lines)


def indicator_points(matrix: DecisionMatrix, row: Row) -> dict[str, float]:
    """Return what each indicator adds to a destination's score; their sum is the score.

    A criterion's contribution is split over its indicators in proportion to weight × score, with
    the constant as the score of a missing figure; if all of them score 0, by weight.
    """
    index = matrix.countries.index(row.country)
    points_added: dict[str, float] = {}
    for place, (criterion, points) in enumerate(row.contributions.items()):
        present = {
            item.id: (float(matrix.shares[column, place]), float(matrix.counted[index, column]))
            for column, item in enumerate(matrix.indicators)
            if item.criterion == criterion
        }
        total = sum(weight * score for weight, score in present.values())
        weights = sum(weight for weight, _ in present.values())
        for name, (weight, score) in present.items():
            points_added[name] = points * (
                weight * score / total if total > 0 else weight / weights
            )
    return points_added


def criterion_steps(catalog: Catalog, first: Row, second: Row) -> tuple[Step, ...]:
    """Return what each criterion adds to the first's lead, gains before losses."""
    return _walked(
        Step(
            name,
            name,
            catalog.criteria[name].name,
            first.contributions[name] - second.contributions[name],
            f"{_score(first, name)} against {_score(second, name)} of 100",
            _words({*first.statuses[name], *second.statuses[name]}),
        )
        for name in first.contributions
    )


def indicator_steps(comparison: Comparison, first: str, second: str) -> tuple[Step, ...]:
    """Return what each indicator adds to the first's lead, in points and in its own unit."""
    ahead, behind = comparison.countries.index(first), comparison.countries.index(second)
    pairs = [(line.indicator, line.sides[ahead], line.sides[behind]) for line in comparison.lines]
    return _walked(
        Step(
            item.id,
            item.criterion,
            item.name,
            (one.points or 0.0) - (other.points or 0.0),
            _against(item, one, other),
            _words({*figure_marks(one.observation), *figure_marks(other.observation)}),
        )
        for item, one, other in pairs
    )


def _side(
    matrix: DecisionMatrix, country: str, column: int, parts: Mapping[str, Mapping[str, float]]
) -> ComparedFigure:
    compared = scored(matrix, country, column)
    points = parts[country].get(compared.indicator.id, 0.0) if country in parts else None
    return ComparedFigure(**vars(compared), points=points)


def _walked(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Lay the steps end to end, the largest gain first."""
    order = sorted(steps, key=lambda step: -step.points)
    ends = accumulate(step.points for step in order)
    pairs = zip(order, ends, strict=True)
    return tuple(replace(step, start=end - step.points, end=end) for step, end in pairs)


def _against(item: Indicator, one: ComparedFigure, other: ComparedFigure) -> str:
    if one.observation is None or other.observation is None:
        return ""
    first, second = (amount(item, figure.value) for figure in (one.observation, other.observation))
    return f"{first} against {second} {unit(item)}"


def _score(row: Row, criterion: str) -> str:
    gap = " (no figure)" if criterion in row.missing else ""
    return f"{row.scores[criterion]:.0f}{gap}"


def _words(marks: set[Mark]) -> tuple[str, ...]:
    return tuple(STATUS_WORDS[mark] for mark in sorted(marks))
