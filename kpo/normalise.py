"""From figures to criterion scores: fixed goalposts; direction is applied here and only here.

OECD/JRC Handbook on Constructing Composite Indicators (2008), steps 5 and 6; the goalposts come
from the catalogue, never from the countries on screen, so no country's score depends on another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kpo.catalog import Catalog
from kpo.computed import OF_THE_CLIENT
from kpo.figures import figure
from kpo.memory import kept
from kpo.model import Indicator, NativeEnglish, Observation, Scenario, Status

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Mark = Status | Literal["doubtful"]
MARKS: tuple[Mark, ...] = ("different_definition", "assumed", "user", "doubtful")
"""What is told of a figure that counts: its status where it is not reported, and doubt."""

MIN_CRITERION_COVERAGE = 0.5
"""Under this share of real indicator weight a criterion is said to have no figure."""

LOWER_QUARTILE = 0.25
Transform = Literal["linear", "log", "log1p"]


@dataclass(frozen=True)
class DecisionMatrix:
    """Criterion scores of countries, with what they rest on.

    Attributes
    ----------
    scores
        Countries × criteria, 0 to 100. An indicator without a figure counts its lower quartile.
    coverage
        Countries × criteria, share of the indicator weight that has a figure, 0 to 1.
    missing
        Countries × criteria, whether less than half of the indicator weight has a figure.
    marked
        By mark (``different_definition``, ``assumed``, ``user``, ``doubtful``): countries ×
        criteria, share of the indicator weight whose figure carries it.
    points, statuses
        The rows again, one mapping a country: criterion to score (None: not to be had), and
        criterion to the marks that its figures carry.
    figures
        The figure used, by country and indicator.
    indicator_scores
        Countries × indicators, 0 to 100; NaN where there is no figure.
    constants
        What each indicator counts where there is no figure, in points; NaN for none.
    shares
        Indicators × criteria, each indicator's share of its criterion; columns sum to 1.
    capped
        Pairs of country and indicator whose figure lies beyond a goalpost.
    """

    countries: tuple[str, ...]
    criteria: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    scores: Floats
    coverage: Floats
    missing: Bools
    marked: Mapping[Mark, Floats]
    points: tuple[Mapping[str, float | None], ...]
    statuses: tuple[Mapping[str, frozenset[Mark]], ...]
    figures: Mapping[tuple[str, str], Observation]
    indicator_scores: Floats
    constants: Floats
    shares: Floats
    capped: frozenset[tuple[str, str]]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Row of each country."""
        return {country: index for index, country in enumerate(self.countries)}

    @cached_property
    def counted(self) -> Floats:
        """Countries × indicators, what each counts: its score, or the constant in its place."""
        return np.where(np.isnan(self.indicator_scores), self.constants, self.indicator_scores)

    @cached_property
    def missing_names(self) -> tuple[frozenset[str], ...]:
        """Criteria without a figure, one set a country."""
        return tuple(
            frozenset(name for name, gone in zip(self.criteria, row, strict=True) if gone)
            for row in self.missing.tolist()
        )


def goalpost_scores(
    values: Floats, low: float, high: float, transform: Transform = "linear", direction: int = 1
) -> Floats:
    """Return 100 · clip((t(x) − t(low)) / (t(high) − t(low)), 0, 1), mirrored for direction −1.

    The transform t is x (``linear``), log10(x) (``log``) or log10(1 + x) (``log1p``, for counts
    that can be 0).

    Examples
    --------
    >>> goalpost_scores(np.array([100.0, 1000.0, 20000.0]), 100, 10000, "log", direction=-1)
    array([100.,  50.,   0.])
    >>> goalpost_scores(np.array([0.0, 9.0, 99.0]), 0, 99, "log1p")
    array([  0.,  50., 100.])
    """
    between = np.clip(values, low, high)  # what lies below has no logarithm, perhaps
    scaled, bottom, top = (
        transformed(np.asarray(part, dtype=float), transform) for part in (between, low, high)
    )
    share = np.clip((scaled - bottom) / (top - bottom), 0, 1)
    return np.asarray(100 * (share if direction > 0 else 1 - share))


def transformed(values: Floats, transform: Transform) -> Floats:
    """Return values on the scale that an indicator is scored on."""
    if transform == "linear":
        return values
    return np.asarray(np.log10(values + (transform == "log1p")))


def criterion_scores(scores: Floats, weights: Floats, constants: Floats) -> tuple[Floats, Floats]:
    """Return the weighted mean of the indicator scores, and the weight share with a figure.

    Parameters
    ----------
    scores
        Countries × indicators of one criterion; NaN where there is no figure.
    weights
        One positive weight an indicator, on any scale.
    constants
        What each indicator counts where there is no figure; NaN makes the criterion NaN.

    Returns
    -------
    scores, coverage
        One value a country.

    Examples
    --------
    >>> scores = np.array([[80.0, np.nan], [80.0, 60.0]])
    >>> criterion_scores(scores, np.array([3.0, 1.0]), np.array([10.0, 20.0]))
    (array([65., 75.]), array([0.75, 1.  ]))
    """
    present = ~np.isnan(scores)
    shares = weights / weights.sum()
    return np.where(present, scores, constants) @ shares, present @ shares


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
    constants = _constants(scored, indicators)
    shares = _shares(indicators, criteria, tier)
    scores, coverage = _by_criterion(scored, constants, shares)
    marked = _marked(figures, countries, indicators, shares)
    return DecisionMatrix(
        countries,
        criteria,
        indicators,
        scores,
        coverage,
        coverage < MIN_CRITERION_COVERAGE - 1e-12,
        marked,
        _points(criteria, scores),
        _statuses(criteria, marked),
        figures,
        scored,
        constants,
        shares,
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
    low, high = goalposts(item)
    return goalpost_scores(values, low, high, item.transform, item.direction)


def goalposts(item: Indicator) -> tuple[float, float]:
    """Return the bounds of an indicator in its own unit."""
    if item.goalpost_low is None or item.goalpost_high is None:
        return 0.0, 100.0
    return item.goalpost_low, item.goalpost_high


def _constants(scored: Floats, indicators: tuple[Indicator, ...]) -> Floats:
    """Return what counts in place of a figure: the frozen lower quartile.

    A user's own indicator has none frozen; its own figures give it.
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
            for mark in _marks_of(figures.get((country, item.id))):
                marked[mark][row] += shares[place]
    return marked


def _marks_of(figure: Observation | None) -> tuple[Mark, ...]:
    if figure is None:
        return ()
    status: tuple[Mark, ...] = () if figure.status == "reported" else (figure.status,)
    return (*status, "doubtful") if figure.doubt else status


def _points(criteria: tuple[str, ...], scores: Floats) -> tuple[dict[str, float | None], ...]:
    return tuple(
        {
            name: None if np.isnan(value) else value
            for name, value in zip(criteria, row, strict=True)
        }
        for row in scores.tolist()
    )


def _statuses(
    criteria: tuple[str, ...], marked: Mapping[Mark, Floats]
) -> tuple[dict[str, frozenset[Mark]], ...]:
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
    posts = {item.id: goalposts(item) for item in indicators}
    return frozenset(
        key
        for key, found in figures.items()
        if not posts[key[1]][0] <= found.value <= posts[key[1]][1]
    )
