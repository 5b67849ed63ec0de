import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kpo import rank
from kpo.charts import choropleth, rank_acceptability
from kpo.charts.chart import Chart
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.export import chart_files as files
from kpo.export.registry import CHART_FORMATS, build_chart
from kpo.export.svg import LEADING
from kpo.robustness.rank_acceptability import rank_outlooks
from kpo.style import breaks
from tests.export.conftest import ADDRESS, Made

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def places(catalog: Catalog, made: Made) -> Chart:
    ranking, _ = made()
    found = rank_outlooks(ranking)
    names = {row.country: row.name for row in ranking.rows}
    return replace(rank_acceptability.intervals(ranking, found, names), title="Who stays where")


def written(svg: str) -> list[str]:
    return ["".join(item.itertext()) for item in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_drawing_holds_its_names_its_card_and_its_typeface(places: Chart, made: Made) -> None:
    _, about = made()
    svg = files.drawn(places, about, "svg").decode()
    words = written(svg)
    assert words[0] == "Who stays where"
    assert {"India", "Philippines", "Czechia", "Israel"} <= set(words)
    assert {"Weights", "Method", "Sources", "Not ranked", "Link"} <= set(words)
    root = ET.fromstring(svg)
    assert root.findtext(f"{SVG}title") == "Who stays where"
    assert about.link in (root.findtext(f"{SVG}desc") or "")
    assert "@font-face" in svg
    assert "http" not in svg.replace("http://www.w3.org", "").replace(ADDRESS, "")


def test_a_picture_has_twice_the_pixels_and_says_what_it_is(places: Chart, made: Made) -> None:
    _, about = made()
    png = files.drawn(places, about, "png")
    drawn = ET.fromstring(files.drawn(places, about, "svg"))
    assert int.from_bytes(png[16:20], "big") == 2 * float(drawn.attrib["width"])
    assert about.link.encode() in png


def test_a_table_holds_the_figures_and_the_card(places: Chart, made: Made) -> None:
    _, about = made()
    rows = list(csv.DictReader(io.StringIO(files.csv(places, about).lstrip("\ufeff"))))
    names = list(places.frame["name"])
    assert [row["name"] for row in rows[: len(names)]] == names
    said = [row["place"] for row in rows[len(names) + 1 :]]
    assert said[:2] == ["About: Who stays where", f"Ranking: {about.title}"]
    assert said[-1] == f"Link: {about.link}"


def test_text_that_a_spreadsheet_would_run_is_made_harmless(made: Made) -> None:
    _, about = made()
    evil = Chart("=1+1", rank_acceptability.band_spec, [{"name": "=cmd()", "value": -1.5}])
    lines = files.csv(evil, about).splitlines()
    assert lines[:2] == ["\ufeffname,value", "'=cmd(),-1.5"]


def test_a_chart_of_other_figures_names_their_source(places: Chart, made: Made) -> None:
    _, about = made()
    chart = Chart("T", places.spec, places.rows, source="Journal articles: World Bank.")
    assert "This chart: Journal articles: World Bank." in files.description(chart, about)


def test_a_map_carries_its_outlines(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    scores = {row.country: row.score for row in ranking.rows}
    texts = {country: f"{score:.0f}" for country, score in scores.items()}
    rows = choropleth.figures(catalog, scores, texts, {}, set(), set(), breaks(scores.values()))
    svg = files.drawn(Chart("Map", choropleth.spec, rows), about, "svg").decode()
    assert svg.count("<path") > 100
    assert any(words.startswith("India") for words in written(svg))


def test_nothing_ranked_still_gives_a_chart_with_its_card(places: Chart, catalog: Catalog) -> None:
    ranking = rank(catalog, Scenario(minimums={"labour_cost": 100}))
    for name in CHART_FORMATS:
        assert build_chart(name, places, ranking, ADDRESS)


def test_what_colours_mean_stands_above_the_drawing(places: Chart, made: Made) -> None:
    _, about = made()
    key = tuple((f"#00000{n}", f"place {n} of very many, in words that are long") for n in range(6))
    root = ET.fromstring(files.drawn(replace(places, legend=key), about, "svg"))
    seen = {"".join(item.itertext()): item for item in root.iter(f"{SVG}text")}
    fills = {item.get("fill"): item for item in root.iter(f"{SVG}rect")}
    for colour, words in key:
        box, text = fills[colour], seen[words]
        assert float(text.get("x") or 0) == pytest.approx(float(box.get("x") or 0) + 20, abs=0.1)
        assert float(text.get("y") or 0) == pytest.approx(float(box.get("y") or 0) + 12, abs=0.1)
        assert float(text.get("x") or 0) < files.WIDE
    plain = ET.fromstring(files.drawn(places, about, "svg"))
    higher = float(root.attrib["height"]) - float(plain.attrib["height"])
    assert higher == pytest.approx(6 + 2 * files.KEY * LEADING, abs=0.1)


def test_a_page_of_a_chart_is_vector_and_says_what_it_is(places: Chart, made: Made) -> None:
    _, about = made()
    reader = PdfReader(io.BytesIO(files.drawn(places, about, "pdf")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Who stays where"
    assert about.link in (reader.metadata.subject or "")
    (page,) = reader.pages
    assert "Philippines" in page.extract_text()
    assert not list(page.images)
