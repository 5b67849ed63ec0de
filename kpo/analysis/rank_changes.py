"""Rank changes between two rankings, and their causes.

The parts of a mover are the differences of its contributions (now less before) by criterion, which
sum to the difference of its two scores.
"""

from dataclasses import dataclass

from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row


@dataclass(frozen=True)
class Mover:
    """A destination whose rank differs; a rank of None means not ranked.

    `gain` is the difference of its scores and the sum of `parts`, pairs of criterion and points;
    it is 0, and `parts` empty, if only one of the rankings ranks it.
    """

    country: str
    before: int | None
    now: int | None
    gain: float = 0.0
    parts: tuple[tuple[str, float], ...] = ()


def movers(before: Ranking, now: Ranking) -> tuple[Mover, ...]:
    """Return every destination whose rank differs, in the order of the ranks now, then before."""
    old = {row.country: row for row in before.rows}
    new = {row.country: row for row in now.rows}
    changes = [_mover(old.get(country), new.get(country)) for country in new | old]
    return tuple(mover for mover in changes if mover and mover.before != mover.now)


def _mover(old: Row | None, new: Row | None) -> Mover | None:
    row = new or old
    if row is None:
        return None
    if old is None or new is None:
        return Mover(row.country, old.rank if old else None, new.rank if new else None)
    parts = tuple(
        (name, points - old.contributions.get(name, 0.0))
        for name, points in new.contributions.items()
    )
    return Mover(row.country, old.rank, new.rank, new.score - old.score, parts)
