"""Exact weights at which two alternatives change places as one criterion's weight moves.

With weight t on criterion j and the others scaled by (1 − t)/(1 − w_j), an alternative scores

    s(t) = (A + t (p z_j − A)) / (B + t (p − B)),

where A is the weighted sum of the other criteria's values, B the weight of those present, and
p = 1 if j is present. Complete rows have B = p = 1 and s is a straight line. The difference of two
such ratios has the sign of a polynomial of degree 2 in t, whose roots are known in closed form.
Under the geometric mean the same holds for the logarithms.
"""

from dataclasses import dataclass

import numpy as np

from kpo.core.model import Method
from kpo.mcda.aggregation import TIE, Floats, Ints, averaged, weighted_scores

NO_WEIGHT = 1e-9


@dataclass(frozen=True)
class Lines:
    """The two linear parts of each score around the stated weights, alternatives × criteria.

    With u = t − w_j the score is (`sum` + u `sum_slope`) / (`share` + u `share_slope`). An
    alternative that lacks the criterion, or has no other, keeps its score: slopes of 0.
    """

    sum: Floats
    sum_slope: Floats
    share: Floats
    share_slope: Floats


def lines(scores: Floats, weights: Floats, method: Method) -> Lines:
    """Return the lines; a criterion with all the weight loses it to the others in equal parts.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing.
    weights
        One per criterion, summing to 1.
    """
    table = averaged(scores, method)
    present = (~np.isnan(table)).astype(np.float64)
    filled = np.nan_to_num(table)
    others = _others(weights)
    rest, rest_present = filled @ others.T, present @ others.T
    constant = (present == 0) | (rest_present == 0)
    own = np.divide(rest, rest_present, out=filled.copy(), where=rest_present > 0)
    sum_slope = np.where(constant, 0.0, filled - rest)
    share_slope = np.where(constant, 0.0, present - rest_present)
    return Lines(
        sum=np.where(constant, own, rest + weights * sum_slope),
        sum_slope=sum_slope,
        share=np.where(constant, 1.0, rest_present + weights * share_slope),
        share_slope=share_slope,
    )


def _others(weights: Floats) -> Floats:
    """Return one row per criterion: the weights of the others, scaled to sum to 1."""
    size = len(weights)
    wide = np.tile(weights, (size, 1))
    np.fill_diagonal(wide, 0.0)
    total = wide.sum(axis=1, keepdims=True)
    alone = (1.0 - np.eye(size)) / max(size - 1, 1)
    np.divide(wide, total, out=alone, where=total > 0)
    return alone


def crossings(
    scores: Floats, weights: Floats, method: Method, ahead: Ints, behind: Ints
) -> tuple[Floats, Floats]:
    """Return how far down (≤ 0) and up (≥ 0) each weight can move before a pair changes places.

    Both are pairs × criteria; −inf and inf if the pair never changes places.

    Parameters
    ----------
    scores
        Alternatives × criteria in points; NaN is missing.
    weights
        One per criterion, summing to 1.
    ahead, behind
        Rows of the pairs; the first of a pair scores at least as much as the second.
    """
    line = lines(scores, weights, method)
    a2, a1, a0 = _difference(line, ahead, behind)
    points = weighted_scores(averaged(scores, method), weights[None], method)[0]
    level = (np.abs(points[ahead] - points[behind]) <= TIE)[:, None]
    down, up = _nearest_roots(a2, a1, a0)
    level_down, level_up = _level_roots(a2, a1)
    down, up = np.where(level, level_down, down), np.where(level, level_up, up)
    down = np.where(weights + down < NO_WEIGHT, -np.inf, down)
    up = np.where(weights + up > 1 - NO_WEIGHT, np.inf, up)
    return down, up


def _difference(line: Lines, ahead: Ints, behind: Ints) -> tuple[Floats, Floats, Floats]:
    """Return the coefficients of the polynomial with the sign of the pairs' difference."""
    n, n1, d, d1 = line.sum, line.sum_slope, line.share, line.share_slope
    square = n1[ahead] * d1[behind] - n1[behind] * d1[ahead]
    linear = n[ahead] * d1[behind] - n[behind] * d1[ahead]
    linear += n1[ahead] * d[behind] - n1[behind] * d[ahead]
    constant = n[ahead] * d[behind] - n[behind] * d[ahead]
    return square, linear, constant


def _nearest_roots(a2: Floats, a1: Floats, a0: Floats) -> tuple[Floats, Floats]:
    """Return the nearest u < 0 and u > 0 where a0 + a1 u + a2 u² turns negative, for a0 > 0.

    The roots are q/a2 and a0/q with q = −(a1 ± √(a1² − 4 a0 a2))/2, the sign chosen so that
    nothing cancels; with a2 = 0 the first is infinite. A dip of no more than 1e-9 below 0 is a
    touch, not a crossing.
    """
    square = a1 * a1 - 4 * a0 * a2
    q = -(a1 + np.copysign(np.sqrt(np.maximum(square, 0.0)), a1)) / 2
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        first, second = q / a2, a0 / q
    real = square > np.maximum(4 * TIE * a2, 0.0)
    down = [np.where(real & (root < 0), root, -np.inf) for root in (first, second)]
    up = [np.where(real & (root > 0), root, np.inf) for root in (first, second)]
    return np.maximum(*down), np.minimum(*up)


def _level_roots(a2: Floats, a1: Floats) -> tuple[Floats, Floats]:
    """Return where u (a1 + a2 u) turns negative on either side of 0: at once, or at −a1/a2.

    This is `_nearest_roots` for pairs with equal scores; slopes of at most 1e-9 points per unit of
    weight count as 0.
    """
    a1, a2 = (np.where(np.abs(part) <= TIE, 0.0, part) for part in (a1, a2))
    other = np.divide(-a1, a2, out=np.full(a1.shape, np.nan), where=a2 != 0)
    falls = (a1 == 0) & (a2 < 0)
    down = np.where((a1 > 0) | falls, 0.0, np.where((a1 < 0) & (other < 0), other, -np.inf))
    up = np.where((a1 < 0) | falls, 0.0, np.where((a1 > 0) & (other > 0), other, np.inf))
    return down, up
