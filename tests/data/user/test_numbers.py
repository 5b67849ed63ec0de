"""Numbers as people write them: read in one way, shown in both, or not at all."""

import pytest

from kpo.data.user.numbers import FLAGS, is_no_figure, quantity, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("500", 500),
        ("-5", -5),
        ("\u22125", -5),
        ("+5", 5),
        ("12.5", 12.5),
        ("12,5", 12.5),
        (",5", 0.5),
        ("0.123", 0.123),
        ("0,123", 0.123),
        ("1.2340", 1.234),
        ("1234.567", 1234.567),
        ("1234,567", 1234.567),
        ("1e3", 1000),
        ("1.234e3", 1234),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.567", 1234.567),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1 234", 1234),
        ("1 234 567,89", 1234567.89),
        ("1'234.5", 1234.5),
        ("1\u2019234", 1234),
        ("12,34,567", 1234567),
        ("1,23,456.7", 123456.7),
    ],
)
def test_text_that_can_be_read_in_one_way(text: str, value: float) -> None:
    found = quantity(text)
    assert found and found.values == (value,)
    assert (found.unit, found.flag) == ("", "")


@pytest.mark.parametrize("text", ["1.234", "1,234", "-100.000", "999,999"])
def test_text_that_can_be_read_in_two_ways_gives_both(text: str) -> None:
    found = quantity(text)
    digits = float(text.replace(".", "").replace(",", ""))
    assert found and found.values == (digits, digits / 1000)


@pytest.mark.parametrize(
    "text",
    ["", "x", "12 34", "1 23", "1.2.3", "1,234,56", "--5", "5-", "(5)", "12.3b", "5 bn"]
    + ["500 k", "0x10", "1_000", "\u0661", "1e9999", "nan", "=1+1", "1.234.56", "$5$"],
)
def test_text_that_is_no_number(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("text", "value", "flag"),
    [
        ("12.3 b", 12.3, FLAGS["b"]),
        ("12,3 e", 12.3, FLAGS["e"]),
        ("500*", 500, "marked * in the file"),
        ("500 **", 500, "marked ** in the file"),
        ("12.3 (p)", 12.3, FLAGS["p"]),
        ("12.3(1)", 12.3, "marked 1 in the file"),
        ("12.3\u00b2", 12.3, "marked \u00b2 in the file"),
        ("12.3 bp", 12.3, "break in the series, provisional"),
    ],
)
def test_mark_beside_a_figure(text: str, value: float, flag: str) -> None:
    found = quantity(text)
    assert found and (found.values, found.flag) == ((value,), flag)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("13%", 13, "%"), ("13,5 %", 13.5, "%"), ("$500", 500, "$"), ("500 EUR", 500, "EUR")]
    + [("US$ 500", 500, "US$"), ("1 234,5 \u20ac", 1234.5, "\u20ac")],
)
def test_unit_beside_a_figure(text: str, value: float, unit: str) -> None:
    found = quantity(text)
    assert found and (found.values, found.unit) == ((value,), unit)


@pytest.mark.parametrize(
    "text",
    ["", ":", ": c", ":u", "..", "...", "\u2026", "#N/A", "#NV", "-", "\u2013", "n/a", "NaN", "."],
)
def test_mark_of_a_missing_figure(text: str) -> None:
    assert is_no_figure(text)


@pytest.mark.parametrize("text", ["0", "x", "#REF!", "::", "inf"])
def test_what_is_no_mark_of_a_missing_figure(text: str) -> None:
    assert not is_no_figure(text)


@pytest.mark.parametrize("value", [1.234, -1.234, 12.5, 1e20, 0.001, 100.125, 8.107, 1234.567, 5.0])
def test_written_number_is_read_as_itself(value: float) -> None:
    found = quantity(written(value))
    assert found and found.values == (value,)
