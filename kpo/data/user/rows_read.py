"""Result of reading rows of own figures: records, faults and notes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kpo.core.errors import Problem
from kpo.core.model import UserData
from kpo.data.user.numbers import written
from kpo.data.user.parsing import READERS
from kpo.data.user.tables import Cell


@dataclass
class UserDataReading:
    """Records read from rows, with every fault.

    Attributes
    ----------
    passed_over
        Number of rows skipped: those without a figure, those equal to ours, and duplicates.
    bad
        Rows that cannot be used, each with the id of its table.
    counts
        Sums over the rows, see `RowParser`.
    notes
        Sentences that tell the user how the file was read.
    """

    records: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in READERS})
    problems: list[Problem] = field(default_factory=list)
    bad: list[tuple[str, Mapping[str, Cell]]] = field(default_factory=list)
    passed_over: int = 0
    notes: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: "UserDataReading") -> None:
        """Add records, faults and notes of another reading."""
        for kind, items in other.records.items():
            self.records[kind] += items
        self.problems += other.problems
        self.bad += other.bad
        self.passed_over += other.passed_over
        self.notes += other.notes

    @property
    def own(self) -> UserData:
        """The records, with the rows that cannot be used as `unread`."""
        kept = {kind: tuple(items) for kind, items in self.records.items()}
        unread = tuple(
            (
                kind,
                tuple((n, written(c) if isinstance(c, float) else str(c)) for n, c in row.items()),
            )
            for kind, row in self.bad
        )
        return UserData(**kept, unread=unread)
