"""How often each destination is first, and within which ranks it stays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kpo.catalog import Catalog
from kpo.memory import kept
from kpo.normalise import Floats
from kpo.robustness.acceptability import RankAcceptability, Verdict, rank_acceptability, verdict
from kpo.robustness.sampling import DRAWS, SPREAD, Mode, Spread
from kpo.score import Ranking
from kpo.sureness.case import Case, case_of


@dataclass(frozen=True)
class Variation:
    """What is varied: how weights are drawn, how often, and whether figures vary with them.

    Several numbers in `spread` are one for each criterion of the ranking, in its order.
    """

    mode: Mode = "near"
    spread: Spread = SPREAD
    draws: int = DRAWS
    seed: int = 0
    figures: bool = True

    @property
    def widest(self) -> float:
        """The greatest share by which a weight near the stated one is varied."""
        return max(self.spread, default=0.0) if isinstance(self.spread, tuple) else self.spread


NEARBY = Variation()
"""What stands beside every rank: weights near the stated ones, and figures near theirs."""


def nearby(ranking: Ranking) -> Variation:
    """Return what stands beside every rank of a ranking: its scenario's own variation if it has."""
    given = ranking.scenario.variation
    if not given:
        return NEARBY
    return Variation(spread=tuple(given.get(c, 100 * SPREAD) / 100 for c in ranking.criteria))


@dataclass(frozen=True)
class Chance:
    """How sure one destination's place is.

    Attributes
    ----------
    p_first
        Share of the draws in which it is first; `standard_error` is that of the sampling.
    best, worst
        The ranks between which the middle 90 % of the draws lie.
    ranks
        Share of the draws for each rank, the first to the last.
    typical
        Mean weights, shares of 100 by criterion, of the draws in which it is first; None if it
        never is.
    """

    p_first: float
    standard_error: float
    best: int
    worst: int
    verdict: Verdict
    ranks: tuple[float, ...]
    typical: Mapping[str, float] | None

    def verdict_on(self, rank: int) -> Verdict:
        """Return how sure a rank is: the verdict on the share of the draws that give it."""
        return verdict(self.ranks[rank - 1])


def chances(
    catalog: Catalog, ranking: Ranking, variation: Variation | None = None
) -> dict[str, Chance]:
    """Return the chances of every ranked destination, in rank order; empty if there is none.

    Without a variation it is the one of the ranking, `nearby`.

    Raises
    ------
    ScenarioError, WeightError
        If the variation cannot be used.
    """
    case = case_of(catalog, ranking)
    return dict(_by_country(case, variation or nearby(ranking))) if case.countries else {}


@kept(64)
def _by_country(case: Case, variation: Variation) -> dict[str, Chance]:
    found = acceptability(case, variation)
    verdicts = found.verdicts
    return {
        country: Chance(
            p_first=float(found.p_first[row]),
            standard_error=float(found.standard_error[row, 0]),
            best=int(found.band[row, 0]),
            worst=int(found.band[row, 1]),
            verdict=verdicts[row],
            ranks=tuple(found.acceptability[row].tolist()),
            typical=_typical(case, found.central_weights[row]),
        )
        for row, country in enumerate(case.countries)
    }


@kept(64)
def acceptability(case: Case, variation: Variation) -> RankAcceptability:
    """Return rank acceptability of a case; the last few answers are remembered."""
    return rank_acceptability(
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


def _typical(case: Case, central: Floats) -> dict[str, float] | None:
    if np.isnan(central).any():
        return None
    return dict(zip(case.criteria, (100 * central).tolist(), strict=True))
