import io
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from kpo.core.numbers import per_cent
from kpo.data.catalog import Catalog
from kpo.export import picture
from kpo.export.text_width import width, wrapped
from kpo.robustness.rank_acceptability import rank_outlooks
from tests.export.conftest import Made

SVG = "{http://www.w3.org/2000/svg}"
POPPLER = "poppler is not installed: apt-get install poppler-utils"


def words(svg: str) -> list[str]:
    return [item.text or "" for item in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_the_drawing_says_what_the_ranking_says(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    svg = picture.file(ranking, about, "svg").decode()
    seen, found = words(svg), rank_outlooks(ranking)
    for row in ranking.rows:
        at = seen.index(row.name)
        assert f"{row.score:.0f}" in seen[at : at + 4]
        assert per_cent(found[row.country].p_first) in seen[at : at + 5]
    for label, _ in about.lines:
        assert label in seen
    assert "font/woff;base64," in svg
    assert ElementTree.fromstring(svg).findtext(f"{SVG}desc") == about.text


def test_bars_are_as_long_as_their_points_and_marked_ones_are_hatched(
    catalog: Catalog, made: Made
) -> None:
    ranking, about = made()
    root = ElementTree.fromstring(picture.file(ranking, about, "svg"))
    boxes = [item for item in root.findall(f"{SVG}rect") if item.get("height") == "25.76"]
    points = [part for row in ranking.rows for part in row.contributions.values()]
    assert len(boxes) == len(points)
    unit = (float(boxes[0].get("width") or 0) + 1) / points[0]
    for box, part in zip(boxes, points, strict=True):
        assert float(box.get("width") or 0) == pytest.approx(max(part * unit - 1, 0.3), abs=0.02)
    fills = [(box.get("fill") or "").partition("hatch-")[2].split("-")[0] for box in boxes]
    hatched = {
        (row.country, name): fill
        for (row, name), fill in zip(
            [(row, name) for row in ranking.rows for name in row.contributions], fills, strict=True
        )
        if fill
    }
    assert hatched == {
        ("CHN", "labour_cost"): "marked",
        **{("PHL", name): "doubtful" for name in ("english", "education", "talent")},
        ("IRL", "english"): "marked",
        ("IRL", "suppliers"): "doubtful",
    }


def test_the_client_and_what_is_left_out_stand_under_the_ranking(
    catalog: Catalog, made: Made
) -> None:
    svg = picture.file(*made(), "svg").decode()
    seen = words(svg)
    at = seen.index("at home")
    assert seen[at : at + 4] == ["at home", "Sweden", "English, education, talent: doubtful", "55"]
    assert seen[at + 4 : at + 8] == ["(3)", "Russia", "sectoral sanctions, EU", "68"]
    assert seen[at + 8].startswith("left out by our rule: sectoral sanctions of the EU (Regulation")
    root = ElementTree.fromstring(svg)
    assert [line.get("stroke-dasharray") for line in root.iter(f"{SVG}line")].count("5") == 1
    bars = [item for item in root.findall(f"{SVG}rect") if item.get("stroke") == "#015848"]
    assert [item.get("fill") for item in bars] == ["#FFFFFF"]
    assert "100 %" not in seen[at:]


def test_no_figure_is_open_with_strokes_and_says_what_it_counts(
    catalog: Catalog, made: Made
) -> None:
    svg = picture.file(*made(tier="BPO", countries=("IND", "ARG")), "svg").decode()
    colour = catalog.criteria["talent"].colour_light
    found = [
        item
        for item in ElementTree.fromstring(svg).findall(f"{SVG}rect")
        if item.get("fill") == f"url(#hatch-missing-{colour.lstrip('#')})"
    ]
    assert [item.get("stroke") for item in found] == [colour]
    assert "talent: no figure: counted at 24; pay: doubtful" in words(svg)
    assert "no figure: a declared constant counts" in words(svg)


@pytest.mark.parametrize(("shape", "size"), [("square", (2160, 2160)), ("wide", (2560, 1440))])
def test_pictures_have_their_size_and_describe_themselves(
    catalog: Catalog, made: Made, shape: picture.Shape, size: tuple[int, int]
) -> None:
    ranking, about = made()
    with Image.open(io.BytesIO(picture.file(ranking, about, "png", shape))) as image:
        image.load()
        assert image.size == size
        assert image.text["Description"] == f"{about.title}\n{about.text}"


def test_a_long_ranking_counts_what_a_fixed_picture_cannot_hold(
    catalog: Catalog, made: Made
) -> None:
    ranking, about = made(countries=tuple(catalog.countries))
    seen = words(picture.picture(ranking, about, "wide").to_svg("", ""))
    shown = sum(row.name in seen for row in ranking.rows)
    note = f"{len(ranking.rows) - shown} more destinations are ranked below these."
    assert any(text.startswith(note) for text in seen)


def test_the_page_is_vector_with_its_typeface_and_its_card(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    made_pdf = picture.file(ranking, about, "pdf")
    reader = PdfReader(io.BytesIO(made_pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == about.title
    assert reader.metadata.subject == about.text
    assert b"/Subtype /Image" not in made_pdf
    assert len(reader.pages) == 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason=POPPLER)
def test_another_reader_finds_the_names_and_weights(
    catalog: Catalog, made: Made, tmp_path: Path
) -> None:
    ranking, about = made(countries=("TUR", "IND", "CZE"))
    path = tmp_path / "ranking.pdf"
    path.write_bytes(picture.file(ranking, about, "pdf"))
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert about.title in text
    assert "Labour cost 25" in text
    for row in ranking.rows:
        assert row.name in text


def test_lines_never_pass_their_room() -> None:
    lines = wrapped("one two three " + "x" * 80, 120, 16)
    assert all(width(line, 16) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == "onetwothree" + "x" * 80
