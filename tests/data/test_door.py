"""Matching, corrections and checks, on a handful of figures made by hand."""

from data.etl.checks import changed_series, duplicates, implausible, shrunk
from data.etl.corrections import corrected
from data.etl.door import Observation, admit, shown
from data.etl.goalposts import goalposts, lower_quartile
from data.etl.raw import Figure

NAMES = {"IND": "IND", "The Philippines": "PHL", "World": ""}
EXPECTED = {
    "low": 0.0,
    "high": 100.0,
    "median_low": 20.0,
    "median_high": 80.0,
    "least_countries": 2.0,
    "history_from": 2005.0,
}


def observation(country: str, year: int, value: float, **changed: str) -> Observation:
    figure = Observation("s", country, "users", year, value, None, "", "reported", "", "file row 2")
    return figure._replace(**changed)  # type: ignore[arg-type]


def test_names_are_matched_and_groups_left_out() -> None:
    figures = [
        Figure("f row 2", "The Philippines", "users", "2024", "83.5", "1.5"),
        Figure("f row 3", "World", "users", "2024", "66"),
        Figure("f row 4", "Atlantis", "users", "2024", "1"),
        Figure("f row 5", "Atlantis", "users", "2023", "1"),
        Figure("f row 6", "IND", "users", "2024", "n/a"),
        Figure("f row 7", "IND", "users", "2024", "nan"),
    ]
    found, problems = admit("s", figures, NAMES)
    assert [item.cells() for item in found] == [
        ["PHL", "users", "2024", "83.5", "1.5", "", "reported", "", ""]
    ]
    assert [problem.where for problem in problems] == ["f row 6", "f row 7", "f row 4"]
    assert problems[2].what == 'unmatched name "Atlantis"'


def test_numbers_are_written_in_ten_digits_without_noise() -> None:
    assert shown(34.4500007629395) == "34.45000076"
    assert shown(1450935791.0) == "1450935791"
    assert shown(11437325900000.0) == "11437325900000"
    assert shown(0.1 + 0.2) == "0.3"


def test_corrections_drop_mark_note_and_replace() -> None:
    figures = [observation("IND", year, 10.0) for year in (2020, 2021, 2022, 2023)]
    columns = ("country", "indicator", "year", "action", "value", "reason")
    rows = [
        dict(zip(columns, cells, strict=True))
        for cells in (
            ("IND", "users", "2020", "drop", "", "outlier"),
            ("IND", "users", "2021", "mark_different", "", "net"),
            ("IND", "users", "2022", "replace", "12.5", "misprint"),
            ("IND", "users", "", "note", "", "few"),
        )
    ]
    found, problems = corrected(figures, rows)
    assert problems == []
    assert [(item.year, item.value, item.status, item.note) for item in found] == [
        (2021, 10.0, "different_definition", "net; few"),
        (2022, 12.5, "reported", "misprint; few"),
        (2023, 10.0, "reported", "few"),
    ]


def test_correction_adds_a_figure_to_a_series_and_never_in_the_place_of_one() -> None:
    figures = [observation("BLR", 2019, 2412.5), observation("BLR", 2022, 3000.0)]
    columns = ("country", "indicator", "year", "action", "value", "reason")
    rows = [
        dict(zip(columns, (country, "users", year, "add", "3238.9", "in the notes"), strict=True))
        for country, year in (("BLR", "2021"), ("BLR", "2022"), ("IND", "2021"))
    ]
    found, problems = corrected(figures, rows)
    assert [(item.year, item.value, item.note) for item in found] == [
        (2019, 2412.5, ""),
        (2022, 3000.0, ""),
        (2021, 3238.9, "in the notes"),
    ]
    assert [problem.what for problem in problems] == [
        "users of BLR 2022 is in the raw file",
        "IND has no figure of users to add to",
    ]


def test_duplicates_are_found_over_sources() -> None:
    first = observation("IND", 2024, 50.0)
    second = observation("IND", 2024, 51.0, source="t", where="other row 9")
    (problem,) = duplicates([first, second])
    assert problem.where == "other row 9"
    assert problem.what == "users of IND 2024 stands twice"


def test_ranges_and_years_are_checked() -> None:
    figures = [observation("IND", 2024, 100.0), observation("PHL", 2027, 100.5)]
    problems = list(implausible(figures, {"users": EXPECTED}, 2026))
    assert [problem.what for problem in problems] == [
        "users of PHL 2027 is 100.5, not between 0 and 100",
        "users of PHL is dated 2027, after 2026",
    ]


def test_the_latest_median_and_the_number_of_countries_are_checked() -> None:
    figures = [observation("IND", 2023, 50.0), observation("IND", 2024, 5.0)]
    assert [problem.what for problem in changed_series(figures, {"users": EXPECTED})] == [
        "users has 1 countries, 2 expected",
        "users has the median 5, expected between 20 and 80",
    ]


def test_a_withdrawn_pair_may_go() -> None:
    before = {("IND", "users"), ("PHL", "users"), ("CZE", "users")}
    problems = list(shrunk(before, {("IND", "users")}, {("PHL", "users")}))
    assert [problem.what for problem in problems] == ["users of CZE is gone"]


def test_log_goalposts_are_percentiles_rounded_outward_to_powers_of_ten() -> None:
    row = {"indicator": "users", "unit": "USD", "transform": "log", "direction": "1"}
    found = goalposts(row, [float(value) for value in range(101, 202)])
    assert (found.lower, found.upper, found.low, found.high) == (106.0, 196.0, 100.0, 1000.0)


def test_linear_goalposts_are_percentiles_rounded_outward_to_about_a_tenth_of_the_spread() -> None:
    row = {"indicator": "users", "unit": "USD", "transform": "linear", "direction": "1"}
    found = goalposts(row, [float(value) for value in range(201)])
    assert (found.lower, found.upper, found.low, found.high) == (10.0, 190.0, 0.0, 200.0)


def test_goalposts_stay_within_natural_limits() -> None:
    row = {
        "indicator": "internet_users",
        "unit": "% of population",
        "transform": "linear",
        "direction": "1",
    }
    found = goalposts(row, [float(value) for value in range(1, 102)])
    assert (found.upper, found.low, found.high, found.limited) == (96.0, 0.0, 100.0, False)
    found = goalposts(row, [float(value) for value in range(5, 106)])
    assert (found.upper, found.low, found.high) == (100.0, 10.0, 100.0)


def test_enabling_criteria_end_at_the_best_quarter() -> None:
    values = [float(value) for value in range(201)]
    more = {"indicator": "users", "unit": "USD", "transform": "linear", "direction": "1"}
    less = more | {"direction": "-1"}
    found = [goalposts(row, values, enabling=True) for row in (more, less)]
    assert [(item.ends, item.lower, item.upper) for item in found] == [
        ((5, 75), 10.0, 150.0),
        ((25, 95), 50.0, 190.0),
    ]
    assert found[1].reason(0).startswith("25th to 95th percentile of 201 countries, 50 to 190 USD")


def test_counts_that_may_be_0_are_bounded_by_powers_of_ten_less_one() -> None:
    row = {"indicator": "users", "unit": "people", "transform": "log1p", "direction": "1"}
    found = goalposts(row, [float(value) for value in range(61)])
    assert (found.lower, found.upper, found.low, found.high) == (3.0, 57.0, 0.0, 99.0)


def test_lower_quartile_is_that_of_the_capped_and_mirrored_score() -> None:
    row = {"goalpost_low": "0", "goalpost_high": "100", "transform": "linear", "direction": "1"}
    values = [-50.0, 20.0, 40.0, 60.0, 200.0]
    assert lower_quartile(row, values) == 20.0
    assert lower_quartile(row | {"direction": "-1"}, values) == 40.0
    counts = row | {"goalpost_high": "99", "transform": "log1p"}
    assert lower_quartile(counts, [0.0, 9.0, 9.0, 99.0, 99.0]) == 50.0
