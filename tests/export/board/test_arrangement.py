"""The board pack is an arrangement of the stage's scenes, in slides and on pages."""

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pypdf import PdfReader

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.deck import Scene, arranged, deck, presented
from kpo.export.board.pack import pack
from kpo.export.registry import build
from kpo.export.slides import ROOM, Slide, Words
from kpo.export.text_width import width
from kpo.scenarios.collection import SavedScenarios, SceneChoice, saved
from tests.export.conftest import Made

CHOSEN = (
    SceneChoice("sources", title="Whom we trust"),
    SceneChoice("scenario Gone"),
    SceneChoice("ranking", "Look here <b>first</b>."),
    SceneChoice("scenario Board"),
    SceneChoice("case gone"),
)


@pytest.fixture(scope="module")
def scenes(catalog: Catalog) -> tuple[Scene, ...]:
    item = saved(catalog, "Board", Scenario(tier="BPO", client="GBR"))
    return presented(catalog, Scenario(), SavedScenarios((item,), scenes=CHOSEN))


def words(slide: Slide) -> list[str]:
    return [line.text for item in slide.elements if isinstance(item, Words) for line in item.lines]


def test_every_scene_of_the_deck_has_its_slide_in_its_order(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    titles = [slide.title for slide in pack(ranking, about).slides[1:]]
    own = {"ranking": titles[0], "changes": titles[3]}
    told = [own.get(scene.id, scene.title) for scene in deck(catalog, ranking.scenario)]
    assert titles == told
    assert own["ranking"].startswith("India scores 74 of 100")
    assert own["changes"].endswith("and China leads")


def test_a_scene_of_another_scenario_has_that_scenario_s_slide(
    catalog: Catalog, made: Made, scenes: tuple[Scene, ...]
) -> None:
    ranking, about = made()
    slide = pack(ranking, about, scenes).slides[3]
    assert slide.title == scenes[2].title
    assert scenes[2].caption in words(slide)
    assert slide.foot.startswith("Process work (BPO) · client in the United Kingdom")


def test_what_a_board_reads_of_the_case_is_what_the_stage_shows(
    catalog: Catalog, made: Made
) -> None:
    ranking, about = made()
    (scene,) = [one for one in deck(catalog, ranking.scenario) if one.id == "case gone"]
    (slide,) = [one for one in pack(ranking, about).slides if one.title == scene.title]
    assert scene.lines[0].text.startswith("All in, the same work costs")
    for line in scene.lines:
        assert (f"{line.head}: {line.text}" if line.head else line.text) in words(slide)


@pytest.mark.parametrize("caption", ["Short.", "A long caption of two hundred signs. " * 5])
def test_a_caption_of_ones_own_is_one_line_and_whole(
    catalog: Catalog, made: Made, caption: str
) -> None:
    ranking, about = made()
    own = arranged(deck(catalog, ranking.scenario), (SceneChoice("why", caption),))
    (_, slide) = pack(ranking, about, own).slides
    (line,) = [
        line
        for item in slide.elements
        if isinstance(item, Words)
        for line in item.lines
        if line.text == caption
    ]
    assert width(caption, line.size) <= ROOM
    assert 11 <= line.size <= 18
    assert slide.notes.startswith(f"{caption}\n")
    plain = replace(own[0], chosen=None)
    assert caption not in words(pack(ranking, about, (plain,)).slides[1])


def test_files_of_the_pack_are_in_the_presenters_order_and_words(
    catalog: Catalog, made: Made, scenes: tuple[Scene, ...]
) -> None:
    ranking, about = made()
    titles = [slide.title for slide in pack(ranking, about, scenes).slides]
    assert titles[1] == "Whom we trust"
    assert len(titles) == 5
    show = Presentation(io.BytesIO(build("pptx", ranking, "", scenes)))
    assert [slide.shapes.title.text for slide in show.slides] == titles
    texts = [item.text_frame.text for item in show.slides[2].shapes if item.has_text_frame]
    assert "Look here <b>first</b>." in texts
    reader = PdfReader(io.BytesIO(build("pdf", ranking, "", scenes)))
    assert [item.title.replace("\u00a0", " ") for item in reader.outline] == titles
    assert "Look here <b>first</b>." in " ".join(reader.pages[2].extract_text().split())
