"""From criterion scores and weights to a ranking (OECD/JRC Handbook, step 6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from kpo.core.cache import ResultCache
from kpo.core.errors import Problem, ScenarioError, remedy_for
from kpo.core.model import Preset, Scenario
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.mcda.aggregation import Floats, ranks
from kpo.mcda.weights import rescaled
from kpo.scoring.decision_matrix import DecisionMatrix, decision_matrix
from kpo.scoring.frames import ranking_frame, ranking_geoframe, ranking_html
from kpo.scoring.knock_out import KnockOut
from kpo.scoring.rows import NotRanked, Row
from kpo.scoring.scenario_validation import scenario_problems
from kpo.scoring.score_table import ScoreTable

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame


WEAK_POINT = 20.0

MAX_NAMED = 3
"""How many destinations a ranking names in its `repr`."""


class RobustnessReport(Protocol):
    """Robustness of a ranking by destination; see `kpo.robustness.rank_acceptability`."""

    def __getitem__(self, country: str, /) -> Any:
        """Return the robustness of one destination's rank."""

    def to_frame(self) -> "DataFrame":
        """Return one row per destination."""

    def _repr_html_(self) -> str: ...


@dataclass(frozen=True, eq=False, repr=False)
class Ranking:
    """The result: rows in rank order, the client's row, and the destinations left out with reasons.

    Its length is the number of ranked destinations, iteration yields their rows, and
    ``ranking["IND"]`` is one of them. A ranking equals itself only, so that it can be a cache key.

    Attributes
    ----------
    matrix
        The criterion scores that it was made from, with the catalogue behind them.
    weights
        One per criterion, in the order of `criteria`, summing to 100.
    """

    scenario: Scenario
    matrix: DecisionMatrix
    weights: Floats
    rows: tuple[Row, ...]
    not_ranked: tuple[NotRanked, ...]
    at_home: Row | None

    measure: ClassVar[Callable[["Ranking"], RobustnessReport]]
    """The function that computes `robustness`; a layer above sets it (`kpo.__init__`)."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __contains__(self, country: object) -> bool:
        return isinstance(country, str) and country in self._by_country

    def __getitem__(self, country: str) -> Row:
        """Return the row of a ranked destination.

        Raises
        ------
        ScenarioError
            If it is not ranked, with the reason; or not one of the destinations at all.
        """
        if country not in self._by_country:
            raise ScenarioError(self._absence(country))
        return self._by_country[country]

    def __repr__(self) -> str:
        named = [f"{row.rank} {row.country} {row.score:.1f}" for row in self.rows[:MAX_NAMED]]
        more = [f"… {len(self)} in all"] if len(self) > MAX_NAMED else []
        listed = ", ".join(named + more) or "nobody"
        return f"<Ranking {self.scenario.tier} for {self.client}: {listed}>"

    def _repr_html_(self) -> str:
        return ranking_html(self)

    @property
    def catalog(self) -> Catalog:
        """The catalogue that it was made from."""
        return self.matrix.catalog

    @property
    def memories(self) -> ResultCache:
        """The cache of the catalogue, which also keeps results made from the ranking."""
        return self.matrix.memories

    @property
    def data_version(self) -> str:
        """The data version of its figures."""
        return self.catalog.data_version

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria, in their order."""
        return self.matrix.criteria

    @property
    def weight_of(self) -> dict[str, float]:
        """The weight of each criterion, in their order; together 100."""
        return dict(zip(self.criteria, self.weights.tolist(), strict=True))

    @property
    def client(self) -> str:
        """The client's country."""
        return self.scenario.client

    def named(self, country: str, start: bool = False) -> str:
        """Return a country's name for running text, followed by its sanctions mark if any."""
        return named(self.catalog, country, self.client, start)

    @property
    def title(self) -> str:
        """Kind of work, client's country and data version, as a title."""
        work = self.catalog.tiers[self.scenario.service or self.scenario.tier].name
        client = self.catalog.countries[self.client].name
        return f"{work} for a client in {client}, data {self.data_version}"

    @property
    def weak_points(self) -> tuple[tuple[Row, str], ...]:
        """Destinations among the first three with a weighted criterion below 20 points."""
        return tuple(
            (row, criterion)
            for row in self.rows[:3]
            for criterion, weight in self.weight_of.items()
            if weight > 0 and criterion not in row.missing and row.scores[criterion] < WEAK_POINT
        )

    def to_frame(self) -> "DataFrame":
        """Return one row per ranked destination in rank order: rank, score, criterion points."""
        return ranking_frame(self)

    def to_geoframe(self) -> "GeoDataFrame":
        """Return `to_frame` with outlines in degrees: ``ranking.to_geoframe().plot("score")``."""
        return ranking_geoframe(self)

    def robustness(self) -> RobustnessReport:
        """Return how stable each rank is if weights and figures vary within their ranges."""
        return type(self).measure(self)

    @cached_property
    def _by_country(self) -> dict[str, Row]:
        return {row.country: row for row in self.rows}

    def _absence(self, country: str) -> Problem:
        for item in self.not_ranked:
            if item.country == country:
                return Problem(country, f"{item.name} is not ranked", item.reason)
        if country == self.client:
            return Problem(country, "the client's country is not ranked", "see at_home")
        if country in self.catalog.countries:
            remedy = "add it to the scenario's countries"
            return Problem(country, "it is not one of the destinations compared", remedy)
        remedy = remedy_for(country, [*self._by_country], "countries.csv")
        return Problem("country", f'unknown country "{country}"', remedy)


def rank(catalog: Catalog, scenario: Scenario) -> Ranking:
    """Rank the destinations of a scenario; the client is never one of them.

    Raises
    ------
    ScenarioError
        With everything in the scenario that is unknown or out of range.
    WeightError
        If the weights cannot be used.
    """
    faults = scenario_problems(catalog, scenario)
    if faults:
        raise ScenarioError(faults)
    named = weights_of(catalog, scenario)
    matrix = decision_matrix(catalog, scenario)
    weights = np.array([named[criterion] for criterion in matrix.criteria])
    rules = KnockOut(matrix, scenario, tuple(name for name in matrix.criteria if named[name] > 0))
    table = ScoreTable(matrix, scenario, weights, rules.tier_coverage())
    reasons = rules.reasons(destinations(catalog, scenario))
    kept = [country for country, reason in reasons.items() if reason is None]
    totals = table.totals[[matrix.place[country] for country in kept]]
    rows = [table.row(*pair) for pair in zip(kept, ranks(totals).tolist(), strict=True)]
    left_out = [
        table.not_ranked(country, reason, totals)
        for country, reason in reasons.items()
        if reason is not None
    ]
    return Ranking(
        scenario,
        matrix,
        weights,
        tuple(sorted(rows, key=lambda row: (row.rank, row.name, row.country))),
        tuple(sorted(left_out, key=lambda item: item.name)),
        table.row(scenario.client, 0) if matrix.has_pay(scenario.client) else None,
    )


def destinations(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the destinations that a scenario compares, each once; never the client."""
    chosen = dict.fromkeys(scenario.countries or catalog.home)
    return tuple(country for country in chosen if country != scenario.client)


def preset_of(catalog: Catalog, scenario: Scenario) -> Preset:
    """Return the preset of a scenario: its own, else its service line's or its tier's."""
    return catalog.presets[
        scenario.preset or catalog.tiers[scenario.service or scenario.tier].preset
    ]


def weights_of(catalog: Catalog, scenario: Scenario) -> dict[str, float]:
    """Return the exact weights of a scenario, by criterion, summing to 100.

    Raises
    ------
    WeightError
        If the user's weights cannot be used.
    """
    if scenario.weights is None:
        return rescaled(preset_of(catalog, scenario).weights, catalog.criteria)
    return rescaled(scenario.weights, catalog.criteria)
