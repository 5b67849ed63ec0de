"""What it would take for one destination to pass another, in points and in units."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from kpo.aggregation import TIE
from kpo.catalog import Catalog
from kpo.computed import SAVING
from kpo.figures import cost_of_labour
from kpo.memory import kept
from kpo.model import Indicator, Scenario
from kpo.normalise import Floats, decision_matrix, goalposts, transformed
from kpo.robustness.dominance import dominated_pairs
from kpo.robustness.overtaking import overtake
from kpo.robustness.pairwise import pairwise_wins
from kpo.score import Ranking
from kpo.sureness.case import Case, case_of

LAST_RESORT = 1e6
"""Cost of a point on a criterion that nobody can change, where any other costs 1."""


@dataclass(frozen=True)
class Change:
    """One figure, from what it is to what it would have to be, in its own unit."""

    indicator: Indicator
    now: float
    then: float


@dataclass(frozen=True)
class Rise:
    """A criterion's score, from what it is to what it would have to be.

    `change` is one figure that alone would bring it about; None where no single one can.
    """

    criterion: str
    now: float
    then: float
    change: Change | None


@dataclass(frozen=True)
class Task:
    """How far `behind` is from `ahead`, and every way to draw level; a little more passes.

    Attributes
    ----------
    gap
        Points between the two.
    alone
        For each criterion on which `behind` could do it alone, the rise needed; least first.
    plan
        The rises that together do it with the fewest points; empty when it is not behind, None
        when no rise on a criterion that can change is enough.
    wins
        Share of all weightings under which `behind` beats `ahead`.
    """

    behind: str
    ahead: str
    gap: float
    alone: tuple[Rise, ...]
    plan: tuple[Rise, ...] | None
    wins: float


def task(catalog: Catalog, ranking: Ranking, behind: str, ahead: str) -> Task:
    """Return what `behind` needs to pass `ahead`; both must be ranked.

    No criterion rises above the best score of the destinations compared.
    """
    case = case_of(catalog, ranking)
    pair = [case.place(behind), case.place(ahead)]
    fixed = {item.id for item in catalog.criteria.values() if item.fixed}
    costs = [LAST_RESORT if criterion in fixed else 1.0 for criterion in case.criteria]
    found = overtake(
        *(case.scores[pair], case.weights, 0, 1, case.method, costs), np.nanmax(case.scores, axis=0)
    )
    rises, scores = _Rises(catalog, ranking.scenario, behind), case.scores[pair[0]].tolist()
    alone = [
        rises.rise(column, scores[column], float(points))
        for column, points in enumerate(found.points)
        if np.isfinite(points) and points > TIE and case.criteria[column] not in fixed
    ]
    plan = None
    if found.plan is not None and not _rests_on(fixed, case.criteria, found.plan):
        plan = tuple(
            rises.rise(column, scores[column], float(points))
            for column, points in enumerate(found.plan)
            if points > TIE
        )
    wins = pairwise_wins(case.scores[pair], case.method).probability[0, 1]
    return Task(
        behind=behind,
        ahead=ahead,
        gap=found.gap,
        alone=tuple(sorted(alone, key=lambda rise: rise.then - rise.now)),
        plan=plan,
        wins=float(wins),
    )


def _rests_on(fixed: Collection[str], criteria: Sequence[str], plan: Floats) -> bool:
    return any(rise > TIE for name, rise in zip(criteria, plan, strict=True) if name in fixed)


def figure_at(indicator: Indicator, score: float) -> float:
    """Return the figure that scores so many points: the goalposts read backwards."""
    share = (score if indicator.direction > 0 else 100 - score) / 100
    low, high = (
        float(transformed(np.array(end), indicator.transform)) for end in goalposts(indicator)
    )
    at = low + share * (high - low)
    return at if indicator.transform == "linear" else 10**at - (indicator.transform == "log1p")


@dataclass(frozen=True)
class _Rises:
    """Finds which figure of one destination would bring a criterion's score up."""

    catalog: Catalog
    scenario: Scenario
    country: str

    def rise(self, column: int, now: float, points: float) -> Rise:
        """Return a rise of a criterion by so many points, and the easiest figure that brings it."""
        matrix = decision_matrix(self.catalog, self.scenario)
        row = matrix.place[self.country]
        ways = [
            (score, item)
            for place, item in enumerate(matrix.indicators)
            if item.origin != "computed" or item.id == SAVING
            if matrix.shares[place, column] > 0 and (self.country, item.id) in matrix.figures
            for score in (
                float(matrix.counted[row, place]) + points / float(matrix.shares[place, column]),
            )
            if score <= 100 + TIE
        ]
        change = self._change(*min(ways, key=lambda way: way[0])) if ways else None
        return Rise(matrix.criteria[column], now, now + points, change)

    def _change(self, score: float, item: Indicator) -> Change | None:
        if item.id == SAVING:
            return self._pay(score)
        found = decision_matrix(self.catalog, self.scenario).figures[self.country, item.id]
        return Change(item, found.value, figure_at(item, score))

    def _pay(self, score: float) -> Change | None:
        """Return the pay at which so much is saved, charges being what they are."""
        here = cost_of_labour(self.catalog, self.scenario, self.country)
        home = cost_of_labour(self.catalog, self.scenario, self.scenario.client)
        if here is None or home is None:
            return None
        item = self.catalog.indicators[self.catalog.tiers[self.scenario.tier].pay]
        cost = home.monthly * (1 - score / 100)
        return Change(item, here.pay.value, cost * here.pay.value / here.monthly)


def beaten_by_all_weights(catalog: Catalog, ranking: Ranking) -> tuple[tuple[str, str], ...]:
    """Return the pairs (better, worse) whose order no weighting can turn."""
    case = case_of(catalog, ranking)
    if not case.countries:
        return ()
    pairs = dominated_pairs(case.scores, case.method)
    return tuple((case.countries[better], case.countries[worse]) for better, worse in pairs)


def ahead_of_leader(catalog: Catalog, ranking: Ranking) -> dict[str, float]:
    """Return the share of all weightings under which each of the others beats the leader."""
    case = case_of(catalog, ranking)
    return _ahead_of_first(case) if case.countries else {}


@kept(16)
def _ahead_of_first(case: Case) -> dict[str, float]:
    """Take all with the leader's criteria at once, exactly; others pair by pair, sampled."""
    missing = np.isnan(case.scores)
    alike = np.flatnonzero((missing == missing[0]).all(axis=1))
    shares = np.zeros(len(case.countries))
    shares[alike] = pairwise_wins(case.scores[alike], case.method).probability[:, 0]
    for place in set(range(1, len(shares))) - set(alike.tolist()):
        pair = case.scores[[place, 0]]
        shares[place] = pairwise_wins(pair, case.method).probability[0, 1]
    return dict(zip(case.countries[1:], shares[1:].tolist(), strict=True))
