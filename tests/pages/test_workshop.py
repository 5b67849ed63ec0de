"""The Workshop page; the browser's part, its keys, is played here."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load
from kpo.data.catalog import Catalog
from kpo.scenarios.link import to_link
from kpo.ui.views.workshop import questions, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.ui.views.workshop.questions import SAME
from kpo.workshop.ballots import ballot_of
from kpo.workshop.keys import new_key
from kpo.workshop.questions import question
from tests.pages.reading import headline, html, text

PAGE = "pages/workshop.py"
HELD = "kpo.workshop.held"


@pytest.fixture
def page(
    real: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[HeldKeys], AppTest]:
    """Open the page in a browser that holds some keys."""
    monkeypatch.setenv("KPO_WORKSHOPS", str(tmp_path / "rooms.db"))

    def opened(held: HeldKeys) -> AppTest:
        real.session_state[HELD] = held
        return real.switch_page(PAGE).run()

    return opened


def button(at: AppTest, key: str):
    return next(one for one in at.button if one.key == key)


def test_nothing_is_stored_unless_somebody_opens_a_room(page, tmp_path: Path) -> None:
    at = page(HeldKeys(known=True))
    assert headline(at) == "Agree on the weights, in the room"
    assert not (tmp_path / "rooms.db").exists()
    button(at, "kpo.workshop.open").click().run()
    assert (tmp_path / "rooms.db").exists()
    assert headline(at).startswith("Room ")
    assert "0</b> of 0 have sent" in html(at)
    assert button(at, "kpo.workshop.reveal").disabled


def test_a_browser_that_has_not_told_yet_waits(page) -> None:
    assert "Looking for your room" in text(page(HeldKeys()))


def test_a_room_that_is_gone_is_said(page) -> None:
    assert "is not there any more" in text(page(HeldKeys(new_key(), new_key(), known=True)))


def test_a_wrong_host_key_hosts_nothing(page) -> None:
    keys = rooms.store().open_room(to_link(load(), Scenario()))
    at = page(HeldKeys(keys.room, "", new_key(), known=True))
    assert headline(at) == "Agree on the weights, in the room"


def test_a_host_reveals_goes_on_takes_and_undoes(page) -> None:
    catalog = load()
    keys = rooms.store().open_room(to_link(catalog, Scenario()))
    for weights in ({"labour_cost": 100}, {"labour_cost": 50, "environment": 50}):
        ballot = ballot_of(catalog.criteria, weights, "<b>Ana</b>", "a&b")
        rooms.store().send(keys.room, new_key(), 1, ballot)
    at = page(HeldKeys(keys.room, "", keys.host, known=True))
    assert "&lt;b&gt;Ana&lt;/b&gt;" in html(at)
    button(at, "kpo.workshop.reveal").click().run()
    assert "Do we agree?" in text(at)
    assert "<b>Ana</b>" not in html(at)
    button(at, "kpo.workshop.take").click().run()
    choice = at.session_state["kpo.choice"]
    assert choice.scenario.weights["labour_cost"] == 75
    assert choice.scenario.weights["environment"] == 25
    assert choice.scenario.variation["labour_cost"] == 17
    assert choice.scenario.variation["environment"] == 50
    assert choice.mine.variation == choice.scenario.variation
    assert "each varied as far as the ballots differ, \u00b150 % at most" in text(at)
    button(at, "kpo.workshop.untake").click().run()
    assert at.session_state["kpo.choice"].scenario.weights is None
    button(at, "kpo.workshop.next").click().run()
    assert headline(at).endswith("is open, round 2")
    button(at, "kpo.workshop.end").click().run()
    button(at, "kpo.workshop.end.now").click().run()
    assert rooms.store().room(keys.room) is None
    assert headline(at) == "Agree on the weights, in the room"


def test_a_phone_sees_a_ballot_and_then_what_the_room_gave(page) -> None:
    catalog = load()
    keys, owner = rooms.store().open_room(to_link(catalog, Scenario())), new_key()
    at = page(HeldKeys(keys.room, owner, known=True))
    assert headline(at) == "What matters to you?"
    assert "0 of 1 have sent" in text(at)
    rooms.store().send(keys.room, owner, 1, ballot_of(catalog.criteria, {"labour_cost": 100}))
    rooms.store().reveal(keys.room, keys.host)
    at.run()
    assert headline(at).startswith("One ballot, and it puts India first")
    assert "You are A" in text(at)


def test_a_store_out_of_reach_is_said_in_words(page, monkeypatch) -> None:
    monkeypatch.setenv("KPO_WORKSHOPS", "postgresql://nobody@127.0.0.1:1/none")
    at = page(HeldKeys(new_key(), new_key(), known=True))
    assert headline(at) == "The room cannot be reached just now"
    assert "What you have filled in stays in this browser" in text(at)


def test_questions_beside_the_panel_give_weights_of_ones_own(real: AppTest) -> None:
    real.session_state["kpo-ask-open"] = True
    at = real.run()
    assert "Question 1 of at most 9" in text(at)
    for number in range(1, 10):
        key = f"kpo.ask.which.panel.{number}"
        next(one for one in at.get("button_group") if one.key == key).set_value("The same").run()
    assert "Your answers agree with each other." in text(at)
    button(at, "kpo.ask.use.panel").click().run()
    assert sorted(at.session_state["kpo.choice"].scenario.weights.values()) == [11] * 8 + [12]


def test_an_answer_that_is_reported_twice_counts_once(
    atlas: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {"pills": SAME})
    asked = question(atlas, Scenario(), [])
    assert asked
    for _ in range(2):
        questions._same(atlas, asked, "panel", "pills")
    assert len(questions._answers("panel")) == 1
