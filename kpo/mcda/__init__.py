"""How sure is a ranking: what changes when the weights, the method or the figures do.

Everything works on plain arrays, alternatives × criteria, NaN for a missing score, with weights
on any positive scale.
"""

from kpo.mcda.dominance import dominance, dominated_pairs
from kpo.mcda.improvement import Overtaking, overtake
from kpo.mcda.method_comparison import Ranks, leave_one_criterion_out, method_check
from kpo.mcda.pairwise_winning import PairwiseWins, pairwise_wins, winning_share
from kpo.mcda.rank_acceptability import (
    RankAcceptability,
    Verdict,
    rank_acceptability,
    rank_band,
    verdict,
)
from kpo.mcda.uncertain_scores import (
    Cell,
    Cost,
    DoubtfulScores,
    DrawnCells,
    Lognormal,
    Normal,
    Saving,
    Uniform,
    cells_of,
    drawn,
)
from kpo.mcda.weight_sampling import DRAWS, MODES, SPREAD, Mode, sample_weights
from kpo.mcda.weight_stability import (
    NOBODY,
    StabilityIntervals,
    TippingWeight,
    move_weight,
    order_intervals,
    stability_intervals,
    tipping_points,
)

__all__ = [
    "DRAWS",
    "Lognormal",
    "MODES",
    "NOBODY",
    "SPREAD",
    "Cell",
    "Cost",
    "DoubtfulScores",
    "DrawnCells",
    "Mode",
    "Normal",
    "Overtaking",
    "PairwiseWins",
    "RankAcceptability",
    "Ranks",
    "Saving",
    "StabilityIntervals",
    "TippingWeight",
    "Uniform",
    "Verdict",
    "cells_of",
    "dominance",
    "dominated_pairs",
    "drawn",
    "leave_one_criterion_out",
    "method_check",
    "move_weight",
    "order_intervals",
    "overtake",
    "pairwise_wins",
    "rank_acceptability",
    "rank_band",
    "sample_weights",
    "stability_intervals",
    "tipping_points",
    "verdict",
    "winning_share",
]
