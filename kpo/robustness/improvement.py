"""What it would take for one destination to pass another, in points and in units."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from kpo.core.cache import cached
from kpo.core.model import Indicator
from kpo.data.labour_cost import SAVING
from kpo.data.observations import cost_of_labour
from kpo.mcda.aggregation import TIE
from kpo.mcda.arrays import Floats
from kpo.mcda.dominance import dominated_pairs
from kpo.mcda.improvement import overtake
from kpo.mcda.pairwise_winning import pairwise_wins
from kpo.robustness.problem import DecisionProblem, decision_problem
from kpo.robustness.rescored import figure_at
from kpo.scoring.decision_matrix import DecisionMatrix
from kpo.scoring.ranking import Ranking

LAST_RESORT = 1e6
"""Cost of a point on a criterion that nobody can change, where any other costs 1."""


@dataclass(frozen=True)
class FigureChange:
    """One figure, from what it is to what it would have to be, in its own unit."""

    indicator: Indicator
    now: float
    then: float


@dataclass(frozen=True)
class ScoreIncrease:
    """A criterion's score, from what it is to what it would have to be.

    `change` is one figure that alone would bring it about; None where no single one can.
    """

    criterion: str
    now: float
    then: float
    change: FigureChange | None


@dataclass(frozen=True)
class Improvement:
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
    alone: tuple[ScoreIncrease, ...]
    plan: tuple[ScoreIncrease, ...] | None
    wins: float


def improvement(ranking: Ranking, behind: str, ahead: str) -> Improvement:
    """Return what `behind` needs to pass `ahead`; both must be ranked.

    No criterion rises above the best score of the destinations compared.
    """
    case = decision_problem(ranking)
    pair = [case.place(behind), case.place(ahead)]
    fixed = {item.id for item in ranking.catalog.criteria.values() if item.fixed}
    costs = [LAST_RESORT if criterion in fixed else 1.0 for criterion in case.criteria]
    catch_up = overtake(
        *(case.scores[pair], case.weights, 0, 1, case.method, costs), np.nanmax(case.scores, axis=0)
    )
    rises, scores = _Rises(ranking.matrix, behind), case.scores[pair[0]].tolist()
    alone = [
        rises.rise(column, scores[column], float(points))
        for column, points in enumerate(catch_up.points)
        if np.isfinite(points) and points > TIE and case.criteria[column] not in fixed
    ]
    plan = None
    if catch_up.plan is not None and not _rests_on(fixed, case.criteria, catch_up.plan):
        plan = tuple(
            rises.rise(column, scores[column], float(points))
            for column, points in enumerate(catch_up.plan)
            if points > TIE
        )
    wins = pairwise_wins(case.scores[pair], case.method).probability[0, 1]
    return Improvement(
        behind=behind,
        ahead=ahead,
        gap=catch_up.gap,
        alone=tuple(sorted(alone, key=lambda rise: rise.then - rise.now)),
        plan=plan,
        wins=float(wins),
    )


def _rests_on(fixed: Collection[str], criteria: Sequence[str], plan: Floats) -> bool:
    return any(rise > TIE for name, rise in zip(criteria, plan, strict=True) if name in fixed)


@dataclass(frozen=True)
class _Rises:
    """Finds which figure of one destination would bring a criterion's score up."""

    matrix: DecisionMatrix
    country: str

    def rise(self, column: int, now: float, points: float) -> ScoreIncrease:
        """Return a rise of a criterion by so many points, and the easiest figure that brings it."""
        matrix = self.matrix
        row = matrix.place[self.country]
        needed = [
            (self._needed(row, place, column, points), item)
            for place, item in enumerate(matrix.indicators)
            if item.origin != "computed" or item.id == SAVING
            if matrix.shares[place, column] > 0 and (self.country, item.id) in matrix.figures
        ]
        ways = [way for way in needed if way[0] <= 100 + TIE]
        change = self._change(*min(ways, key=lambda way: way[0])) if ways else None
        return ScoreIncrease(matrix.criteria[column], now, now + points, change)

    def _needed(self, row: int, place: int, column: int, points: float) -> float:
        """Return the score of one indicator that brings a criterion up by so many points."""
        share = float(self.matrix.shares[place, column])
        return float(self.matrix.counted[row, place]) + points / share

    def _change(self, score: float, item: Indicator) -> FigureChange | None:
        if item.id == SAVING:
            return self._pay(score)
        observation = self.matrix.figures[self.country, item.id]
        return FigureChange(item, observation.value, figure_at(item, score))

    def _pay(self, score: float) -> FigureChange | None:
        """Return the pay at which so much is saved, charges being what they are."""
        catalog, rules = self.matrix.catalog, self.matrix.rules
        here = cost_of_labour(catalog, rules, self.country)
        home = cost_of_labour(catalog, rules, rules.client)
        if here is None or home is None:
            return None
        item = catalog.indicators[catalog.tiers[rules.tier].pay]
        cost = home.monthly * (1 - score / 100)
        return FigureChange(item, here.pay.value, cost * here.pay.value / here.monthly)


def dominated(ranking: Ranking) -> tuple[tuple[str, str], ...]:
    """Return the pairs (better, worse) whose order no weighting can turn."""
    case = decision_problem(ranking)
    if not case.countries:
        return ()
    pairs = dominated_pairs(case.scores, case.method)
    return tuple((case.countries[better], case.countries[worse]) for better, worse in pairs)


def ahead_of_leader(ranking: Ranking) -> dict[str, float]:
    """Return the share of all weightings under which each of the others beats the leader."""
    case = decision_problem(ranking)
    return _ahead_of_first(case) if case.countries else {}


@cached(16)
def _ahead_of_first(case: DecisionProblem) -> dict[str, float]:
    """Take all with the leader's criteria at once, exactly; others pair by pair, sampled."""
    missing = np.isnan(case.scores)
    alike = np.flatnonzero((missing == missing[0]).all(axis=1))
    shares = np.zeros(len(case.countries))
    shares[alike] = pairwise_wins(case.scores[alike], case.method).probability[:, 0]
    for place in set(range(1, len(shares))) - set(alike.tolist()):
        pair = case.scores[[place, 0]]
        shares[place] = pairwise_wins(pair, case.method).probability[0, 1]
    return dict(zip(case.countries[1:], shares[1:].tolist(), strict=True))
