"""Counts of ranks over many weightings, at the speed of float32 with the ranks of float64.

A score and the number of its alternative are packed into one 32-bit integer, so that one
in-place sort gives the order without an indirect sort. Neighbours so close that rounding may have
swapped them are compared again in float64; if they tie or several close pairs overlap, the whole
weighting is ranked again in float64. The counts are thus those of float64 arithmetic, criteria
added one by one in their order. Weightings with such neighbours are few; they are set aside and
settled many at a time. They are fewer still if the weightings lie around a known one: scores under
that one are computed in float64, and float32 only has to say how far a weighting moves them.
"""

import math
from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from kpo.core.model import Method
from kpo.mcda.aggregation import TIE, Floats, Ints, averaged, in_points, weighted_scores
from kpo.mcda.close_pairs import ClosePairs, Keys, apart, joined
from kpo.mcda.packed_keys import ONE_THREAD, Scratch, bits_for, multiply
from kpo.mcda.ranks import placed
from kpo.mcda.tied_groups import Groups
from kpo.mcda.validation import summed
from kpo.mcda.weight_sampling import Singles

Shorts = NDArray[np.uint16]

TOP = 2.0**31 * (1 - 2.0**-9)
UNIT_ROUNDOFF = 2.0**-24
PIECE_CELLS = 1 << 16
PUT_BY = 4096
ONE = np.int32(1)


class RankCounter(ABC):
    """Counter of ranks and leaders' weights from packed keys, which settles doubtful orders.

    `sizes` holds the number of equal alternatives in each counted group, `base` the packed scores
    that every weighting starts from.

    Attributes
    ----------
    leader_weights
        Groups × criteria: sum of the weightings under which the group is first.
    """

    def __init__(self, sizes: Ints, criteria: int, base: Keys, bits: int) -> None:
        self._sizes, self._bits, self._base = sizes, bits, base
        self._alone = bool((sizes == 1).all())
        self._ranks = int(sizes.sum())
        self._near = np.uint32(0)
        self._scratch = Scratch(0, base, bits)
        self._bins = np.zeros(self._ranks << bits, dtype=np.int32)
        self._put_by: list[ClosePairs] = []
        self._extra = np.zeros((len(sizes), self._ranks), dtype=np.int64)
        self.leader_weights = np.zeros((len(sizes), criteria))

    def counts(self) -> Ints:
        """Settle the doubtful orders and return the counts, groups × ranks from 0."""
        self._settle()
        return self._bins.reshape(self._ranks, -1)[:, : len(self._sizes)].T + self._extra

    @abstractmethod
    def add(self, weights: Floats) -> None:
        """Count the ranks under a batch of weightings × criteria, of any sum."""

    @abstractmethod
    def _points(self, weights: Floats, at: Ints, rows: Keys) -> Floats:
        """Return the float64 score of group `rows[i]` under weighting i, `at[i]` in its batch."""

    @abstractmethod
    def _all_points(self, weights: Floats, at: Ints) -> Floats:
        """Return the scores in float64, weightings × groups."""

    def _step(self, draws: int) -> int:
        """Return how many weightings make a piece, and make the buffers large enough."""
        pieces = math.ceil(draws * len(self._sizes) / PIECE_CELLS)
        step = math.ceil(draws / pieces)
        if step > self._scratch.rows:
            self._scratch = Scratch(step, self._base, self._bits)
        return step

    def _add_sorted(self, keys: Keys, weights: Floats, start: int) -> Keys | int:
        """Count the ranks under one piece of weightings; return the number of each one's leader.

        If there are more close pairs than weightings, all are ranked in float64, leaders included;
        the number returned is then that of no group.
        """
        close = self._close(keys)
        if len(close) > len(weights):
            self._add_exactly(weights, np.arange(start, start + len(weights)))
            return len(self._sizes)
        keys &= np.int32((1 << self._bits) - 1)
        if len(close):
            draws, places = np.divmod(close, keys.shape[1])
            self._put_by.append(
                ClosePairs(draws, places, keys[draws], weights[draws], draws + start)
            )
        leaders = keys[:, 0].copy()
        self._count(keys)
        return leaders

    def _close(self, keys: Keys) -> Ints:
        """Return the flat indices of keys that are close to the next key in their row."""
        flat, width = keys.reshape(-1), keys.shape[1]
        spare = self._scratch.scaled.reshape(-1).view(np.int32)
        gaps = np.subtract(flat[1:], flat[:-1], out=spare[: flat.size - 1])
        near = np.less(gaps.view(np.uint32), self._near, out=self._scratch.near[: flat.size - 1])
        near[width - 1 :: width] = False
        return np.flatnonzero(near)

    def _settle(self) -> None:
        """Correct the counts of the weightings that were set aside to the order of float64.

        A wrong pair that overlaps no other close pair is swapped: every other alternative is
        certainly ahead of both or behind both. A weighting with any other pair that float64 does
        not confirm is taken out of the counts and ranked again.
        """
        if not self._put_by:
            return
        doubts, self._put_by = joined(self._put_by), []
        flat = doubts.numbers.reshape(-1)
        at = np.arange(len(doubts.draws)) * doubts.numbers.shape[1] + doubts.places
        first, second = flat[at], flat[at + 1]
        lead = self._points(doubts.weights, doubts.at, first)
        lead -= self._points(doubts.weights, doubts.at, second)
        wrong = (lead < -TIE) & apart(doubts) & self._alone
        unsure = (lead <= TIE) & ~wrong
        if unsure.any():
            again = np.isin(doubts.draws, doubts.draws[unsure])
            wrong &= ~again
            self._rank_anew(doubts, np.flatnonzero(again & doubts.heads()))
        self._swap(first[wrong], second[wrong], doubts.places[wrong], doubts.weights[wrong])

    def _rank_anew(self, doubts: ClosePairs, rows: Ints) -> None:
        numbers, weights = doubts.numbers[rows], doubts.weights[rows]
        np.subtract.at(self._bins, self._places(numbers).reshape(-1), ONE)
        np.subtract.at(self.leader_weights, numbers[:, 0], _shares(weights))
        self._add_exactly(weights, doubts.at[rows])

    def _swap(self, first: Keys, second: Keys, rank: Ints, weights: Floats) -> None:
        """Recount neighbours in swapped order; the first of each pair was counted at `rank`."""
        for number, step, times in ((first, 0, -1), (second, 1, -1), (second, 0, 1), (first, 1, 1)):
            np.add.at(self._bins, ((rank + step) << self._bits) + number, np.int32(times))
        leading = rank == 0
        shares = _shares(weights[leading])
        np.subtract.at(self.leader_weights, first[leading], shares)
        np.add.at(self.leader_weights, second[leading], shares)

    def _add_exactly(self, weights: Floats, at: Ints) -> None:
        order, rank = placed(self._all_points(weights, at), self._sizes)
        np.add.at(self._extra, (order, rank), 1)
        draws, places = np.nonzero(rank == 0)
        np.add.at(self.leader_weights, order[draws, places], _shares(weights)[draws])

    def _lead(self, leaders: Shorts, shares: Singles) -> None:
        leading = np.flatnonzero(np.bincount(leaders)[: len(self._sizes)]).astype(leaders.dtype)
        led = (leaders == leading[:, None]).astype(np.float32)
        sums = np.zeros((len(leading), shares.shape[1]))
        step = max(1, ONE_THREAD // max(1, sums.size))
        for start in range(0, len(shares), step):
            piece = slice(start, start + step)
            sums += led[:, piece] @ shares[piece]
        self.leader_weights[leading] += sums

    def _count(self, numbers: Keys) -> None:
        """Count rows of numbers in rank order; `numbers` may be overwritten."""
        if self._alone:
            numbers |= self._scratch.offsets[: len(numbers)]
            places = self._scratch.places[: len(numbers)]
            np.copyto(places, numbers)
        else:
            places = self._places(numbers)
        np.add.at(self._bins, places.reshape(-1), ONE)

    def _places(self, numbers: Keys) -> Ints:
        """Return the bin of each number: its rank from 0 in the upper bits, then the number."""
        sizes = self._sizes[numbers]
        return ((np.cumsum(sizes, axis=1) - sizes) << self._bits) + numbers


class CertainCounter(RankCounter):
    """Counter of ranks if only the weights vary.

    `centre` is a weighting, and no counted one differs from it by more than `departure`, summed
    over the criteria.
    """

    def __init__(self, groups: Groups, method: Method, centre: Floats, departure: float) -> None:
        table, self._method = averaged(groups.table, method), method
        size, known = len(table), ~np.isnan(table)
        self._table = table
        self._filled, self._known = np.where(known, table, 0.0), known.astype(np.float64)
        self._complete = int(known.all(axis=1).sum())
        if self._complete < size or departure >= 1:
            centre, departure = np.zeros_like(centre), 1.0
        self._centre, self._reach = centre, 0.0
        bits = bits_for(size)
        self._shortfall, self._present, base = self._factors(departure, bits)
        largest = np.abs(self._shortfall).max(axis=1)
        self._most, self._length = departure * float(largest.max()), float(np.linalg.norm(largest))
        super().__init__(groups.sizes, table.shape[1], base, bits)

    def add(self, weights: Floats) -> None:
        """Count the ranks under a batch of weightings × criteria, of any sum."""
        step, shares = self._step(len(weights)), _shares(weights)
        singles, moved = shares.astype(np.float32), (shares - self._centre).astype(np.float32)
        self._near = self._gap(moved)
        leaders = np.empty(len(weights), dtype=np.uint16)
        for start in range(0, len(weights), step):
            piece = slice(start, start + step)
            keys = self._sorted_keys(singles[piece], moved[piece])
            leaders[piece] = self._add_sorted(keys, weights[piece], start)
        self._lead(leaders, singles)
        if sum(len(doubts.draws) for doubts in self._put_by) > PUT_BY:
            self._settle()

    def _factors(self, departure: float, bits: int) -> tuple[Singles, Singles, Keys]:
        """Return each value's distance below the middle, what is present, and keys at the centre.

        The middle is that of each criterion; if scores are missing, it has to be the same for all,
        or rescaled weights would move the alternatives against each other. Distances are in the
        unit of the keys, in which no score is beyond `TOP`. Presence is for incomplete rows only.
        """
        table, known = self._table, self._known
        axis = None if self._complete < len(table) else 0
        middle = (np.fmax.reduce(table, axis=axis) + np.fmin.reduce(table, axis=axis)) / 2
        below = (middle - self._filled) * known
        base = below @ self._centre
        widest = departure * float(np.abs(below).max())
        reach = self._reach = TOP / max(float(np.abs(base).max()) + widest, TIE)
        columns = (below * reach).T, known[self._complete :].T
        shortfall, present = (np.ascontiguousarray(part, dtype=np.float32) for part in columns)
        packed = np.rint(base * (reach / (1 << bits))).astype(np.int32)
        return shortfall, present, packed << np.int32(bits)

    def _gap(self, moved: Singles) -> np.uint32:
        """Return the maximum gap between two keys that rounding or a tie can explain.

        The error of a sum of products, in whatever order, is at most their number times the
        unit roundoff times the sum of absolute values, which the lengths of the two vectors bound;
        the weights' own rounding is one more, a quotient three. Packing, the rounded centre and
        the number take one step of the packing each.
        """
        steps, widest = moved.shape[1] + 5, self._most
        if self._present.size:
            steps += 2 * moved.shape[1]
        else:
            longest = float(np.einsum("ij,ij->i", moved, moved).max()) ** 0.5
            widest = min(widest, longest * self._length)
        gap = 2 * UNIT_ROUNDOFF * steps * widest + (3 << self._bits) + 2 + TIE * self._reach
        return np.uint32(min(gap, 2.0**32 - 1))

    def _sorted_keys(self, weights: Singles, moved: Singles) -> Keys:
        rows, scaled = len(weights), self._scratch.scaled[: len(weights)]
        multiply(moved, self._shortfall, scaled)
        if self._present.size:
            shares = np.empty((rows, self._present.shape[1]), dtype=np.float32)
            multiply(weights, self._present, shares)
            scaled[:, self._complete :] /= shares
        keys = self._scratch.keys[:rows]
        np.copyto(keys, scaled, casting="unsafe")
        keys &= np.int32(-1 << self._bits)
        keys += self._scratch.numbers[:rows]
        keys.sort(axis=1)
        return keys

    def _points(self, weights: Floats, at: Ints, rows: Keys) -> Floats:
        sums, total = np.zeros((2, len(rows)))
        for column, weight in enumerate(weights.T):
            sums += weight * self._filled[rows, column]
            total += weight * self._known[rows, column]
        return in_points(sums / total, self._method)

    def _all_points(self, weights: Floats, at: Ints) -> Floats:
        return weighted_scores(self._table, weights, self._method)


def _shares(weights: Floats) -> Floats:
    return weights / summed(weights)[:, None]
