"""What a file of own figures says is read exactly, and every problem is listed with its place."""

import io
import zipfile

import pytest

from kpo.core.errors import DataError
from kpo.core.model import UserFigure
from kpo.data.catalog import Catalog
from kpo.data.user import Fault, read, with_user_data
from kpo.data.user.tables import MAX_BYTES, MAX_ROWS
from tests.data.user.files import (
    COUNTRIES,
    FIGURES,
    INDICATORS,
    NEPAL,
    PAY,
    VISA,
    lines,
    reading,
    workbook,
)

MINE = UserFigure(
    "IND", "pay_professional", 2025, 1000.0, "USD a month", "HR survey", "ours in Pune"
)


def faults(catalog: Catalog, content: bytes, name: str = "mine.csv") -> list[Fault]:
    with pytest.raises(DataError) as caught:
        read(name, content, catalog)
    assert all(isinstance(item, Fault) and item.remedy for item in caught.value.problems)
    return list(caught.value.problems)  # type: ignore[arg-type]


def places(catalog: Catalog, *rows: str) -> list[tuple[int, str]]:
    return [(item.row, item.field) for item in faults(catalog, lines(*rows))]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_figure_is_read_whatever_the_separator_and_encoding(
    sample: Catalog, separator: str, encoding: str
) -> None:
    text = f"{FIGURES}\r\n{PAY}\r\n".replace(",", separator)
    assert read("x", text.encode(encoding), sample).figures == (MINE,)


def test_columns_may_come_in_any_order_with_capitals_and_names_beside_them(
    sample: Catalog,
) -> None:
    found = read(
        "x",
        lines(
            "Country name,Source,Unit,Value,Year,Indicator,Country",
            "India,HR survey, usd a  MONTH ,1e3,2025,PAY_PROFESSIONAL,ind",
        ),
        sample,
    )
    assert found.figures == (MINE._replace(note=""),)


def test_country_and_indicator_are_read_from_files_of_their_own(sample: Catalog) -> None:
    (country,) = read("x", lines(COUNTRIES, NEPAL), sample).countries
    assert (country.id, country.name, country.region) == ("NPL", "Nepal", "South Asia")
    assert (country.business_timezone, country.currency) == ("Asia/Kathmandu", "NPR")
    (item,) = read("x", lines(INDICATORS, VISA), sample).indicators
    assert (item.id, item.criterion, item.direction, item.transform) == (
        *("visa_days", "english", -1, "linear"),
    )
    assert (item.goalpost_low, item.goalpost_high, item.weight_in_criterion) == (0, 50, 1)
    assert item.tiers == ()


def test_workbook_brings_all_three_and_its_figures_may_name_them(sample: Catalog) -> None:
    book = workbook(
        Figures=[
            FIGURES.split(","),
            ["NPL", "visa_days", 2026, 12.5, "days", "legal", ""],
            ["IND", "pay_professional", 2025, 1000, "USD a month", "HR survey", "ours in Pune"],
        ],
        Countries=[COUNTRIES.split(","), NEPAL.split(",")],
        Indicators=[INDICATORS.split(","), VISA.split(",")],
        Notes=[["anything"], ["=1+1"]],
    )
    own = read("mine.xlsx", book, sample)
    assert own.figures == (UserFigure("NPL", "visa_days", 2026, 12.5, "days", "legal"), MINE)
    assert [item.id for item in own.countries] == ["NPL"]
    assert [item.id for item in own.indicators] == ["visa_days"]


def test_rows_as_ours_and_rows_without_a_value_say_nothing(sample: Catalog) -> None:
    found = reading(
        "x",
        lines(
            FIGURES,
            "IND,pay_professional,2024,1000,,,",
            "PHL,english,2025,,points,,",
            PAY,
        ),
        sample,
    )
    assert (found.own.figures, found.passed_over) == ((MINE,), 2)


def test_every_problem_of_a_row_is_listed_with_field_and_remedy(sample: Catalog) -> None:
    found = faults(sample, lines(FIGURES, "Indai,pay_professionals,1899,x,EUR,,", PAY))
    assert [(item.row, item.field) for item in found] == [
        *((2, "country"), (2, "indicator"), (2, "year"), (2, "value"), (2, "source")),
    ]
    assert str(found[1]) == (
        "Figures row 2, indicator: \u201cpay_professionals\u201d is not known here; "
        "use an id of the template, or add the indicator under Indicators"
    )


def test_problems_of_all_sheets_are_listed_together(sample: Catalog) -> None:
    book = workbook(
        Figures=[FIGURES.split(","), ["IND", "english", 2025, "=1+1", "points", "x", ""]],
        Countries=[COUNTRIES.split(","), ["IND", "India", "Atlantis", "Mars/Base", "INRX"]],
        Indicators=[INDICATORS.split(","), ["english", *VISA.split(",")[1:]]],
    )
    found = faults(sample, book)
    assert {item.where for item in found} == {
        "Figures row 2, value",
        "Countries row 2, country",
        "Countries row 2, region",
        "Countries row 2, business_timezone",
        "Countries row 2, currency",
        "Indicators row 2, indicator",
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ('"1,234"', "\u201c1,234\u201d can be 1234 or 1.234; write 1234 or 1.2340, or save"),
        ("1.234", "\u201c1.234\u201d can be 1234 or 1.234; write 1234 or 1.2340, or save"),
        ("-1.234 p", "\u201c-1.234 p\u201d can be -1234 or -1.234"),
        ("12 34", "is not a number"),
        ("12%", "has a %; write 12 as a plain number if that is meant"),
        ("500 k", "is not a number"),
        ("500 EUR", "is an amount in EUR; convert it to USD a month"),
        ("\u20ac500", "is an amount in EUR; convert it to USD a month"),
        ("Infinity", "is no figure"),
        ("1e308", "beyond what can be counted with"),
        ("1e-300", "beyond what can be counted with"),
        ("1e9999", "is not a number"),
        ("=1+1", "is not a number"),
        ("0", "0 is not above 0; money, people and logarithmic scales need more"),
        ("-5", "is not above 0"),
        ("\u0661\u0662", "is not a number"),
    ],
)
def test_value_that_is_no_clear_figure_is_refused(sample: Catalog, value: str, words: str) -> None:
    (found,) = faults(sample, lines(FIGURES, f"IND,pay_professional,2025,{value},USD a month,HR,"))
    assert (found.row, found.field) == (2, "value")
    assert words in str(found)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_point_between_thousands_is_not_guessed_whatever_parts_cells(
    sample: Catalog, separator: str
) -> None:
    rows = lines(FIGURES, "IND,pay_professional,2025,1.234,USD a month,HR,")
    (found,) = faults(sample, rows.replace(b",", separator.encode()))
    assert "can be 1234 or 1.234; write 1234 or 1.2340" in str(found)
    clear = rows.replace(b"1.234", b"1.2340").replace(b",", separator.encode())
    assert read("x", clear, sample).figures[0].value == 1.234


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2028", "not a whole number from 1950 to 2027"),
        ("2025.5", "not a whole number"),
        ("2017", "counts from 2018 on; give a figure of 2018 or later"),
        ("", "it is empty; give the year"),
    ],
)
def test_year_must_be_one_that_can_count(sample: Catalog, year: str, words: str) -> None:
    row = f"IND,pay_professional,{year},1000,USD a month,HR,"
    (found,) = faults(sample, lines(FIGURES, row))
    assert found.field == "year"
    assert words in str(found)


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("unit", "IND,pay_professional,2025,1000,EUR a month,HR,"),
        ("unit", "IND,pay_professional,2025,1000,,HR,"),
        ("source", "IND,pay_professional,2025,1000,USD a month,,"),
        ("source", f"IND,pay_professional,2025,1000,USD a month,{'x' * 201},"),
        ("note", f"IND,pay_professional,2025,1000,USD a month,HR,{'x' * 2000}"),
        ("note", "IND,pay_professional,2025,1000,USD a month,HR,=HYPERLINK(1)"),
        ("country", "Indai,pay_professional,2025,1000,USD a month,HR,"),
        ("", "IND,pay_professional,2025,1000,USD a month,HR,a,b"),
    ],
)
def test_field_of_a_figure_that_is_wrong(sample: Catalog, field: str, row: str) -> None:
    assert places(sample, FIGURES, row) == [(2, field)]


@pytest.mark.parametrize(
    ("place", "cell", "field"),
    [
        (0, "Visa days", "indicator"),
        (0, "english", "indicator"),
        (1, "", "name"),
        (2, "visas", "criterion"),
        (3, "", "unit"),
        (4, "sideways", "direction"),
        (5, "cubic", "transform"),
        (7, "-1", "goalpost_high"),
        (8, "", "goalpost_reason"),
        (9, "0", "weight_in_criterion"),
        (9, "1e9", "weight_in_criterion"),
        (10, "XPO", "tiers"),
        (11, "7", "decimals"),
    ],
)
def test_field_of_an_indicator_that_is_wrong(
    sample: Catalog, place: int, cell: str, field: str
) -> None:
    cells = VISA.split(",")
    cells[place] = cell
    assert places(sample, INDICATORS, ",".join(cells)) == [(2, field)]


def test_logarithmic_scale_begins_above_0(sample: Catalog) -> None:
    assert places(sample, INDICATORS, VISA.replace("linear", "log")) == [(2, "goalpost_low")]


def test_criterion_may_be_given_by_its_name(sample: Catalog) -> None:
    row = VISA.replace("english", "Time zone")
    assert read("x", lines(INDICATORS, row), sample).indicators[0].criterion == "time_zone"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (f"{FIGURES},value", "it is there twice"),
        (f"{FIGURES},", "column 8 has cells and no header"),
        (f"{FIGURES},sauce", "did you mean \u201csource\u201d?"),
        (FIGURES.replace("unit,", ""), "this column is missing"),
        (f"{FIGURES},{','.join(f'c{n}' for n in range(200))}", "207 columns, 40 at most"),
    ],
)
def test_header_with_a_fault_is_said_once(sample: Catalog, header: str, words: str) -> None:
    found = faults(sample, lines(header, *[f"{PAY},9"] * 3))
    assert [item.row for item in found] == [1]
    assert words in str(found[0])


def test_row_that_stands_twice_is_named_with_the_other(sample: Catalog) -> None:
    (found,) = faults(sample, lines(FIGURES, PAY, "", PAY.replace("1000", "2000")))
    assert str(found) == (
        "Figures row 4: IND, pay_professional, 2025 stands in row 2 of Figures already; "
        "keep one of the two"
    )


def test_row_that_stands_twice_and_says_the_same_counts_once(sample: Catalog) -> None:
    found = reading("x", lines(FIGURES, PAY, "", PAY), sample)
    assert (found.own.figures, found.passed_over) == ((MINE,), 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b" \n ", "it is empty"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
        ("Prix,é".encode("cp1252"), "it is not UTF-8 text (byte 6); save it as"),
        (b"a,b\0", "it is not a text file"),
        (b"GIF89a", "its header fits none of the three tables"),
        (b"name,price\n1,2", "its header fits none of the three tables"),
        (lines(FIGURES), "it holds no row under its header"),
        (lines(FIGURES, 'IND,"never closed'), "it is not CSV"),
        (b"\xd0\xcf\x11\xe0rest", "it is an old or a protected Excel file"),
        (b"PK\x03\x04rest", "it is damaged, or not a workbook"),
        (b"x" * (MAX_BYTES + 1), "it is larger than 1 MB"),
        (lines(FIGURES, *["IND,,,,,,"] * (MAX_ROWS + 1)), "it has more than 5,000 rows"),
    ],
)
def test_file_that_is_no_table_of_ours_is_refused(
    sample: Catalog, content: bytes, words: str
) -> None:
    (found,) = faults(sample, content)
    assert words in str(found)


def test_name_of_a_workbook_on_something_else_is_noticed(sample: Catalog) -> None:
    (found,) = faults(sample, lines(FIGURES, PAY), "../../etc/mine.XLSX")
    assert found.what == "it is not a workbook, whatever its name says"


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_bomb_is_refused_by_its_size_before_it_is_unpacked(sample: Catalog) -> None:
    bomb = packed(**{"xl/workbook.xml": b" " * 30_000_000})
    assert len(bomb) < 50_000
    (found,) = faults(sample, bomb, "bomb.xlsx")
    assert "unpacked it is larger than 20 MB" in found.what


def test_entities_are_not_read(sample: Catalog) -> None:
    book = workbook(Figures=[FIGURES.split(","), PAY.split(",")])
    parts = {}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    text = parts["xl/workbook.xml"].decode()
    doctype = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    start = text.index("<workbook")
    parts["xl/workbook.xml"] = f"{doctype}{text[start:]}".encode()
    (found,) = faults(sample, packed(**parts), "mine.xlsx")
    assert found.what == "it is damaged, or not a workbook"


def test_sheet_far_larger_than_a_table_is_refused(sample: Catalog) -> None:
    wide = workbook(Figures=[FIGURES.split(","), ["IND"] * 41])
    long = workbook(Figures=[FIGURES.split(","), *[["IND"]] * (MAX_ROWS + 1)])
    for book in (wide, long):
        (found,) = faults(sample, book)
        assert found.what == "a sheet is far larger than such a table"


def test_formula_error_and_yes_are_named_by_cell(sample: Catalog) -> None:
    rows = [["IND", "english", 2025, value, "points", "x", ""] for value in ("=1/0", True)]
    found = faults(sample, workbook(Figures=[FIGURES.split(","), *rows]))
    assert [str(item) for item in found if item.field == "value"] == [
        "Figures row 2, value: it holds a formula without a value; open and save it in a "
        "spreadsheet program, or write it",
        "Figures row 3, value: it holds a yes or no; correct it",
    ]


def test_sheets_are_recognised_by_their_header_where_no_name_is_ours(sample: Catalog) -> None:
    book = workbook(Tabelle1=[FIGURES.split(","), PAY.split(",")])
    assert read("x", book, sample).figures == (MINE,)


def test_text_is_kept_as_text_on_one_line(sample: Catalog) -> None:
    odd = "<script>alert(1)</script> \u202etxt\u202c e\u0301 \U0001f469 'q' \u2066x"
    row = f'IND,pay_professional,2025,1000,USD a month,"{odd}","- {odd}\n second"'
    (found,) = read("x", lines(FIGURES, row), sample).figures
    assert found.source == "<script>alert(1)</script> txt e\u0301 \U0001f469 'q' x"
    assert found.note == f"- {found.source} second"


def test_figures_may_name_what_is_in_use_already(sample: Catalog) -> None:
    row = "NPL,english,2026,450,points,own test,"
    assert places(sample, FIGURES, row) == [(2, "country")]
    before = with_user_data(sample, read("x", lines(COUNTRIES, NEPAL), sample))
    assert read("x", lines(FIGURES, row), before).figures[0].country == "NPL"
