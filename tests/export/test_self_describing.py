"""Every kind of file says what it rests on, as an independent reader finds it."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from kpo.charts import rank_acceptability
from kpo.data.catalog import Catalog
from kpo.deck import deck
from kpo.export.registry import CHART_FORMATS, FORMATS, SCENE_FORMATS, build_scenes
from kpo.export.run_card import Card
from kpo.robustness.rank_acceptability import rank_outlooks
from kpo.scoring.ranking import Ranking
from tests.export.conftest import ADDRESS, Made

CHOICE = {
    "tier": "BPO",
    "client": "GBR",
    "method": "geometric",
    "weights": {"labour_cost": 40.0, "english": 35.0, "talent": 25.0},
    "minimums": {"english": 50.0},
}
LEFT_OUT = ("CHN", "ISR", "RUS")


def picture(made: bytes) -> str:
    with Image.open(io.BytesIO(made)) as image:
        image.load()
        return str(image.text["Description"])  # type: ignore[attr-defined]


def drawing(made: bytes) -> str:
    root = ElementTree.fromstring(made)
    space = "{http://www.w3.org/2000/svg}"
    return f"{root.findtext(f'{space}title')}\n{root.findtext(f'{space}desc')}"


def document(made: bytes) -> str:
    found = PdfReader(io.BytesIO(made)).metadata
    assert found is not None
    return f"{found.title}\n{found.subject}"


def slides(made: bytes) -> str:
    show = Presentation(io.BytesIO(made))
    notes = [slide.notes_slide.notes_text_frame.text for slide in show.slides]
    return "\n".join([slide.shapes.title.text for slide in show.slides] + notes)


def book(made: bytes) -> str:
    sheet = load_workbook(io.BytesIO(made))["Run card"]
    return "\n".join(f"{head}: {text}" for head, text, *_ in sheet.iter_rows(values_only=True))


def page(made: bytes) -> str:
    text = re.sub(r"</dt><dd>", ": ", made.decode().split("<script")[0])
    return unescape(re.sub(r"<[^>]+>", " ", text))


def table(made: bytes) -> str:
    rows = csv.reader(io.StringIO(made.decode("utf-8-sig")))
    return "\n".join(": ".join(filter(None, row[:2])) for row in rows)


READERS: dict[str, Callable[[bytes], str]] = {
    **dict.fromkeys(("png", "png-square", "png-wide"), picture),
    **dict.fromkeys(("ranking-pdf", "pdf"), document),
    **{"svg": drawing, "pptx": slides, "xlsx": book, "html": page, "csv-displayed": table},
}


@pytest.fixture
def told(made: Made) -> tuple[Ranking, Card]:
    ranking, about = made(**CHOICE)
    assert tuple(item.country for item in ranking.not_ranked) == LEFT_OUT
    return ranking, about


def missing(said: str, about: Card) -> list[str]:
    """Return the lines of the card that a text lacks."""
    plain = " ".join(said.replace("\u00a0", " ").split())
    return [label for label, text in about.lines if " ".join(text.split()) not in plain]


def test_the_card_holds_all_that_a_reader_needs(told: tuple[Ranking, Card]) -> None:
    _, about = told
    assert about.line("Weights") == (
        "Labour cost 40 %, English 35 %, Education 0 %, Talent pool 25 %, Supplier base 0 %, "
        "Digital readiness 0 %, "
        "Business environment 0 %, Data and IP security 0 %, Time zone 0 % "
        "(begun with our judgement, then changed)"
    )
    assert "English at least 50" in about.line("Method")
    assert re.search(r"first in \d+ %, ranks? \d", about.line("How sure"))
    assert re.search(
        r"Russia \(sectoral sanctions, UK; \d+ points, place \d if it were ranked\): left out by "
        r"our rule: .*; China: .*; Israel: ",
        about.line("Not ranked"),
    )


@pytest.mark.parametrize("name", READERS)
def test_every_kind_of_file_carries_the_whole_card(
    catalog: Catalog, told: tuple[Ranking, Card], name: str
) -> None:
    ranking, about = told
    assert missing(READERS[name](FORMATS[name].build(ranking, about)), about) == []


def test_the_table_in_full_says_it_in_columns(catalog: Catalog, told: tuple[Ranking, Card]) -> None:
    ranking, about = told
    made = FORMATS["csv"].build(ranking, about).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))
    first, found = rows[0], rank_outlooks(ranking)[ranking.rows[0].country]
    assert (first["tier"], first["client"], first["method"]) == ("BPO", "GBR", "geometric")
    assert (first["finding"], first["rules"]) == (about.title, about.line("Method"))
    assert (first["data_version"], first["made"]) == (ranking.data_version, "2026-11-22")
    assert (first["sources"], first["link"]) == (about.line("Sources"), about.link)
    assert float(first["p_first"]) == pytest.approx(found.p_first)
    assert (first["rank_best"], first["rank_worst"]) == (str(found.best), str(found.worst))
    weights = {row["criterion"]: float(row["weight"]) for row in rows if row["criterion"]}
    assert weights == dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True))
    assumed = [row["country"] for row in rows if row["status"] == "assumed"]
    assert assumed == ["IRL"]
    left = {row["country"]: row["not_ranked"] for row in rows if row["not_ranked"]}
    assert left == {item.country: item.reason for item in ranking.not_ranked}


def test_no_kind_of_file_is_left_out_here() -> None:
    assert {*READERS, "csv"} == set(FORMATS)


@pytest.mark.parametrize("name", CHART_FORMATS)
def test_every_file_of_a_chart_carries_the_whole_card(
    catalog: Catalog, told: tuple[Ranking, Card], name: str
) -> None:
    ranking, about = told
    found = rank_outlooks(ranking)
    names = {row.country: row.name for row in ranking.rows}
    chart = replace(rank_acceptability.intervals(ranking, found, names), title="Who stays where")
    said = READERS[name](CHART_FORMATS[name].build(chart, about)) if name != "csv" else ""
    if name == "csv":
        said = table(CHART_FORMATS[name].build(chart, about))
    assert missing(said, about) == []
    assert "Who stays where" in said


@pytest.mark.parametrize("name", SCENE_FORMATS)
def test_files_of_scenes_carry_the_whole_card(
    catalog: Catalog, told: tuple[Ranking, Card], name: str
) -> None:
    ranking, about = told
    made = build_scenes(name, deck(catalog, ranking.scenario), ADDRESS)
    said = READERS[name](made)
    assert [label for label in missing(said, about) if label != "Made"] == []
