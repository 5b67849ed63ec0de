"""The one store of workshops of this process, created when the first room needs it.

`KPO_WORKSHOPS` is a file, a ``postgresql://…`` address, or ``off``.
"""

import os
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from kpo.core.cache import cached
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.link import from_link
from kpo.ui.session import catalog as data
from kpo.workshop.database import engine
from kpo.workshop.store import DAYS, Store

PLACE: Final = "KPO_WORKSHOPS"
KEPT_DAYS: Final = "KPO_WORKSHOP_DAYS"
OFF: Final = frozenset({"off", "no", "0"})
_MAKING: Final = Lock()


def address() -> str:
    """Return where rooms are stored: `KPO_WORKSHOPS`, else a file in this user's home."""
    named = os.environ.get(PLACE, "").strip()
    if named:
        return named
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(base) / "kpo-atlas" / "workshops.db")


def off() -> bool:
    """Tell whether workshops are switched off on this server."""
    return address().lower() in OFF


def writable() -> bool:
    """Tell whether rooms can be stored, as far as that is known before one is opened."""
    place = address()
    if place.startswith(("postgres", "postgresql")):
        return True
    path = Path(place.removeprefix("sqlite:///"))
    if path.exists():
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    there = next((parent for parent in path.parents if parent.exists()), Path("/"))
    return there.is_dir() and os.access(there, os.W_OK)


def days() -> float:
    """Return how long a room lives, in days."""
    try:
        return min(max(float(os.environ.get(KEPT_DAYS, DAYS)), 0.01), 365.0)
    except ValueError:
        return DAYS


def store() -> Store:
    """Return the store, with its tables created.

    Raises
    ------
    WorkshopError
        If the store cannot be reached or written to.
    """
    with _MAKING:
        return _store(address())


@lru_cache(maxsize=2)
def _store(place: str) -> Store:
    store = Store(engine(place))
    store.create()
    return store


def scenario(link: str) -> Scenario:
    """Return a room's scenario on the published figures; own figures do not enter a room.

    Raises
    ------
    ScenarioError
        If the room was opened on figures that no longer exist.
    """
    return _scenario(data.published(), link)


@cached(64)
def _scenario(catalog: Catalog, link: str) -> Scenario:
    return from_link(catalog, link).scenario
