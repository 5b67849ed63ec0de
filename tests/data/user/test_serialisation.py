"""Own figures are kept as text and come back exactly; what cannot be used is not lost."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo.core.errors import DataError
from kpo.core.model import UserData, UserFigure
from kpo.data.catalog import Catalog
from kpo.data.user import (
    from_record,
    from_text,
    merged,
    read,
    to_record,
    to_text,
    together,
    without,
)
from tests.data.user.files import COUNTRIES, FIGURES, INDICATORS, NEPAL, PAY, VISA, lines


@pytest.fixture(scope="module")
def own(sample: Catalog) -> UserData:
    """A figure, a country and an indicator, with a figure of both."""
    made = UserData()
    for rows in ((COUNTRIES, NEPAL), (INDICATORS, VISA), (FIGURES, PAY)):
        made = merged(made, read("x", lines(*rows), sample), sample)
    figure = UserFigure("NPL", "visa_days", 2026, 0.1 + 0.2, "days", "legal", "- note")
    return merged(made, UserData((figure,)), sample)


def test_what_is_kept_comes_back_exactly(sample: Catalog, own: UserData) -> None:
    found = from_text(to_text(own), sample)
    assert found.own == own
    assert found.problems == []
    assert found.own.figures[1].value == 0.1 + 0.2


def test_nothing_is_kept_as_nothing(sample: Catalog) -> None:
    assert to_text(UserData()) == ""


def test_newer_row_takes_the_place_of_the_same_one(sample: Catalog, own: UserData) -> None:
    newer = own.figures[0]._replace(value=7.0)
    found = merged(own, UserData((newer,)), sample)
    assert found.figures == (newer, own.figures[1])
    assert found.countries == own.countries


def test_new_unit_that_does_not_fit_the_figures_in_use_is_refused(
    sample: Catalog, own: UserData
) -> None:
    weeks = read("x", lines(INDICATORS, VISA.replace("days,less", "weeks,less")), sample)
    with pytest.raises(DataError, match="\u201cdays\u201d is not the unit of Visa days"):
        merged(own, weeks, sample)


def test_more_than_can_be_kept_is_refused(sample: Catalog) -> None:
    figure = UserFigure("IND", "inflation", 2025, 1.0, "%", "x" * 200, "y" * 300)
    many = UserData(tuple(figure._replace(year=1000 + n) for n in range(2001)))
    with pytest.raises(DataError, match="2,001 are too many; keep 2,000"):
        merged(UserData(), many, sample)
    with pytest.raises(DataError, match="more than 1 MB of text"):
        merged(UserData(), UserData(many.figures[:2000]), sample)


def test_removing_takes_the_figures_along(own: UserData) -> None:
    pay, visa = own.figures
    assert without(own, "figures", pay[:3]).figures == (visa,)
    gone = without(own, "countries", ("NPL",))
    assert (gone.figures, gone.countries, gone.indicators) == ((pay,), (), own.indicators)
    gone = without(own, "indicators", ("visa_days",))
    assert (gone.figures, gone.countries, gone.indicators) == ((pay,), own.countries, ())


def test_row_that_cannot_be_used_is_kept_aside_and_written_again(
    sample: Catalog, own: UserData
) -> None:
    record = to_record(own)
    record["figures"][0][0] = "ATL"
    found = from_record(record, sample)
    assert [item.where for item in found.problems] == ["Figures row 2, country"]
    assert found.own.figures == own.figures[1:]
    again: dict[str, Any] = json.loads(to_text(found.own))
    assert [row[0] for row in again["figures"]] == ["NPL", "ATL"]


def test_two_windows_keep_the_rows_that_either_kept_aside(sample: Catalog, own: UserData) -> None:
    old, mine, theirs = ((("figures"), (("country", name),)) for name in ("OLD", "MINE", "THEIRS"))
    agreed = replace(own, unread=(old,))
    added, gone = replace(own, unread=(old, mine)), replace(own, unread=())
    assert together(agreed, added, replace(own, unread=(old, theirs)), sample).unread == (
        old,
        theirs,
        mine,
    )
    assert together(agreed, gone, agreed, sample).unread == ()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 100_000, '{"kind": "kpo-atlas-own", "version": 2}', "x" * 2_000_001]
    + [
        json.dumps({"kind": "kpo-atlas-own", "version": 1, "columns": columns, "figures": rows})
        for columns, rows in (
            ({}, [[1]]),
            ({"figures": "x"}, [[1]]),
            ({"figures": ["country"]}, [1]),
            ({"figures": ["country"]}, [[None]]),
            ({"figures": ["country"]}, [[10**400]]),
            ({"figures": ["country"]}, [[""]] * 5001),
        )
    ],
)
def test_text_that_is_not_ours_is_refused(sample: Catalog, text: str) -> None:
    with pytest.raises(DataError):
        from_text(text, sample)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    ),
    st.data(),
)
def test_anything_in_a_record_is_used_kept_aside_or_refused(
    sample: Catalog, own: UserData, value: object, data: st.DataObject
) -> None:
    record = to_record(own)
    kind = data.draw(st.sampled_from(["figures", "countries", "indicators"]))
    place = data.draw(st.sampled_from(["record", "columns", "rows", "cell"]))
    if place == "record":
        record[data.draw(st.sampled_from(list(record)))] = value
    elif place == "columns":
        record["columns"][kind] = value
    elif place == "rows":
        record[kind] = value
    else:
        row = record[kind][0]
        row[data.draw(st.integers(0, len(row) - 1))] = value
    try:
        found = from_text(json.dumps(record), sample)
    except DataError:
        return
    assert from_text(to_text(found.own) or to_text(own), sample).own.figures is not None
