"""Ballots at the door, also from people who mean no good."""

import base64
import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpo.core.errors import KpoError, WeightError
from kpo.core.model import Ballot
from kpo.workshop import ballots
from kpo.workshop.ballots import ballot_of, from_codes, from_file, from_record, to_file, to_record

CRITERIA = ("cost", "english", "talent")
ANA = Ballot({"cost": 50.0, "english": 30.0, "talent": 20.0}, "Ana", "finance")
NOBODY = Ballot({"cost": 0.0, "english": 100.0, "talent": 0.0})

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=12), parts),
    max_leaves=12,
)


def to_code(ballot: Ballot) -> str:
    """Return a ballot as the end of a link, as the browser writes it."""
    text = json.dumps(to_record(ballot), ensure_ascii=False, separators=(",", ":"))
    return "ballot=" + urlsafe_b64encode(text.encode()).decode().rstrip("=")


def test_sliders_are_rescaled_to_whole_per_cents():
    assert ballot_of(CRITERIA, {"cost": 100, "english": 100, "talent": 100}).weights == {
        "cost": 34.0,
        "english": 33.0,
        "talent": 33.0,
    }
    assert ballot_of(CRITERIA, {"english": 7}).weights == NOBODY.weights


def test_names_are_one_clean_line_of_forty_signs():
    ballot = ballot_of(CRITERIA, ANA.weights, " Ana\n\u202e\x07 M. ", "x" * 99)
    assert (ballot.name, ballot.role) == ("Ana M.", "x" * 40)


def test_a_file_gives_the_same_ballots_back():
    assert from_file(CRITERIA, to_file([ANA, NOBODY])) == (ANA, NOBODY)
    assert from_file(CRITERIA, to_file([ANA]).encode()) == (ANA,)
    assert "name" not in json.loads(to_file([NOBODY]))["ballots"][0]


def test_links_in_a_mail_give_their_ballots():
    text = f"Mine: https://a.example/workshop#{to_code(ANA)} and\nhers\n{to_code(NOBODY)}\nBye"
    assert from_codes(CRITERIA, text) == (ANA, NOBODY)


def test_every_problem_of_a_file_is_said_at_once():
    broken = [{"weights": {"cost": -1}}, {"weights": {"cost": 50}}, {"weights": {"rum": 5}}, 7]
    text = json.dumps({"kind": ballots.KIND, "version": 1, "ballots": broken})
    with pytest.raises(WeightError) as raised:
        from_file(CRITERIA, text)
    assert [item.where for item in raised.value.problems] == ["Ballot 1", "Ballot 3", "Ballot 4"]


@pytest.mark.parametrize(
    "weights",
    [
        {},
        {"cost": 0},
        {"cost": True},
        {"cost": "50"},
        {"cost": float("nan")},
        {"cost": float("inf")},
        {"cost": 10**400},
        {"cost": 101},
        {"cost": None},
        {"cost": [1]},
        {"<script>": 1},
        dict.fromkeys(map(str, range(1000)), 1),
        [50, 50],
        "cost",
    ],
)
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(WeightError):
        from_record(CRITERIA, {"weights": weights})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        "null",
        "[]",
        '{"kind": "kpo-atlas-ballots"}',
        '{"kind": "kpo-atlas-ballots", "version": 2, "ballots": []}',
        '{"kind": "kpo-atlas-ballots", "version": 1, "ballots": []}',
        '{"kind": "kpo-atlas-ballots", "version": 1, "ballots": {"a": 1}}',
        json.dumps({"kind": ballots.KIND, "version": 1, "ballots": [{}] * 101}),
        "x" * (ballots.MAX_FILE + 1),
        b"\xff\xfe\x00",
    ],
)
def test_files_that_are_none_are_refused(text):
    with pytest.raises(WeightError):
        from_file(CRITERIA, text)


@pytest.mark.parametrize("code", ["", "AAAAAAAA", base64.b64encode(b"[" * 2000).decode()])
def test_links_that_are_none_are_refused(code):
    with pytest.raises(WeightError):
        from_codes(CRITERIA, f"https://a.example/#ballot={code}")


@given(anything)
def test_no_record_does_more_than_be_refused(record):
    try:
        ballot = from_record(CRITERIA, record)
    except KpoError:
        return
    assert sum(ballot.weights.values()) == 100


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3).filter(lambda parts: sum(parts) > 1))
def test_a_ballot_always_sums_to_100_and_comes_back_from_its_link(parts):
    ballot = ballot_of(CRITERIA, dict(zip(CRITERIA, parts, strict=True)))
    assert sum(ballot.weights.values()) == 100
    assert all(value == int(value) >= 0 for value in ballot.weights.values())
    assert from_codes(CRITERIA, to_code(ballot)) == (ballot,)
