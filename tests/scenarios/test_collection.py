from dataclasses import replace

import pytest

from kpo import Scenario
from kpo.core.errors import ScenarioError
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import (
    MAX_NAME_LENGTH,
    MAX_SCENARIOS,
    added,
    clean_name,
    free_name,
    merged,
    removed,
    renamed,
    saved,
    together,
)
from tests.saved import HOSTILE, shelf_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  two \t words\n", "two words"),
        ("\u202eevil\u200b\x00", "evil"),
        ("x" * 80, "x" * MAX_NAME_LENGTH),
        (HOSTILE, HOSTILE),
        (" \u200b ", ""),
    ],
)
def test_names_stay_on_one_line_and_lose_what_cannot_be_seen(typed: str, name: str) -> None:
    assert clean_name(typed) == name


def test_number_of_a_taken_name_keeps_it_within_its_length() -> None:
    long = "x" * MAX_NAME_LENGTH
    assert free_name(long, [long]) == "x" * (MAX_NAME_LENGTH - 4) + " (2)"


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
    shelf = shelf_of(sample, *map(str, range(MAX_SCENARIOS)))
    with pytest.raises(ScenarioError, match="12 scenarios are saved already; delete one first"):
        added(shelf, saved(sample, "13th", Scenario()))


def test_a_deleted_one_is_gone(sample: Catalog) -> None:
    shelf = shelf_of(sample, "A", "B", "C")
    gone = removed(shelf, "B")
    assert gone.names == ("A", "C")


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


def test_two_windows_keep_what_either_added_and_what_neither_took_away(sample: Catalog) -> None:
    a, b, c, d = shelf_of(sample, "A", "B", "C", "D").items
    agreed = replace(shelf_of(sample), items=(a, b), unread=("old", "odd"))
    mine = replace(agreed, items=(b, c), unread=("odd", "mine"))
    theirs = replace(agreed, items=(a, b, d), unread=("old", "odd", "theirs"))
    found = together(agreed, mine, theirs)
    assert found.names == ("B", "D", "C")
    assert found.unread == ("odd", "theirs", "mine")
