"""The catalogue: read once for all sessions, with the session's own figures laid over it."""

import os
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

import streamlit as st

from kpo.core.errors import KpoError
from kpo.core.model import Criterion, UserData
from kpo.data.catalog import Catalog
from kpo.data.loading import DATA, load
from kpo.data.user import with_user_data

FOLDER = "KPO_DATA"
"""Environment variable that names another data folder."""

OWN: Final = "kpo.data.user"
_OVERLAID: Final = "kpo.own.catalog"


def catalog() -> Catalog:
    """Return the catalogue of this session: the published one, with its own figures if any.

    Raises
    ------
    DataError
        With every problem of the folder.
    """
    below = published()
    own: UserData | None = st.session_state.get(OWN)
    if own is None or not len(own):
        return below
    overlaid: Catalog | None = st.session_state.get(_OVERLAID)
    if overlaid is None or overlaid.own is not own or overlaid.published is not below:
        overlaid = st.session_state[_OVERLAID] = with_user_data(below, own)
    return overlaid


def criteria() -> tuple[Criterion, ...]:
    """Return the criteria of the data folder; none if it cannot be read."""
    try:
        return tuple(published().criteria.values())
    except KpoError:
        return ()


def put_own(own: UserData) -> None:
    """Set the own figures of the session, in place of any before."""
    st.session_state[OWN] = own
    st.session_state.pop(_OVERLAID, None)


def published() -> Catalog:
    """Return the catalogue of the data folder; read again when its descriptor changes.

    Raises
    ------
    DataError
        With every problem of the folder.
    """
    root = folder()
    try:
        changed = (root / "datapackage.json").stat().st_mtime_ns
    except OSError:
        changed = 0
    with _READING:
        return _catalog(str(root), changed)


def folder() -> Path:
    """Return the data folder that is served."""
    return Path(os.environ.get(FOLDER) or DATA)


_READING: Final = Lock()
"""Held while a folder is read, so that concurrent visitors wait for a single reading."""


@lru_cache(2)
def _catalog(folder: str, changed: int) -> Catalog:
    return load(folder)
