"""The workshop's database: its engine (an SQLite file, or PostgreSQL by its URL) and its tables.

Names of tables end with the version of the schema: rooms expire within days, so that a release with
another schema creates new tables and leaves the old ones to run empty.
"""

from pathlib import Path
from typing import Any, Final, NoReturn

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    delete,
    event,
    func,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from kpo.core.errors import Problem
from kpo.workshop.refusal import WorkshopError

PATIENCE: Final = 3.0
"""Maximum wait for a busy database, in seconds."""

POOL: Final = 8


def engine(address: str) -> Engine:
    """Return the engine for a URL such as ``sqlite:///…/workshops.db``, or for a file's path.

    ``postgresql://user:password@host/name`` names a PostgreSQL database.

    Raises
    ------
    WorkshopError
        If the address cannot be parsed or is of another database, or its folder cannot be made.
    """
    try:
        url = make_url(address if "://" in address else f"sqlite:///{address}")
    except ArgumentError:
        _refuse("its address cannot be read")
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
        options = {"connect_timeout": int(PATIENCE)}
        engine = create_engine(url, connect_args=options, pool_size=POOL, pool_pre_ping=True)
        event.listen(engine, "connect", _bounded)
        return engine
    if url.get_backend_name() != "sqlite" or not url.database:
        _refuse("it is neither a file nor PostgreSQL")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        _refuse("its folder cannot be made")
    engine = create_engine(url, connect_args={"timeout": PATIENCE}, pool_size=POOL)
    event.listen(engine, "connect", _settled)
    event.listen(engine, "begin", _begin)
    return engine


def _refuse(what: str) -> NoReturn:
    where, remedy = "The workshop\u2019s store", "look at KPO_WORKSHOPS"
    raise WorkshopError(Problem(where, what, remedy)) from None


def _settled(connection: Any, _: object) -> None:
    """Set up an SQLite connection: `_begin` starts transactions; a commit is synced to disk.

    With the write-ahead log readers never wait for a writer.
    """
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes the lock now, so that it cannot fail later."""
    writing = connection.get_execution_options().get("kpo_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _bounded(connection: Any, _: object) -> None:
    """Limit how long PostgreSQL waits for a locked row, or runs a statement, to `PATIENCE`."""
    with connection.cursor() as cursor:
        milliseconds = int(PATIENCE * 1000)
        cursor.execute(f"SET lock_timeout = {milliseconds}")
        cursor.execute(f"SET statement_timeout = {milliseconds}")
    connection.commit()


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


def delete_rooms(connection: Connection, which: object) -> None:
    """Delete the rooms that meet a condition, with ballots and seats."""
    rooms = select(ROOMS.c.id).where(which)  # type: ignore[arg-type]
    for table in (BALLOTS, SEATS):
        connection.execute(delete(table).where(table.c.room.in_(rooms)))
    connection.execute(delete(ROOMS).where(which))  # type: ignore[arg-type]


def sent_in(connection: Connection, room: int, number: int) -> int:
    """Return the number of ballots in a round of a room."""
    query = select(func.count()).where(BALLOTS.c.room == room, BALLOTS.c.round == number)
    return connection.scalar(query) or 0
