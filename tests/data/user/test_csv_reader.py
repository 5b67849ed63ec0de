"""Tables as text: separators, encodings, countries by name, marks (the small files of issue 17)."""

import csv

import pycountry
import pytest

from kpo.core.errors import DataError
from kpo.core.model import Scenario, UserData, UserFigure
from kpo.data.catalog import Catalog
from kpo.data.user import read, with_user_data
from kpo.data.user.known_names import country_code
from kpo.export.user_template import template
from tests.data.user.files import FIGURES, PAY, lines, reading

HEAD = "country,indicator,year,value,unit,source"
PAID = "pay_professional,2025,500,USD a month,x"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DE", "DEU"),
        ("Korea Rep.", "KOR"),
        ("Korea, Rep.", "KOR"),
        ("Viet Nam", "VNM"),
        ("Russian Federation", "RUS"),
        ("TURKIYE", "TUR"),
        ("T\u00fcrkiye", "TUR"),
        ("Czech Republic", "CZE"),
        ("Hong Kong SAR, China", "HKG"),
        ("UK", "GBR"),
        ("EL", "GRC"),
        ("Indien", "IND"),
        ("c\u00f4te d\u2019ivoire", "CIV"),
        ("ind", "IND"),
    ],
)
def test_country_is_taken_by_what_it_is_called(atlas: Catalog, name: str, code: str) -> None:
    """10: codes of two letters and common names."""
    assert country_code(name) == code
    if code in atlas.countries:
        (figure,) = read("x", lines(HEAD, f'"{name}",{PAID}'), atlas).figures
        assert figure.country == code


def test_every_country_is_known_by_its_codes_and_english_names() -> None:
    for country in pycountry.countries:
        names = {country.alpha_2, country.alpha_3, country.name, country.alpha_2.lower()}
        names |= {getattr(country, kind, country.name) for kind in ("common_name", "official_name")}
        assert {country_code(name) for name in names} == {country.alpha_3}


def test_names_that_two_countries_share_are_not_taken() -> None:
    assert [country_code(name) for name in ("Korea", "America", "World", "")] == [""] * 4


def test_what_was_understood_is_told(sample: Catalog) -> None:
    found = reading(
        "x", lines(HEAD, f"IN,{PAID}", f"Irlande,{PAID}", f"Philippines,{PAID}"), sample
    )
    assert found.notes == [
        "Countries were read by their names: \u201cIN\u201d as India, "
        "\u201cIrlande\u201d as Ireland."
    ]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Taiwan", "it is TWN, which is not among ours: add it under Countries"),
        ("EU27_2020", "leave out the row: a group of countries cannot be ranked"),
        ("Atlantis", "use an alpha-3 code of the template, or add the country under Countries"),
    ],
)
def test_country_that_is_not_ours_is_told_what_it_is(
    sample: Catalog, name: str, remedy: str
) -> None:
    with pytest.raises(DataError) as caught:
        read("x", lines(HEAD, f"{name},{PAID}"), sample)
    assert [item.remedy for item in caught.value.problems] == [remedy]


def test_one_reading_that_is_our_figure_is_passed_over(atlas: Catalog) -> None:
    """12: our own template as a Swiss Excel writes it."""
    row = "CHN;mean_years_schooling;2022;8.107;years;United Nations Development Programme"
    found = reading("x", lines(HEAD.replace(",", ";"), row), atlas)
    assert (len(found.own), found.passed_over) == (0, 1)
    with pytest.raises(DataError):
        read("x", lines(HEAD.replace(",", ";"), row.replace("8.107", "8.108")), atlas)


def test_one_reading_that_is_in_use_already_is_meant(sample: Catalog) -> None:
    mine = UserFigure("IND", "pay_professional", 2025, 1.234, "USD a month", "HR")
    before = with_user_data(sample, UserData((mine,)))
    row = "IND,pay_professional,2025,1.234,USD a month,Board"
    assert read("x", lines(HEAD, row), before).figures == (mine._replace(source="Board"),)


def test_template_as_text_is_read_as_it_is_written(sample: Catalog) -> None:
    mine = UserFigure("IND", "pay_professional", 2025, 1.234, "USD a month", "HR")
    before = with_user_data(sample, UserData((mine,)))
    content = template(before, Scenario(), "figures")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert [row["value"] for row in rows if row["year"] == "2025"][0] == "1.2340"
    assert read("x", content, sample).figures == (mine,)


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n", '"sep=;"\n'])
def test_line_that_names_the_separator_is_passed_over(sample: Catalog, line: str) -> None:
    """13: sep=; stands first."""
    text = f"{line}{FIGURES}\r\n{PAY}\r\n".replace(",", ";")
    found = reading("x", text.encode(), sample)
    assert ([item.value for item in found.own.figures], found.notes) == ([1000], [])


def test_row_keeps_its_number_under_a_line_that_names_the_separator(sample: Catalog) -> None:
    text = f"sep=;\n{FIGURES}\n{PAY.replace('1000', 'x')}".replace(",", ";")
    with pytest.raises(DataError) as caught:
        read("x", text.encode(), sample)
    assert caught.value.problems[0].where == "Figures row 3, value"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_with_tabs_is_read_in_every_unicode(sample: Catalog, encoding: str) -> None:
    """16: Excel's Unicode text."""
    text = f"{FIGURES}\r\n{PAY}\r\n".replace(",", "\t")
    assert [item.value for item in read("x.txt", text.encode(encoding), sample).figures] == [1000]


@pytest.mark.parametrize("mark", ["", ":", ": c", "..", "\u2026", "#N/A", "-", "n/a"])
def test_row_with_a_mark_of_a_missing_figure_is_left_out(sample: Catalog, mark: str) -> None:
    row = f"IND,pay_professional,2025,{mark},USD a month,HR"
    found = reading("x", lines(HEAD, row, PAY.rpartition(",")[0]), sample)
    assert (len(found.own), found.passed_over) == (1, 1)


@pytest.mark.parametrize(
    ("value", "number", "note"),
    [
        ("12.3 b", 12.3, "ours; break in the series"),
        ("500*", 500, "ours; marked * in the file"),
        ("12.3 (p)", 12.3, "ours; provisional"),
    ],
)
def test_mark_beside_a_figure_becomes_its_note(
    sample: Catalog, value: str, number: float, note: str
) -> None:
    found = reading(
        "x", lines(FIGURES, f"IND,pay_professional,2025,{value},USD a month,HR,ours"), sample
    )
    (figure,) = found.own.figures
    assert (figure.value, figure.note) == (number, note)
    assert found.notes == ["1 figure has a mark beside the number: kept in the note."]


def test_percent_sign_is_read_where_the_unit_is_one(atlas: Catalog) -> None:
    row = '"IND","bachelor_attainment",2025,"13,5 %","% of people aged 25+",Census'
    assert read("x", lines(HEAD, row), atlas).figures[0].value == 13.5
