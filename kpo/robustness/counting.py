"""Count who stands at which rank over many weightings: float32 speed, float64 ranks.

A score and the number of its alternative are packed into one 32-bit integer, so that one
in-place sort gives the order without an indirect sort. Two neighbours nearer to each other than
rounding can explain are compared again in float64; where that finds a tie or a muddle, the whole
weighting is ranked again in float64. The counts are thus those of float64 arithmetic. Weightings
with such neighbours are few; they are put by and settled many at a time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpo.aggregation import TIE
from kpo.model import Method
from kpo.robustness.grouping import Groups
from kpo.robustness.inputs import Floats, Ints, averaged, in_points, weighted_scores
from kpo.robustness.placing import placed
from kpo.robustness.sampling import Singles

Keys = NDArray[np.int32]

# OpenBLAS wakes its threads above this many multiplications; on a busy machine waiting for them
# costs more than they bring, so larger products are cut into pieces.
ONE_THREAD = 1 << 18
TOP = 2.0**31 * (1 - 2.0**-9)
UNIT_ROUNDOFF = 2.0**-24
PAIRS_A_DRAW = 2
PUT_BY = 4096


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
        self._bins = np.zeros(self._ranks << self._bits, dtype=np.int32)
        self._put_by: list[_Doubts] = []
        self._extra = np.zeros((size, self._ranks), dtype=np.int64)
        self.leader_weights = np.zeros(table.shape)

    def counts(self) -> Ints:
        """Return groups × ranks from 0, everything settled."""
        self._settle()
        return self._bins.reshape(self._ranks, -1)[:, : len(self._sizes)].T + self._extra

    def add(self, weights: Singles) -> None:
        """Count the ranks under a batch of weightings × criteria, each summing to 1."""
        if len(weights) > self._scratch.rows:
            self._scratch = _Scratch(len(weights), len(self._sizes), self._bits)
        keys = self._sorted_keys(weights)
        close = self._close(keys)
        keys &= np.int32((1 << self._bits) - 1)
        if close.size:
            self._put_by.append(_doubts(keys, close, weights))
        self._count(keys, weights, 1)
        if sum(len(doubts.numbers) for doubts in self._put_by) > PUT_BY:
            self._settle()

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
        spare = self._scratch.scaled.reshape(-1).view(np.int32)
        gaps = np.subtract(flat[1:], flat[:-1], out=spare[: flat.size - 1])
        limit = np.uint32(min(self._near, 2.0**31))
        near = self._scratch.near
        np.less(gaps.view(np.uint32), limit, out=near[: flat.size - 1])
        near[width - 1 : flat.size - 1 : width] = False
        near[flat.size - 1 :] = False
        return _true_places(near)

    def _settle(self) -> None:
        """Correct the counts of what was put by to the order that float64 gives it.

        A pair whose neighbours are not close just changes places: what is certainly ahead of
        one is certainly ahead of both. Any other weighting is taken back and ranked anew.
        """
        if not self._put_by:
            return
        numbers, weights, close = _joined(self._put_by)
        self._put_by = []
        draws = close // numbers.shape[1]
        if len(close) <= PAIRS_A_DRAW * len(numbers):
            wide, flat = weights[draws].astype(np.float64), numbers.reshape(-1)
            lead = self._points(wide, flat[close]) - self._points(wide, flat[close + 1])
            apart = np.diff(close, prepend=-2, append=flat.size + 1) > 1
            swapped = (lead < -TIE) & apart[:-1] & apart[1:] & self._alone
            self._swap(numbers, weights, close[swapped])
            draws = draws[(lead <= TIE) & ~swapped]
        doubtful = np.unique(draws)
        if doubtful.size:
            self._count(numbers[doubtful], weights[doubtful], -1)
            self._add_exactly(weights[doubtful].astype(np.float64))

    def _swap(self, numbers: Keys, weights: Singles, close: Ints) -> None:
        """Count pairs of neighbours, by the place of the first, the other way round."""
        flat, rank = numbers.reshape(-1), close % numbers.shape[1]
        first, second = flat[close], flat[close + 1]
        for number, step, times in ((first, 0, -1), (second, 1, -1), (second, 0, 1), (first, 1, 1)):
            np.add.at(self._bins, ((rank + step) << self._bits) + number, np.int32(times))
        leading = rank == 0
        wide = weights[close[leading] // numbers.shape[1]]
        np.subtract.at(self.leader_weights, first[leading], wide)
        np.add.at(self.leader_weights, second[leading], wide)

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

    def _count(self, numbers: Keys, weights: Singles, times: int) -> None:
        """Add rows of numbers in rank order, `times` each; the rows are used up."""
        leaders = numbers[:, 0]
        found = np.flatnonzero(np.bincount(leaders))
        led = (leaders == found[:, None]).astype(np.float32)
        sums = np.empty((len(found), weights.shape[1]), dtype=np.float32)
        self.leader_weights[found] += times * _multiply(led, weights, sums)
        np.add.at(self._bins, self._places(numbers).reshape(-1), np.int32(times))

    def _places(self, numbers: Keys) -> Ints:
        """Return the bin of each: its rank from 0, then its number."""
        if self._alone:
            fits = len(numbers) <= self._scratch.rows
            offsets = self._scratch.offsets[: len(numbers) if fits else 1]
            np.bitwise_or(numbers, offsets, out=numbers)
            if not fits:
                return numbers.astype(np.int64)
            np.copyto(self._scratch.places[: len(numbers)], numbers)
            return self._scratch.places[: len(numbers)]
        sizes = self._sizes[numbers]
        ahead = np.cumsum(sizes, axis=1) - sizes
        return (ahead << self._bits) + numbers


@dataclass(frozen=True)
class _Doubts:
    """Weightings with neighbours too near to tell apart: their order so far, and the pairs."""

    numbers: Keys
    weights: Singles
    close: Ints


def _doubts(numbers: Keys, close: Ints, weights: Singles) -> _Doubts:
    width = numbers.shape[1]
    draws = close // width
    new = np.diff(draws, prepend=-1) > 0
    rows = draws[new]
    return _Doubts(numbers[rows], weights[rows], close + width * (np.cumsum(new) - 1 - draws))


def _joined(parts: list[_Doubts]) -> tuple[Keys, Singles, Ints]:
    numbers = np.concatenate([part.numbers for part in parts])
    starts = np.cumsum([0, *(part.numbers.size for part in parts[:-1])])
    close = [part.close + start for part, start in zip(parts, starts, strict=True)]
    return numbers, np.concatenate([part.weights for part in parts]), np.concatenate(close)


@dataclass(frozen=True, init=False)
class _Scratch:
    """Room for one batch, made once: fresh memory for each batch costs as much as the sums.

    `numbers` and `offsets` repeat one row, because whole arrays combine faster than broadcast.
    """

    rows: int
    scaled: Singles
    keys: Keys
    near: NDArray[np.bool_]
    numbers: Keys
    offsets: Keys
    places: Ints

    def __init__(self, rows: int, size: int, bits: int) -> None:
        numbers = np.tile(np.arange(size, dtype=np.int32), (rows, 1))
        room = {
            "rows": rows,
            "scaled": np.empty((rows, size), dtype=np.float32),
            "keys": np.empty((rows, size), dtype=np.int32),
            "near": np.zeros(-(-rows * size // 8) * 8, dtype=bool),
            "numbers": numbers,
            "offsets": numbers << np.int32(bits),
            "places": np.empty((rows, size), dtype=np.int64),
        }
        for name, value in room.items():
            object.__setattr__(self, name, value)


def _true_places(flags: NDArray[np.bool_]) -> Ints:
    """Return where flags are set, eight looked at a time because few are."""
    eights = np.flatnonzero(flags.view(np.uint64))
    places = (eights[:, None] * 8 + np.arange(8)).reshape(-1)
    found: Ints = places[flags[places]]
    return found


def _multiply(left: Singles, right: Singles, out: Singles) -> Singles:
    """Write the matrix product into `out`, by one thread."""
    rows, inner = left.shape
    piece = max(1, ONE_THREAD // (inner * right.shape[1]))
    for start in range(0, rows, piece):
        np.matmul(left[start : start + piece], right, out=out[start : start + piece])
    return out
