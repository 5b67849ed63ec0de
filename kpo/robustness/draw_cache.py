"""Cache of drawn figures, shared by all choices and weightings: the draws depend on neither.

Each catalogue has one cache, which is freed with it. All caches of a process together hold at most
`MAX_CELLS` cells; the least recently used ones are dropped.
"""

from threading import RLock
from typing import ClassVar
from weakref import finalize

from kpo.core.cache import HasCache, cached
from kpo.mcda.uncertain_scores import Cell, drawn
from kpo.mcda.weight_sampling import DRAWS, Singles

MAX_CELLS = 640
"""Maximum number of cells, 40 kB each: some 270 are the same for all clients, and a choice of a
hundred destinations has 80 savings."""

_Key = tuple[int, int, int]


class DrawnMemory:
    """Cache of the first 10,000 draws of cells, used in place of `kpo.mcda.uncertain_scores.drawn`.

    Cells are identified by `id`, so that no long tuples are compared.
    """

    _kept: ClassVar[dict[_Key, tuple[Cell, Singles]]] = {}
    """Cell and points by the ids of cache and cell and the seed; the last used come last."""

    _lock: ClassVar[RLock] = RLock()

    def __init__(self) -> None:
        finalize(self, self._forget, id(self))

    def __call__(self, cells: tuple[Cell, ...], first: int, count: int, seed: int) -> list[Singles]:
        """Return the points of each cell; a request beyond the cached draws is not cached."""
        if first + count - 1 > DRAWS:
            return list(drawn(cells, first, count, seed))
        draws = self._known(cells, seed)
        if lacking := tuple(cell for cell in cells if id(cell) not in draws):
            for cell, points in zip(lacking, drawn(lacking, 1, DRAWS, seed), strict=True):
                draws[id(cell)] = self._keep(cell, seed, points.copy())
        piece = slice(first - 1, first - 1 + count)
        return [draws[id(cell)][piece] for cell in cells]

    @classmethod
    def total(cls) -> int:
        """Return the number of cells in all caches."""
        return len(cls._kept)

    def _known(self, cells: tuple[Cell, ...], seed: int) -> dict[int, Singles]:
        draws = {}
        with self._lock:
            for cell in cells:
                key = id(self), id(cell), seed
                if entry := self._kept.pop(key, None):
                    self._kept[key] = entry
                    draws[id(cell)] = entry[1]
        return draws

    def _keep(self, cell: Cell, seed: int, points: Singles) -> Singles:
        points.flags.writeable = False
        with self._lock:
            self._kept[id(self), id(cell), seed] = cell, points
            while len(self._kept) > MAX_CELLS:
                del self._kept[next(iter(self._kept))]
        return points

    @classmethod
    def _forget(cls, memory: int) -> None:
        with cls._lock:
            for key in [key for key in cls._kept if key[0] == memory]:
                del cls._kept[key]


@cached(1)
def drawn_memory(catalog: HasCache) -> DrawnMemory:
    """Return the cache of a catalogue."""
    return DrawnMemory()


@cached(1024)
def same_cell(catalog: HasCache, cell: Cell) -> Cell:
    """Return one object for all equal cells, so that `DrawnMemory` finds their draws."""
    return cell
