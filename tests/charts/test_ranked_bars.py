import json

import pandas

from kpo.analysis.measures import Reading
from kpo.charts import ranked_bars
from kpo.data.catalog import Catalog

SHOWN = [
    Reading("IRL", "Ireland", 7344.0, 2024),
    Reading("CHN", "China", 1009.0, 2022, "different_definition"),
    Reading("RUS", "Russia", -3.0, 2021),
]


def made(chosen: set[str]) -> pandas.DataFrame:
    return ranked_bars.frame(
        SHOWN, chosen, ["7,344", "1,009", "\u22123"], ["", "x", ""], ["", "", ""]
    )


def test_the_frame_keeps_order_marks_and_one_scale() -> None:
    rows = made({"CHN"})
    assert list(rows["place"]) == [1, 2, 3]
    assert list(rows["chosen"]) == [False, True, False]
    assert list(rows["marked"]) == [False, True, False]
    assert set(zip(rows["least"], rows["most"], strict=True)) == {(-3.0, 7344.0)}


def test_columns_are_of_like_length_and_share_the_scale() -> None:
    parts = ranked_bars.parts(made(set()), 2)
    assert [list(part["country"]) for part in parts] == [["IRL", "CHN"], ["RUS"]]
    assert all(part["most"].iloc[0] == 7344 for part in parts)


def test_nothing_to_draw_is_one_empty_part_or_none() -> None:
    empty = ranked_bars.frame([], set(), [], [], [])
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
