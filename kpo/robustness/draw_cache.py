"""What was drawn of the figures, kept for all weightings: the draws do not depend on the weights.

One catalogue has one memory, which goes when it goes; all memories of a process together keep no
more than `MAX_BYTES`, and what was longest not asked for makes room.
"""

from threading import Lock
from typing import ClassVar
from weakref import WeakSet

from kpo.core.cache import HasCache, cached
from kpo.mcda.uncertain_scores import Cell, drawn
from kpo.mcda.weight_sampling import DRAWS, Singles

MAX_BYTES = 40 << 20
"""Two sets of a hundred destinations, each about 14 MiB, and a dozen small ones."""


class DrawnMemory:
    """Keeps the first 10,000 draws of groups of cells; stands in for `robustness.drawn`."""

    _every: ClassVar[WeakSet["DrawnMemory"]] = WeakSet()
    _lock: ClassVar[Lock] = Lock()
    _asked: ClassVar[int] = 0

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], tuple[int, tuple[Cell, ...], Singles]] = {}
        with self._lock:
            self._every.add(self)

    def __call__(self, cells: tuple[Cell, ...], first: int, count: int, seed: int) -> Singles:
        """Return the points, cells × draws; what lies beyond the draws kept is drawn anew.

        Cells are known by being the same object, so that nothing long is compared.
        """
        if first + count - 1 > DRAWS:
            return drawn(cells, first, count, seed)
        return self._all_draws(cells, seed)[:, first - 1 : first - 1 + count]

    @classmethod
    def total(cls) -> int:
        """Return the bytes that all memories hold."""
        return sum(points.nbytes for one in cls._every for _, _, points in one._kept.values())

    def _all_draws(self, cells: tuple[Cell, ...], seed: int) -> Singles:
        key = id(cells), seed
        with self._lock:
            DrawnMemory._asked += 1
            if key in self._kept:
                _, same, points = self._kept[key]
                self._kept[key] = self._asked, same, points
                return points
        points = drawn(cells, 1, DRAWS, seed)
        points.flags.writeable = False
        with self._lock:
            self._kept[key] = self._asked, cells, points
            self._make_room()
        return points

    def _make_room(self) -> None:
        while self.total() > MAX_BYTES:
            _, owner, key = min(
                (
                    (asked, one, key)
                    for one in self._every
                    for key, (asked, _, _) in one._kept.items()
                ),
                key=lambda entry: entry[0],
            )
            del owner._kept[key]


@cached(1)
def drawn_memory(catalog: HasCache) -> DrawnMemory:
    """Return the memory of a catalogue."""
    return DrawnMemory()


@cached(128)
def same_cells(catalog: HasCache, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return equal cells as one object, so that what was drawn for them is found again."""
    return cells
