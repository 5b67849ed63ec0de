from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.sample import write_sample

PARTS = ("work", "client", "destinations", "weights", "rules", "figures")
DASHBOARD = Path(__file__).parents[2] / "dashboard.py"


@pytest.fixture
def sample_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample package of tests.sample, as the app's data folder."""
    folder = write_sample(tmp_path / "data")
    monkeypatch.setenv("KPO_DATA", str(folder))
    return folder


@pytest.fixture
def opened(sample_folder: Path) -> Callable[[], AppTest]:
    """A function that opens the app on the sample package, with the choice line unfolded."""
    return _open


@pytest.fixture
def app(opened: Callable[[], AppTest]) -> AppTest:
    return opened()


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app on the project's own figures."""
    monkeypatch.delenv("KPO_DATA", raising=False)
    return _open()


def _open() -> AppTest:
    """Return the app with every part of the choice line unfolded."""
    app = AppTest.from_file(DASHBOARD, default_timeout=20)
    for part in PARTS:
        app.session_state[f"kpo-part-{part}"] = True
    return app.run()
