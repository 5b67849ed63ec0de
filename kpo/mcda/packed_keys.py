"""Buffers and arithmetic for scores that are packed with the number of their alternative."""

import numpy as np

from kpo.mcda.aggregation import Bools, Ints
from kpo.mcda.close_pairs import Keys
from kpo.mcda.weight_sampling import Singles

# OpenBLAS starts its threads above this many multiplications; on a busy machine waiting for them
# costs more than they save, so larger products are cut into pieces.
ONE_THREAD = 1 << 18


class Scratch:
    """Buffers for one piece of a batch, allocated once: fresh memory costs as much as the sums.

    `numbers` and `offsets` repeat one row, because whole arrays combine faster than broadcast.
    `scaled` and `near` share the memory that `places` uses later, to stay within the cache.
    """

    def __init__(self, rows: int, base: Keys, bits: int) -> None:
        shape = rows, len(base)
        cells, every = rows * len(base), np.arange(len(base), dtype=np.int32)
        self.rows = rows
        self.places: Ints = np.empty(shape, dtype=np.int64)
        halves = self.places.reshape(-1).view(np.float32)
        self.scaled: Singles = halves[:cells].reshape(shape)
        self.near: Bools = halves[cells:].view(np.bool_)[:cells]
        self.keys: Keys = np.empty(shape, dtype=np.int32)
        self.numbers: Keys = np.empty(shape, dtype=np.int32)
        self.numbers[:] = base + every
        self.offsets: Keys = np.empty(shape, dtype=np.int32)
        self.offsets[:] = every << np.int32(bits)


def bits_for(size: int) -> int:
    """Return how many bits hold a number from 0 to `size` − 1, at least 1."""
    return max(1, (size - 1).bit_length())


def multiply(left: Singles, right: Singles, out: Singles) -> None:
    """Write the matrix product into `out`, as products of few rows that one thread computes."""
    inner, columns = right.shape
    rows = max(1, ONE_THREAD // (inner * columns))
    whole = len(left) // rows * rows
    many = left[:whole].reshape(-1, rows, inner)
    np.matmul(many, right, out=out[:whole].reshape(-1, rows, columns))
    np.matmul(left[whole:], right, out=out[whole:])
