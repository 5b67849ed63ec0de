"""What a browser says on the Workshop page is read as if anybody had written it."""

from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kpo.ui.views.workshop import ballot, keys, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.workshop.keys import new_key
from kpo.workshop.room import Keys

anything = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=40),
    lambda parts: some.lists(parts, max_size=4) | some.dictionaries(some.text(max_size=9), parts),
    max_leaves=10,
)
fields = some.fixed_dictionaries(
    {},
    optional={
        "weights": anything | some.dictionaries(some.sampled_from(["labour_cost", "x"]), anything),
        "name": anything,
        "role": anything,
        "round": anything | some.just(1),
        "seq": anything | some.just(1),
        "room": anything | some.just("A" * 22),
        "ballot": anything,
        "host": anything,
        "code": anything,
    },
)
quietly = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session without a browser."""
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """A room of a store of the test's own."""
    monkeypatch.setenv("KPO_WORKSHOPS", str(tmp_path / "rooms.db"))
    return rooms.store().open_room("2~x")


@quietly
@given(fields | anything)
def test_keys_are_keys_or_nothing(session: dict[str, Any], said: Any) -> None:
    session.clear()
    session["kpo.workshop.keys"] = {"told": said}
    keys._take_over()
    held = keys.held()
    assert all(one == "" or len(one) == 22 for one in (held.room, held.ballot, held.host))
    assert all(isinstance(code, str) and len(code) <= 4000 for code in keys.codes())


@quietly
@given(fields | anything)
def test_a_ballot_is_one_or_is_refused_in_words(
    session: dict[str, Any], room: Keys, said: Any
) -> None:
    session.clear()
    owner = new_key()
    session["kpo.workshop.held"] = HeldKeys(room.room, owner, known=True)
    session[ballot.KEY] = {"ballot": said}
    ballot._send()
    own = rooms.store().own(room.room, owner)
    ack = session.get("kpo.workshop.ack")
    if own is None:
        assert ack is None or ack["problem"]
    else:
        assert sum(own.weights.values()) == 100
        assert len(own.name) <= 40
        assert own.name.isprintable()


def test_a_key_of_another_room_sends_nothing(session: dict[str, Any], room: Keys) -> None:
    session["kpo.workshop.held"] = HeldKeys(new_key(), new_key(), known=True)
    session[ballot.KEY] = {
        "ballot": {"weights": {"labour_cost": 100}, "round": 1, "seq": 1, "name": "", "role": ""}
    }
    ballot._send()
    assert session["kpo.workshop.ack"]["problem"].startswith("The room: it is not there any more")
    found = rooms.store().room(room.room)
    assert found is not None
    assert found.sent == 0
