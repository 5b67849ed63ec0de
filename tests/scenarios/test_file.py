import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo import Scenario, rank
from kpo.core.errors import ScenarioError
from kpo.data.catalog import Catalog
from kpo.data.user import merged as merged_own
from kpo.data.user import read, with_user_data
from kpo.scenarios.collection import MAX_SCENARIOS, SavedScenario, SavedScenarios, added, saved
from kpo.scenarios.file import KIND, MAX_FILE_LENGTH, from_file, from_text, own_in, to_text
from tests.data.user.files import COUNTRIES, FIGURES, NEPAL, PAY, lines
from tests.saved import HOSTILE, shelf_of

ODD = {"labour_cost": 1 / 3, "english": 0.1, "time_zone": 1e-7}


def test_what_is_saved_is_read_back_exactly(sample: Catalog) -> None:
    odd = Scenario(weights=ODD, method="geometric", minimums={"english": 41.25}, locks=("english",))
    shelf = added(shelf_of(sample, "First"), saved(sample, HOSTILE, odd))
    found = from_text(sample, to_text(sample, shelf))
    assert found == shelf
    assert found.problems == ()
    assert rank(sample, found.items[1].scenario).rows == rank(sample, odd).rows
    assert found.items[0].order == ("IND", "PHL", "IRL")
    assert found.items[0].data_version == "2026-11"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "not a text file"),
        (b"", "not readable as JSON"),
        (b"[" * 100_000, "not readable as JSON"),
        (b"[]", "does not hold scenarios of KPO Atlas"),
        (b'{"kind": "other"}', "does not hold scenarios of KPO Atlas"),
        (json.dumps({"kind": KIND, "version": 2}).encode(), "version is unknown here"),
        (json.dumps({"kind": KIND, "version": 1}).encode(), "list of at most 12"),
        (json.dumps({"kind": KIND, "version": 1, "scenarios": [0] * 13}).encode(), "at most 12"),
        (b" " * (MAX_FILE_LENGTH + 1), "far larger"),
    ],
)
def test_file_that_is_not_ours_is_refused(sample: Catalog, content: bytes, words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        from_file(sample, content)


def test_all_problems_of_a_file_are_listed_with_their_place(sample: Catalog) -> None:
    whole: dict[str, Any] = json.loads(to_text(sample, shelf_of(sample, "A", "B", "C")))
    whole["scenarios"][0]["scenario"]["tier"] = "XYZ"
    whole["scenarios"][1]["name"] = 7
    whole["scenarios"][2] = "nothing"
    with pytest.raises(ScenarioError) as caught:
        from_file(sample, json.dumps(whole).encode())
    assert [item.where for item in caught.value.problems][0] == "Scenario 1, \u201cA\u201d"
    assert {item.where for item in caught.value.problems} == {
        "Scenario 1, \u201cA\u201d",
        "Scenario 2",
        "Scenario 3",
    }
    assert 'unknown tier "XYZ"' in str(caught.value)


def test_what_the_browser_has_and_cannot_be_used_is_kept_aside(sample: Catalog) -> None:
    whole: dict[str, Any] = json.loads(to_text(sample, shelf_of(sample, "A", "B")))
    whole["scenarios"][0]["scenario"]["client"] = "ATL"
    found = from_text(sample, json.dumps(whole))
    assert found.names == ("B",)
    assert found.room == MAX_SCENARIOS - 2
    assert 'unknown client "ATL"' in found.problems[0].what
    again = json.loads(to_text(sample, replace(found, problems=())))
    assert again["scenarios"] == [whole["scenarios"][1], whole["scenarios"][0]]


def test_file_carries_own_figures_and_the_scenarios_that_rest_on_them(sample: Catalog) -> None:
    country = read("x", lines(COUNTRIES, NEPAL), sample)
    own = merged_own(country, read("x", lines(FIGURES, PAY), sample), sample)
    mine = with_user_data(sample, own)
    there = Scenario(countries=("IND", "NPL"))
    shelf = added(SavedScenarios(), saved(mine, "With Nepal", there))
    file = to_text(mine, shelf, own).encode()
    assert from_file(sample, file) == shelf.items
    assert own_in(sample, file) == own
    assert own_in(mine, to_text(mine, shelf).encode()) == own
    with pytest.raises(ScenarioError, match='unknown country "NPL"'):
        from_file(sample, to_text(mine, shelf).encode())
    whole: dict[str, Any] = json.loads(file)
    whole["own"]["figures"][0][3] = "many"
    for door in (from_file, own_in):
        with pytest.raises(ScenarioError, match="Figures row 2, value: “many”"):
            door(sample, json.dumps(whole).encode())


def test_order_then_forgets_countries_that_are_gone(sample: Catalog) -> None:
    whole: dict[str, Any] = json.loads(to_text(sample, shelf_of(sample, "A")))
    whole["scenarios"][0]["order"] = ["IND", "ATL", 7, "PHL"]
    whole["scenarios"][0]["scenario"]["data_version"] = None
    item: SavedScenario = from_text(sample, json.dumps(whole)).items[0]
    assert item.order == ("IND", "PHL")
    assert item.data_version == ""


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    ),
    st.data(),
)
def test_anything_in_a_file_is_read_or_refused_with_problems(
    sample: Catalog, value: object, data: st.DataObject
) -> None:
    whole: dict[str, Any] = json.loads(to_text(sample, shelf_of(sample, "A")))
    part = data.draw(st.sampled_from(["whole", "item", "record"]))
    record = whole["scenarios"][0]
    target = {"whole": whole, "item": record, "record": record["scenario"]}[part]
    target[data.draw(st.sampled_from(list(target)))] = value
    found = from_text(sample, json.dumps(whole))
    assert found.items or found.problems or whole["scenarios"] == []


def test_a_scenario_that_stands_twice_counts_once(sample: Catalog) -> None:
    shelf = added(SavedScenarios(), saved(sample, "Board", Scenario()))
    whole = json.loads(to_text(sample, shelf))
    whole["scenarios"] *= 3
    assert from_text(sample, json.dumps(whole)) == shelf
    assert from_file(sample, json.dumps(whole).encode()) == shelf.items


def test_scenarios_of_one_name_and_two_contents_stay_two(sample: Catalog) -> None:
    first = to_text(sample, added(SavedScenarios(), saved(sample, "Board", Scenario())))
    other = to_text(sample, added(SavedScenarios(), saved(sample, "Board", Scenario(max_age=3))))
    whole = json.loads(first)
    whole["scenarios"] += json.loads(other)["scenarios"] * 2
    items = from_text(sample, json.dumps(whole)).items
    assert [(item.name, item.scenario.max_age) for item in items] == [
        ("Board", 10),
        ("Board (2)", 3),
    ]
