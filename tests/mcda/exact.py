"""Rational arithmetic and plain float64 loops, against which the library is tested."""

from fractions import Fraction

import numpy as np

from kpo.mcda.aggregation import averaged, ranks


def score(row, weights):
    """Weighted mean of the values that are not missing (NaN), in fractions; None without weight."""
    pairs = [
        (Fraction(float(value)), weight)
        for value, weight in zip(row, weights, strict=True)
        if not np.isnan(value)
    ]
    total = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / total if total else None


def winning_share(differences):
    """Share of the simplex on which Σ d_j w_j > 0, in fractions, as `winning_shares` has it."""
    gains = [d for d in differences if d > 0]
    losses = [-d for d in differences if d < 0]
    share = [Fraction(bool(gains))] + [Fraction(0)] * len(losses)
    for gain in gains:
        for place, loss in enumerate(losses, start=1):
            share[place] = (gain * share[place - 1] + loss * share[place]) / (gain + loss)
    return share[-1]


def moved(weights, criterion, weight):
    """Set one weight and scale the others, in fractions; if all others are 0, they become equal."""
    shares = [Fraction(float(w)) for w in weights]
    shares[criterion] = Fraction(0)
    rest = sum(shares)
    if rest:
        shares = [share * (1 - weight) / rest for share in shares]
    else:
        shares = [(1 - weight) / (len(shares) - 1) for _ in shares]
    shares[criterion] = weight
    return shares


def scores_when(table, weights, criterion, weight, method="arithmetic"):
    """Scores when one weight is moved, in fractions: means of points, or of their logarithms."""
    values = averaged(np.asarray(table, dtype=float), method)
    shares = moved(weights, criterion, Fraction(weight))
    return [score(row, shares) for row in values]


def totals(table, weights, method="arithmetic"):
    """Scores under one weighting, criteria added one by one; NaN if known values have no weight."""
    found = []
    for row in averaged(np.asarray(table, dtype=float), method).tolist():
        sums = total = 0.0
        for value, weight in zip(row, np.asarray(weights, dtype=float).tolist(), strict=True):
            if not np.isnan(value):
                sums, total = sums + weight * value, total + weight
        found.append(sums / total if total else np.nan)
    return np.exp(found) if method == "geometric" else np.array(found)


def acceptability_by_loop(table, samples, method="arithmetic"):
    """Ranks of every weighting by the ranking's own formula and tie rule, in float64."""
    found = np.zeros((len(table), len(table)))
    for weights in np.asarray(samples, dtype=float):
        for row, rank in enumerate(ranks(totals(table, weights, method))):
            found[row, rank - 1] += 1
    return found / len(samples)
