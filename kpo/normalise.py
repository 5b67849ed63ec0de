"""From figures to criterion scores: fixed goalposts; direction is applied here and only here.

OECD/JRC Handbook on Constructing Composite Indicators (2008), steps 5 and 6; the goalposts come
from the catalogue, never from the countries on screen, so no country's score depends on another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpo.catalog import Catalog
from kpo.figures import DATA_TRANSFER, SHARED_HOURS, figure
from kpo.memory import kept
from kpo.model import Indicator, NativeEnglish, Observation, Scenario, Status

Floats = NDArray[np.float64]
LEAST_CRITERION_COVERAGE = 0.5
OF_THE_CLIENT = frozenset({SHARED_HOURS, DATA_TRANSFER})
"""Indicators whose figures depend on where the client is."""


@dataclass(frozen=True)
class DecisionMatrix:
    """Criterion scores of countries, with what they rest on.

    Attributes
    ----------
    scores
        Countries × criteria, 0 to 100; NaN where the criterion is missing.
    coverage
        Countries × criteria, share of the indicator weight that has a figure, 0 to 1.
    marked
        By status (``different_definition``, ``assumed``, ``user``): countries × criteria, share
        of the indicator weight whose figure has that status.
    points, statuses
        The rows again, one mapping a country: criterion to score (None is missing), and
        criterion to the marks that its figures carry.
    figures
        The figure used, by country and indicator.
    capped
        Pairs of country and indicator whose figure lies beyond a goalpost.
    """

    countries: tuple[str, ...]
    criteria: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    scores: Floats
    coverage: Floats
    marked: Mapping[Status, Floats]
    points: tuple[Mapping[str, float | None], ...]
    statuses: tuple[Mapping[str, frozenset[Status]], ...]
    figures: Mapping[tuple[str, str], Observation]
    indicator_scores: Floats
    capped: frozenset[tuple[str, str]]


def goalpost_scores(
    values: Floats, low: float, high: float, log: bool = False, direction: int = 1
) -> Floats:
    """Return 100 · clip((t(x) − t(low)) / (t(high) − t(low)), 0, 1), mirrored for direction −1.

    Examples
    --------
    >>> goalpost_scores(np.array([100.0, 1000.0, 20000.0]), 100, 10000, log=True, direction=-1)
    array([100.,  50.,   0.])
    """
    if log:
        values, low, high = np.log10(values), float(np.log10(low)), float(np.log10(high))
    share = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(100 * (share if direction > 0 else 1 - share))


def criterion_scores(scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the weighted mean of the indicator scores present, and the weight share present.

    Parameters
    ----------
    scores
        Countries × indicators of one criterion; NaN where there is no figure.
    weights
        One positive weight an indicator, on any scale.

    Returns
    -------
    scores, coverage
        One value a country. Under half the weight present, the score is NaN.
    """
    present = ~np.isnan(scores)
    coverage = present @ weights / weights.sum()
    weight_present = np.where(coverage > 0, present @ weights, 1.0)
    mean = np.where(present, scores, 0.0) @ weights / weight_present
    return np.where(coverage >= LEAST_CRITERION_COVERAGE - 1e-12, mean, np.nan), coverage


def decision_matrix(catalog: Catalog, scenario: Scenario) -> DecisionMatrix:
    """Return the criterion scores of every country of the catalogue, for a scenario's rules.

    Only the tier, the client, the maximum age and the rule for native English matter.
    """
    return _matrix(
        catalog, scenario.tier, scenario.client, scenario.max_age, scenario.native_english
    )


@kept(64)
def _matrix(
    catalog: Catalog, tier: str, client: str, max_age: int, native_english: str
) -> DecisionMatrix:
    scenario = Scenario(
        tier=tier,
        client=client,
        max_age=max_age,
        native_english="assumed" if native_english == "assumed" else "leave_out",
    )
    countries, criteria = tuple(catalog.countries), tuple(catalog.criteria)
    indicators = catalog.scored(tier)
    figures = _clients_figures(catalog, scenario)
    values = np.array(
        [
            [figures[c, i.id].value if (c, i.id) in figures else np.nan for i in indicators]
            for c in countries
        ]
    ).reshape(len(countries), len(indicators))
    scored = np.column_stack(
        [_indicator_scores(values[:, k], item) for k, item in enumerate(indicators)]
    )
    scores, coverage = _by_criterion(scored, indicators, criteria)
    marked = _marked(figures, countries, indicators, criteria)
    return DecisionMatrix(
        countries,
        criteria,
        indicators,
        scores,
        coverage,
        marked,
        _points(criteria, scores),
        _statuses(criteria, marked),
        figures,
        scored,
        _capped(figures, indicators),
    )


def _clients_figures(catalog: Catalog, scenario: Scenario) -> dict[tuple[str, str], Observation]:
    """Return the figures used; those that no client changes are looked up once for all clients."""
    clients = [item for item in catalog.scored(scenario.tier) if item.id in OF_THE_CLIENT]
    shared = _shared_figures(catalog, scenario.tier, scenario.max_age, scenario.native_english)
    return shared | _used(catalog, scenario, clients)


@kept(32)
def _shared_figures(
    catalog: Catalog, tier: str, max_age: int, native_english: NativeEnglish
) -> dict[tuple[str, str], Observation]:
    scenario = Scenario(tier=tier, max_age=max_age, native_english=native_english)
    others = [item for item in catalog.scored(tier) if item.id not in OF_THE_CLIENT]
    return _used(catalog, scenario, others)


def _used(
    catalog: Catalog, scenario: Scenario, indicators: Iterable[Indicator]
) -> dict[tuple[str, str], Observation]:
    return {
        (country, item.id): found
        for country in catalog.countries
        for item in indicators
        if (found := figure(catalog, scenario, country, item.id)) is not None
    }


def _indicator_scores(values: Floats, item: Indicator) -> Floats:
    low, high = _goalposts(item)
    return goalpost_scores(values, low, high, item.transform == "log", item.direction)


def _goalposts(item: Indicator) -> tuple[float, float]:
    if item.goalpost_low is None or item.goalpost_high is None:
        return 0.0, 100.0
    return item.goalpost_low, item.goalpost_high


def _by_criterion(
    scored: Floats, indicators: tuple[Indicator, ...], criteria: tuple[str, ...]
) -> tuple[Floats, Floats]:
    scores = np.full((len(scored), len(criteria)), np.nan)
    coverage = np.zeros_like(scores)
    for column, criterion in enumerate(criteria):
        places = [k for k, item in enumerate(indicators) if item.criterion == criterion]
        if places:
            weights = np.array([indicators[k].weight_in_criterion for k in places])
            scores[:, column], coverage[:, column] = criterion_scores(scored[:, places], weights)
    scores.setflags(write=False)
    coverage.setflags(write=False)
    return scores, coverage


def _marked(
    figures: Mapping[tuple[str, str], Observation],
    countries: tuple[str, ...],
    indicators: tuple[Indicator, ...],
    criteria: tuple[str, ...],
) -> dict[Status, Floats]:
    total = dict.fromkeys(criteria, 0.0)
    for item in indicators:
        total[item.criterion] += item.weight_in_criterion
    shape = (len(countries), len(criteria))
    marks: tuple[Status, ...] = ("different_definition", "assumed", "user")
    marked: dict[Status, Floats] = {status: np.zeros(shape) for status in marks}
    for row, country in enumerate(countries):
        for item in indicators:
            found = figures.get((country, item.id))
            if found is not None and found.status in marked:
                column = criteria.index(item.criterion)
                share = item.weight_in_criterion / total[item.criterion]
                marked[found.status][row, column] += share
    return marked


def _points(criteria: tuple[str, ...], scores: Floats) -> tuple[dict[str, float | None], ...]:
    return tuple(
        {
            name: None if np.isnan(value) else value
            for name, value in zip(criteria, row, strict=True)
        }
        for row in scores.tolist()
    )


def _statuses(
    criteria: tuple[str, ...], marked: Mapping[Status, Floats]
) -> tuple[dict[str, frozenset[Status]], ...]:
    """Return the marks of every cell; equal sets are one object, for most cells have none."""
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
    posts = {item.id: _goalposts(item) for item in indicators}
    return frozenset(
        key
        for key, found in figures.items()
        if not posts[key[1]][0] <= found.value <= posts[key[1]][1]
    )
