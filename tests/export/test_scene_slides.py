import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from kpo import Scenario
from kpo.core.errors import ExportError
from kpo.data.catalog import Catalog
from kpo.deck import Scene, arranged, deck, presented
from kpo.export.registry import build_scenes
from kpo.export.scene_slides import scene_pack
from kpo.export.slides import Words
from kpo.export.svg import LEADING
from kpo.export.text_width import wrapped
from kpo.scenarios.collection import (
    MAX_CAPTION_LENGTH,
    SavedScenarios,
    SceneChoice,
    saved,
)
from tests.export.conftest import ADDRESS
from tests.export.office import HOW, SOFFICE, converted

POPPLER = "poppler is not installed: apt-get install poppler-utils"
EVIL = "=cmd|' /C calc'!A0 <script>alert(1)</script> & \u201cso\u201d"


def chosen(catalog: Catalog) -> tuple[Scene, ...]:
    """Return scenes of two scenarios, out of their order, with captions of one's own."""
    item = saved(catalog, "Board <b>&", Scenario(tier="BPO", client="GBR"))
    scenes = (
        *(
            SceneChoice("sources", EVIL),
            SceneChoice("scenario Board <b>&"),
            SceneChoice("map", "Mostly Asia."),
        ),
        *(
            SceneChoice("why"),
            SceneChoice("robustness"),
            SceneChoice("place 2"),
            SceneChoice("method"),
            SceneChoice("changes"),
        ),
    )
    return presented(catalog, Scenario(), SavedScenarios((item,), scenes=scenes))


def texts(slide: Any) -> str:
    """Return every text of a slide, those of its tables and charts too."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_chart:
            found += shape.chart.plots[0].categories
            for point in shape.chart._chartSpace.iter("{*}t"):
                found.append(point.text)
    return "\n".join(found).replace("\u00a0", " ")


def test_slides_are_the_chosen_scenes_in_their_order(catalog: Catalog) -> None:
    scenes = chosen(catalog)
    made = build_scenes("pptx", scenes, ADDRESS)
    slides = Presentation(io.BytesIO(made)).slides
    assert [slide.shapes.title.text for slide in slides] == [scene.title for scene in scenes]
    for slide, scene in zip(slides, scenes, strict=True):
        said = texts(slide)
        assert scene.caption in said
        assert scene.source in said
        notes = slide.notes_slide.notes_text_frame.text
        for line in scene.lines:
            assert line.text in (notes if scene.kind == "ranking" else said), scene.id
        for bar in scene.bars:
            assert bar.shown in said, (scene.id, bar.label)


def test_each_slide_says_what_its_own_scenario_rests_on(catalog: Catalog) -> None:
    slides = Presentation(io.BytesIO(build_scenes("pptx", chosen(catalog), ADDRESS))).slides
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]
    for note in notes:
        for label in ("Work", "Weights", "Method", "How sure", "Marked", "Not ranked", "Sources"):
            assert f"{label}: " in note
        assert f"Link: {ADDRESS}?s=" in note
    assert "Work: Knowledge work (KPO)" in notes[0]
    assert "Work: Process work (BPO)" in notes[1]
    assert "Client in: United Kingdom" in notes[1]
    assert "Process work (BPO) · client in the United Kingdom" in texts(slides[1])


def test_pages_are_the_same_scenes_and_carry_both_cards(catalog: Catalog) -> None:
    scenes = chosen(catalog)
    reader = PdfReader(io.BytesIO(build_scenes("pdf", scenes, ADDRESS)))
    assert len(reader.pages) == len(scenes)
    for page, scene in zip(reader.pages, scenes, strict=True):
        said = " ".join(page.extract_text().replace("\u00a0", " ").split())
        assert scene.title in said
        assert scene.caption.split(",")[0] in said
    assert reader.metadata is not None
    about = reader.metadata.subject or ""
    assert "Work: Knowledge work (KPO)" in about
    assert "Work: Process work (BPO)" in about
    assert about.count(f"Link: {ADDRESS}?s=") == 2


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason=POPPLER)
def test_a_caption_of_ones_own_is_text_and_nothing_else(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "scenes.pdf"
    path.write_bytes(build_scenes("pdf", chosen(catalog)))
    found = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    assert EVIL in " ".join(found.stdout.decode().replace("\u00a0", " ").split())
    (slide, *_) = Presentation(io.BytesIO(build_scenes("pptx", chosen(catalog)))).slides
    assert EVIL in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason=HOW)
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason=POPPLER)
def test_another_office_draws_every_scene(catalog: Catalog, tmp_path: Path) -> None:
    scenes, path = chosen(catalog), tmp_path / "scenes.pptx"
    path.write_bytes(build_scenes("pptx", scenes))
    drawn = converted(path, "pdf", tmp_path)
    found = subprocess.run(["pdftotext", str(drawn), "-"], capture_output=True, check=True)
    pages = found.stdout.decode().rstrip("\f").split("\f")
    assert len(pages) == len(scenes)
    for page, scene in zip(pages, scenes, strict=True):
        said = " ".join(page.replace("\u00a0", " ").split())
        assert scene.title in said
        assert scene.caption in said


def test_no_scene_is_said(catalog: Catalog) -> None:
    with pytest.raises(ExportError, match="choose at least one"):
        scene_pack(())


def test_a_kind_of_file_without_scenes_is_said(catalog: Catalog) -> None:
    with pytest.raises(ExportError, match="use one of pptx, pdf"):
        build_scenes("csv", chosen(catalog))


def test_scenes_where_nothing_is_ranked_are_told_too(catalog: Catalog) -> None:
    scenes = deck(catalog, Scenario(minimums={"labour_cost": 100}))
    assert [slide.title for slide in scene_pack(scenes).slides] == [one.title for one in scenes]


@pytest.mark.parametrize("length", [40, 300, MAX_CAPTION_LENGTH])
def test_a_long_caption_stands_above_what_its_scene_shows(catalog: Catalog, length: int) -> None:
    caption = ("A caption that goes on and on, for there is much to say of it. " * 20)[:length]
    own = (SceneChoice("case assumed", caption),)
    (slide,) = scene_pack(arranged(deck(catalog, Scenario()), own)).slides
    above, below, *_ = [item for item in slide.elements if isinstance(item, Words)]
    (line,) = above.lines
    lines = wrapped(line.text, above.at.wide, line.size)
    assert above.at.y + len(lines) * line.size * LEADING <= below.at.y
