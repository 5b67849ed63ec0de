"""What a spreadsheet shows is what is read; what it hides is told (the small files of issue 17)."""

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest

from kpo.core.errors import DataError
from kpo.data.catalog import Catalog
from kpo.data.user import looked_at, read
from tests.data.user.files import COUNTRIES, FIGURES, PAY, Shown, changed, lines, reading, workbook

HEAD = FIGURES.split(",")
SCHOOL = ("IND", "bachelor_attainment", 2025)
SHARE = "% of people aged 25+"
FIRST = "xl/worksheets/sheet1.xml"


def pay(value: object, **sheets: Sequence[Sequence[object]]) -> bytes:
    row = ["IND", "pay_professional", 2025, value, "USD a month", "HR", ""]
    return workbook(Figures=[HEAD, row], **sheets)


def share(value: object) -> bytes:
    return workbook(Figures=[HEAD, [*SCHOOL, value, SHARE, "Census", ""]])


def value_of(content: bytes, catalog: Catalog, last_values: bool = False) -> float:
    (figure,) = read("x.xlsx", content, catalog, last_values).figures
    return figure.value


def fault_of(content: bytes, catalog: Catalog) -> str:
    with pytest.raises(DataError) as caught:
        read("x.xlsx", content, catalog)
    (found,) = caught.value.problems
    return str(found)


@pytest.mark.parametrize("form", ["0.00%", "0%", "0.0\\ %;[Red]-0.0\\ %", "0 %"])
def test_share_shown_as_a_percentage_is_read_as_the_number_shown(atlas: Catalog, form: str) -> None:
    """01: 0.13 shown as 13.00 %."""
    found = reading("x.xlsx", share(Shown(0.13, form)), atlas)
    assert [item.value for item in found.own.figures] == [13]
    assert found.notes == ["1 cell is formatted as a percentage: read as the number shown."]


def test_percentage_of_what_is_no_percentage_is_refused(sample: Catalog) -> None:
    assert fault_of(pay(Shown(0.13, "0%")), sample) == (
        "Figures row 2, value: the cell is formatted as a percentage; write 13 as a plain number "
        "if that is meant"
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Shown(46143, "yyyy-mm-dd"), "a date (1 May 2026)"),
        (Shown(46143, "d. mmm"), "a date (1 May 2026)"),
        (Shown(46143.75, "m/d/yy h:mm"), "a date (1 May 2026, 18:00)"),
        (Shown(date(2026, 5, 1)), "a date (1 May 2026)"),
        (Shown(datetime(2026, 5, 1, 6, 30), "dd.mm.yyyy hh:mm"), "a date (1 May 2026, 06:30)"),
        (Shown(time(12, 30), "h:mm"), "a time (12:30)"),
        (Shown(1.5, "[h]:mm"), "a time (12:00)"),
    ],
)
def test_date_and_time_are_no_numbers(sample: Catalog, cell: Shown, words: str) -> None:
    """02: what "1.5" becomes in a German Excel."""
    assert f"it holds {words}, not a number; format the cell" in fault_of(pay(cell), sample)


def test_dates_counted_from_1904_are_told_as_they_are_shown(sample: Catalog) -> None:
    book = changed(
        pay(Shown(44681, "yyyy-mm-dd")),
        "xl/workbook.xml",
        "<workbookPr ?/>",
        '<workbookPr date1904="1"/>',
    )
    assert "a date (1 May 2026)" in fault_of(book, sample)


def test_workbook_in_an_encoding_that_is_none_is_refused(sample: Catalog) -> None:
    head = '<?xml version="1.0" encoding="none"?>'
    book = changed(pay(500), "xl/workbook.xml", "^", head)
    with pytest.raises(DataError, match="it is damaged, or not a workbook"):
        read("x.xlsx", book, sample)


@pytest.mark.parametrize(
    "form", ["General", "0.00", "#,##0", '#,##0 "h"', "0.0E+00", "# ?/?", '"year" 0', "[Red]0", "@"]
)
def test_plain_number_is_read_whatever_its_format(sample: Catalog, form: str) -> None:
    assert value_of(pay(Shown(500, form)), sample) == 500


@pytest.mark.parametrize("form", ["$#,##0", "[$$-409]#,##0.00", '#,##0 "USD"', "[$USD] 0"])
def test_amount_in_the_currency_of_the_unit_is_read(sample: Catalog, form: str) -> None:
    assert value_of(pay(Shown(500, form)), sample) == 500


@pytest.mark.parametrize(
    ("form", "money"),
    [
        ("[$\u20ac-407] #,##0", "EUR"),
        ('#,##0.00\\ "\u20ac"', "EUR"),
        ("[$\u00a3-809]#,##0", "GBP"),
        ("[$$-C09]#,##0", "AUD"),
        ('#,##0 "kr"', "kr"),
        ("[$CHF] 0", "CHF"),
    ],
)
def test_amount_in_another_currency_is_refused(sample: Catalog, form: str, money: str) -> None:
    assert f"is an amount in {money}; convert it to USD a month" in fault_of(
        pay(Shown(500, form)), sample
    )


def test_text_that_looks_like_a_number_follows_the_one_rule(sample: Catalog) -> None:
    """03: the text 1.234 in a cell."""
    assert "\u201c1.234\u201d can be 1234 or 1.234" in fault_of(pay("1.234"), sample)
    assert value_of(pay("1 234,5"), sample) == 1234.5
    assert value_of(pay("\u22121.5".removeprefix("\u2212")), sample) == 1.5


def with_value(book: bytes, cached: str) -> bytes:
    return changed(book, FIRST, r"</f><v ?/>|</f><v></v>", f"</f><v>{cached}</v>")


def test_last_value_of_a_formula_is_offered_and_can_be_taken(sample: Catalog) -> None:
    book = with_value(pay("=6.6*2"), "13.2")
    found = looked_at("x.xlsx", book, sample)
    assert found.counts["offers"] == 1
    (fault,) = found.problems
    assert fault.what == "it holds a formula, whose last value is 13.2"
    taken = reading("x.xlsx", book, sample, last_values=True)
    assert [item.value for item in taken.own.figures] == [13.2]
    assert taken.notes == ["1 last value of a formula is taken; nothing was computed."]


def test_last_value_of_a_formula_keeps_its_format(atlas: Catalog) -> None:
    book = with_value(share(Shown("=1/8", "0.0%")), "0.125")
    assert value_of(book, atlas, last_values=True) == 12.5


def test_formula_in_a_column_that_is_not_read_does_no_harm(sample: Catalog) -> None:
    rows = [[*HEAD, "ours"], [*PAY.split(",")[:3], 1000, "USD a month", "HR", "", "=1+1"]]
    assert value_of(workbook(Figures=rows), sample) == 1000


def test_copied_sheet_is_named(sample: Catalog) -> None:
    """05: Figures says 500, Figures (2) says 900."""
    copy = [HEAD, ["IND", "pay_professional", 2025, 900, "USD a month", "HR", ""]]
    found = reading("x.xlsx", pay(500, **{"Figures (2)": copy}), sample)
    assert [item.value for item in found.own.figures] == [500]
    assert found.notes == [
        "The sheet \u201cFigures (2)\u201d has the header of Figures too and is not read: only "
        "\u201cFigures\u201d is."
    ]


def test_sheets_of_no_title_of_ours_are_all_read_and_must_not_differ(sample: Catalog) -> None:
    def sheet(value: int) -> list[list[object]]:
        return [HEAD, ["IND", "pay_professional", 2025, value, "USD a month", "HR", ""]]

    same = reading("x.xlsx", workbook(North=sheet(500), South=sheet(500)), sample)
    assert (len(same.own), same.passed_over) == (1, 1)
    assert fault_of(workbook(North=sheet(500), South=sheet(900)), sample) == (
        "South row 2: IND, pay_professional, 2025 stands in row 2 of North already; "
        "keep one of the two"
    )


def test_renamed_sheet_is_read_by_its_header(sample: Catalog) -> None:
    """06: the countries stand in "My countries"."""
    taiwan = ["TWN", "Taiwan", "South Asia", "Asia/Taipei", "TWD"]
    figures = [HEAD, ["TWN", "pay_professional", 2025, 500, "USD a month", "HR", ""]]
    book = workbook(Figures=figures, **{"My countries": [COUNTRIES.split(","), taiwan]})
    own = read("x.xlsx", book, sample)
    assert [item.id for item in own.countries] == ["TWN"]
    assert [item.country for item in own.figures] == ["TWN"]


def test_region_of_the_world_bank_is_filed_under_one_of_ours(atlas: Catalog) -> None:
    taiwan = ["TWN", "Taiwan", "East Asia & Pacific", "Asia/Taipei", "TWD"]
    found = reading("x.xlsx", workbook(Countries=[COUNTRIES.split(","), taiwan]), atlas)
    assert [item.region for item in found.own.countries] == ["East Asia"]
    assert found.notes == ["The region \u201cEast Asia & Pacific\u201d is read as East Asia."]


def test_figure_of_a_country_whose_row_has_a_fault_says_so(sample: Catalog) -> None:
    taiwan = ["TWN", "Taiwan", "Atlantis", "Asia/Taipei", "TWD"]
    figures = [HEAD, ["TWN", "pay_professional", 2025, 500, "USD a month", "HR", ""]]
    book = workbook(Figures=figures, Countries=[COUNTRIES.split(","), taiwan])
    assert faults_of(book, sample)[1] == (
        "Figures row 2, country: \u201cTWN\u201d is not known here; "
        "correct its row under Countries first"
    )


def test_sheet_of_our_title_without_a_header_is_refused(sample: Catalog) -> None:
    book = workbook(Figures=[["IND", 500]], Countries=[COUNTRIES.split(",")])
    assert fault_of(book, sample) == (
        "Figures: none of its first 30 rows is the header of a table; "
        "put the header of the template over the rows"
    )


def test_foreign_sheet_with_some_of_our_columns_is_left(sample: Catalog) -> None:
    offices = [["country", "name", "telephone"], ["IND", "Pune", "1"]]
    found = reading("x.xlsx", pay(500, Offices=offices), sample)
    assert (len(found.own), found.notes) == (1, [])


def test_hidden_sheet_and_hidden_rows_are_told(sample: Catalog) -> None:
    book = changed(pay(500), FIRST, '<row r="2"', '<row r="2" hidden="1"')
    book = changed(book, "xl/workbook.xml", 'state="visible"', 'state="hidden"')
    assert reading("x.xlsx", book, sample).notes == [
        "The sheet \u201cFigures\u201d is hidden in the workbook, and is read.",
        "1 of the rows read from \u201cFigures\u201d are hidden in the workbook, "
        "the first is row 2.",
    ]


def test_title_over_the_header_is_passed_over_and_told(sample: Catalog) -> None:
    """14: a title stands over the header."""
    title = "Pay survey 2026, all figures in USD"
    book = workbook(Figures=[[title], [], HEAD, ["IND", *PAY.split(",")[1:3], "x", "", "", ""]])
    assert {item.split(",")[0] for item in faults_of(book, sample)} == {"Figures row 4"}
    whole = workbook(Figures=[[title], HEAD, PAY.split(",")[:3] + [500, "USD a month", "HR", ""]])
    found = reading("x.xlsx", whole, sample)
    assert [item.value for item in found.own.figures] == [500]
    told = f"stands \u201c{title}\u201d: not read."
    assert found.notes == [f"Over the header of \u201cFigures\u201d {told}"]
    text = reading("x.csv", lines(f'"{title}"', "", FIGURES, PAY), sample)
    assert text.notes == [f"Over the header {told}"]


def faults_of(content: bytes, catalog: Catalog) -> list[str]:
    with pytest.raises(DataError) as caught:
        read("x.xlsx", content, catalog)
    return [str(item) for item in caught.value.problems]


def test_error_cell_that_means_no_figure_is_passed_over_and_others_are_refused(
    sample: Catalog,
) -> None:
    book = pay("#N/A")
    found = reading("x.xlsx", book, sample)
    assert (len(found.own), found.passed_over) == (0, 1)
    assert "it holds an error (#DIV/0!)" in fault_of(pay("#DIV/0!"), sample)


@pytest.mark.parametrize(
    ("content", "words"),
    [("xl/workbook.bin", "a binary workbook (XLSB)"), ("content.xml", "an OpenDocument file")],
)
def test_other_kinds_of_workbook_are_named(sample: Catalog, content: str, words: str) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(content, "x")
    assert f"it is {words}; save it as XLSX" in fault_of(out.getvalue(), sample)
