import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL, MSO_PATTERN
from pypdf import PdfReader

from kpo.data.catalog import Catalog
from kpo.export.board.pack import pack
from kpo.export.pptx.writer import presentation
from kpo.export.slides import HIGH, WIDE, Words
from kpo.export.typeset import document
from tests.export.conftest import Made
from tests.export.office import HOW, SOFFICE, converted

POPPLER = "poppler is not installed: apt-get install poppler-utils"


def opened(catalog: Catalog, made: Made, **choice: object) -> Any:
    ranking, about = made(**choice)
    return Presentation(io.BytesIO(presentation(pack(ranking, about))))


def charts(show: Any) -> list[Any]:
    return [item.chart for slide in show.slides for item in slide.shapes if item.has_chart]


@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
def test_every_slide_has_a_finding_a_foot_and_notes(
    catalog: Catalog, made: Made, tier: str
) -> None:
    ranking, about = made(tier=tier)
    slides = pack(ranking, about)
    show = Presentation(io.BytesIO(presentation(slides)))
    assert (show.slide_width, show.slide_height) == (WIDE * 9525, HIGH * 9525)
    titles = [slide.shapes.title.text for slide in show.slides]
    assert titles == [slide.title for slide in slides.slides]
    assert len(titles) == len(set(titles)) == 16
    for number, slide in enumerate(show.slides, 1):
        assert slide.notes_slide.notes_text_frame.text.strip()
        texts = [item.text_frame.text for item in slide.shapes if item.has_text_frame]
        assert f"{slides.foot} · {number}" in texts
    assert about.link in show.slides[-1].notes_slide.notes_text_frame.text


def test_charts_are_native_and_hold_the_ranking(catalog: Catalog, made: Made) -> None:
    ranking, _ = made()
    stacked = charts(opened(catalog, made))[1]
    names = [catalog.criteria[name].short_name for name in ranking.criteria]
    assert [series.name for series in stacked.plots[0].series] == names
    for series, name in zip(stacked.plots[0].series, ranking.criteria, strict=True):
        wanted = [row.contributions[name] for row in ranking.rows]
        assert list(series.values) == pytest.approx(wanted)


def test_what_is_assumed_is_hatched_and_parts_have_an_edge(catalog: Catalog, made: Made) -> None:
    ranking, _ = made()
    stacked = charts(opened(catalog, made))[1]
    seen: dict[tuple[str, str], object] = {}
    for series, name in zip(stacked.plots[0].series, ranking.criteria, strict=True):
        assert str(series.format.line.color.rgb) == "FFFFFF"
        for place, row in enumerate(ranking.rows):
            if row.statuses[name]:
                fill = series.points[place].format.fill
                assert fill.type == MSO_FILL.PATTERNED
                assert fill.back_color.rgb == series.format.fill.fore_color.rgb
                seen[row.country, name] = fill.pattern
    rising, falling = MSO_PATTERN.WIDE_UPWARD_DIAGONAL, MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL
    assert seen == {
        ("CHN", "labour_cost"): rising,
        **{("PHL", name): falling for name in ("english", "education", "talent")},
        ("IRL", "english"): rising,
        ("IRL", "suppliers"): falling,
    }


def test_the_client_and_what_is_left_out_have_bars_of_their_own(
    catalog: Catalog, made: Made
) -> None:
    under = charts(opened(catalog, made))[2]
    names = ["at home  Sweden", "(3)  Russia (sectoral sanctions, EU)"]
    assert list(under.plots[0].categories) == names
    ranking, _ = made()
    (russia,) = (item.row for item in ranking.not_ranked)
    for series, name in zip(under.plots[0].series, ranking.criteria, strict=True):
        assert ranking.at_home is not None
        wanted = [ranking.at_home.contributions[name], russia.contributions[name]]
        assert list(series.values) == pytest.approx(wanted)
        outline = series.points[1].format
        assert str(outline.fill.fore_color.rgb) == "FFFFFF"
        colour = catalog.criteria[name].colour_light.lstrip("#")
        assert str(outline.line.color.rgb) == colour


def test_a_sanctioned_country_is_never_named_without_the_word(catalog: Catalog, made: Made) -> None:
    weights = {"talent": 60.0, "time_zone": 40.0}
    ranking, about = made(tier="KPO", weights=weights, rank_sanctioned=True)
    slides = pack(ranking, about).slides
    for slide in slides:
        assert "Russia" not in slide.title or "sanctions" in slide.title


def test_the_deck_and_the_pages_say_the_same(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    slides = pack(ranking, about)
    reader = PdfReader(io.BytesIO(document(slides)))
    assert len(reader.pages) == len(slides.slides)
    for page, slide in zip(reader.pages, slides.slides, strict=True):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (WIDE, HIGH)
        said = " ".join(page.extract_text().replace("\u00a0", " ").split())
        assert slide.title in said
    marks = [item.title.replace("\u00a0", " ") for item in reader.outline]
    assert marks == [slide.title for slide in slides.slides]
    assert "Labour cost is what is saved of the client's cost" in pack_text(slides)


def pack_text(slides: Any) -> str:
    return "\n".join(
        line.text
        for slide in slides.slides
        for item in slide.elements
        if isinstance(item, Words)
        for line in item.lines
    )


def test_one_destination_and_a_hundred_make_a_pack_too(catalog: Catalog, made: Made) -> None:
    assert len(opened(catalog, made, countries=("IND",)).slides) == 11
    assert len(opened(catalog, made, countries=tuple(catalog.countries)).slides) == 16


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason=HOW)
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason=POPPLER)
def test_another_office_draws_every_slide(catalog: Catalog, made: Made, tmp_path: Path) -> None:
    ranking, about = made()
    slides = pack(ranking, about)
    path = tmp_path / "pack.pptx"
    path.write_bytes(presentation(slides))
    drawn = converted(path, "pdf", tmp_path)
    text = subprocess.run(
        ["pdftotext", "-layout", str(drawn), "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = text.rstrip("\f").split("\f")
    assert len(pages) == len(slides.slides)
    for page, slide in zip(pages, slides.slides, strict=True):
        assert slide.title.split(",")[0] in " ".join(page.split())
    assert "India" in pages[1]
    assert "74" in pages[1]
    assert "at home  Sweden" in pages[1] or "at home Sweden" in pages[1]
    assert "Russia (sectoral sanctions, EU)" in pages[1]
