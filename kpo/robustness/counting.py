"""Count who stands at which rank over many weightings: float32 speed, float64 ranks.

A score and the number of its alternative are packed into one 32-bit integer, so that one
in-place sort gives the order without an indirect sort. Two neighbours nearer to each other than
rounding can explain are compared again in float64; where that finds a tie or a muddle, the whole
weighting is ranked again in float64. The counts are thus those of float64 arithmetic.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpo.model import Method
from kpo.robustness.grouping import Groups
from kpo.robustness.inputs import Floats, Ints, averaged, in_points, weighted_scores
from kpo.robustness.placing import placed
from kpo.robustness.sampling import Singles
from kpo.score import TIE

Keys = NDArray[np.int32]

# OpenBLAS wakes its threads above this many multiplications; on a busy machine waiting for them
# costs more than they bring, so larger products are cut into pieces.
ONE_THREAD = 1 << 18
TOP = 2.0**31 * (1 - 2.0**-9)
UNIT_ROUNDOFF = 2.0**-24
PAIRS_A_DRAW = 2


class RankCounter:
    """Adds up ranks and leaders' weights, batch by batch.

    Attributes
    ----------
    leader_weights
        Groups × criteria: sum of the weightings under which the group is first.
    """

    def __init__(self, groups: Groups, method: Method) -> None:
        table, self._method = averaged(groups.table, method), method
        size = len(table)
        self._table, self._sizes = table, groups.sizes
        self._filled, self._known = np.nan_to_num(table), (~np.isnan(table)).astype(np.float64)
        self._complete = int((self._known == 1).all(axis=1).sum())
        self._alone = bool((groups.sizes == 1).all())
        self._ranks = int(groups.sizes.sum())
        self._bits = max(1, (size - 1).bit_length())
        self._near = 0.0
        self._shortfall, self._present = self._factors()
        self._scratch = _Scratch(0, size, self._bits)
        self._bins = np.zeros(self._ranks << self._bits, dtype=np.int64)
        self._extra = np.zeros((size, self._ranks), dtype=np.int64)
        self.leader_weights = np.zeros(table.shape)

    @property
    def counts(self) -> Ints:
        """Return groups × ranks from 0."""
        return self._bins.reshape(self._ranks, -1)[:, : len(self._sizes)].T + self._extra

    def add(self, weights: Singles) -> None:
        """Count the ranks under a batch of weightings × criteria, each summing to 1."""
        if len(weights) > self._scratch.rows:
            self._scratch = _Scratch(len(weights), len(self._sizes), self._bits)
        keys = self._sorted_keys(weights)
        close = self._close(keys)
        keys &= np.int32((1 << self._bits) - 1)
        doubtful = self._settle(keys, close, weights) if close.size else close
        if doubtful.size:
            self._add_exactly(weights[doubtful].astype(np.float64))
            keys = np.delete(keys, doubtful, axis=0)
            weights = np.delete(weights, doubtful, axis=0)
        if len(keys):
            self._add_leaders(keys[:, 0], weights)
            self._add_ranks(keys)

    def _factors(self) -> tuple[Singles, Singles]:
        """Return how far below the middle each value is, in keys, and what is present.

        The middle is that of each criterion; where figures are missing it has to be the same
        for all, or rescaled weights would move the alternatives against each other. Sets the
        gap of two keys that rounding can explain: of the products and sums, then of packing.
        """
        table, known = self._table, self._known
        gappy = self._complete < len(table)
        axis = None if gappy else 0
        middle = (np.nanmax(table, axis=axis) + np.nanmin(table, axis=axis)) / 2
        below = np.nan_to_num(middle - table)
        reach = TOP / 2 / max(float(np.abs(below).max()), TIE)
        steps = 3 * table.shape[1] + 4 if gappy else table.shape[1] + 2
        self._near = TOP * UNIT_ROUNDOFF * steps + (2 << self._bits) + TIE * reach
        columns = (below * reach).T, known[self._complete :].T
        shortfall, present = (np.ascontiguousarray(part, dtype=np.float32) for part in columns)
        return shortfall, present

    def _sorted_keys(self, weights: Singles) -> Keys:
        rows, scaled = len(weights), self._scratch.scaled[: len(weights)]
        _multiply(weights, self._shortfall, scaled)
        if self._present.size:
            shares = np.empty((rows, self._present.shape[1]), dtype=np.float32)
            scaled[:, self._complete :] /= _multiply(weights, self._present, shares)
        keys = self._scratch.keys[:rows]
        np.copyto(keys, scaled, casting="unsafe")
        keys &= np.int32(-1 << self._bits)
        keys |= self._scratch.numbers[:rows]
        keys.sort(axis=1)
        return keys

    def _close(self, keys: Keys) -> Ints:
        """Return the flat places of keys that are near to the next in their row."""
        flat, width = keys.reshape(-1), keys.shape[1]
        gaps = np.subtract(flat[1:], flat[:-1], out=self._scratch.gaps[: flat.size - 1])
        limit = np.uint32(min(self._near, 2.0**31))
        near = np.less(gaps.view(np.uint32), limit, out=self._scratch.near[: flat.size - 1])
        near[width - 1 :: width] = False
        return np.flatnonzero(near)

    def _settle(self, numbers: Keys, close: Ints, weights: Singles) -> Ints:
        """Put close pairs into their float64 order; return the weightings left to rank anew.

        A pair whose neighbours are not close can be swapped in place: what is certainly ahead
        of one is certainly ahead of both.
        """
        draws = close // numbers.shape[1]
        if len(close) > PAIRS_A_DRAW * len(numbers):
            return np.unique(draws)
        wide, flat = weights[draws].astype(np.float64), numbers.reshape(-1)
        lead = self._points(wide, flat[close]) - self._points(wide, flat[close + 1])
        wrong = lead <= TIE
        if not wrong.any():
            return close[:0]
        apart = np.diff(close, prepend=-2, append=flat.size + 1) > 1
        swapped = (lead < -TIE) & apart[:-1] & apart[1:]
        places = close[swapped]
        flat[places], flat[places + 1] = flat[places + 1], flat[places]
        return np.unique(draws[wrong & ~swapped])

    def _points(self, weights: Floats, rows: Keys) -> Floats:
        means = np.einsum("ij,ij->i", weights, self._filled[rows])
        if self._present.size:
            means /= np.einsum("ij,ij->i", weights, self._known[rows])
        else:
            means /= weights.sum(axis=1)
        return in_points(means, self._method)

    def _add_exactly(self, weights: Floats) -> None:
        scores = weighted_scores(self._table, weights, self._method)
        order, rank = placed(scores, self._sizes)
        np.add.at(self._extra, (order, rank), 1)
        draws, places = np.nonzero(rank == 0)
        np.add.at(self.leader_weights, order[draws, places], weights[draws])

    def _add_leaders(self, leaders: Keys, weights: Singles) -> None:
        found = np.flatnonzero(np.bincount(leaders))
        led = (leaders == found[:, None]).astype(np.float32)
        sums = np.empty((len(found), weights.shape[1]), dtype=np.float32)
        self.leader_weights[found] += _multiply(led, weights, sums)

    def _add_ranks(self, numbers: Keys) -> None:
        if self._alone:
            places = np.bitwise_or(numbers, self._scratch.offsets[: len(numbers)], out=numbers)
        else:
            sizes = self._sizes[numbers]
            ahead = np.cumsum(sizes, axis=1) - sizes
            places = (ahead << self._bits) + numbers
        self._bins += np.bincount(places.reshape(-1), minlength=len(self._bins))


@dataclass(frozen=True, init=False)
class _Scratch:
    """Room for one batch, made once: fresh memory for each batch costs as much as the sums.

    `numbers` and `offsets` repeat one row, because whole arrays combine faster than broadcast.
    """

    rows: int
    scaled: Singles
    keys: Keys
    gaps: Keys
    near: NDArray[np.bool_]
    numbers: Keys
    offsets: Keys

    def __init__(self, rows: int, size: int, bits: int) -> None:
        numbers = np.tile(np.arange(size, dtype=np.int32), (rows, 1))
        room = {
            "rows": rows,
            "scaled": np.empty((rows, size), dtype=np.float32),
            "keys": np.empty((rows, size), dtype=np.int32),
            "gaps": np.empty(rows * size, dtype=np.int32),
            "near": np.empty(rows * size, dtype=bool),
            "numbers": numbers,
            "offsets": numbers << np.int32(bits),
        }
        for name, value in room.items():
            object.__setattr__(self, name, value)


def _multiply(left: Singles, right: Singles, out: Singles) -> Singles:
    """Write the matrix product into `out`, by one thread."""
    rows, inner = left.shape
    piece = max(1, ONE_THREAD // (inner * right.shape[1]))
    for start in range(0, rows, piece):
        np.matmul(left[start : start + piece], right, out=out[start : start + piece])
    return out
