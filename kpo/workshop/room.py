"""The data of a room: its keys, its state, its voters, and its opened ballots."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpo.core.model import Ballot

if TYPE_CHECKING:
    from sqlalchemy import Row


@dataclass(frozen=True)
class Keys:
    """The keys of a new room; they are stored only as hashes."""

    room: str
    host: str


@dataclass(frozen=True)
class Room:
    """The state of a room that everybody in it may know.

    `round` is the number of the present round, `revealed_round` of the last one revealed, 0 if
    none. `sent` counts the ballots of the present round, `seats` the devices that entered. `link`
    is the scenario that is weighed; `revealed_at` and `expires` are in seconds since 1970.
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
        """Whether the ballots of the present round are revealed, so that voting is over."""
        return self.revealed_round == self.round


@dataclass(frozen=True)
class Voter:
    """Name and role, as far as given, of somebody who has voted; never the vote."""

    name: str
    role: str


@dataclass(frozen=True)
class OpenedBallots:
    """One ballot of a revealed round, under a randomly assigned letter.

    `mine` says whether it belongs to the caller.
    """

    letter: str
    ballot: Ballot
    mine: bool


def stored_ballot(row: "Row[tuple[object, ...]]") -> Ballot:
    """Return the ballot of a database row."""
    weights: Mapping[str, int] = json.loads(row.weights)
    return Ballot({name: float(part) for name, part in weights.items()}, row.name, row.role)
