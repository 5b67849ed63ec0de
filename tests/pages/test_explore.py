"""The Explore page draws the library's figures, and each of its controls changes them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load
from kpo.analysis.measures import measure, ordered, readings
from tests.pages.reading import headline, text

PAGE = "pages/explore.py"


@pytest.fixture
def explore(opened: Callable[[], AppTest]) -> AppTest:
    return opened().switch_page(PAGE).run()


def drawn(at: AppTest, chart: int = 0) -> dict[str, list[Any]]:
    """The figures of a chart, by column."""
    proto = at.get("vega_lite_chart")[chart].proto
    table = pyarrow.ipc.open_stream(BytesIO(proto.data.data)).read_all()
    return {name: table[name].to_pylist() for name in table.column_names}


def named(at: AppTest, key: str) -> Any:
    kinds = ("selectbox", "button_group", "segmented_control")
    (found,) = {
        id(item): item
        for kind in kinds
        for item in at.get(kind)
        if getattr(item, "key", "") == f"kpo.explore.{key}"
    }.values()
    return found


def choose(at: AppTest, key: str, value: str) -> AppTest:
    return named(at, key).set_value(value).run()


def test_it_opens_on_what_is_saved_as_ranked_bars_home_marked(explore: AppTest) -> None:
    assert headline(explore) == "Saving: 0 in Ireland, 90 in India"
    assert drawn(explore)["country"] == ["IND", "PHL", "IRL", "SWE"]
    assert drawn(explore)["value"] == [90, 50, 0, 0]
    assert drawn(explore)["text"] == ["90", "50", "0", "0"]
    assert drawn(explore)["word"] == ["", "", "", "at home"]
    assert drawn(explore)["marked"] == [False, False, False, True]


def test_the_bars_are_the_librarys_figures_for_every_country(real: AppTest) -> None:
    at = real.switch_page(PAGE).run()
    catalog, scenario = load(), Scenario()
    found = ordered(readings(catalog, scenario, measure(catalog, scenario, "saving")))
    shown = [country for chart in range(3) for country in drawn(at, chart)["country"]]
    values = [value for chart in range(3) for value in drawn(at, chart)["value"]]
    assert shown == [item.country for item in found]
    assert values == [item.value for item in found]
    own = [
        name
        for chart in range(3)
        for name, chosen in zip(
            drawn(at, chart)["country"], drawn(at, chart)["chosen"], strict=True
        )
        if chosen
    ]
    assert set(own) == {"IND", "PHL", "CHN", "ISR", "RUS", "IRL", "CZE"}


def test_another_subject_opens_with_its_own_figure(explore: AppTest) -> None:
    at = choose(explore, "subject", "english")
    assert headline(at) == "English score: 500 in India, 600 in the Philippines"
    assert drawn(at)["word"] == ["assumed", "", ""]


def test_the_figure_of_a_subject_is_kept_while_another_is_looked_at(explore: AppTest) -> None:
    at = choose(explore, "figure.labour_cost", "pay_clerical")
    assert drawn(at)["country"] == ["SWE", "IND"]
    at = choose(choose(at, "subject", "english"), "subject", "labour_cost")
    assert headline(at) == "Pay of clerks: 1,000 in India, 10,000 in Sweden"


def test_the_filters_hold_in_every_drawing(explore: AppTest) -> None:
    at = choose(explore, "region", "South Asia")
    assert drawn(at)["country"] == ["IND"]
    at = choose(at, "view", "table")
    assert list(at.dataframe[0].value["name"]) == ["India"]
    at = choose(at, "view", "map")
    aside = dict(zip(drawn(at)["country"], drawn(at)["level"], strict=True))
    assert aside == {"IND": 4, "IRL": -1, "PHL": -1, "SWE": -1}


def test_only_what_can_be_ranked_for_a_tier(explore: AppTest) -> None:
    at = choose(choose(explore, "subject", "english"), "ranked_for", "BPO")
    assert drawn(at)["country"] == ["IND"]


def test_the_trend_breaks_where_the_definition_changes(explore: AppTest) -> None:
    at = choose(choose(explore, "figure.labour_cost", "pay_professional"), "view", "trend")
    made = drawn(at)
    rows = list(zip(made["country"], made["year"], made["value"], made["broken"], strict=True))
    assert ("PHL", 2023, 8000, True) in rows
    assert ("IND", 2024, 1000, False) in rows
    assert "upright stroke marks a break" in text(at)


def test_a_score_has_no_history_and_says_so(explore: AppTest) -> None:
    at = choose(choose(explore, "subject", "any"), "view", "trend")
    assert not at.get("vega_lite_chart")
    assert "has no history" in text(at)


def test_the_map_colours_hatches_and_names_home(explore: AppTest) -> None:
    at = choose(explore, "view", "map")
    made = drawn(at)
    levels = dict(zip(made["country"], made["level"], strict=True))
    assert levels["IRL"] == levels["SWE"] == 0
    assert levels["IND"] == 4
    labels = dict(zip(made["country"], made["label"], strict=True))
    assert labels == {
        "IND": "India 90",
        "IRL": "Ireland 0",
        "PHL": "Philippines 50",
        "SWE": "Sweden 0, at home",
    }
    assert "Boundaries do not imply endorsement." in text(at)


def test_the_scatter_pairs_two_figures_and_states_no_r_for_few(explore: AppTest) -> None:
    at = choose(explore, "view", "scatter")
    made = drawn(at)
    found = dict(zip(made["country"], zip(made["x"], made["y"], strict=True), strict=True))
    assert found == {"IND": (90, 500), "PHL": (50, 600), "IRL": (0, 600)}
    assert "too few" in text(at)
    at = choose(at, "against", "shared_hours")
    assert dict(zip(drawn(at)["country"], drawn(at)["y"], strict=True))["IND"] == 5


def test_the_wide_set_states_r_with_n(real: AppTest) -> None:
    at = choose(real.switch_page(PAGE).run(), "view", "scatter")
    assert "(n = " in text(at)
    few = choose(at, "region", "chosen")
    assert "(n = " in text(few)
    assert len(drawn(few)["country"]) == 7


def test_the_table_lists_the_missing_last_with_the_reason(explore: AppTest) -> None:
    at = choose(choose(explore, "subject", "english"), "view", "table")
    rows = at.dataframe[0].value
    assert list(rows["name"]) == ["Ireland", "Philippines", "India", "Sweden"]
    assert list(rows["status"])[-1] == "no figure"
    assert list(rows["licence"])[:3] == ["CC-BY-4.0"] * 3


def test_the_address_opens_the_same_look(opened: Callable[[], AppTest]) -> None:
    at = opened()
    for name, word in {"subject": "any", "figure": "english", "view": "table"}.items():
        at.query_params[name] = word
    at = at.switch_page(PAGE).run()
    assert headline(at).startswith("English score")
    assert at.dataframe


def test_unknown_words_of_the_address_are_passed_over(opened: Callable[[], AppTest]) -> None:
    at = opened()
    at.query_params["figure"] = "nonsense"
    at.query_params["view"] = "pie"
    at.query_params["region"] = "Atlantis"
    assert headline(at.switch_page(PAGE).run()).startswith("Saving")


def test_the_saving_is_that_of_the_tier(explore: AppTest) -> None:
    at = explore.get("button_group")
    assert at
    (tier,) = [item for item in at if item.key == "kpo.tier"]
    explore = tier.set_value("BPO").run()
    assert headline(explore) == "Saving: 90 in India"


def test_what_it_is_how_it_counts_and_who_says_so_stand_below(explore: AppTest) -> None:
    said = text(explore)
    assert "Mean" not in said
    assert "saved on the same work" in said
    assert "More is better. 0 scores 0, 100 scores 100." in said
    assert "Bureau: pay" in said
    assert "CC-BY-4.0; open" in said


def test_a_score_keeps_who_is_left_out_with_the_reason(real: AppTest) -> None:
    at = choose(choose(real.switch_page(PAGE).run(), "subject", "any"), "view", "table")
    rows = at.dataframe[0].value.set_index("code")
    assert rows["note"]["RUS"].startswith("left out: sectoral sanctions, EU; it would be at place")
    assert rows["note"]["SWE"].startswith("at home")
    assert "dearer than at home" in rows["note"]["IRL"]
    assert "no figure since 2018 for" in rows["note"]["CAN"]
    assert headline(at).endswith("74 in India")
