"""Files made of hostile own figures: they are told word for word and nothing in them runs."""

import csv
import io
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
import pytest

from kpo import rank
from kpo.data.catalog import Catalog
from kpo.data.user import read, with_user_data
from kpo.export.registry import FORMATS, build
from kpo.export.user_template import template
from kpo.scoring.ranking import Ranking
from tests.hostile.cases import TRIP
from tests.hostile.evil import IMAGE, NAME, evil, scenario

RUNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def hostile(atlas: Catalog) -> Catalog:
    return with_user_data(atlas, evil(atlas))


@pytest.fixture(scope="module")
def ranking(hostile: Catalog) -> Ranking:
    found = rank(hostile, scenario(hostile))
    assert NAME in [row.name for row in found.rows] + [item.name for item in found.not_ranked]
    return found


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


class Elements(HTMLParser):
    """The elements of a page and their attributes, as a browser would build them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("name", ["csv", "csv-displayed"])
def test_no_cell_of_a_table_is_a_formula(hostile: Catalog, ranking: Ranking, name: str) -> None:
    text = build(name, ranking, "https://x.example/").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(TRIP in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(RUNS) and not is_number(cell)] == []


def test_template_with_own_figures_is_no_formula_and_comes_back_the_same(
    atlas: Catalog, hostile: Catalog, ranking: Ranking
) -> None:
    content = template(hostile, ranking.scenario, "figures")
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(RUNS) and not is_number(cell)] == []
    back = read("figures.csv", content, hostile)
    mine = {item[:3]: item for item in hostile.own.figures}
    assert {item[:3]: item for item in back.figures if item[:3] in mine}.items() <= mine.items()


def test_workbook_holds_texts_as_texts(hostile: Catalog, ranking: Ranking) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build("xlsx", ranking)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(TRIP in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" and TRIP in str(cell.value) for cell in cells)
    assert all(
        str(cell.hyperlink.target or "http").startswith("http")
        for cell in cells
        if cell.hyperlink is not None
    )


def test_drawing_has_nothing_that_runs(hostile: Catalog, ranking: Ranking) -> None:
    text = build("svg", ranking)
    elements = list(ElementTree.fromstring(text).iter())
    names = {element.tag.rpartition("}")[2] for element in elements}
    assert not names & {"script", "foreignObject", "img", "iframe"}
    assert not any(key.startswith("on") for element in elements for key in element.attrib)


def test_live_file_has_only_its_own_elements(hostile: Catalog, ranking: Ranking) -> None:
    found = Elements(build("html", ranking, "javascript:window.__pwned=1//").decode())
    sound = Elements(build("html", ranking, "https://x.example/").decode())
    assert found.names == sound.names
    assert not set(found.names) & {"img", "iframe", "u", "object", "embed"}
    assert [name for name, _ in found.attributes if name.startswith("on")] == []
    links = [value or "" for name, value in found.attributes if name in ("href", "src", "action")]
    assert [link for link in links if "javascript" in link] == []


@pytest.mark.parametrize("name", ["pptx", "pdf", "png"])
def test_other_files_are_made_all_the_same(hostile: Catalog, ranking: Ranking, name: str) -> None:
    content = build(name, ranking, f"https://x.example/{IMAGE}")
    assert len(content) > 10_000
    if name == "pptx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                if member.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(member))


def test_every_kind_of_file_is_looked_at() -> None:
    looked_at = {"csv", "csv-displayed", "xlsx", "svg", "html", "pptx", "pdf", "png"}
    same = {"png-square", "png-wide", "ranking-pdf"}
    assert looked_at | same == set(FORMATS)
