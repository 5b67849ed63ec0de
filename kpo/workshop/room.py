"""What a room tells whom: its keys, its state, its voters, and ballots once they are open."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpo.core.model import Ballot

if TYPE_CHECKING:
    from sqlalchemy import Row


@dataclass(frozen=True)
class Keys:
    """The keys of a new room; they are known nowhere else."""

    room: str
    host: str


@dataclass(frozen=True)
class Room:
    """What everybody in a room may know.

    `round` is the one that is open or was opened last; `sent` counts its ballots, `seats` the
    phones that came in. `link` is the scenario that is weighed, `revealed_at` a time in seconds
    since 1970.
    """

    number: int
    link: str
    round: int
    revealed_round: int
    revealed_at: int
    sent: int
    seats: int
    expires: int

    @property
    def revealed(self) -> bool:
        """Whether the ballots of the present round are open, and voting is over."""
        return self.revealed_round == self.round


@dataclass(frozen=True)
class Voter:
    """Who has voted, as far as they say; never how."""

    name: str
    role: str


@dataclass(frozen=True)
class OpenedBallots:
    """A ballot of a round that was revealed, under the letter that was drawn for it by lot."""

    letter: str
    ballot: Ballot
    mine: bool


def stored_room(row: "Row[tuple[object, ...]]", sent: int, seats: int) -> Room:
    """Return the room of a row, with how many ballots and seats were counted."""
    return Room(
        row.number,
        row.link,
        row.round,
        row.revealed_round,
        row.revealed_at,
        sent,
        seats,
        row.expires,
    )


def stored_ballot(row: "Row[tuple[object, ...]]") -> Ballot:
    """Return the ballot of a row."""
    weights: Mapping[str, int] = json.loads(row.weights)
    return Ballot({name: float(part) for name, part in weights.items()}, row.name, row.role)
