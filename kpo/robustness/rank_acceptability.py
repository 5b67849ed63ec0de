"""Share of draws in which each destination is first, the ranks it stays within, and a summary."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpo.core.cache import cached
from kpo.core.html import Html, table, tag
from kpo.core.numbers import per_cent, range_words
from kpo.mcda.aggregation import Floats
from kpo.mcda.rank_acceptability import Verdict, rank_acceptability, verdict
from kpo.mcda.weight_sampling import DRAWS, SPREAD, Mode, Spread
from kpo.robustness.problem import DecisionProblem, decision_problem
from kpo.robustness.tipping_points import TippingPoint, leader_tipping_points
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class WeightVariation:
    """How weights are drawn, how often, and whether figures vary as well.

    A tuple in `spread` holds one number for each criterion of the ranking, in its order.
    """

    mode: Mode = "near"
    spread: Spread = SPREAD
    draws: int = DRAWS
    seed: int = 0
    figures: bool = True

    @property
    def widest(self) -> float:
        """The maximum share by which a weight near the stated one is varied."""
        return max(self.spread, default=0.0) if isinstance(self.spread, tuple) else self.spread


NEARBY = WeightVariation()
"""The default variation: weights near the stated ones, and figures within their errors."""


def near_stated(ranking: Ranking) -> WeightVariation:
    """Return the variation of a ranking's scenario, or `NEARBY` if the scenario has none."""
    given = ranking.scenario.variation
    if not given:
        return NEARBY
    return WeightVariation(spread=tuple(given.get(c, 100 * SPREAD) / 100 for c in ranking.criteria))


@dataclass(frozen=True)
class RankOutlook:
    """How sure one destination's rank is.

    Attributes
    ----------
    p_first
        Share of the draws in which it is first; `standard_error` is its sampling error.
    best, worst
        The ranks between which the middle 90 % of the draws lie.
    ranks
        Share of the draws for each rank, from the first to the last.
    typical
        Central weights: the mean, in shares of 100 by criterion, of the weights with which it is
        first; None if it never is.
    """

    p_first: float
    standard_error: float
    best: int
    worst: int
    verdict: Verdict
    ranks: tuple[float, ...]
    typical: Mapping[str, float] | None

    @property
    def band(self) -> str:
        """The ranks `best` to `worst` as text, "3–5"; one number if both are the same."""
        return range_words(self.best, self.worst)

    def verdict_on(self, rank: int) -> Verdict:
        """Return how sure a rank is: the verdict on the share of the draws with this rank."""
        return verdict(self.ranks[rank - 1])


def rank_outlooks(
    ranking: Ranking, variation: WeightVariation | None = None
) -> dict[str, RankOutlook]:
    """Return the outlook of every ranked destination, in rank order; empty if there is none.

    Without a variation, that of the ranking is used: `near_stated`.

    Raises
    ------
    ScenarioError, WeightError
        If the variation cannot be used.
    """
    case = decision_problem(ranking)
    return dict(_by_country(case, variation or near_stated(ranking))) if case.countries else {}


@cached(64)
def _by_country(case: DecisionProblem, variation: WeightVariation) -> dict[str, RankOutlook]:
    drawn = rank_acceptability(
        case.scores,
        case.weights,
        case.method,
        draws=variation.draws,
        mode=variation.mode,
        spread=variation.spread,
        seed=variation.seed,
        criteria=case.criteria,
        doubtful=case.doubtful if variation.figures else None,
    )
    return {
        country: RankOutlook(
            p_first=float(drawn.p_first[row]),
            standard_error=float(drawn.standard_error[row]),
            best=int(drawn.band[row, 0]),
            worst=int(drawn.band[row, 1]),
            verdict=verdict(float(drawn.p_first[row])),
            # Most shares are 0: they share one object, which is a third of the memory less.
            ranks=tuple(share or 0.0 for share in drawn.acceptability[row].tolist()),
            typical=_typical(case, drawn.central_weights[row]),
        )
        for row, country in enumerate(case.countries)
    }


def _typical(case: DecisionProblem, central: Floats) -> dict[str, float] | None:
    if np.isnan(central).any():
        return None
    return dict(zip(case.criteria, (100 * central).tolist(), strict=True))


GROUPS = 2
"""Maximum number of groups too close to call that a text names."""


def close_groups(
    ranking: Ranking, outlooks: Mapping[str, RankOutlook]
) -> tuple[tuple[str, ...], ...]:
    """Return runs of neighbours whose rank bands overlap that of the first of their run.

    Two bands overlap if the best rank of the lower-placed destination is better than the worst
    rank of the other: 1–2 and 2–4 only touch. A clear leader is in no group.
    """
    rows = [row.country for row in ranking.rows]
    begin = 1 if rows and outlooks[rows[0]].verdict == "clear" else 0
    groups: list[tuple[str, ...]] = []
    while begin < len(rows):
        worst, end = outlooks[rows[begin]].worst, begin + 1
        while end < len(rows) and outlooks[rows[end]].best < worst:
            end += 1
        if end > begin + 1:
            groups.append(tuple(rows[begin:end]))
        begin = end
    return tuple(groups)


HEAD = ("Rank", "Destination", "First", "Ranks", "Its rank is")


@dataclass(frozen=True, eq=False, repr=False)
class RankingRobustness:
    """How sure each rank is, and the changes of a weight that make another destination lead.

    Attributes
    ----------
    variation
        How far weights and figures were varied, and the number of draws.
    outlooks
        By country, in rank order.
    tipping_points
        Changes of a single weight that make another destination lead, the smallest first.
    """

    ranking: Ranking
    variation: WeightVariation
    outlooks: Mapping[str, RankOutlook]
    tipping_points: tuple[TippingPoint, ...]

    def __getitem__(self, country: str) -> RankOutlook:
        """Return the outlook of one destination.

        Raises
        ------
        ScenarioError
            If the destination is not ranked.
        """
        return self.outlooks[self.ranking[country].country]

    def __repr__(self) -> str:
        shown = [
            f"{row.country} first in {per_cent(self.outlooks[row.country].p_first)}"
            for row in self.ranking.rows[:1]
        ]
        drawn = f"{self.variation.draws:,} draws"
        return f"<RankingRobustness {', '.join([*shown, drawn])}>"

    def to_frame(self) -> "DataFrame":
        """Return one row per destination: chance to be first, 90 % band of its rank, verdict."""
        from pandas import DataFrame

        columns = ["country", "name", "rank", "p_first", "best", "worst", "verdict"]
        rows = [self._numbers(row) for row in self.ranking]
        return DataFrame(rows, columns=columns).set_index("country")

    def _repr_html_(self) -> Html:
        caption = f"{self.ranking.title}; {self.variation.draws:,} draws"
        return table(HEAD, map(self._html_row, self.ranking), caption)

    def _html_row(self, row: Row) -> Html:
        _, _, _, p_first, best, worst, verdict = self._numbers(row)
        cells = [per_cent(p_first), f"{best}\u2013{worst}", verdict]
        return tag.tr(tag.td(row.rank), tag.th(row.name, scope="row"), map(tag.td, cells))

    def _numbers(self, row: Row) -> tuple[str, str, int, float, int, int, str]:
        sure = self.outlooks[row.country]
        chance = sure.p_first, sure.best, sure.worst, sure.verdict_on(row.rank)
        return row.country, row.name, row.rank, *chance


def robustness(ranking: Ranking) -> RankingRobustness:
    """Return the robustness of a ranking to weights near the stated ones and varied figures."""
    return RankingRobustness(
        ranking,
        near_stated(ranking),
        rank_outlooks(ranking),
        leader_tipping_points(ranking) if len(ranking) > 1 else (),
    )
