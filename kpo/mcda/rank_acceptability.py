"""Rank acceptability: how often each alternative takes each rank when weights and figures vary."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import Method
from kpo.mcda.aggregation import FLOOR, Bools, Floats, Ints
from kpo.mcda.rank_counts import CertainCounter, RankCounter
from kpo.mcda.tied_groups import always_tied
from kpo.mcda.uncertain_rank_counts import VariedCounter
from kpo.mcda.uncertain_scores import DoubtfulScores
from kpo.mcda.validation import checked_method, checked_scores, checked_weights, summed
from kpo.mcda.weight_sampling import (
    DRAWS,
    SPREAD,
    Mode,
    Spread,
    departure,
    moving_criteria,
    named_criteria,
    weight_batches,
)

Verdict = Literal["clear", "contested", "open"]

CLEAR = 0.8
CONTESTED = 0.5
BAND = (0.05, 0.95)


@dataclass(frozen=True)
class RankAcceptability:
    """How often each alternative takes each rank over the draws.

    Attributes
    ----------
    acceptability
        Alternatives × ranks, shares of the draws. A row sums to 1; a row of zeros is an
        alternative without any score that counts. A column sums to 1 unless alternatives tie:
        tied ones all take the lower number, so that the first column then sums to more.
    p_first
        The first column.
    standard_error
        √(p(1−p)/draws) of each `p_first`.
    band
        Alternatives × 2: the ranks within which the middle 90 % of the draws lie; 0 if unranked.
    central_weights
        Alternatives × criteria, rows summing to 1: the mean of the weightings under which the
        alternative is first; NaN for one that never is.
    """

    acceptability: Floats
    p_first: Floats
    standard_error: Floats
    band: Ints
    central_weights: Floats


def verdict(p_first: float) -> Verdict:
    """Return how sure a first place is: clear from 0.8, contested from 0.5, open below.

    Examples
    --------
    >>> verdict(0.8), verdict(0.79), verdict(0.49)
    ('clear', 'contested', 'open')
    """
    if p_first >= CLEAR:
        return "clear"
    return "contested" if p_first >= CONTESTED else "open"


def rank_acceptability(
    scores: ArrayLike,
    weights: ArrayLike,
    method: Method = "arithmetic",
    *,
    draws: int = DRAWS,
    mode: Mode = "near",
    spread: Spread = SPREAD,
    seed: int = 0,
    criteria: Sequence[str] | None = None,
    doubtful: DoubtfulScores | None = None,
) -> RankAcceptability:
    """Return how often each alternative takes each rank when the weights vary.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing, the weights of the others are rescaled.
    weights
        The stated weights, any positive scale.
    draws
        Number of weightings, 1 to 1,000,000.
    mode
        ``near``: each weight times an independent uniform factor from 1 − spread to
        1 + spread, then rescaled. ``any``: uniform over all weightings of all criteria.
        ``ordered``: uniform over the weightings that keep the stated order of importance;
        criteria of equal weight may come in either order. A weight of 0 stays 0, except in
        ``any``.
    spread
        Half width of ``near`` as a share, from 0 to 1; a tuple holds one for each criterion.
    seed
        The same seed gives the same draws.
    criteria
        Ids of the criteria, on which the draws depend; None numbers them from 0.
    doubtful
        The scores split into certain parts and parts that are drawn in each draw; None if the
        scores do not vary.

    Raises
    ------
    ScenarioError, WeightError
        If an argument cannot be used.

    Notes
    -----
    Stochastic multicriteria acceptability analysis: Lahdelma & Salminen 2001, Operations
    Research 49, 444–454.

    Examples
    --------
    >>> found = rank_acceptability([[80, 60], [70, 50], [10, 90]], [50, 50])
    >>> found.p_first.tolist(), found.band.tolist()
    ([1.0, 0.0, 0.0], [[1, 1], [2, 2], [3, 3]])
    """
    points = checked_scores(scores)
    stated = checked_weights(weights, points.shape[1])
    method = checked_method(method)
    names = named_criteria(criteria, stated)
    drawn = DoubtfulScores(points, ()) if doubtful is None else doubtful
    if drawn.certain.shape != points.shape:
        what = f"doubtful scores have the shape {drawn.certain.shape}"
        remedy = f"give {len(points)} destinations and {len(stated)} criteria"
        raise ScenarioError(Problem("scores", what, remedy))
    sampling = _Sampling(draws, mode, spread, seed, names)
    counts, led = _counted(points, stated, method, sampling, drawn)
    return _summary(counts, led, draws)


def rank_band(counts: Ints, draws: int) -> Ints:
    """Return the ranks between which the middle of the draws lies, alternatives × 2.

    The lower end is the first rank at which the cumulative share of draws is at least 5 %, the
    upper end the first at which it is at least 95 %.

    Examples
    --------
    >>> rank_band(np.array([[90, 6, 4], [0, 0, 100], [0, 0, 0]]), 100).tolist()
    [[1, 2], [3, 3], [0, 0]]
    """
    reached = np.cumsum(counts, axis=1)
    least = [math.ceil(share * draws - 1e-6) for share in BAND]
    ends = [np.argmax(reached >= count, axis=1) + 1 for count in least]
    return np.where(reached[:, -1:] > 0, np.stack(ends, axis=1), 0)


@dataclass(frozen=True)
class _Sampling:
    draws: int
    mode: Mode
    spread: Spread
    seed: int
    criteria: tuple[str, ...]


def _counted(
    points: Floats,
    stated: Floats,
    method: Method,
    how: _Sampling,
    doubtful: DoubtfulScores,
) -> tuple[Ints, Floats]:
    """Return draws by alternative and rank, and the sum of the weightings that each leads."""
    moving = moving_criteria(stated, how.mode)
    ranked: Bools = np.asarray((~np.isnan(points[:, moving])).any(axis=1))
    counts = np.zeros((len(points), len(points)), dtype=np.int64)
    led = np.zeros(points.shape)
    if not ranked.any():
        return counts, led
    here = np.ix_(ranked, moving)
    counter, member = _counter(doubtful.taken(ranked, moving), stated[moving], method, how)
    for batch in weight_batches(stated, how.draws, how.mode, how.spread, how.seed, how.criteria):
        counter.add(batch)
    tallies = counter.counts()
    counts[ranked, : tallies.shape[1]] = tallies[member]
    led[here] = counter.leader_weights[member]
    return counts, led


def _counter(
    doubtful: DoubtfulScores, stated: Floats, method: Method, how: _Sampling
) -> tuple[RankCounter, Ints]:
    """Return the counter of the ranks, and the row of each alternative in it."""
    points = doubtful.certain
    if doubtful.cells:
        return VariedCounter(doubtful, method, how.seed), np.arange(len(points))
    groups = always_tied(np.maximum(points, FLOOR) if method == "geometric" else points)
    most = departure(how.mode, how.spread)
    return CertainCounter(groups, method, stated / summed(stated), most), groups.member


def _summary(counts: Ints, led: Floats, draws: int) -> RankAcceptability:
    share = counts / draws
    first = share[:, 0].copy()
    total = led.sum(axis=1, keepdims=True)
    central = np.full(led.shape, np.nan)
    np.divide(led, total, out=central, where=counts[:, :1] > 0)
    return RankAcceptability(
        acceptability=share,
        p_first=first,
        standard_error=np.sqrt(first * (1 - first) / draws),
        band=rank_band(counts, draws),
        central_weights=central,
    )
