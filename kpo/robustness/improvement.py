"""Changes with which one destination would pass another, in points and in units."""

from dataclasses import dataclass

import numpy as np

from kpo.core.cache import cached
from kpo.core.model import Indicator
from kpo.data.labour_cost import SAVING
from kpo.data.observations import cost_of_labour
from kpo.mcda.aggregation import TIE, Floats
from kpo.mcda.dominance import dominance
from kpo.mcda.improvement import overtake
from kpo.mcda.pairwise_winning import pairwise_wins
from kpo.robustness.method_variants import figure_at
from kpo.robustness.problem import DecisionProblem, decision_problem
from kpo.scoring.decision_matrix import DecisionMatrix
from kpo.scoring.ranking import Ranking

LAST_RESORT = 1e6
"""Cost of a point on a criterion that nobody can change; on any other it is 1."""


@dataclass(frozen=True)
class FigureChange:
    """One figure as it is and as it would have to be, in its own unit."""

    indicator: Indicator
    now: float
    then: float


@dataclass(frozen=True)
class ScoreIncrease:
    """A criterion's score as it is and as it would have to be.

    `change` is the change of one figure that alone gives this score; None if no single one can.
    """

    criterion: str
    now: float
    then: float
    change: FigureChange | None


@dataclass(frozen=True)
class Improvement:
    """The gap between `behind` and `ahead`, and the ways to draw level; a little more passes.

    Attributes
    ----------
    gap
        Points between the two.
    alone
        For each criterion that alone can close the gap, the rise needed; smallest first.
    plan
        The rises that together close the gap with the fewest points; empty if `behind` is not
        behind, None if the criteria that can change are not enough.
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
    """Return the changes that `behind` needs to pass `ahead`; both must be ranked.

    No criterion rises above the best score of the destinations compared.
    """
    case = decision_problem(ranking)
    pair = [case.place(behind), case.place(ahead)]
    fixed = {item.id for item in ranking.catalog.criteria.values() if item.fixed}
    costs = [LAST_RESORT if criterion in fixed else 1.0 for criterion in case.criteria]
    catch_up = overtake(
        *(case.scores[pair], case.weights, 0, 1, case.method, costs), np.nanmax(case.scores, axis=0)
    )

    def rises(points: Floats) -> tuple[ScoreIncrease, ...]:
        pairs = zip(case.scores[pair[0]].tolist(), points.tolist(), strict=True)
        return tuple(
            _rise(ranking.matrix, behind, column, now, more)
            for column, (now, more) in enumerate(pairs)
            if more > TIE
        )

    alone = [rise for rise in rises(catch_up.points) if rise.criterion not in fixed]
    plan = None if catch_up.plan is None else rises(catch_up.plan)
    if plan and any(rise.criterion in fixed for rise in plan):
        plan = None
    wins = pairwise_wins(case.scores[pair], case.method)[0, 1]
    return Improvement(
        behind=behind,
        ahead=ahead,
        gap=catch_up.gap,
        alone=tuple(sorted(alone, key=lambda rise: rise.then - rise.now)),
        plan=plan,
        wins=float(wins),
    )


def _rise(
    matrix: DecisionMatrix, country: str, column: int, now: float, points: float
) -> ScoreIncrease:
    """Return the rise of a criterion by `points`, and the easiest figure that gives it."""
    scores = matrix.counted[matrix.place[country]].tolist()
    needed = [
        (scores[place] + points / share, item)
        for place, (item, share) in enumerate(
            zip(matrix.indicators, matrix.shares[:, column].tolist(), strict=True)
        )
        if item.origin != "computed" or item.id == SAVING
        if share > 0 and (country, item.id) in matrix.figures
    ]
    ways = [way for way in needed if way[0] <= 100 + TIE]
    change = _change(matrix, country, *min(ways, key=lambda way: way[0])) if ways else None
    return ScoreIncrease(matrix.criteria[column], now, now + points, change)


def _change(
    matrix: DecisionMatrix, country: str, score: float, item: Indicator
) -> FigureChange | None:
    """Return the change of a figure that gives its indicator a score; charges stay unchanged."""
    if item.id != SAVING:
        observation = matrix.figures[country, item.id]
        return FigureChange(item, observation.value, figure_at(item, score))
    catalog, rules = matrix.catalog, matrix.rules
    here, home = (cost_of_labour(catalog, rules, name) for name in (country, rules.client))
    if here is None or home is None:
        return None
    pay = catalog.indicators[catalog.tiers[rules.tier].pay]
    cost = home.monthly * (1 - score / 100)
    return FigureChange(pay, here.pay.value, cost * here.pay.value / here.monthly)


def dominated(ranking: Ranking) -> tuple[tuple[str, str], ...]:
    """Return the pairs (better, worse) whose order no weighting can reverse."""
    case = decision_problem(ranking)
    if not case.countries:
        return ()
    pairs = np.argwhere(dominance(case.scores, case.method)).tolist()
    return tuple((case.countries[better], case.countries[worse]) for better, worse in pairs)


def ahead_of_leader(ranking: Ranking) -> dict[str, float]:
    """Return the share of all weightings under which each of the others beats the leader."""
    case = decision_problem(ranking)
    return _ahead_of_first(case) if case.countries else {}


@cached(16)
def _ahead_of_first(case: DecisionProblem) -> dict[str, float]:
    """Compare all rows with the leader's criteria at once, exactly; sample the others in pairs."""
    missing = np.isnan(case.scores)
    alike = np.flatnonzero((missing == missing[0]).all(axis=1))
    shares = np.zeros(len(case.countries))
    shares[alike] = pairwise_wins(case.scores[alike], case.method)[:, 0]
    for place in set(range(1, len(shares))) - set(alike.tolist()):
        pair = case.scores[[place, 0]]
        shares[place] = pairwise_wins(pair, case.method)[0, 1]
    return dict(zip(case.countries[1:], shares[1:].tolist(), strict=True))
