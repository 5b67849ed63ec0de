import json

import pytest

from kpo.charts import time_series
from kpo.data.catalog import Catalog
from kpo.data.time_series import Point

NAMES = {"IND": "India", "PHL": "Philippines", "SWE": "Sweden"}


def point(country: str, year: int, value: float, segment: int = 0, broken: bool = False) -> Point:
    return Point(country, year, value, "reported", "", segment, broken)


POINTS = [
    point("IND", 2023, 10),
    point("IND", 2024, 20, 1, True),
    point("SWE", 2023, 90),
    point("PHL", 2024, 20),
]


def test_chosen_countries_are_drawn_last_and_named_at_their_end() -> None:
    made = time_series.figures(POINTS, NAMES, {"IND", "PHL"}, ["10", "20", "90", "20"])
    assert [(row["country"], row["label"], row["line"], row["broken"]) for row in made] == [
        ("SWE", "", "SWE 0", False),
        ("IND", "", "IND 0", False),
        ("IND", "India", "IND 1", True),
        ("PHL", "Philippines", "PHL 0", False),
    ]


def test_names_on_the_same_value_are_moved_apart() -> None:
    made = time_series.figures(POINTS, NAMES, {"IND", "PHL"}, ["", "", "", ""])
    at = {row["label"]: row["label_at"] for row in made}
    assert at["Philippines"] - at["India"] == pytest.approx(
        80 * time_series.LINE / time_series.HEIGHT
    )


def test_names_at_the_top_are_moved_down_not_out() -> None:
    moved = time_series.spread([100.0, 100.0], [0.0, 100.0], False)
    assert moved == [pytest.approx(100 - 100 * time_series.LINE / time_series.HEIGHT), 100]


def test_on_a_logarithmic_scale_names_are_moved_by_ratios() -> None:
    low, high = time_series.spread([10.0, 10.0], [10.0, 1000.0], True)
    assert low == pytest.approx(10)
    assert high == pytest.approx(10 ** (1 + 2 * time_series.LINE / time_series.HEIGHT))


def test_the_words_say_first_and_last_and_breaks() -> None:
    made = time_series.figures(POINTS, NAMES, {"IND"}, ["10", "20", "90", "20"])
    assert time_series.alt("enrolment", made) == (
        "Lines of enrolment for 3 countries, 2023 to 2024. India 10 in 2023, 20 in 2024. "
        "1 break in the series is marked."
    )


def test_a_spec_is_constant(sample: Catalog) -> None:
    text = json.dumps(time_series.spec("dark", sample.criteria["english"], True))
    time_series.spec.cache_clear()
    assert json.dumps(time_series.spec("dark", sample.criteria["english"], True)) == text
