from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.sample import write_sample

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"


@pytest.fixture
def sample_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small package of tests.sample, as the app's data folder."""
    folder = write_sample(tmp_path / "data")
    monkeypatch.setenv("KPO_DATA", str(folder))
    return folder


@pytest.fixture
def opened(sample_folder: Path) -> Callable[[], AppTest]:
    """Open the app on the small package."""
    return lambda: AppTest.from_file(DASHBOARD, default_timeout=20).run()


@pytest.fixture
def app(opened: Callable[[], AppTest]) -> AppTest:
    return opened()


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app on the project's own figures."""
    monkeypatch.delenv("KPO_DATA", raising=False)
    return AppTest.from_file(DASHBOARD, default_timeout=20).run()
