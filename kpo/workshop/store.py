"""Rooms and their ballots in a database: SQLite by default, PostgreSQL by its address.

Every step is one transaction. A ballot is acknowledged when it is on the disk; ballots are handed
out only for rounds that were revealed. Plain SQLAlchemy: the engine is given.

The tables carry the version of their shape in their names: rooms die within days, so that a release
with another shape makes new tables and lets the old ones run empty.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Final, NoReturn

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kpo.errors import KpoError, Problem
from kpo.model import Ballot
from kpo.workshop.ballots import MAX_BALLOTS
from kpo.workshop.keys import hashed, new_key, new_number
from kpo.workshop.reveal import letters_for

MAX_ROOMS_AN_HOUR: Final = 60
MAX_ROUNDS: Final = 9
MAX_LINK: Final = 4_000
DAYS: Final = 14
DAY: Final = 86_400
HOUR: Final = 3_600
_ROOM: Final = "The room"

_shape: Final = MetaData()
_rooms: Final = Table(
    "kpo_rooms_1",
    _shape,
    Column("id", Integer, primary_key=True),
    Column("room_hash", String(64), nullable=False, unique=True),
    Column("host_hash", String(64), nullable=False, unique=True),
    Column("number", Integer, nullable=False),
    Column("link", String(MAX_LINK), nullable=False),
    Column("opened", Integer, nullable=False),
    Column("expires", Integer, nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("revealed_round", Integer, nullable=False),
    Column("revealed_at", Integer, nullable=False),
)
_ballots: Final = Table(
    "kpo_ballots_1",
    _shape,
    Column("id", Integer, primary_key=True),
    Column("room", ForeignKey(_rooms.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("owner_hash", String(64), nullable=False),
    Column("weights", String(2_000), nullable=False),
    Column("name", String(40), nullable=False),
    Column("role", String(40), nullable=False),
    UniqueConstraint("room", "round", "owner_hash"),
)
_seats: Final = Table(
    "kpo_seats_1",
    _shape,
    Column("id", Integer, primary_key=True),
    Column("room", ForeignKey(_rooms.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("owner_hash", String(64), nullable=False),
    UniqueConstraint("room", "owner_hash"),
)
_openings: Final = Table(
    "kpo_openings_1",
    _shape,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False, index=True),
)


class WorkshopError(KpoError):
    """A step of a workshop that cannot be taken; `busy` says that trying again may help."""

    def __init__(self, problem: Problem, busy: bool = False) -> None:
        super().__init__(problem)
        self.busy = busy


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
class Opened:
    """A ballot of a round that was revealed, under the letter that was drawn for it by lot."""

    letter: str
    ballot: Ballot
    mine: bool


class Store:
    """Rooms in the database behind an engine; `now` tells seconds since 1970."""

    def __init__(self, engine: Engine, now: Callable[[], float] = time.time) -> None:
        self._engine, self._now = engine, now

    def create(self) -> None:
        """Create the tables where they are not there yet.

        Raises
        ------
        WorkshopError
            If the database cannot be written to.
        """
        with _said():
            _shape.create_all(self._engine)

    def open_room(self, link: str, days: float = DAYS) -> Keys:
        """Open a room that weighs a scenario, and return its keys.

        Raises
        ------
        WorkshopError
            If too many rooms were opened within the hour, or the database is out of reach.
        """
        if len(link) > MAX_LINK:
            _refuse(_ROOM, "its choice is too long for a room", "choose fewer destinations")
        keys, now = Keys(new_key(), new_key()), int(self._now())
        with self._writing() as connection:
            self._sweep(connection, now)
            count = connection.scalar(select(func.count()).select_from(_openings))
            if (count or 0) >= MAX_ROOMS_AN_HOUR:
                _refuse(_ROOM, "too many rooms were opened within the hour", "wait a while")
            connection.execute(insert(_openings).values(at=now))
            connection.execute(
                insert(_rooms).values(
                    room_hash=hashed(keys.room),
                    host_hash=hashed(keys.host),
                    number=new_number(),
                    link=link,
                    opened=now,
                    expires=now + int(days * DAY),
                    round=1,
                    revealed_round=0,
                    revealed_at=0,
                )
            )
        return keys

    def room(self, key: str) -> Room | None:
        """Return the room of a room key; None where there is none any more."""
        with self._reading() as connection:
            row = self._find(connection, key)
            if row is None:
                return None
            seats = select(func.count()).where(_seats.c.room == row.id)
            sent = _sent(connection, row.id, row.round)
            return _room(row, sent, max(sent, connection.scalar(seats) or 0))

    def hosts(self, key: str, host: str) -> bool:
        """Tell whether a host key is that of the room."""
        with self._reading() as connection:
            row = self._find(connection, key)
            return row is not None and row.host_hash == hashed(host)

    def enter(self, key: str, owner: str) -> None:
        """Take a seat in a room, once for each ballot key; a full room has none left to count.

        Raises
        ------
        WorkshopError
            If the room is gone, or the database is out of reach.
        """
        with self._writing() as connection:
            row = self._held(connection, key)
            mine = (_seats.c.room == row.id, _seats.c.owner_hash == hashed(owner))
            taken = select(func.count()).where(_seats.c.room == row.id)
            if connection.execute(select(_seats.c.id).where(*mine)).first() is None and (
                (connection.scalar(taken) or 0) < MAX_BALLOTS
            ):
                connection.execute(insert(_seats).values(room=row.id, owner_hash=hashed(owner)))

    def send(self, key: str, owner: str, number: int, ballot: Ballot) -> None:
        """Put a ballot into the open round, or change the one that its owner has there.

        `number` is the round it was filled in for. When this returns, the ballot is on the disk.

        Raises
        ------
        WorkshopError
            If the room is gone or full, the round is over, or the database is out of reach.
        """
        values = {
            "weights": json.dumps({name: int(part) for name, part in ballot.weights.items()}),
            "name": ballot.name,
            "role": ballot.role,
        }
        with self._writing() as connection:
            row = self._held(connection, key)
            if row.round != number or row.revealed_round >= number:
                _refuse(_ROOM, "this round is over", "wait for the next one")
            mine = (
                (_ballots.c.room == row.id)
                & (_ballots.c.round == number)
                & (_ballots.c.owner_hash == hashed(owner))
            )
            if connection.execute(update(_ballots).where(mine).values(**values)).rowcount:
                return
            if _sent(connection, row.id, number) >= MAX_BALLOTS:
                _refuse(_ROOM, f"{MAX_BALLOTS} ballots are in it, no more fit", "ask the host")
            connection.execute(
                insert(_ballots).values(
                    room=row.id, round=number, owner_hash=hashed(owner), **values
                )
            )

    def own(self, key: str, owner: str) -> Ballot | None:
        """Return the ballot that an owner has in the present round."""
        with self._reading() as connection:
            row = self._find(connection, key)
            if row is None:
                return None
            query = select(_ballots).where(
                _ballots.c.room == row.id,
                _ballots.c.round == row.round,
                _ballots.c.owner_hash == hashed(owner),
            )
            ballot = connection.execute(query).first()
            return None if ballot is None else _ballot(ballot)

    def voters(self, key: str, host: str) -> tuple[Voter, ...]:
        """Return who has voted in the present round, for the host only.

        Raises
        ------
        WorkshopError
            If the key is not the host's.
        """
        with self._reading() as connection:
            row = self._held(connection, key, host, lock=False)
            query = (
                select(_ballots.c.name, _ballots.c.role)
                .where(_ballots.c.room == row.id, _ballots.c.round == row.round)
                .order_by(_ballots.c.name, _ballots.c.role)
            )
            return tuple(Voter(*voter) for voter in connection.execute(query))

    def reveal(self, key: str, host: str) -> None:
        """Close the present round and open its ballots to everybody in the room.

        Raises
        ------
        WorkshopError
            If the key is not the host's, or there is no ballot.
        """
        with self._writing() as connection:
            row = self._held(connection, key, host)
            if not _sent(connection, row.id, row.round):
                _refuse(_ROOM, "nobody has voted yet", "wait for the first ballot")
            if row.revealed_round < row.round:
                change = {"revealed_round": row.round, "revealed_at": int(self._now())}
                connection.execute(update(_rooms).where(_rooms.c.id == row.id).values(**change))

    def next_round(self, key: str, host: str) -> None:
        """Open another round, once the present one is revealed; the ballots before it stay.

        Raises
        ------
        WorkshopError
            If the key is not the host's, or the round is still open.
        """
        with self._writing() as connection:
            row = self._held(connection, key, host)
            if row.revealed_round < row.round:
                _refuse(_ROOM, "the present round is still open", "reveal it first")
            if row.round >= MAX_ROUNDS:
                _refuse(_ROOM, f"{MAX_ROUNDS} rounds are over", "open another room")
            change = {"round": row.round + 1}
            connection.execute(update(_rooms).where(_rooms.c.id == row.id).values(**change))

    def end(self, key: str, host: str) -> None:
        """Delete a room with all its ballots.

        Raises
        ------
        WorkshopError
            If the key is not the host's.
        """
        with self._writing() as connection:
            row = self._held(connection, key, host)
            _drop(connection, _rooms.c.id == row.id)

    def ballots(self, key: str, number: int, owner: str = "") -> tuple[Opened, ...]:
        """Return the ballots of a round that was revealed; those of any other round are none.

        Their order and letters are drawn by lot, the same for everybody in the room.
        """
        with self._reading() as connection:
            row = self._find(connection, key)
            if row is None or number > row.revealed_round:
                return ()
            query = (
                select(_ballots)
                .where(_ballots.c.room == row.id, _ballots.c.round == number)
                .order_by(_ballots.c.owner_hash)
            )
            drawn = list(connection.execute(query))
        Random(f"{row.room_hash}.{number}").shuffle(drawn)
        mine = hashed(owner) if owner else ""
        return tuple(
            Opened(letter, _ballot(ballot), ballot.owner_hash == mine)
            for letter, ballot in zip(letters_for(len(drawn)), drawn, strict=True)
        )

    def sweep(self) -> int:
        """Delete what has expired, and return how many rooms that were."""
        with self._writing() as connection:
            return self._sweep(connection, int(self._now()))

    def _sweep(self, connection: Connection, now: int) -> int:
        connection.execute(delete(_openings).where(_openings.c.at <= now - HOUR))
        return _drop(connection, _rooms.c.expires <= now)

    def _find(self, connection: Connection, key: str) -> "Row[tuple[object, ...]] | None":
        query = select(_rooms).where(
            _rooms.c.room_hash == hashed(key), _rooms.c.expires > int(self._now())
        )
        return connection.execute(query).first()

    def _held(
        self, connection: Connection, key: str, host: str | None = None, lock: bool = True
    ) -> "Row[tuple[object, ...]]":
        """Return a room that no other transaction changes meanwhile; with `host` for its host."""
        query = select(_rooms).where(
            _rooms.c.room_hash == hashed(key), _rooms.c.expires > int(self._now())
        )
        row = connection.execute(query.with_for_update() if lock else query).first()
        if row is None:
            _refuse(_ROOM, "it is not there any more", "ask for a new one")
        if host is not None and row.host_hash != hashed(host):
            _refuse(_ROOM, "only its host may do that", "open a room of your own")
        return row

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _said(), self._engine.execution_options(kpo_writing=True).begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _said(), self._engine.begin() as connection:
            yield connection


@contextmanager
def _said() -> Iterator[None]:
    """Say in words what a database refuses; its own message may quote a ballot."""
    try:
        yield
    except (DBAPIError, SQLAlchemyError, OSError) as error:
        what, remedy = _words(str(getattr(error, "orig", "")).lower())
        raise WorkshopError(Problem("The workshop\u2019s store", what, remedy), busy=True) from None


def _words(message: str) -> tuple[str, str]:
    if "locked" in message or "busy" in message:
        return "it is busy", "try again in a moment"
    if "full" in message:
        return "its disk is full", "tell whoever runs this server"
    if "readonly" in message or "read-only" in message or "unable to open" in message:
        return "it cannot be written to", "tell whoever runs this server, or use files"
    return "it cannot be reached", "try again in a moment"


def _refuse(where: str, what: str, remedy: str) -> NoReturn:
    raise WorkshopError(Problem(where, what, remedy))


def _drop(connection: Connection, which: object) -> int:
    rooms = select(_rooms.c.id).where(which)  # type: ignore[arg-type]
    for table in (_ballots, _seats):
        connection.execute(delete(table).where(table.c.room.in_(rooms)))
    return connection.execute(delete(_rooms).where(which)).rowcount  # type: ignore[arg-type]


def _sent(connection: Connection, room: int, number: int) -> int:
    query = select(func.count()).where(_ballots.c.room == room, _ballots.c.round == number)
    return connection.scalar(query) or 0


def _room(row: "Row[tuple[object, ...]]", sent: int, seats: int) -> Room:
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


def _ballot(row: "Row[tuple[object, ...]]") -> Ballot:
    weights: Mapping[str, int] = json.loads(row.weights)
    return Ballot({name: float(part) for name, part in weights.items()}, row.name, row.role)
