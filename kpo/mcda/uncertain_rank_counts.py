"""Counts of ranks if the figures vary as well as the weights.

The counter works as `CertainCounter` does, but has alternatives in rows and draws in columns while
it adds up the scores: the draws of a country are contiguous, and most criteria are drawn for a few
countries only.
"""

import numpy as np

from kpo.core.model import Method
from kpo.mcda.aggregation import FLOOR, TIE, Floats, Ints, averaged, in_points
from kpo.mcda.close_pairs import Keys
from kpo.mcda.packed_keys import bits_for, multiply
from kpo.mcda.rank_counts import TOP, UNIT_ROUNDOFF, RankCounter
from kpo.mcda.uncertain_scores import TOP as MOST_POINTS
from kpo.mcda.uncertain_scores import DoubtfulScores, DrawBlock
from kpo.mcda.validation import summed
from kpo.mcda.weight_sampling import Singles

LOG_ROUNDINGS = 6
"""Maximum error of a logarithm in single precision, in roundings, its argument's included."""


class VariedCounter(RankCounter):
    """Counter of ranks if parts of the scores are drawn as well, batch by batch."""

    def __init__(self, scores: DoubtfulScores, method: Method, seed: int) -> None:
        certain, self._method, self._seed = scores.certain, method, seed
        self._scores, self._done = scores, 0
        known = ~np.isnan(certain)
        self._certain, self._known = np.where(known, certain, 0.0), known.astype(np.float64)
        self._incomplete = np.flatnonzero(~known.all(axis=1))
        self._present = known[self._incomplete].astype(np.float32)
        self._blocks: dict[int, DrawBlock] = {}
        self._row_in: dict[int, Ints] = {}
        self._whole = {
            part.column for part in scores.cells if np.array_equal(part.rows, range(len(certain)))
        }
        for part in scores.cells:
            places = np.full(len(certain), -1)
            places[part.rows] = np.arange(len(part.rows))
            self._row_in[part.column] = places
        bits = bits_for(len(certain))
        self._base32, self._reach, gap = self._factors(bits)
        ones = np.ones(len(certain), dtype=np.int64)
        super().__init__(ones, certain.shape[1], np.zeros(len(certain), dtype=np.int32), bits)
        self._near = gap
        self._room = np.empty((2, 0), dtype=np.float32)

    def add(self, weights: Floats) -> None:
        """Count the ranks under a batch of weightings × criteria, of any sum."""
        blocks = self._scores.blocks(self._done + 1, len(weights), self._seed)
        self._done += len(weights)
        self._blocks = {block.column: block for block in blocks}
        step, shares = self._step(len(weights)), weights / summed(weights)[:, None]
        singles = shares.astype(np.float32)
        columns = singles.T * np.float32(-self._reach)
        if self._room.shape[1] < step * len(self._certain):
            self._room = np.empty((2, step * len(self._certain)), dtype=np.float32)
        leaders = np.empty(len(weights), dtype=np.uint16)
        for start in range(0, len(weights), step):
            piece = slice(start, min(start + step, len(weights)))
            leaders[piece] = self._add_sorted(
                self._sorted_keys(columns, piece), weights[piece], start
            )
        self._lead(leaders, singles)
        self._settle()

    def _factors(self, bits: int) -> tuple[Singles, float, np.uint32]:
        """Return the certain parts relative to a middle, the unit of the keys, and their gap.

        The gap is the maximum between two keys that rounding or a tie can explain. The middle is
        one number, so that weights rescaled over the scores present move no alternative against
        the others. A sum of products is off by at most their number times the unit roundoff times
        the sum of absolute values; rounding of weights, values and unit, a quotient and packing
        come on top.
        """
        geometric = self._method == "geometric"
        values = averaged(self._certain, self._method)
        if geometric:
            for column, places in self._row_in.items():
                values[places >= 0, column] = 0.0
        most = float(np.log(MOST_POINTS)) if geometric else MOST_POINTS
        low, high = min(float(values.min()), 0.0), max(float(values.max()), most)
        base = (values - (low + high) / 2) * self._known
        reach = TOP / ((high - low) / 2 * (1 + 1e-6))
        steps = base.shape[1] + len(self._row_in) + 6 + LOG_ROUNDINGS * geometric
        steps += 2 * base.shape[1] * (len(self._incomplete) > 0)
        gap = 2 * UNIT_ROUNDOFF * steps * (float(np.abs(base).max()) + most) * reach
        gap += (3 << bits) + 2 + TIE * reach
        return base.astype(np.float32), reach, np.uint32(min(gap, 2.0**32 - 1))

    def _sorted_keys(self, columns: Singles, piece: slice) -> Keys:
        size, rows = len(self._certain), piece.stop - piece.start
        scaled, term = (room[: size * rows].reshape(size, rows) for room in self._room)
        shares = columns[:, piece]
        multiply(self._base32, shares, scaled)
        for block in self._blocks.values():
            added = self._block_values(block, piece, term[: len(block.rows)])
            added *= shares[block.column]
            if block.column in self._whole:
                scaled += added
            else:
                scaled[block.rows] += added
        if len(self._incomplete):
            present = self._present @ shares
            scaled[self._incomplete] /= present / np.float32(-self._reach)
        keys = self._scratch.keys[:rows]
        np.copyto(keys, scaled.T, casting="unsafe")
        keys &= np.int32(-1 << self._bits)
        keys |= self._scratch.numbers[:rows]
        keys.sort(axis=1)
        return keys

    def _block_values(self, block: DrawBlock, piece: slice, out: Singles) -> Singles:
        np.concatenate([row[piece] for row in block.points], out=out.reshape(-1))
        if self._method == "geometric":
            out += self._certain[block.rows, block.column].astype(np.float32)[:, None]
            np.log(np.maximum(out, np.float32(FLOOR), out=out), out=out)
        return out

    def _points(self, weights: Floats, at: Ints, rows: Keys) -> Floats:
        sums, total = np.zeros((2, len(rows)))
        for column, weight in enumerate(weights.T):
            values = self._certain[rows, column]
            block = self._blocks.get(column)
            if block is not None:
                places = self._row_in[column][rows]
                drawn = block.at(at)[places, np.arange(len(at))]
                values = values + np.where(places >= 0, drawn, 0.0)
            sums += weight * averaged(values, self._method)
            total += weight * self._known[rows, column]
        return in_points(sums / total, self._method)

    def _all_points(self, weights: Floats, at: Ints) -> Floats:
        sums, total = np.zeros((2, len(weights), len(self._certain)))
        for column, weight in enumerate(weights.T):
            values = np.tile(self._certain[:, column], (len(weights), 1))
            block = self._blocks.get(column)
            if block is not None:
                values[:, block.rows] += block.at(at).T
            sums += weight[:, None] * averaged(values, self._method)
            total += weight[:, None] * self._known[:, column]
        return in_points(sums / total, self._method)
