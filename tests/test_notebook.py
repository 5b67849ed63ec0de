"""The worked notebook: its cells run, and answer what it shows."""

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from docs.notebook import NOTEBOOK, ROOT
from tests.variants import AT_LENGTH

pytestmark = [pytest.mark.slow, AT_LENGTH]
TEXTS = ("text/plain", "text/html")
PNG = b"\x89PNG\r\n"


def answers(path: Path) -> list[tuple[str, list[Any]]]:
    """Return each cell's code with the texts that it answers; of a picture only that it is one."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        ("".join(cell["source"]), [_text(output) for output in cell["outputs"]])
        for cell in cells
        if cell["cell_type"] == "code"
    ]


def _text(output: dict[str, Any]) -> Any:
    if output["output_type"] == "stream":
        return "".join(output["text"])
    data = output["data"]
    drawn = b64decode(data["image/png"]).startswith(PNG) if "image/png" in data else None
    return drawn, ["".join(data[kind]) for kind in TEXTS if kind in data]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[Any]]]:
    """What the notebook answers now."""
    path = tmp_path_factory.mktemp("notebook") / "again.ipynb"
    command = [sys.executable, "-m", "docs.notebook", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return answers(path)


def test_it_answers_what_it_shows(again: list[tuple[str, list[Any]]]) -> None:
    shown = answers(NOTEBOOK)
    assert len(shown) > 10
    for (code, there), (same, now) in zip(shown, again, strict=True):
        assert code == same
        assert there == now, f"run make notebook, and read what changed below {code}"


def test_it_ranks_maps_exports_and_asks_how_sure(again: list[tuple[str, list[Any]]]) -> None:
    said = {code: repr(output) for code, output in again}
    ranked, mapped, asked, written = (
        next(output for code, output in said.items() if word in code)
        for word in ('Scenario(tier="KPO"))', "to_geoframe", "robustness()", "write_bytes")
    )
    assert "<Ranking KPO for SWE: 1 IND" in ranked and "<table>" in ranked
    assert mapped.startswith("[(True,")
    assert "10,000 draws" in asked
    assert "ranking.pptx" in written and "ranking.xlsx" in written
