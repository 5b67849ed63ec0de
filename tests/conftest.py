from pathlib import Path

import pytest

from kpo import load
from kpo.catalog import Catalog
from tests.sample import write_sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound data package that a test may break."""
    return write_sample(tmp_path / "data")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small package, loaded."""
    return load(write_sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="session")
def atlas() -> Catalog:
    """The project's own figures."""
    return load()
