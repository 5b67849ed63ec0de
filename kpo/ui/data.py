"""The catalogue, read once for all sessions."""

import os
from pathlib import Path

import streamlit as st

from kpo.catalog import Catalog
from kpo.load import DATA, load

FOLDER = "KPO_DATA"
"""Environment variable that names another data folder."""


def catalog() -> Catalog:
    """Return the catalogue of the data folder; read again when its descriptor changes.

    Raises
    ------
    DataError
        With every problem of the folder.
    """
    folder = Path(os.environ.get(FOLDER) or DATA)
    descriptor = folder / "datapackage.json"
    changed = descriptor.stat().st_mtime_ns if descriptor.is_file() else 0
    return _catalog(str(folder), changed)


@st.cache_resource(show_spinner=False, max_entries=2)
def _catalog(folder: str, changed: int) -> Catalog:
    return load(folder)
