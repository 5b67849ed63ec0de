from pathlib import Path

import pytest

from kpo.cli import main
from kpo.export.formats import FORMATS

BEGIN = {
    "png": b"\x89PNG",
    "svg": b"<svg",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "xlsx": b"PK",
    "csv": "\ufeff".encode(),
    "html": b"<!",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_file_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "file"
    assert main(["export", "--format", name, "--out", str(out)]) == 0
    made = out.read_bytes()
    assert made.startswith(BEGIN[FORMATS[name].extension])
    assert capsys.readouterr().out == f"{out}: {len(made):,} bytes\n"


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "none" / "file.csv"
    assert main(["export", "--format", "csv", "--out", str(out)]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_nothing_ranked_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["export", "--format", "csv", "--out", str(tmp_path / "x"), "--min", "english=100"]
    assert main([*asked, "--countries", "CHN"]) == 1
    assert "no destination can be ranked" in capsys.readouterr().err
