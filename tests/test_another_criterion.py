"""A criterion is data: one more in the tables, and every page and every file has it."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

import kpo
from kpo import Scenario, load, rank
from kpo.charts.chart import Chart
from kpo.cli.main import main
from kpo.data.catalog import Catalog
from kpo.data.loading import DATA
from kpo.deck import deck
from kpo.export.registry import (
    CHART_FORMATS,
    FORMATS,
    SCENE_FORMATS,
    build,
    build_chart,
    build_scenes,
)
from kpo.panel.content import panel_data
from kpo.panel.payload import prepared
from kpo.style import css_colour
from kpo.ui.shell.frame import PAGES
from tests.charts.gallery import case, gallery
from tests.pages.conftest import DASHBOARD
from tests.panel.unpacking import unpacked
from tests.variants import AT_LENGTH

pytestmark = AT_LENGTH

MORE = "cultural_nearness"
NAME, SHORT, NOTE = "Cultural nearness", "Culture", "nearness"
LIGHT, DARK = "#007A87", "#00B5C2"
CRITERION = {
    "criterion": MORE,
    "position": "99",
    "name": NAME,
    "short_name": SHORT,
    "question": "Do we understand each other?",
    "description": "Made up for a test.",
    "worst": "the furthest",
    "best": "the nearest",
    "colour_light": LIGHT,
    "colour_dark": DARK,
    "note_word": NOTE,
    "core": "no",
    "fixed": "no",
    "enabling": "no",
}
INDICATOR = {
    "indicator": "nearness_index",
    "criterion": MORE,
    "name": "Nearness index",
    "unit": "points",
    "direction": "1",
    "transform": "linear",
    "goalpost_low": "0",
    "goalpost_high": "100",
    "goalpost_reason": "made up for a test",
    "weight_in_criterion": "1",
    "origin": "observed",
    "decimals": "0",
    "lower_quartile": "20",
    "size": "no",
    "description": "Made up for a test.",
}
CONTEXT = {
    "indicator": "nearness_visits",
    "name": "Visits a year",
    "unit": "visits",
    "origin": "observed",
    "decimals": "0",
    "description": "Made up for a test.",
    "context_of": MORE,
    "size": "no",
}
SOURCE = "wdi_macro"
WEIGHT = 25
WITHOUT = frozenset({"Scenarios"})
"""Pages that name no criterion before something is saved."""

OWN_WORDS = re.compile(r"^\s*(>>>|\.\.\.) |^ENGLISH = ")
"""Lines of examples, and the id of the indicator of that name."""


def add(path: Path, *rows: Mapping[str, str]) -> None:
    """Add rows to a table; a column that they do not name stays empty."""
    with path.open(encoding="utf-8", newline="") as table:
        header = next(csv.reader(table))
    with path.open("a", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerows([row.get(name, "") for name in header] for row in rows)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's data folder with one criterion more, which carries weight in every preset."""
    folder = tmp_path_factory.mktemp("more") / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("etl", "__pycache__"))
    add(folder / "criteria.csv", CRITERION)
    add(folder / "indicators.csv", INDICATOR, CONTEXT)
    presets = rows(folder / "presets.csv")
    add(
        folder / "preset_weights.csv",
        *({"preset": row["preset"], "criterion": MORE, "weight": str(WEIGHT)} for row in presets),
    )
    countries = rows(folder / "countries.csv")
    add(
        folder / "observations" / f"{SOURCE}.csv",
        *(
            {
                "country": row["country"],
                "indicator": name,
                "year": str(year),
                "value": str((17 * place + year) % 101),
                "status": "different_definition" if row["country"] == "IND" else "reported",
            }
            for place, row in enumerate(countries)
            for name in ("nearness_index", "nearness_visits")
            for year in (2023, 2024, 2025)
        ),
    )
    return folder


@pytest.fixture(scope="module")
def catalog(more: Path) -> Catalog:
    return load(more)


def parts(content: bytes) -> str:
    """Return the text parts of an Office file, one after the other."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        texts = [name for name in file.namelist() if name.endswith((".xml", ".rels"))]
        return "\n".join(file.read(name).decode("utf-8") for name in texts)


def text_of(extension: str, content: bytes) -> str:
    """Return what can be read in a file."""
    if extension in ("xlsx", "pptx"):
        return parts(content)
    if extension == "pdf":
        reader = PdfReader(io.BytesIO(content))
        pages = " ".join(page.extract_text() for page in reader.pages)
        return re.sub(r"\s+", " ", f"{pages} {reader.metadata}")
    if extension == "png":
        return str(Image.open(io.BytesIO(content)).info)
    if extension == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return "\n".join(file.read(name).decode("utf-8") for name in file.namelist())
    return content.decode("utf-8")


def test_its_weight_score_and_words_are_those_of_the_tables(catalog: Catalog) -> None:
    ranking = rank(catalog, Scenario())
    total = sum(catalog.presets[catalog.tiers["KPO"].preset].weights.values())
    assert ranking.criteria[-1] == MORE
    assert ranking.weights[-1] == pytest.approx(100 * WEIGHT / (100 + WEIGHT))
    assert total == pytest.approx(100)
    india = next(row for row in ranking.rows if row.country == "IND")
    place = list(catalog.countries).index("IND")
    assert india.scores[MORE] == (17 * place + 2025) % 101
    assert [item.id for item in catalog.context(MORE)] == ["nearness_visits"]


def test_the_panel_has_it(catalog: Catalog) -> None:
    data = panel_data(rank(catalog, Scenario()))
    assert data["criteria"][-1]["name"] == NAME
    assert data["criteria"][-1]["bounds"] == ("the furthest", "the nearest")
    assert {theme: colours[MORE] for theme, colours in data["colours"].items()} == {
        "light": LIGHT,
        "dark": DARK,
    }
    assert list(data["colours"]["light"]) == list(catalog.criteria)
    row = next(row for row in data["rows"] if row["country"] == "IND")
    last = len(catalog.criteria) - 1
    (named,) = [named for named, word in row["notes"] if word == ": different definition"]
    assert (last, NOTE) in named
    sent = prepared(data)
    assert f"--c{last}:light-dark({LIGHT}, {DARK});" in sent["tones"]
    assert "going from the furthest to the nearest" in sent["criteria"][-1]["meaning"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_file_has_its_name(name: str, catalog: Catalog) -> None:
    content = build(name, rank(catalog, Scenario()))
    said = text_of(FORMATS[name].extension, content)
    assert NAME in said or SHORT in said or MORE in said
    if FORMATS[name].extension in ("svg", "html", "xlsx", "pptx"):
        assert LIGHT.removeprefix("#").lower() in said.lower()


@pytest.mark.parametrize("name", SCENE_FORMATS)
def test_every_file_of_scenes_has_its_name(name: str, catalog: Catalog) -> None:
    content = build_scenes(name, deck(catalog, Scenario()))
    said = text_of(name, content)
    assert NAME in said or SHORT in said
    assert name != "pptx" or LIGHT.removeprefix("#").lower() in said.lower()


def test_charts_have_its_colour(catalog: Catalog) -> None:
    made = case(catalog, Scenario())
    drawn = gallery(made)
    for chart in ("stability", "dots", "waterfall"):
        for theme, colour in (("light", LIGHT), ("dark", DARK)):
            assert colour in json.dumps(drawn[chart].spec(theme)), chart  # type: ignore[arg-type]
    for name in ("stability", "waterfall"):
        one = drawn[name]
        taken = Chart(NAME, one.spec, one.rows, one.alt)
        for kind in CHART_FORMATS:
            content = build_chart(kind, taken, made.ranking)
            said = text_of(CHART_FORMATS[kind].extension, content)
            assert NAME in said
            assert kind != "svg" or LIGHT.lower() in said.lower()


@pytest.mark.parametrize(
    "words",
    [
        ["rank"],
        ["rank", "--format", "json"],
        ["rank", "--format", "csv"],
        ["rank", "--tier", "ITO", "--weights", f"{MORE}=60,talent=40"],
        ["rank", "--min", f"{MORE}=99"],
        ["robustness", "--weights", f"{MORE}=60,talent=40"],
        ["robustness", "--format", "json"],
        ["template"],
        ["sources", "IND", "nearness_index"],
    ],
    ids=" ".join,
)
def test_the_command_line_has_it(
    words: list[str], more: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "own.xlsx")] if words[0] == "template" else []
    assert main([*words, *out, "--data", str(more)]) == 0
    said = capsys.readouterr().out
    if out:
        said = parts((tmp_path / "own.xlsx").read_bytes())
    assert any(word in said for word in (NAME, SHORT, MORE, "Nearness index"))


def test_the_folder_is_valid(more: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--data", str(more)]) == 0
    capsys.readouterr()


def sent(app: AppTest) -> Iterator[str]:
    """Yield everything that a page sent to the browser."""
    for kind in ("html", "vega_lite_chart", "selectbox", "multiselect", "number_input"):
        yield from (str(element.proto) for element in app.get(kind))
    for part in app.get("bidi_component"):
        if part.proto.component_name == "kpo_weighting_panel":
            yield json.dumps(unpacked(json.loads(part.proto.json)[0]))
        else:
            yield part.proto.json


@pytest.mark.parametrize(("path", "title"), PAGES)
def test_every_page_has_it(
    path: str, title: str, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPO_DATA", str(more))
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    for name in ("weights", "rules"):
        app.session_state[f"kpo-part-{name}"] = True
    app.run().switch_page(path).run()
    assert not app.exception
    said = "\n".join(sent(app))
    assert "could not be drawn" not in said
    assert "cannot be shown" not in said
    assert f"--criterion-{MORE}: light-dark({LIGHT}, {DARK});" in said
    page = "\n".join(str(element.proto) for element in app.get("html"))
    drawn = "\n".join(str(element.proto) for element in app.get("vega_lite_chart"))
    own = {
        "Country": css_colour(MORE) in page,
        "Compare": LIGHT in drawn,
        "How sure": LIGHT in drawn,
    }
    assert own.get(title, True)
    assert title in WITHOUT or NAME in said or SHORT in said


def test_no_criterion_is_named_in_the_code(catalog: Catalog) -> None:
    ids = "|".join(name for name in (*catalog.criteria, "suppliers"))
    quoted = re.compile(rf"""["'`]({ids})["'`]|var\(--({ids})\)|\.kpo-({ids})\b|\b({ids})=\d""")
    root = Path(kpo.__file__).parent
    named = [
        f"{path.relative_to(root)}: {line.strip()}"
        for path in sorted(root.rglob("*"))
        if path.suffix in (".py", ".js", ".css", ".html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if quoted.search(line) and not OWN_WORDS.match(line)
    ]
    assert named == []
