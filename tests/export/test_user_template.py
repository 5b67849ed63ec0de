"""Templates for own figures: filled with what is in use, kept free of what may not be passed on."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from kpo import Scenario, load
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.data.user import merged, read, with_user_data
from kpo.export.user_template import KINDS, ORDER, template
from tests.data.user.files import COUNTRIES, FIGURES, INDICATORS, NEPAL, PAY, VISA, lines, reading


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def own(sample: Catalog) -> UserData:
    made = UserData()
    visa = "IND,visa_days,2026,10,days,legal,- a note"
    for table in ((COUNTRIES, NEPAL), (INDICATORS, VISA), (FIGURES, PAY, visa)):
        made = merged(made, read("x", lines(*table), with_user_data(sample, made)), sample)
    return made


def test_figures_in_use_stand_in_it_with_their_source(sample: Catalog) -> None:
    found = rows(template(sample, Scenario(), "figures"))
    assert found[0] == {
        "country": "IND",
        "country_name": "India",
        "indicator": "pay_professional",
        "indicator_name": "Pay of professionals",
        "year": "2024",
        "value": "1000",
        "unit": "USD a month",
        "source": "Bureau",
        "note": "",
        "client": "",
        "ours": "reported",
    }
    assert [row["ours"] for row in found if row["indicator"] == "shared_hours"] == [
        "computed from your choice"
    ] * 3
    assert all(not row["value"] for row in found if row["indicator"] == "shared_hours")


def test_pay_and_charges_are_asked_for_and_not_the_saving(sample: Catalog) -> None:
    mine = with_user_data(sample, read("x", lines(COUNTRIES, NEPAL), sample))
    for tier, pay in (("KPO", "pay_professional"), ("BPO", "pay_clerical")):
        found = rows(template(mine, Scenario(tier=tier, countries=("NPL",)), "figures"))
        assert [row["indicator"] for row in found] == [
            *(pay, "employer_charges", "english", "shared_hours"),
        ]
        assert found[1]["unit"] == "% of gross pay"


def test_stand_in_is_no_figure_of_its_own(folder: Path) -> None:
    """The second source of charges counts in the main one's place: computed, without a value."""
    text = (folder / "observations/work.csv").read_text()
    other = text.replace("PHL,employer_charges,", "PHL,employer_charges_worldbank,")
    (folder / "observations/work.csv").write_text(other)
    catalog = load(folder)
    content = template(catalog, Scenario(countries=("PHL",)), "figures")
    (charges,) = (row for row in rows(content) if row["indicator"] == "employer_charges")
    assert (charges["value"], charges["ours"]) == ("", "computed from your choice")
    assert reading("x", content, catalog).own == UserData()


def test_figures_that_may_not_be_passed_on_are_left_out(atlas: Catalog) -> None:
    found = rows(template(atlas, Scenario(), "figures"))
    english = [row for row in found if row["indicator"] == "english"]
    assert len(english) == 7
    assert {row["value"] for row in english} == {""}
    assert {row["ours"] for row in english} == {
        "there is one that may be cited, not passed on",
        "computed from your choice",
    }


@pytest.mark.parametrize("kind", ["workbook", "figures"])
def test_unchanged_it_says_nothing(atlas: Catalog, kind: str) -> None:
    everywhere = Scenario(countries=tuple(atlas.countries))
    found = reading("x", template(atlas, everywhere, kind), atlas)
    assert found.own == UserData()
    assert found.passed_over == 97 * (len(atlas.scored("KPO")) + 1), (
        "pay and charges for the saving"
    )


def test_own_figures_come_back_exactly(sample: Catalog, own: UserData) -> None:
    mine = with_user_data(sample, own)
    assert read("x", template(mine, Scenario(), "workbook"), mine) == own
    for kind in ("figures", "countries", "indicators"):
        found = read("x", template(mine, Scenario(), kind), mine)
        assert getattr(found, kind) == getattr(own, kind)


def test_text_that_begins_like_a_formula_stays_text(sample: Catalog, own: UserData) -> None:
    mine = with_user_data(sample, own)
    assert b"'- a note" in template(mine, Scenario(), "figures")
    book = openpyxl.load_workbook(io.BytesIO(template(mine, Scenario(), "workbook")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert book.sheetnames == ["Figures", "Countries", "Indicators", "How to fill", "Lists"]


def test_every_column_is_explained(sample: Catalog) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(sample, Scenario(), "workbook")))
    told = " ".join(str(row[0].value) for row in book["How to fill"].iter_rows(min_row=2))
    for columns in ORDER.values():
        assert all(name in told or name in ("name", "description") for name in columns)
    assert KINDS == ("workbook", "figures", "countries", "indicators", "sites")
