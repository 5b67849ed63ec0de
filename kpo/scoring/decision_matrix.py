"""From figures to criterion scores: fixed goalposts; direction is applied here and only here.

OECD/JRC Handbook on Constructing Composite Indicators (2008), steps 5 and 6; the goalposts come
from the catalogue, never from the countries on screen, so no country's score depends on another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from kpo.core.cache import ResultCache, cached
from kpo.core.model import Indicator, Observation, ScoringRules, Status
from kpo.data.catalog import Catalog
from kpo.data.computed import OF_THE_CLIENT
from kpo.data.labour_cost import SAVING
from kpo.data.observations import figure
from kpo.mcda.aggregation import Bools, Floats
from kpo.mcda.normalisation import criterion_scores, goalpost_scores

Mark = Status | Literal["doubtful"]
MARKS: tuple[Mark, ...] = ("different_definition", "assumed", "user", "doubtful")
"""Marks of a figure that counts: its status unless it is reported, and doubt."""

MIN_CRITERION_COVERAGE = 0.5
"""Share of the indicator weight with figures below which a criterion counts as missing."""

LOWER_QUARTILE = 0.25


@dataclass(frozen=True, eq=False, repr=False)
class DecisionMatrix:
    """Criterion scores of countries, with the figures they rest on.

    Two matrices are equal if they were made from the same catalogue by the same rules.

    Attributes
    ----------
    catalog, rules
        What it was made from.
    scores
        Countries × criteria, 0 to 100. An indicator without a figure counts its lower quartile.
    coverage
        Countries × criteria, share of the indicator weight that has a figure, 0 to 1.
    missing
        Countries × criteria, whether less than half of the indicator weight has a figure.
    marked
        By mark (``different_definition``, ``assumed``, ``user``, ``doubtful``): countries ×
        criteria, share of the indicator weight whose figure carries it.
    statuses
        One mapping per country, from criterion to the marks that its figures carry.
    figures, values
        The figure used, by country and indicator; its number, countries × indicators, NaN for none.
    indicator_scores
        Countries × indicators, 0 to 100; NaN where there is no figure.
    constants
        The score in points that replaces a missing figure of each indicator; NaN for none.
    shares
        Indicators × criteria, each indicator's share of its criterion; columns sum to 1.
    capped
        Pairs of country and indicator whose figure lies beyond a goalpost.
    """

    catalog: Catalog
    rules: ScoringRules
    countries: tuple[str, ...]
    criteria: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    scores: Floats
    coverage: Floats
    missing: Bools
    marked: Mapping[Mark, Floats]
    statuses: tuple[Mapping[str, frozenset[Mark]], ...]
    figures: Mapping[tuple[str, str], Observation]
    values: Floats
    indicator_scores: Floats
    constants: Floats
    shares: Floats
    capped: frozenset[tuple[str, str]]

    def __repr__(self) -> str:
        return f"<DecisionMatrix {len(self.countries)} × {len(self.criteria)}, {self.rules}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DecisionMatrix):
            return False
        return self.catalog is other.catalog and self.rules == other.rules

    def __hash__(self) -> int:
        return hash(self.rules)

    @property
    def memories(self) -> ResultCache:
        """The cache of the catalogue, which also keeps results made from the matrix."""
        return self.catalog.memories

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Row of each country."""
        return {country: index for index, country in enumerate(self.countries)}

    def has_pay(self, country: str) -> bool:
        """Tell whether a country's labour cost and the client's are known."""
        return (country, SAVING) in self.figures

    @cached_property
    def counted(self) -> Floats:
        """Countries × indicators: the score of a figure, or the constant for a missing one."""
        return np.where(np.isnan(self.indicator_scores), self.constants, self.indicator_scores)

    @cached_property
    def missing_names(self) -> tuple[frozenset[str], ...]:
        """Missing criteria, one set per country."""
        return tuple(
            frozenset(name for name, gone in zip(self.criteria, row, strict=True) if gone)
            for row in self.missing.tolist()
        )


def decision_matrix(catalog: Catalog, rules: ScoringRules) -> DecisionMatrix:
    """Return the criterion scores of every country of the catalogue, under scoring rules.

    Of a scenario only its rules matter; a ranking already has its matrix (`Ranking.matrix`).
    """
    return _matrix(catalog, rules.rules)


@cached(64)
def _matrix(catalog: Catalog, rules: ScoringRules) -> DecisionMatrix:
    countries, criteria = tuple(catalog.countries), tuple(catalog.criteria)
    indicators = catalog.scored(rules.tier)
    figures = _clients_figures(catalog, rules)
    cells = [[figures.get((name, item.id)) for item in indicators] for name in countries]
    values = np.array([[np.nan if cell is None else cell.value for cell in row] for row in cells])
    values.setflags(write=False)
    scored = np.column_stack(
        [
            goalpost_scores(values[:, k], *goalposts(item), item.transform, item.direction)
            for k, item in enumerate(indicators)
        ]
    )
    constants = _constants(scored, indicators)
    shares = _shares(indicators, criteria, rules.tier)
    scores, coverage = _by_criterion(scored, constants, shares)
    marked = _marked(figures, countries, indicators, shares)
    return DecisionMatrix(
        catalog,
        rules,
        countries,
        criteria,
        indicators,
        scores,
        coverage,
        coverage < MIN_CRITERION_COVERAGE - 1e-12,
        marked,
        _statuses(criteria, marked),
        figures,
        values,
        scored,
        constants,
        shares,
        _capped(figures, indicators),
    )


def _clients_figures(catalog: Catalog, rules: ScoringRules) -> dict[tuple[str, str], Observation]:
    """Return the figures used; those that do not depend on the client are cached for all."""
    clients = [item for item in catalog.scored(rules.tier) if item.id in OF_THE_CLIENT]
    shared = _shared_figures(catalog, replace(rules, client=ScoringRules.client))
    return shared | _used(catalog, rules, clients)


@cached(32)
def _shared_figures(catalog: Catalog, rules: ScoringRules) -> dict[tuple[str, str], Observation]:
    others = [item for item in catalog.scored(rules.tier) if item.id not in OF_THE_CLIENT]
    return _used(catalog, rules, others)


def _used(
    catalog: Catalog, rules: ScoringRules, indicators: Iterable[Indicator]
) -> dict[tuple[str, str], Observation]:
    return {
        (country, item.id): observation
        for country in catalog.countries
        for item in indicators
        if (observation := figure(catalog, rules, country, item.id)) is not None
    }


def goalposts(item: Indicator) -> tuple[float, float]:
    """Return the goalposts of an indicator in its own unit; 0 and 100 if it has none."""
    if item.goalpost_low is None or item.goalpost_high is None:
        return 0.0, 100.0
    return item.goalpost_low, item.goalpost_high


def _constants(scored: Floats, indicators: tuple[Indicator, ...]) -> Floats:
    """Return the scores that replace missing figures: the frozen lower quartiles.

    A user's own indicator has no frozen one; it is computed from its figures.
    """
    out = np.full(len(indicators), np.nan)
    for column, item in enumerate(indicators):
        if item.lower_quartile is not None:
            out[column] = item.lower_quartile
        elif item.origin == "observed":
            present = scored[~np.isnan(scored[:, column]), column]
            out[column] = np.quantile(present, LOWER_QUARTILE) if len(present) else 0.0
    out.setflags(write=False)
    return out


def _shares(indicators: tuple[Indicator, ...], criteria: tuple[str, ...], tier: str) -> Floats:
    shares = np.zeros((len(indicators), len(criteria)))
    for row, item in enumerate(indicators):
        shares[row, criteria.index(item.criterion)] = item.weight(tier)
    total = shares.sum(axis=0)
    np.divide(shares, total, out=shares, where=total > 0)
    shares.setflags(write=False)
    return shares


def _by_criterion(scored: Floats, constants: Floats, shares: Floats) -> tuple[Floats, Floats]:
    scores = np.zeros((len(scored), shares.shape[1]))
    coverage = np.zeros_like(scores)
    for column, weights in enumerate(shares.T):
        counted = weights > 0
        if counted.any():
            scores[:, column], coverage[:, column] = criterion_scores(
                scored[:, counted], weights[counted], constants[counted]
            )
    scores.setflags(write=False)
    coverage.setflags(write=False)
    return scores, coverage


def _marked(
    figures: Mapping[tuple[str, str], Observation],
    countries: tuple[str, ...],
    indicators: tuple[Indicator, ...],
    shares: Floats,
) -> dict[Mark, Floats]:
    shape = (len(countries), shares.shape[1])
    marked: dict[Mark, Floats] = {mark: np.zeros(shape) for mark in MARKS}
    for row, country in enumerate(countries):
        for place, item in enumerate(indicators):
            for mark in figure_marks(figures.get((country, item.id))):
                marked[mark][row] += shares[place]
    return marked


def figure_marks(figure: Observation | None) -> tuple[Mark, ...]:
    """Return the marks of a figure; none for a missing one."""
    status: tuple[Mark, ...] = () if not figure or figure.status == "reported" else (figure.status,)
    return (*status, "doubtful") if figure and figure.doubt else status


def _statuses(
    criteria: tuple[str, ...], marked: Mapping[Mark, Floats]
) -> tuple[dict[str, frozenset[Mark]], ...]:
    """Return the marks of every cell; equal sets share one object, as most cells have none."""
    present = [(status, part > 0) for status, part in marked.items()]
    codes = sum((mark.astype(int) << bit for bit, (_, mark) in enumerate(present)), start=0)
    sets = {
        code: frozenset(status for bit, (status, _) in enumerate(present) if code >> bit & 1)
        for code in range(1 << len(present))
    }
    return tuple(
        {name: sets[code] for name, code in zip(criteria, row, strict=True)}
        for row in np.asarray(codes).tolist()
    )


def _capped(
    figures: Mapping[tuple[str, str], Observation], indicators: tuple[Indicator, ...]
) -> frozenset[tuple[str, str]]:
    posts = {item.id: goalposts(item) for item in indicators}
    return frozenset(
        key
        for key, observation in figures.items()
        if not posts[key[1]][0] <= observation.value <= posts[key[1]][1]
    )
