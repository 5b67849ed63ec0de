import json

from kpo.charts import scatter
from kpo.exploration import Reading

BOTH = [
    (Reading("CZE", "Czechia", 3268.0, 2024), Reading("CZE", "Czechia", 582.0, 2025)),
    (Reading("IND", "India", 432.0, 2024), Reading("IND", "India", 484.0, 2025)),
    (Reading("IRL", "Ireland", 7344.0, 2024), Reading("IRL", "Ireland", 624.0, 2025, "assumed")),
]


def test_large_bubbles_come_first_and_doubtful_ones_are_marked() -> None:
    made = scatter.frame(
        BOTH,
        ("Pay, USD", "English, points"),
        {"IND": 78e6, "CZE": 1e6},
        {"IND"},
        [("3,268", "582"), ("432", "484"), ("7,344", "624")],
        ["", "", ""],
    )
    assert list(made["country"]) == ["IND", "CZE", "IRL"]
    assert list(made["marked"]) == [False, False, True]
    assert list(made["sized"]) == [True, True, False]
    assert list(made["first"]) == [True, False, False]
    assert scatter.alt(made, "They go together.") == (
        "Scatter of 3 countries, Pay, USD across and English, points up. They go together. "
        "India 432 and 484"
    )


def test_no_country_with_both_is_said() -> None:
    made = scatter.frame([], ("a", "b"), {}, set(), [], [])
    assert scatter.alt(made, "").startswith("No points")


def test_a_spec_is_constant_and_logarithmic_where_asked() -> None:
    text = json.dumps(scatter.spec("light", True, False))
    scatter.spec.cache_clear()
    assert json.dumps(scatter.spec("light", True, False)) == text
    assert '"type": "log"' in text
    assert '"type": "log"' not in json.dumps(scatter.spec("light", False, False))
