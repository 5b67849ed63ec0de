"""The slide of a workshop's result, as PPTX and as PDF, read back."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.deck import presented
from kpo.deck.workshop import group_scene
from kpo.export.board.pack import pack
from kpo.export.registry import build_scenes
from kpo.export.slides import Words
from kpo.scenarios.collection import SavedScenarios, SceneChoice
from kpo.workshop.ballots import ballot_of as ballot
from kpo.workshop.reveal import Reveal, reveal
from tests.export.conftest import ADDRESS, Made
from tests.export.test_scene_slides import POPPLER, texts

GIVEN = (
    {"labour_cost": 60, "english": 40},
    {"labour_cost": 40, "english": 60},
    {"labour_cost": 20, "english": 20, "environment": 60},
)
CAPTION = "Three ballots, sent blind."
MEDIANS = ("40 (30\u201350)", "0 (0\u201330)")


@pytest.fixture(scope="module")
def opened(catalog: Catalog) -> Reveal:
    scenario = Scenario(countries=("IND", "IRL", "PHL"))
    return reveal(catalog, scenario, [ballot(catalog.criteria, given) for given in GIVEN])


def test_the_result_is_one_slide_to_edit(catalog: Catalog, opened: Reveal) -> None:
    scene = group_scene(catalog, opened, 4821)
    (slide,) = Presentation(io.BytesIO(build_scenes("pptx", [scene], ADDRESS))).slides
    assert slide.shapes.title.text == scene.title
    said = texts(slide)
    for words in (CAPTION, *MEDIANS, "Do we agree?", "What to argue about", *_leaders(opened)):
        assert words in said
    assert [shape.has_chart for shape in slide.shapes].count(True) == 1
    assert "Ballots were sent blind" in slide.notes_slide.notes_text_frame.text
    assert "Weights: " in slide.notes_slide.notes_text_frame.text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason=POPPLER)
def test_the_result_is_one_page(catalog: Catalog, opened: Reveal, tmp_path: Path) -> None:
    scene, path = group_scene(catalog, opened), tmp_path / "group.pdf"
    path.write_bytes(build_scenes("pdf", [scene], ADDRESS))
    found = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    said = " ".join(found.stdout.decode().replace("\u00a0", " ").split())
    assert found.stdout.count(b"\f") == 1
    for words in (scene.title, CAPTION, *MEDIANS, "Do we agree?", *_leaders(opened)):
        assert words in said


def test_nothing_ranked_is_a_slide_that_says_so(catalog: Catalog) -> None:
    scenario = Scenario(minimums={"english": 100.0})
    empty = reveal(catalog, scenario, [ballot(catalog.criteria, GIVEN[0])])
    scene = group_scene(catalog, empty)
    (slide,) = Presentation(io.BytesIO(build_scenes("pptx", [scene]))).slides
    assert "Nothing is ranked." in texts(slide)


def test_the_board_pack_of_a_presenter_holds_the_result(
    catalog: Catalog, opened: Reveal, made: Made
) -> None:
    chosen = SavedScenarios(scenes=(SceneChoice("group", title="What the room gave"),))
    scenes = presented(catalog, Scenario(), chosen, (opened, 4821))
    _, slide = pack(*made(), scenes).slides
    assert slide.title == "What the room gave"
    (caption, *_) = [item for item in slide.elements if isinstance(item, Words)]
    assert caption.lines[0].text == group_scene(catalog, opened, 4821).caption


def _leaders(opened: Reveal) -> list[str]:
    return [f"{row.rank} {row.name}, {row.score:.0f} points" for row in opened.ranking.rows]
