from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.fetch.server import Publishers, serving


@pytest.fixture
def publishers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publishers]:
    """All publishers, simulated by one server."""
    made = Publishers()
    with serving(made) as address:
        monkeypatch.setenv("KPO_FETCH_SERVER", address)
        monkeypatch.setenv("KPO_FETCH_PAUSE", "0")
        yield made


@pytest.fixture
def fetched_raw(tmp_path: Path) -> Path:
    """An empty folder for raw files."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder
