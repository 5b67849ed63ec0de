from pandas import DataFrame

from kpo import Scenario, rank
from kpo.charts import rank_slopes
from kpo.data.catalog import Catalog

NAMES = ["Now", "More English"]
LABELS = {"IND": "India", "PHL": "Philippines (EU sanctions)", "IRL": "Ireland"}
SHORT = {"IND": "India", "PHL": "Philippines \u2021", "IRL": "Ireland"}


def test_figures_are_heads_points_and_lines(sample: Catalog) -> None:
    pair = [
        rank(sample, Scenario()),
        rank(sample, Scenario(weights={"labour_cost": 25, "english": 75})),
    ]
    found = DataFrame(rank_slopes.figures(NAMES, pair, LABELS, SHORT))
    heads = found[found["part"] == "head"]
    assert heads[["column", "scenario"]].to_numpy().tolist() == [[0, "Now"], [1, "More English"]]
    points = found[found["part"] == "point"]
    assert points[["column", "country", "place", "rank", "state"]].to_numpy().tolist() == [
        [0, "IND", 1, "1", "down"],
        [0, "PHL", 2, "2", "up"],
        [0, "IRL", 3, "3", "up"],
        [1, "PHL", 1, "1", "up"],
        [1, "IRL", 2, "2", "up"],
        [1, "IND", 3, "3", "down"],
    ]
    assert points["now"].tolist()[3:] == [
        "88  Philippines (EU sanctions)  \u25b2 1",
        "75  Ireland  \u25b2 1",
        "60  India  \u25bc 2",
    ]
    lines = found[found["part"] == "line"]
    assert lines[["country", "place", "place_end"]].to_numpy().tolist() == [
        ["IND", 1, 3],
        ["PHL", 2, 1],
        ["IRL", 3, 2],
    ]


def test_figures_draw_no_line_to_where_a_destination_is_not_ranked(sample: Catalog) -> None:
    pair = [rank(sample, Scenario()), rank(sample, Scenario(countries=("IND", "IRL")))]
    found = DataFrame(rank_slopes.figures(NAMES, pair, LABELS, SHORT))
    lines = found[found["part"] == "line"]
    assert lines["country"].tolist() == ["IND", "IRL"]
    assert found[found["country"] == "PHL"]["state"].tolist() == ["once"]


def test_a_head_stands_in_two_lines_where_there_is_little_room(sample: Catalog) -> None:
    names = ["Equal weights, else as now", "Board meeting of May, less weight on cost"]
    found = DataFrame(rank_slopes.figures(names, [rank(sample, Scenario())] * 2, LABELS, SHORT))
    heads = found[found["part"] == "head"]
    assert heads["short"].tolist() == [
        "Equal weights,\nelse as now",
        "Board meeting of\nMay, less \u2026",
    ]


def test_spec_is_constant_and_holds_no_figures() -> None:
    first = rank_slopes.spec("light", 2, 7)
    assert first is rank_slopes.spec("light", 2, 7)
    assert first["height"] == 8 * rank_slopes.ROW
    assert rank_slopes.spec("dark", 3, 60)["height"] == 61 * rank_slopes.TIGHT
    assert "datasets" not in first


def test_alt_says_every_rank(sample: Catalog) -> None:
    pair = [rank(sample, Scenario()), rank(sample, Scenario(countries=("IND", "IRL")))]
    assert rank_slopes.alt(NAMES, pair, LABELS) == (
        "Ranks in the scenarios \u201cNow\u201d, \u201cMore English\u201d. "
        "India 1, 1; Philippines (EU sanctions) 2, not ranked; Ireland 3, 2."
    )
