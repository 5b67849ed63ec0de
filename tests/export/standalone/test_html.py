import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kpo import Scenario, load, rank
from kpo.core.numbers import shown_value
from kpo.data.catalog import Catalog
from kpo.export.standalone.html import KEPT, standalone
from kpo.scenarios.link import to_link
from kpo.scoring.decision_matrix import decision_matrix

DAY = date(2026, 11, 22)
HOSTILE = "</script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def page(atlas: Catalog) -> str:
    return standalone(atlas, Scenario(), "https://atlas.example/", DAY).decode()


def data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    made = json.loads(found[1])
    assert isinstance(made, dict)
    return made


def test_one_file_under_a_megabyte_even_for_every_country(atlas: Catalog) -> None:
    everyone = Scenario(countries=tuple(atlas.countries))
    assert len(standalone(atlas, everyone)) < 1_000_000


def test_says_what_it_is_and_where_it_comes_from(atlas: Catalog, page: str) -> None:
    ranking = rank(atlas, Scenario())
    link = f"https://atlas.example/?s={to_link(atlas, Scenario(), ranking)}"
    assert f'<code id="link">{link}</code>' in page
    for words in ("Labour cost 25 %", "November 2026 (2026-11)", "22 November 2026", "World Bank"):
        assert words in page
    assert "China (flagged: arms embargo, EU; pay: different definition); Philippines" in page
    assert "Ireland (dearer than at home: 126 %; suppliers: doubtful; English: assumed)" in page
    for words in ("Sweden<br><small>at home", "Russia (sectoral sanctions, EU)<br><small>left out"):
        assert words in page


def test_same_ranking_gives_the_same_file(atlas: Catalog, page: str) -> None:
    assert standalone(atlas, Scenario(), "https://atlas.example/", DAY).decode() == page


def test_figures_that_may_only_be_cited_stay_behind(atlas: Catalog, page: str) -> None:
    matrix = decision_matrix(atlas, Scenario())
    places = {item.id: at for at, item in enumerate(matrix.indicators)}
    rows = {row["country"]: row for row in data(page)["panel"]["rows"]}  # type: ignore[index]
    india = {at: value for cell in rows["IND"]["figures"] for at, value, _ in cell}
    assert india[places["english"]] == KEPT
    item = matrix.indicators[places["saving"]]
    saving = matrix.figures["IND", "saving"].value
    assert india[places["saving"]] == shown_value(item, saving) == "92"


def test_left_out_destinations_stand_with_their_reason(atlas: Catalog) -> None:
    made = standalone(atlas, Scenario()).decode()
    assert "Russia (sectoral sanctions, EU; 68 points, place 3 if it were ranked)" in made
    assert data(made)["notRanked"] == ["RUS"]


def test_names_cannot_leave_their_place(folder: Path) -> None:
    table = folder / "countries.csv"
    table.write_text(table.read_text().replace(",India,", f",{HOSTILE},"))
    made = standalone(load(folder), Scenario()).decode()
    assert "&lt;/script&gt;" in made
    assert "<script>alert" not in made


def test_forbids_itself_every_request(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.search(r"""(src|href)=["'](?!https?://)""", page.split("<script>")[0])


def test_is_made_without_streamlit() -> None:
    check = "import sys, kpo.export.standalone.html; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
