import json

from kpo.analysis.measures import Reading
from kpo.charts import scatter

BOTH = [
    (Reading("CZE", "Czechia", 3268.0, 2024), Reading("CZE", "Czechia", 582.0, 2025)),
    (Reading("IND", "India", 432.0, 2024), Reading("IND", "India", 484.0, 2025)),
    (Reading("IRL", "Ireland", 7344.0, 2024), Reading("IRL", "Ireland", 624.0, 2025, "assumed")),
]


def test_large_bubbles_come_first_and_doubtful_ones_are_marked() -> None:
    made = scatter.figures(
        BOTH,
        ("Pay, USD", "English, points"),
        {"IND": 78e6, "CZE": 1e6},
        {"IND"},
        [("3,268", "582"), ("432", "484"), ("7,344", "624")],
        ["", "", ""],
    )
    names = ("country", "marked", "sized", "first")
    assert [tuple(row[name] for name in names) for row in made] == [
        ("IND", False, True, True),
        ("CZE", False, True, False),
        ("IRL", True, False, False),
    ]
    assert scatter.alt(made, "They go together.") == (
        "Scatter of 3 countries, Pay, USD across and English, points up. They go together. "
        "India 432 and 484"
    )


def test_no_country_with_both_is_said() -> None:
    made = scatter.figures([], ("a", "b"), {}, set(), [], [])
    assert scatter.alt(made, "").startswith("No points")


def test_a_spec_is_constant_and_logarithmic_where_asked() -> None:
    text = json.dumps(scatter.spec("light", True, False))
    scatter.spec.cache_clear()
    assert json.dumps(scatter.spec("light", True, False)) == text
    assert '"type": "log"' in text
    assert '"type": "log"' not in json.dumps(scatter.spec("light", False, False))


def _placed(points: list[tuple[str, float, float]], chosen: set[str]) -> dict[str, int]:
    made = scatter.figures(
        [(Reading(n, n, x, 2024), Reading(n, n, y, 2024)) for n, x, y in points],
        ("x", "y"),
        {},
        chosen,
        [("", "")] * len(points),
        [""] * len(points),
        home={"Home"},
    )
    return {row["country"]: row["side"] for row in made}


def test_the_chosen_the_extremes_and_those_at_home_are_named_and_no_other() -> None:
    points = [
        ("Low", 0.0, 0.0),
        ("High", 100.0, 100.0),
        ("Mine", 30.0, 60.0),
        ("Home", 60.0, 30.0),
        ("Nobody", 50.0, 50.0),
    ]
    assert _placed(points, {"Mine"}) == {
        "Low": 1,
        "High": -1,
        "Mine": 1,
        "Home": 1,
        "Nobody": 0,
    }


def test_a_name_without_room_goes_to_the_left_or_stays_away() -> None:
    ends = [("A", 0.0, 0.0), ("B", 100.0, 100.0)]
    near = [("First", 50.0, 50.0), ("Second", 51.5, 50.0), ("Third", 50.7, 50.2)]
    placed = _placed([*ends, *near], {"First", "Second", "Third"})
    assert [placed[name] for name, *_ in near] == [-1, 1, 0]
