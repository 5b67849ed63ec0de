import json

from kpo.analysis.measures import Reading
from kpo.charts import ranked_bars
from kpo.charts.chart import Rows
from kpo.data.catalog import Catalog

SHOWN = [
    Reading("IRL", "Ireland", 7344.0, 2024),
    Reading("CHN", "China", 1009.0, 2022, "different_definition"),
    Reading("RUS", "Russia", -3.0, 2021),
]


def made(chosen: set[str]) -> Rows:
    return ranked_bars.figures(
        SHOWN, chosen, ["7,344", "1,009", "\u22123"], ["", "x", ""], ["", "", ""]
    )


def test_the_figures_keep_order_marks_and_one_scale() -> None:
    rows = made({"CHN"})
    assert [row["place"] for row in rows] == [1, 2, 3]
    assert [row["chosen"] for row in rows] == [False, True, False]
    assert [row["marked"] for row in rows] == [False, True, False]
    assert {(row["least"], row["most"]) for row in rows} == {(-3.0, 7344.0)}


def test_columns_are_of_like_length_and_share_the_scale() -> None:
    parts = ranked_bars.parts(made(set()), 2)
    assert [[row["country"] for row in part] for part in parts] == [["IRL", "CHN"], ["RUS"]]
    assert all(part[0]["most"] == 7344 for part in parts)


def test_nothing_to_draw_is_one_empty_part_or_none() -> None:
    empty = ranked_bars.figures([], set(), [], [], [])
    assert ranked_bars.parts(empty, 3) == []
    assert ranked_bars.alt("pay", empty) == "No bars: no figure for pay."


def test_the_words_name_both_ends_and_the_chosen() -> None:
    assert ranked_bars.alt("pay", made({"CHN"})) == (
        "Bars of pay for 3 countries, from Ireland 7,344 to Russia \u22123. Highlighted: "
        "China 1,009."
    )


def test_a_spec_is_constant_and_without_figures(sample: Catalog) -> None:
    english = sample.criteria["english"]
    text = json.dumps(ranked_bars.spec("light", english))
    ranked_bars.spec.cache_clear()
    assert json.dumps(ranked_bars.spec("light", english)) == text
    assert "data" not in ranked_bars.spec("light", english)
    assert ranked_bars.spec("light", english) != ranked_bars.spec("dark", english)
