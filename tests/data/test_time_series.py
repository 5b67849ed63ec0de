from kpo.core.model import Observation, Status
from kpo.data.catalog import Catalog
from kpo.data.time_series import break_years, history, usual_step


def figure(year: int, value: float, note: str = "", status: Status = "reported") -> Observation:
    return Observation("RUS", "tertiary_enrolment", year, value, status, ("wdi",), note=note)


def test_a_break_named_between_two_years_stands_at_the_later_one() -> None:
    note = "break between 2021 and 2022: low confidence"
    assert break_years([figure(2021, 1, note), figure(2022, 2, note)]) == {2022}


def test_a_break_between_years_that_are_missing_stands_at_the_next_one() -> None:
    note = "series doubles between 2020 and 2021: change of source"
    assert break_years([figure(2016, 1), figure(2022, 2, note), figure(2023, 2, note)]) == {2022}


def test_a_break_before_the_first_year_shown_is_not_marked() -> None:
    note = "break against 2019: another source"
    assert break_years([figure(2020, 1, note), figure(2021, 2)]) == frozenset()


def test_a_break_named_by_the_last_year_before_it_stands_at_the_next() -> None:
    note = "break against 2019: another source"
    assert break_years([figure(2018, 1), figure(2020, 1, note), figure(2021, 2)]) == {2020}


def test_sources_that_differ_from_year_to_year_break_at_each_year() -> None:
    note = "surveys differ from year to year"
    assert break_years([figure(year, 1, note) for year in (2011, 2012, 2013)]) == {2012, 2013}


def test_an_ordinary_note_is_no_break() -> None:
    assert break_years(
        [figure(2020, 1, "edition of 2020-07"), figure(2021, 1, "2025 edition")]
    ) == (frozenset())


def test_the_usual_step_is_the_commonest() -> None:
    assert usual_step([]) == 1
    assert usual_step([[2010, 2012, 2014], [2010, 2011]]) == 2


def test_russian_enrolment_is_broken_where_the_source_jumps(atlas: Catalog) -> None:
    points = [item for item in history(atlas, "tertiary_enrolment") if item.country == "RUS"]
    assert [item.year for item in points if item.broken] == [2020, 2023, 2024]
    assert [item.segment for item in points if item.year >= 2018] == [1, 1, 2, 2, 2, 3, 4]


def test_a_gap_and_a_change_of_definition_begin_a_new_piece(sample: Catalog) -> None:
    points = [item for item in history(sample, "pay_professional") if item.country == "IND"]
    assert [(item.year, item.segment) for item in points] == [(2017, 0), (2023, 1), (2024, 1)]
    points = [item for item in history(sample, "pay_professional") if item.country == "PHL"]
    assert [(item.year, item.broken) for item in points] == [(2022, False), (2023, True)]
