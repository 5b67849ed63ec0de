"""Rooms and their ballots in a database: SQLite by default, PostgreSQL by its URL.

Every step is one transaction. A ballot is acknowledged when it is on the disk; ballots are
returned only for rounds that were revealed.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, select, update

from kpo.core.model import Ballot
from kpo.workshop.ballots import MAX_BALLOTS
from kpo.workshop.database import (
    BALLOTS,
    MAX_LINK,
    OPENINGS,
    ROOMS,
    SEATS,
    SHAPE,
    delete_rooms,
    sent_in,
)
from kpo.workshop.keys import hashed, new_key, new_number
from kpo.workshop.refusal import in_words, refuse
from kpo.workshop.reveal import letters_for
from kpo.workshop.room import Keys, OpenedBallots, Room, Voter, stored_ballot

MAX_ROOMS_AN_HOUR: Final = 60
MAX_ROUNDS: Final = 9
DAYS: Final = 14
DAY: Final = 86_400
HOUR: Final = 3_600


class Store:
    """Rooms in the database of an SQLAlchemy engine; `now` returns seconds since 1970."""

    def __init__(self, engine: Engine, now: Callable[[], float] = time.time) -> None:
        self._engine, self._now = engine, now

    def create(self) -> None:
        """Create the tables that do not exist yet.

        Raises
        ------
        WorkshopError
            If the database cannot be written to.
        """
        with in_words():
            SHAPE.create_all(self._engine)

    def open_room(self, link: str, days: float = DAYS) -> Keys:
        """Open a room that weighs a scenario, and return its keys; expired rooms are deleted.

        Raises
        ------
        WorkshopError
            If the link is too long, too many rooms were opened within the hour, or the database is
            out of reach.
        """
        if len(link) > MAX_LINK:
            refuse("its choice is too long for a room", "choose fewer destinations")
        keys, now = Keys(new_key(), new_key()), int(self._now())
        with self._writing() as connection:
            connection.execute(delete(OPENINGS).where(OPENINGS.c.at <= now - HOUR))
            delete_rooms(connection, ROOMS.c.expires <= now)
            count = connection.scalar(select(func.count()).select_from(OPENINGS))
            if (count or 0) >= MAX_ROOMS_AN_HOUR:
                refuse("too many rooms were opened within the hour", "wait a while")
            connection.execute(insert(OPENINGS).values(at=now))
            connection.execute(
                insert(ROOMS).values(
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
        """Return the room of a room key; None if it does not exist any more."""
        with self._reading() as connection:
            row = self._find(connection, key)
            if row is None:
                return None
            seats = select(func.count()).where(SEATS.c.room == row.id)
            sent = sent_in(connection, row.id, row.round)
            return Room(
                *(row.number, row.link, row.round, row.revealed_round, row.revealed_at, sent),
                seats=max(sent, connection.scalar(seats) or 0),
                expires=row.expires,
            )

    def hosts(self, key: str, host: str) -> bool:
        """Tell whether `host` is the host key of the room."""
        with self._reading() as connection:
            row = self._find(connection, key)
            return row is not None and row.host_hash == hashed(host)

    def enter(self, key: str, owner: str) -> None:
        """Take a seat in a room, one per ballot key `owner`; in a full room do nothing.

        Raises
        ------
        WorkshopError
            If the room is gone, or the database is out of reach.
        """
        with self._writing() as connection:
            row = self._held(connection, key)
            mine = (SEATS.c.room == row.id, SEATS.c.owner_hash == hashed(owner))
            taken = select(func.count()).where(SEATS.c.room == row.id)
            if connection.execute(select(SEATS.c.id).where(*mine)).first() is None and (
                (connection.scalar(taken) or 0) < MAX_BALLOTS
            ):
                connection.execute(insert(SEATS).values(room=row.id, owner_hash=hashed(owner)))

    def send(self, key: str, owner: str, number: int, ballot: Ballot) -> None:
        """Put a ballot into the open round, or replace the one that its owner has there.

        `number` is the round for which it was filled in. On return the ballot is on the disk.

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
                refuse("this round is over", "wait for the next one")
            mine = update(BALLOTS).where(*_of_owner(row.id, number, owner))
            if connection.execute(mine.values(**values)).rowcount:
                return
            if sent_in(connection, row.id, number) >= MAX_BALLOTS:
                refuse(f"{MAX_BALLOTS} ballots are in it, no more fit", "ask the host")
            connection.execute(
                insert(BALLOTS).values(
                    room=row.id, round=number, owner_hash=hashed(owner), **values
                )
            )

    def own(self, key: str, owner: str) -> Ballot | None:
        """Return the ballot that an owner has in the present round, None without one."""
        with self._reading() as connection:
            row = self._find(connection, key)
            if row is None:
                return None
            query = select(BALLOTS).where(*_of_owner(row.id, row.round, owner))
            ballot = connection.execute(query).first()
            return None if ballot is None else stored_ballot(ballot)

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
                select(BALLOTS.c.name, BALLOTS.c.role)
                .where(BALLOTS.c.room == row.id, BALLOTS.c.round == row.round)
                .order_by(BALLOTS.c.name, BALLOTS.c.role)
            )
            return tuple(Voter(*voter) for voter in connection.execute(query))

    def reveal(self, key: str, host: str) -> None:
        """Close the present round and open its ballots to everybody in the room.

        Raises
        ------
        WorkshopError
            If the room is gone, the key is not the host's, or there is no ballot.
        """
        with self._writing() as connection:
            row = self._held(connection, key, host)
            if not sent_in(connection, row.id, row.round):
                refuse("nobody has voted yet", "wait for the first ballot")
            if row.revealed_round < row.round:
                change = {"revealed_round": row.round, "revealed_at": int(self._now())}
                connection.execute(update(ROOMS).where(ROOMS.c.id == row.id).values(**change))

    def next_round(self, key: str, host: str) -> None:
        """Open another round, once the present one is revealed; earlier ballots are kept.

        Raises
        ------
        WorkshopError
            If the key is not the host's, the round is still open, or it was the last one allowed.
        """
        with self._writing() as connection:
            row = self._held(connection, key, host)
            if row.revealed_round < row.round:
                refuse("the present round is still open", "reveal it first")
            if row.round >= MAX_ROUNDS:
                refuse(f"{MAX_ROUNDS} rounds are over", "open another room")
            change = {"round": row.round + 1}
            connection.execute(update(ROOMS).where(ROOMS.c.id == row.id).values(**change))

    def end(self, key: str, host: str) -> None:
        """Delete a room with all its ballots.

        Raises
        ------
        WorkshopError
            If the key is not the host's.
        """
        with self._writing() as connection:
            row = self._held(connection, key, host)
            delete_rooms(connection, ROOMS.c.id == row.id)

    def ballots(self, key: str, number: int, owner: str = "") -> tuple[OpenedBallots, ...]:
        """Return the ballots of a revealed round; empty for any other round.

        Their order and letters are random, but the same for everybody in the room.
        """
        with self._reading() as connection:
            row = self._find(connection, key)
            if row is None or number > row.revealed_round:
                return ()
            query = (
                select(BALLOTS)
                .where(BALLOTS.c.room == row.id, BALLOTS.c.round == number)
                .order_by(BALLOTS.c.owner_hash)
            )
            drawn = list(connection.execute(query))
        Random(f"{row.room_hash}.{number}").shuffle(drawn)
        mine = hashed(owner) if owner else ""
        return tuple(
            OpenedBallots(letter, stored_ballot(ballot), ballot.owner_hash == mine)
            for letter, ballot in zip(letters_for(len(drawn)), drawn, strict=True)
        )

    def _find(
        self, connection: Connection, key: str, lock: bool = False
    ) -> "Row[tuple[object, ...]] | None":
        now = int(self._now())
        query = select(ROOMS).where(ROOMS.c.room_hash == hashed(key), ROOMS.c.expires > now)
        return connection.execute(query.with_for_update() if lock else query).first()

    def _held(
        self, connection: Connection, key: str, host: str | None = None, lock: bool = True
    ) -> "Row[tuple[object, ...]]":
        """Return a room's row, locked against other transactions; check the `host` key if given."""
        row = self._find(connection, key, lock)
        if row is None:
            refuse("it is not there any more", "ask for a new one")
        if host is not None and row.host_hash != hashed(host):
            refuse("only its host may do that", "open a room of your own")
        return row

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with in_words(), self._engine.execution_options(kpo_writing=True).begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_words(), self._engine.begin() as connection:
            yield connection


def _of_owner(room: int, number: int, owner: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an owner's ballot in a round of a room meets."""
    mine = BALLOTS.c.owner_hash == hashed(owner)
    return BALLOTS.c.room == room, BALLOTS.c.round == number, mine
