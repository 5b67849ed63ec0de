"""Files made with own figures: marked, complete, and harmless whatever a text holds."""

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from kpo import Scenario, rank
from kpo.cli.main import main
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.data.geography import equal_earth
from kpo.data.user import merged, read, with_user_data
from kpo.deck import deck
from kpo.export import letters
from kpo.export.picture import picture
from kpo.export.registry import FORMATS, build
from kpo.export.run_card import card
from kpo.scenarios.collection import SavedScenarios, SceneChoice, saved
from kpo.scenarios.file import to_text
from kpo.scenarios.link import from_link, to_link
from tests.data.user.files import COUNTRIES, FIGURES, INDICATORS, NEPAL, PAY, VISA, lines, workbook

EVIL = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def mine(sample: Catalog) -> Catalog:
    made = UserData()
    rows = (
        "NPL,pay_professional,2025,100,USD a month,HR,",
        "NPL,employer_charges,2025,25,% of gross pay,HR,",
        "NPL,english,2026,600,points,own test,",
        "IND,visa_days,2026,10,days,legal,",
    )
    for table in ((COUNTRIES, NEPAL), (INDICATORS, VISA), (FIGURES, PAY, *rows)):
        made = merged(made, read("x", lines(*table), with_user_data(sample, made)), sample)
    return with_user_data(sample, made)


def test_card_lists_what_is_the_user_s_and_says_where_it_travels(mine: Catalog) -> None:
    ranking = rank(mine, Scenario(countries=("IND", "PHL", "NPL")))
    assert card(ranking).line("Your own figures") == (
        "India, pay of professionals 1,000 USD a month (2025) instead of 1,000 (2024), "
        "source: HR survey; "
        "Nepal, pay of professionals 100 USD a month (2025), source: HR; "
        "Nepal, charges 25 % of gross pay (2025), source: HR; "
        "Nepal, English score 600 points (2026), source: own test; "
        "India, visa days 10 days (2026), source: legal; "
        "Visa days is an own indicator from 0 to 50 days (our limit); "
        "Nepal is an own country, its flags and data transfer not checked. "
        "The link does not carry them; the scenario file does."
    )
    elsewhere = rank(mine, Scenario(tier="BPO", countries=("PHL", "IRL")))
    assert card(elsewhere).line("Your own figures").startswith("Visa days is an own")


def test_card_without_own_figures_has_no_word_of_them(sample: Catalog) -> None:
    labels = [label for label, _ in card(rank(sample, Scenario())).lines]
    assert "Your own figures" not in labels


def test_link_leaves_own_countries_out_so_that_others_can_open_it(
    mine: Catalog, sample: Catalog
) -> None:
    scenario = Scenario(countries=("IND", "NPL"))
    link = to_link(mine, scenario)
    assert from_link(sample, link).scenario == Scenario(countries=("IND",))
    assert from_link(mine, to_link(mine, scenario, private=True)).scenario == scenario
    alone = to_link(mine, Scenario(countries=("NPL",)))
    assert from_link(sample, alone).scenario == Scenario()


def test_csv_and_workbook_mark_them(mine: Catalog) -> None:
    ranking = rank(mine, Scenario(countries=("IND", "PHL")))
    raw = build("csv", ranking, "").decode()
    assert re.search(r"(?m)^IND,India,.*,labour_cost,.*,user,", raw)
    shown = build("csv-displayed", ranking, "").decode()
    assert re.search(r"(?m)^1,India,.*pay, English: your own", shown)
    assert "India, pay of professionals 1,000 USD a month (2025) instead of 1,000 (2024)" in shown
    book = openpyxl.load_workbook(io.BytesIO(build("xlsx", ranking, "")))
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"your own", "HR survey"} <= said


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.startswith("png")])
def test_hostile_text_is_harmless_in_every_file(sample: Catalog, name: str) -> None:
    book = workbook(
        Countries=[COUNTRIES.split(","), ["NPL", EVIL, *NEPAL.split(",")[2:]]],
        Indicators=[
            INDICATORS.split(","),
            ["visa_days", "+1+1 \u202e\u0644\u0627 e\u0301\U0001f469", *VISA.split(",")[2:3]]
            + [EVIL, *VISA.split(",")[4:8], EVIL, "1", "", "0", EVIL],
        ],
        Figures=[
            FIGURES.split(","),
            ["NPL", "pay_professional", 2025, 100, "USD a month", EVIL, "-1+1"],
            ["NPL", "employer_charges", 2025, 25, "% of gross pay", EVIL, "@"],
            ["NPL", "english", 2026, 600, "points", "@x", EVIL],
            ["NPL", "visa_days", 2026, 5, EVIL, "+cmd", EVIL],
        ],
    )
    evil = with_user_data(sample, read("x", book, sample))
    made = build(name, rank(evil, Scenario(countries=("IND", "NPL"))), "")
    if name in ("html", "svg"):
        assert b"<img src=x" not in made
        assert b"</script><img" not in made
    if name.startswith("csv"):
        assert not re.search(r"(?m)(^|,)[=+@-][^0-9.,]", made.decode())
    if name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            strings = archive.read("xl/sharedStrings.xml").decode()
        assert "&lt;img src=x" in strings


def test_page_to_take_away_keeps_its_data_whole(mine: Catalog) -> None:
    page = build("html", rank(mine, Scenario(countries=("IND", "NPL"))), "").decode()
    data = re.search(r"<script[^>]*application/json[^>]*>(.*?)</script>", page, re.S)
    assert data is None or json.loads(data[1])
    assert "your own" in page


def test_own_country_has_its_dot_on_the_map_where_its_outline_is(mine: Catalog) -> None:
    scene = next(one for one in deck(mine, Scenario(countries=("IND", "NPL"))) if one.kind == "map")
    places = {place.country: place for place in scene.places}
    assert set(places) == {"IND", "NPL"}
    assert "Nepal" in places["NPL"].name
    x, y = equal_earth(84.1, 28.3)
    assert (places["NPL"].x, places["NPL"].y) == pytest.approx((float(x), float(y)), abs=40)


def test_scene_file_brings_its_own_figures_to_the_command_line(
    mine: Catalog, folder: Path, tmp_path: Path
) -> None:
    item = saved(mine, "With Nepal", Scenario(countries=("IND", "NPL")))
    shelf = SavedScenarios(
        (item,), scenes=(SceneChoice("scenario With Nepal", "Our own figures."),)
    )
    scenes, out = tmp_path / "scenes.json", tmp_path / "scenes.pptx"
    scenes.write_text(to_text(mine, shelf, mine.own))
    asked = ["export", "--format", "pptx", "--scenes", str(scenes), "--out", str(out)]
    assert main([*asked, "--data", str(folder)]) == 0
    (slide,) = Presentation(str(out)).slides
    notes = slide.notes_slide.notes_text_frame.text
    assert "Your own figures: India, pay of professionals 1,000 USD a month" in notes
    texts = [item.text_frame.text for item in slide.shapes if item.has_text_frame]
    assert "Our own figures." in texts


def test_letters_that_the_typeface_lacks_are_told_in_what_is_drawn(
    sample: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two letters of a source's name, on a system whose own typefaces have neither."""
    monkeypatch.setattr(letters, "_undrawn", str)
    row = "IND,pay_professional,2025,1000,USD a month,臺灣,"
    mine = with_user_data(sample, read("x", lines(FIGURES, row), sample))
    sheets = [
        picture(rank(catalog, Scenario()), card(rank(catalog, Scenario())))
        for catalog in (sample, mine)
    ]
    words = [" ".join(str(mark.get("words", "")) for mark in sheet.marks) for sheet in sheets]
    assert "typeface" not in words[0]
    assert "2 letters are not in this file\u2019s typeface and drawn as a box" in words[1]
    assert letters.missing("One 臺 of 臺, € 5 ≥ 3 − 1 – \u2019 × · \u00a0 ±") == [
        "1 letter is not in this file\u2019s typeface and drawn as a box; CSV and XLSX have them."
    ]
