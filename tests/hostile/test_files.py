"""Scenario files and the browser's storage: read exactly or refused, and nothing lost."""

import json
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpo import Scenario, rank
from kpo.core.errors import ScenarioError
from kpo.data.catalog import Catalog
from kpo.data.user import read, with_user_data
from kpo.scenarios.collection import (
    MAX_CAPTION_LENGTH,
    MAX_NAME_LENGTH,
    MAX_SCENARIOS,
    SavedScenarios,
    SceneChoice,
    added,
    merged,
    saved,
)
from kpo.scenarios.file import (
    DEEPEST,
    KIND,
    MAX_FILE_LENGTH,
    MAX_SCENES,
    MAX_STORED_LENGTH,
    from_file,
    from_text,
    own_in,
    to_text,
)
from kpo.ui.session import saved_scenarios as ui
from kpo.ui.session import state
from tests.data.user.files import FIGURES, PAY, lines
from tests.hostile.cases import (
    CASES,
    DRAWN,
    WORDS,
    bent,
    bent_bytes,
    bent_tree,
    seeded,
    told,
    unseen,
)
from tests.hostile.test_links import SCENARIOS

OWN = lines(FIGURES, PAY, "PHL,english,2025,555,points,Agency,<b>note</b>")


@pytest.fixture(scope="module")
def kept(sample: Catalog) -> SavedScenarios:
    """What the reader has already: two scenarios and two scenes."""
    shelf = SavedScenarios(scenes=(SceneChoice("ranking", "Look here"), SceneChoice("first")))
    for name, scenario in zip(("Board", "<b>Plan</b> \u05d0"), SCENARIOS[:2], strict=True):
        shelf = added(shelf, saved(sample, name, scenario))
    return shelf


def whole(catalog: Catalog) -> dict[str, Any]:
    shelf = SavedScenarios(scenes=(SceneChoice("ranking", "Look"),))
    for number, scenario in enumerate(SCENARIOS):
        shelf = added(shelf, saved(catalog, f"No {number}", scenario))
    found: dict[str, Any] = json.loads(to_text(catalog, shelf, read("own.csv", OWN, catalog)))
    return found


def written(chance: Random, tree: Any) -> str:
    """JSON as a foreign program may write it: escaped or not, a key twice, any number."""
    text = json.dumps(tree, ensure_ascii=chance.random() < 0.5)
    if chance.randrange(4) == 0:
        key = chance.choice(('"tier"', '"name"', '"scenarios"', '"weights"', '"kind"'))
        value = chance.choice(("[]", "{}", "1e999", "-Infinity", "NaN", '"\\ud800"', "9" * 5000))
        text = text.replace(f"{key}:", f"{key}: {value}, {key}:", 1)
    if chance.randrange(8) == 0:
        depth = chance.choice((50, 300, 900, 5000))
        text = text.replace("null", "[" * depth + "]" * depth, 1)
    return text


def sound(catalog: Catalog, shelf: SavedScenarios) -> None:
    """A set that can be stored, read back the same, sent, ranked and drawn."""
    text = to_text(catalog, shelf)
    text.encode()
    again = from_text(catalog, text)
    assert again.items == shelf.items
    assert again.scenes == shelf.scenes
    assert json.dumps(again.unread) == json.dumps(shelf.unread)
    assert len(set(shelf.names)) == len(shelf.names)
    assert shelf.room >= 0
    assert len(shelf.scenes) <= MAX_SCENES
    for item in shelf.items:
        assert 0 < len(item.name) <= MAX_NAME_LENGTH
        assert not unseen(item.name)
        assert len(item.data_version) <= 7
        rank(catalog, item.scenario)
    for scene in shelf.scenes:
        assert not unseen(scene.scene + scene.caption)
        assert max(len(scene.scene), len(scene.caption)) <= MAX_CAPTION_LENGTH
    for problem in shelf.problems:
        told(ScenarioError(problem))


def case_of(chance: Random, number: int, tree: dict[str, Any], text: str) -> bytes:
    kind = number % 4
    if kind == 0:
        return bent_bytes(chance, text.encode())
    if kind == 1:
        return bent(chance, text).encode("utf-8", "surrogatepass")
    return written(chance, bent_tree(chance, tree)).encode("utf-8", "surrogatepass")


def test_changed_files_are_read_or_refused_and_nothing_is_lost(
    sample: Catalog, kept: SavedScenarios
) -> None:
    chance = seeded("files")
    tree, before = whole(sample), to_text(sample, kept)
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    count = {"read": 0, "refused": 0}
    for number in range(CASES):
        content = case_of(chance, number, tree, text)
        try:
            own = own_in(sample, content)
            new = merged(kept, from_file(sample, content))
        except ScenarioError as error:
            told(error)
            count["refused"] += 1
        else:
            assert new.items[:2] == kept.items
            sound(with_user_data(sample, own), new)
            count["read"] += 1
        assert to_text(sample, kept) == before
    assert sum(count.values()) == CASES
    assert min(count.values()) > CASES / 50


def test_whatever_the_browser_has_stored_the_page_can_be_used(
    sample: Catalog, kept: SavedScenarios, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = seeded("storage")
    tree = whole(sample)
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    fake = SimpleNamespace(session_state={})
    monkeypatch.setattr(ui, "st", fake)
    monkeypatch.setattr(state, "st", fake)
    monkeypatch.setattr(ui.data, "catalog", lambda: sample)
    first = ui.BrowserCopy(shelf=kept, text=to_text(sample, kept))
    count = 0
    for number in range(CASES):
        name = chance.choice(WORDS)
        fake.session_state = {ui.KEY: first, ui.NEW_NAME: name}
        stored = case_of(chance, number, tree, text).decode(
            "utf-8", "surrogatepass" if number % 4 else "replace"
        )
        ui._take_over(stored)
        found = ui.held().shelf
        ui.save()
        now = ui.held()
        assert now.shelf.items[: len(found.items)] == found.items
        if len(now.shelf.items) > len(found.items):
            assert not now.problems
        elif not now.problems:  # what stood there under the name is the very scenario
            assert saved(sample, name, state.current().scenario) in found.items
        assert json.dumps(now.shelf.unread) == json.dumps(found.unread)
        if found.problems and not found.unread:
            assert now.foreign == stored
        sound(sample, now.shelf)
        count += 1
    assert count == CASES


@DRAWN
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part, max_size=4),
        max_leaves=20,
    ),
    st.data(),
)
def test_anything_drawn_in_the_place_of_anything_is_read_or_refused(
    sample: Catalog, value: object, data: st.DataObject
) -> None:
    tree = whole(sample)
    record = tree["scenarios"][0]
    holder = data.draw(st.sampled_from([tree, record, record["scenario"], tree["scenes"][0]]))
    holder[data.draw(st.sampled_from(list(holder)))] = value
    sound(sample, from_text(sample, json.dumps(tree)))


@pytest.mark.parametrize(
    "record",
    [
        {"name": "Deep", "more": json.loads("[" * 30 + "]" * 30)},
        {"name": "\ud800", "scenario": "\udfff"},
        {"name": "Large", "scenario": {"tier": "x" * 100_000}},
        {"name": "Number", "scenario": {"max_age": 10**4000}},
    ],
)
def test_what_is_kept_aside_never_stands_in_the_way_of_saving(sample: Catalog, record: Any) -> None:
    tree = {"kind": KIND, "version": 1, "scenarios": [record]}
    found = from_text(sample, json.dumps(tree))
    assert found.items == ()
    assert len(found.problems) == 1
    shelf = added(found, saved(sample, "Mine", Scenario()))
    sound(sample, shelf)


def test_nesting_that_a_writer_could_not_follow_is_refused_as_a_whole(sample: Catalog) -> None:
    for depth in (*range(30, 60), *range(300, 1100, 50)):
        deep = "[" * depth + "]" * depth
        found = from_text(sample, f'{{"kind": "{KIND}", "version": 1, "scenarios": [{deep}]}}')
        assert (found.unread == ()) == (depth >= DEEPEST)
        assert found.problems
        sound(sample, found)


def test_work_on_a_file_is_bounded(sample: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many foreign words fit in a file, few are looked up and few told."""
    asked: list[str] = []

    def nearest(word: str, *_: object, **__: object) -> list[str]:
        asked.append(word)
        return []

    monkeypatch.setattr("kpo.core.errors.get_close_matches", nearest)
    tree = whole(sample)
    fields = tree["scenarios"][0]["scenario"]
    fields["countries"] = [f"X{number:06}" for number in range(40_000)]
    content = json.dumps(tree).encode()
    assert len(content) <= MAX_FILE_LENGTH
    with pytest.raises(ScenarioError) as caught:
        from_file(sample, content)
    assert len(caught.value.problems) <= 100 * MAX_SCENARIOS
    assert len(asked) <= 100 * MAX_SCENARIOS


def test_storage_far_larger_than_ours_is_not_read(sample: Catalog) -> None:
    found = from_text(sample, " " * (MAX_STORED_LENGTH + 1) + to_text(sample, SavedScenarios()))
    assert [item.what for item in found.problems] == [
        "it is far larger than twelve scenarios with own figures"
    ]
