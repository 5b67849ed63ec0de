"""Ranks of the same alternatives under other formulas, figures or weights, or a criterion fewer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import Method
from kpo.mcda.aggregation import Floats, Ints, averaged, weighted_scores
from kpo.mcda.ranks import ranks_by_row
from kpo.mcda.validation import checked_method, checked_scores, checked_weights
from kpo.mcda.weight_stability import move_weight


@dataclass(frozen=True)
class Ranks:
    """Ranks and scores under several rules, one row per rule.

    Attributes
    ----------
    ranks
        Rules × alternatives, from 1; 0 if an alternative has no score.
    scores
        Rules × alternatives in points; NaN if missing.
    """

    ranks: Ints
    scores: Floats

    @property
    def leaders(self) -> tuple[tuple[int, ...], ...]:
        """Return the rows that are first under each rule; several if they tie."""
        return tuple(tuple(np.flatnonzero(row == 1).tolist()) for row in self.ranks)


def method_check(rules: Sequence[tuple[ArrayLike, ArrayLike, Method]]) -> Ranks:
    """Rank the same alternatives, in the same order, under rules: scores, weights and method.

    Raises
    ------
    ScenarioError, WeightError
        If there is no rule, or the rules do not have the same number of alternatives.

    Examples
    --------
    >>> table = [[100, 16], [50, 50]]
    >>> found = method_check([(table, [1, 1], "arithmetic"), (table, [1, 1], "geometric")])
    >>> found.ranks.tolist(), found.leaders
    ([[1, 2], [2, 1]], ((0,), (1,)))
    """
    scores = [_scores(*rule) for rule in rules]
    if len({len(row) for row in scores}) != 1:
        what = f"rules compare {sorted({len(row) for row in scores})} destinations"
        remedy = "give at least one rule, all with the same destinations"
        raise ScenarioError(Problem("method check", what, remedy))
    table = np.stack(scores)
    return Ranks(ranks_by_row(table), table)


def _scores(scores: ArrayLike, weights: ArrayLike, method: str) -> Floats:
    points, known = checked_scores(scores), checked_method(method)
    stated = checked_weights(weights, points.shape[1])
    totals: Floats = weighted_scores(averaged(points, known), stated[None], known)[0]
    return totals


def leave_one_criterion_out(
    scores: ArrayLike, weights: ArrayLike, method: Method = "arithmetic"
) -> Ranks:
    """Rank with each criterion left out in turn, the others scaled to fill its weight.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing.
    weights
        The stated weights, any positive scale. If the criterion left out has all the weight, the
        others share it equally.

    Raises
    ------
    ScenarioError, WeightError
        If an argument cannot be used, or there is only one criterion.

    Examples
    --------
    >>> leave_one_criterion_out([[80, 40], [50, 60]], [50, 50]).leaders
    ((1,), (0,))
    """
    points, known = checked_scores(scores), checked_method(method)
    size = points.shape[1]
    stated = checked_weights(weights, size)
    if size == 1:
        what = "there is only one criterion"
        raise ScenarioError(Problem("criteria", what, "compare on at least two"))
    wide = np.stack([move_weight(stated, criterion, 0.0) for criterion in range(size)])
    totals = weighted_scores(averaged(points, known), wide, known)
    return Ranks(ranks_by_row(totals), totals)
