from pathlib import Path

import pytest
from pptx import Presentation

from kpo import load
from kpo.cli.main import main
from kpo.export.registry import FORMATS
from kpo.scenarios.collection import SavedScenarios, SceneChoice
from kpo.scenarios.file import to_text

BEGIN = {
    "png": b"\x89PNG",
    "svg": b"<svg",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "xlsx": b"PK",
    "csv": "\ufeff".encode(),
    "html": b"<!",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_file_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "file"
    assert main(["export", "--format", name, "--out", str(out)]) == 0
    made = out.read_bytes()
    assert made.startswith(BEGIN[FORMATS[name].extension])
    assert capsys.readouterr().out == f"{out}: {len(made):,} bytes\n"


@pytest.mark.slow
def test_scenes_of_a_file_are_written_in_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenes = tmp_path / "scenes.json"
    shown = (SceneChoice("method"), SceneChoice("gone"), SceneChoice("map", "Mostly Asia."))
    scenes.write_text(to_text(load(), SavedScenarios(scenes=shown)))
    out = tmp_path / "scenes.pptx"
    asked = ["export", "--format", "pptx", "--tier", "BPO", "--scenes", str(scenes)]
    assert main([*asked, "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert told.endswith(" bytes, 2 scenes; not there with this choice: gone\n")
    slides = Presentation(str(out)).slides
    assert slides[0].shapes.title.text == "Fixed scales, stated weights, and no gap that helps"
    assert slides[1].shapes.title.text.startswith("Scores run from ")
    assert "Mostly Asia." in [
        item.text_frame.text for item in slides[1].shapes if item.has_text_frame
    ]
    assert "Process work (BPO)" in slides[1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize(
    ("text", "format", "said"),
    [
        (None, "pptx", "cannot be read"),
        ("{", "pptx", "not readable as JSON"),
        ('{"kind": "kpo-atlas-scenarios", "version": 1, "scenarios": []}', "csv", "use one of"),
    ],
)
def test_scenes_that_cannot_be_written_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, format: str, said: str
) -> None:
    scenes = tmp_path / "scenes.json"
    if text is not None:
        scenes.write_text(text)
    asked = ["export", "--format", format, "--scenes", str(scenes), "--out", str(tmp_path / "x")]
    assert main(asked) == 1
    assert said in capsys.readouterr().err


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
