"""Robustness of a ranking as one object for notebooks; `Ranking.robustness` returns it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpo.core.html import Html, table, tag
from kpo.core.numbers import per_cent
from kpo.robustness.rank_acceptability import (
    RankOutlook,
    WeightVariation,
    near_stated,
    rank_outlooks,
)
from kpo.robustness.tipping_points import TippingPoint, leader_tipping_points
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

if TYPE_CHECKING:
    from pandas import DataFrame

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
