import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.errors import ScenarioError
from kpo.own import merged as merged_own
from kpo.own import overlaid, read
from kpo.scenarios import (
    KIND,
    LONGEST_FILE,
    LONGEST_NAME,
    MOST,
    Saved,
    Shelf,
    added,
    clean_name,
    free_name,
    from_file,
    from_text,
    merged,
    own_in,
    removed,
    renamed,
    restored,
    saved,
    to_text,
)
from tests.own.files import COUNTRIES, FIGURES, NEPAL, PAY, lines

ODD = {"labour_cost": 1 / 3, "english": 0.1, "time_zone": 1e-7}
HOSTILE = '<img src=x onerror=alert(1)> "quoted" \U0001f469 \\n {}'


def shelf_of(catalog: Catalog, *names: str) -> Shelf:
    shelf = Shelf()
    for name in names:
        shelf = added(shelf, saved(catalog, name, Scenario()))
    return shelf


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
    ("typed", "name"),
    [
        ("  two \t words\n", "two words"),
        ("\u202eevil\u200b\x00", "evil"),
        ("x" * 80, "x" * LONGEST_NAME),
        (HOSTILE, HOSTILE),
        (" \u200b ", ""),
    ],
)
def test_names_stay_on_one_line_and_lose_what_cannot_be_seen(typed: str, name: str) -> None:
    assert clean_name(typed) == name


def test_number_of_a_taken_name_keeps_it_within_its_length() -> None:
    long = "x" * LONGEST_NAME
    assert free_name(long, [long]) == "x" * (LONGEST_NAME - 4) + " (2)"


def test_name_that_is_empty_or_taken_is_refused(sample: Catalog) -> None:
    shelf = shelf_of(sample, "A", "B")
    with pytest.raises(ScenarioError, match="\u201cA\u201d is there already"):
        added(shelf, saved(sample, " A ", Scenario()))
    with pytest.raises(ScenarioError, match="empty"):
        added(shelf, saved(sample, "  ", Scenario()))
    with pytest.raises(ScenarioError, match="is there already"):
        renamed(shelf, "B", "A")
    assert renamed(shelf, "B", "B") == shelf
    assert renamed(shelf, "B", "C").names == ("A", "C")


def test_twelve_are_enough(sample: Catalog) -> None:
    shelf = shelf_of(sample, *map(str, range(MOST)))
    with pytest.raises(ScenarioError, match="12 scenarios are saved already; delete one first"):
        added(shelf, saved(sample, "13th", Scenario()))


def test_deleted_one_comes_back_in_its_place(sample: Catalog) -> None:
    shelf = shelf_of(sample, "A", "B", "C")
    gone = removed(shelf, "B")
    assert gone.names == ("A", "C")
    assert restored(gone, 1, shelf.items[1]) == shelf


def test_file_adds_what_is_new_and_numbers_equal_names(sample: Catalog) -> None:
    shelf = shelf_of(sample, "A", "B")
    other = saved(sample, "A", Scenario(preset="equal"))
    found = merged(shelf, (shelf.items[1], other))
    assert found.names == ("A", "B", "A (2)")
    assert found.items[2].scenario == Scenario(preset="equal")
    assert merged(found, shelf.items) == found


def test_file_that_does_not_fit_changes_nothing(sample: Catalog) -> None:
    shelf = shelf_of(sample, *map(str, range(11)))
    more = tuple(saved(sample, name, Scenario(tier="BPO")) for name in ("x", "y"))
    with pytest.raises(ScenarioError, match="1 too many: 12 can be saved in all"):
        merged(shelf, more)


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
        (b" " * (LONGEST_FILE + 1), "far larger"),
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
    assert found.room == MOST - 2
    assert 'unknown client "ATL"' in found.problems[0].what
    again = json.loads(to_text(sample, replace(found, problems=())))
    assert again["scenarios"] == [whole["scenarios"][1], whole["scenarios"][0]]


def test_file_carries_own_figures_and_the_scenarios_that_rest_on_them(sample: Catalog) -> None:
    country = read("x", lines(COUNTRIES, NEPAL), sample)
    own = merged_own(country, read("x", lines(FIGURES, PAY), sample), sample)
    mine = overlaid(sample, own)
    there = Scenario(countries=("IND", "NPL"))
    shelf = added(Shelf(), saved(mine, "With Nepal", there))
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
    item: Saved = from_text(sample, json.dumps(whole)).items[0]
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
