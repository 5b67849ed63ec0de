"""The ballots of a room as tables, as a scene and as slides."""

import csv
import io

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.deck import deck
from kpo.export.ballots import ballots_csv, ballots_xlsx
from kpo.export.registry import build_scenes
from kpo.workshop.ballots import ballot_of
from kpo.workshop.reveal import Reveal, reveal
from tests.export.conftest import ADDRESS

EVIL = "=1+1"


@pytest.fixture(scope="module")
def opened(catalog: Catalog) -> Reveal:
    """Two ballots, one of them with a name that a spreadsheet would run."""
    ballots = [
        ballot_of(catalog.criteria, {"labour_cost": 100}, EVIL, "finance"),
        ballot_of(catalog.criteria, {"environment": 100}),
    ]
    return reveal(catalog, Scenario(), ballots)


def test_the_csv_has_a_row_a_ballot_and_the_groups_and_runs_nothing(
    catalog: Catalog, opened: Reveal
) -> None:
    rows = list(csv.DictReader(io.StringIO(ballots_csv(catalog, opened, ADDRESS)[1:])))
    assert [row["Ballot"] for row in rows[:3]] == ["A", "B", "Group (median)"]
    assert [row["Labour cost"] for row in rows[:3]] == ["100.0", "0.0", "50.0"]
    assert rows[0]["Name"] == f"'{EVIL}"
    assert rows[1]["Name"] == ""
    assert {row["Ballot"] for row in rows} >= {"Finding", "Agreement", "Weights", "Sources"}


def test_the_workbook_has_weights_places_and_what_it_rests_on(
    catalog: Catalog, opened: Reveal
) -> None:
    book = load_workbook(io.BytesIO(ballots_xlsx(catalog, opened, ADDRESS)))
    assert book.sheetnames == ["Weights", "Places", "About"]
    name = book["Weights"]["B2"]
    assert (name.value, name.data_type) == (EVIL, "s")
    places = list(book["Places"].iter_rows(min_row=2, values_only=True))
    assert len(places) == 6
    assert places[0][1] == 1
    assert [place[3] for place in places].count(1) == 2


def test_a_room_is_a_scene_and_a_slide(catalog: Catalog, opened: Reveal) -> None:
    scenes = deck(catalog, Scenario(), room=(opened, 4821))
    (scene,) = (one for one in scenes if one.id == "group")
    assert scene.name == "Room 4821"
    assert [bar.shown for bar in scene.bars[:2]] == ["50 (25\u201375)", "0 (0\u20130)"]
    slides = Presentation(io.BytesIO(build_scenes("pptx", [scene], ADDRESS))).slides
    said = " ".join(shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame)
    assert "Do we agree?" in said.replace("\u00a0", " ")
    pages = PdfReader(io.BytesIO(build_scenes("pdf", [scene], ADDRESS))).pages
    assert "What to argue about" in pages[0].extract_text().replace("\u00a0", " ")


def test_without_a_room_there_is_no_such_scene(catalog: Catalog) -> None:
    assert "group" not in {scene.id for scene in deck(catalog, Scenario())}
