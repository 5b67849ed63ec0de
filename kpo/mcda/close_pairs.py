"""Neighbours in a ranking whose scores are too close for float32 to order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpo.mcda.aggregation import Bools, Floats, Ints

Keys = NDArray[np.int32]


@dataclass(frozen=True)
class ClosePairs:
    """Pairs of neighbours whose order is in doubt, sorted by weighting.

    Attributes
    ----------
    draws, places
        Number of each pair's weighting, and the position from 0 of the first of the two.
    numbers, weights
        For each pair the numbers of all alternatives in the order that float32 gives, and the
        weights as drawn.
    at
        Index of the weighting within its batch.
    """

    draws: Ints
    places: Ints
    numbers: Keys
    weights: Floats
    at: Ints

    def heads(self) -> Bools:
        """Tell which pairs are the first of their weighting."""
        out = np.ones(len(self.draws), dtype=bool)
        np.not_equal(self.draws[1:], self.draws[:-1], out=out[1:])
        return out


def joined(parts: list[ClosePairs]) -> ClosePairs:
    """Return the parts as one, with their weightings renumbered consecutively."""
    starts = np.cumsum([0, *(part.draws[-1] + 1 for part in parts[:-1])])
    return ClosePairs(
        np.concatenate([part.draws + start for part, start in zip(parts, starts, strict=True)]),
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.at for part in parts]),
    )


def apart(doubts: ClosePairs) -> Bools:
    """Tell which pairs share no member with another pair of their weighting."""
    joined = ~doubts.heads()[1:] & (doubts.places[1:] - doubts.places[:-1] == 1)
    out = np.ones(len(doubts.draws), dtype=bool)
    out[1:] &= ~joined
    out[:-1] &= ~joined
    return out
