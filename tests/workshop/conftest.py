from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from kpo.workshop.database import SHAPE, engine
from kpo.workshop.store import Store
from tests.workshop.postgres import HOW, postgres, programs


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL."""
    if programs() is None:
        pytest.skip(HOW)
    with postgres() as address:
        yield address


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        made = engine(str(tmp_path / "rooms" / "workshops.db"))
    else:
        made = engine(request.getfixturevalue("postgresql"))
    Store(made).create()
    yield made
    SHAPE.drop_all(made)
    made.dispose()


@pytest.fixture
def store(database: Engine, clock: Clock) -> Store:
    return Store(database, clock)
