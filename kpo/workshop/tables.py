"""The tables of rooms, ballots and seats.

Their names end with the version of the schema: rooms expire within days, so that a release with
another schema creates new tables and leaves the old ones to run empty.
"""

from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    select,
)

MAX_LINK: Final = 4_000

SHAPE: Final = MetaData()
ROOMS: Final = Table(
    "kpo_rooms_1",
    SHAPE,
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
BALLOTS: Final = Table(
    "kpo_ballots_1",
    SHAPE,
    Column("id", Integer, primary_key=True),
    Column("room", ForeignKey(ROOMS.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("owner_hash", String(64), nullable=False),
    Column("weights", String(2_000), nullable=False),
    Column("name", String(40), nullable=False),
    Column("role", String(40), nullable=False),
    UniqueConstraint("room", "round", "owner_hash"),
)
SEATS: Final = Table(
    "kpo_seats_1",
    SHAPE,
    Column("id", Integer, primary_key=True),
    Column("room", ForeignKey(ROOMS.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("owner_hash", String(64), nullable=False),
    UniqueConstraint("room", "owner_hash"),
)
OPENINGS: Final = Table(
    "kpo_openings_1",
    SHAPE,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False, index=True),
)


def delete_rooms(connection: Connection, which: object) -> int:
    """Delete the rooms that meet a condition, with ballots and seats, and return how many."""
    rooms = select(ROOMS.c.id).where(which)  # type: ignore[arg-type]
    for table in (BALLOTS, SEATS):
        connection.execute(delete(table).where(table.c.room.in_(rooms)))
    return connection.execute(delete(ROOMS).where(which)).rowcount  # type: ignore[arg-type]


def sent_in(connection: Connection, room: int, number: int) -> int:
    """Return the number of ballots in a round of a room."""
    query = select(func.count()).where(BALLOTS.c.room == room, BALLOTS.c.round == number)
    return connection.scalar(query) or 0
