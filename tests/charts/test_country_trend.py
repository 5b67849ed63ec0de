import json

import pytest

from kpo.charts import country_trend
from kpo.data.catalog import Catalog
from kpo.data.time_series import Point
from kpo.style import Theme


def point(country: str, year: int, value: float, segment: int = 0, broken: bool = False) -> Point:
    return Point(country, year, value, "reported", "", segment, broken)


SERIES = (
    country_trend.TrendLine("Ireland", "other", [point("IRL", 2024, 9)]),
    country_trend.TrendLine("Sweden", "client", [point("SWE", 2023, 5), point("SWE", 2024, 6)]),
    country_trend.TrendLine(
        "India", "focus", [point("IND", 2020, 1), point("IND", 2024, 2, 1, True)]
    ),
)


def test_each_figure_has_a_row_and_names_the_ends_of_two() -> None:
    made = country_trend.figures(SERIES)
    assert [row["value"] for row in made] == [9, 5, 6, 1, 2]
    assert [row["label"] for row in made] == ["", "", "Sweden", "", "India"]
    assert [row["line"] for row in made][-2:] == ["India 0", "India 1"]
    assert [row["broken"] for row in made] == [False, False, False, False, True]


def test_words_are_made_from_the_figures() -> None:
    assert country_trend.alt(country_trend.figures(SERIES), "Pay, USD") == (
        "Pay, USD over the years: India 1 in 2020, 2 in 2024; Sweden 5 in 2023, 6 in 2024; "
        "1 others in grey."
    )
    assert country_trend.alt(country_trend.figures([]), "Pay") == "Pay over the years: no figure."


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_spec_is_constant_and_carries_no_figures(theme: Theme, sample: Catalog) -> None:
    english = sample.criteria["english"]
    text = json.dumps(country_trend.spec(theme, english))
    country_trend.spec.cache_clear()
    assert json.dumps(country_trend.spec(theme, english)) == text
    assert "datasets" not in text
    assert ("#9C660B" if theme == "light" else "#C78211") in text
    assert len(text) < 6000
