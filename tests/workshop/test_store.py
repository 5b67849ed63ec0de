"""Rooms in a database; every test runs on SQLite and on PostgreSQL."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from kpo.core.model import Ballot
from kpo.workshop import store as rooms
from kpo.workshop.database import engine
from kpo.workshop.keys import hashed, is_key, new_key
from kpo.workshop.refusal import WorkshopError
from kpo.workshop.room import Keys, Voter
from kpo.workshop.store import DAY, HOUR, Store
from tests.browser.server import ROOT

HALF = Ballot({"a": 50.0, "b": 50.0}, "Ana", "finance")
ALL = Ballot({"a": 100.0, "b": 0.0})
LINK = "2~scenario"


def said(raised) -> str:
    return str(raised.value.problems[0])


@pytest.fixture
def keys(store: Store) -> Keys:
    return store.open_room(LINK)


def test_a_new_room_is_empty_and_open(store, keys):
    room = store.room(keys.room)
    assert (room.link, room.round, room.revealed, room.sent, room.seats) == (LINK, 1, False, 0, 0)
    assert 1000 <= room.number <= 9999
    assert is_key(keys.room)
    assert is_key(keys.host)


def test_only_hashes_of_keys_are_stored(database, store, keys):
    owner = new_key()
    store.send(keys.room, owner, 1, HALF)
    with database.connect() as connection:
        stored = [
            str(value)
            for table in ("kpo_rooms_1", "kpo_ballots_1", "kpo_seats_1", "kpo_openings_1")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
            for value in row
        ]
    assert not {keys.room, keys.host, owner} & set(stored)
    assert {hashed(keys.room), hashed(keys.host), hashed(owner)} <= set(stored)


def test_a_ballot_can_be_changed_by_its_owner_until_the_reveal(store, keys):
    owner, other = new_key(), new_key()
    store.send(keys.room, owner, 1, HALF)
    store.send(keys.room, owner, 1, ALL)
    store.send(keys.room, other, 1, HALF)
    assert store.own(keys.room, owner) == ALL
    assert store.own(keys.room, other) == HALF
    assert store.own(keys.room, new_key()) is None
    assert store.room(keys.room).sent == 2
    store.reveal(keys.room, keys.host)
    with pytest.raises(WorkshopError) as raised:
        store.send(keys.room, owner, 1, HALF)
    assert said(raised) == "The room: this round is over; wait for the next one"
    assert not raised.value.busy


def test_no_ballot_is_handed_out_before_the_reveal(store, keys):
    store.send(keys.room, new_key(), 1, HALF)
    assert store.ballots(keys.room, 1) == ()
    store.reveal(keys.room, keys.host)
    assert [one.ballot for one in store.ballots(keys.room, 1)] == [HALF]


def test_the_host_sees_who_has_voted_and_nobody_else_does(store, keys):
    store.send(keys.room, new_key(), 1, HALF)
    store.send(keys.room, new_key(), 1, ALL)
    assert store.voters(keys.room, keys.host) == (Voter("", ""), Voter("Ana", "finance"))
    for wrong in ("", new_key(), keys.room):
        with pytest.raises(WorkshopError, match="only its host may do that"):
            store.voters(keys.room, wrong)


@pytest.mark.parametrize("step", ["reveal", "next_round", "end"])
def test_only_the_host_takes_steps(store, keys, step):
    for wrong in ("", new_key(), keys.room):
        with pytest.raises(WorkshopError, match="only its host may do that"):
            getattr(store, step)(keys.room, wrong)
    assert not store.hosts(keys.room, new_key())
    assert store.hosts(keys.room, keys.host)


def test_letters_are_the_same_for_all_and_tell_nothing_of_the_order_of_sending(store, keys):
    owners = [new_key() for _ in range(6)]
    sent = [Ballot({"a": float(place), "b": 100.0 - place}) for place in range(6)]
    for owner, ballot in zip(owners, sent, strict=True):
        store.send(keys.room, owner, 1, ballot)
    store.reveal(keys.room, keys.host)
    opened = store.ballots(keys.room, 1)
    assert [one.letter for one in opened] == ["A", "B", "C", "D", "E", "F"]
    assert opened == store.ballots(keys.room, 1)
    assert sorted(one.ballot.weights["a"] for one in opened) == [0, 1, 2, 3, 4, 5]
    mine = [one for one in store.ballots(keys.room, 1, owners[3]) if one.mine]
    assert [one.ballot for one in mine] == [sent[3]]


def test_a_second_round_keeps_the_first_and_is_blind_again(store, keys):
    owner = new_key()
    store.send(keys.room, owner, 1, HALF)
    with pytest.raises(WorkshopError, match="the present round is still open"):
        store.next_round(keys.room, keys.host)
    store.reveal(keys.room, keys.host)
    store.next_round(keys.room, keys.host)
    room = store.room(keys.room)
    assert (room.round, room.revealed, room.sent, room.seats) == (2, False, 0, 0)
    with pytest.raises(WorkshopError, match="this round is over"):
        store.send(keys.room, owner, 1, ALL)
    store.send(keys.room, owner, 2, ALL)
    assert [one.ballot for one in store.ballots(keys.room, 1)] == [HALF]
    assert store.ballots(keys.room, 2) == ()
    store.reveal(keys.room, keys.host)
    assert [one.ballot for one in store.ballots(keys.room, 2)] == [ALL]


def test_a_reveal_needs_a_ballot_and_happens_once(store, keys, clock):
    with pytest.raises(WorkshopError, match="nobody has voted yet"):
        store.reveal(keys.room, keys.host)
    store.send(keys.room, new_key(), 1, HALF)
    store.reveal(keys.room, keys.host)
    first = store.room(keys.room).revealed_at
    clock.seconds += 60
    store.reveal(keys.room, keys.host)
    assert store.room(keys.room).revealed_at == first == 1_800_000_000


def test_seats_count_phones_once(store, keys):
    first, second = new_key(), new_key()
    for owner in (first, first, second):
        store.enter(keys.room, owner)
    store.send(keys.room, first, 1, HALF)
    room = store.room(keys.room)
    assert (room.sent, room.seats) == (1, 2)


def test_two_rooms_never_meet(store, keys):
    other, owner = store.open_room("2~another"), new_key()
    store.send(keys.room, owner, 1, HALF)
    store.send(other.room, owner, 1, ALL)
    with pytest.raises(WorkshopError, match="only its host may do that"):
        store.reveal(keys.room, other.host)
    store.reveal(other.room, other.host)
    assert store.ballots(keys.room, 1) == ()
    assert [one.ballot for one in store.ballots(other.room, 1)] == [ALL]
    assert store.own(keys.room, owner) == HALF
    store.end(other.room, other.host)
    assert store.room(other.room) is None
    assert store.room(keys.room).sent == 1


def test_rooms_die_by_themselves_with_all_they_hold(database, store, keys, clock):
    store.enter(keys.room, new_key())
    store.send(keys.room, new_key(), 1, HALF)
    clock.seconds += 14 * DAY - 1
    assert store.room(keys.room) is not None
    clock.seconds += 1
    assert store.room(keys.room) is None
    with pytest.raises(WorkshopError, match="it is not there any more"):
        store.send(keys.room, new_key(), 1, HALF)
    store.open_room("another")
    assert rows(database) == [1, 0, 0]


def test_a_host_deletes_a_room_by_one_step(database, store, keys):
    store.enter(keys.room, new_key())
    store.send(keys.room, new_key(), 1, HALF)
    store.end(keys.room, keys.host)
    assert rows(database) == [0, 0, 0]


def rows(database: Engine) -> list[int]:
    with database.connect() as connection:
        tables = ("kpo_rooms_1", "kpo_ballots_1", "kpo_seats_1")
        count = "SELECT count(*) FROM"
        return [connection.execute(text(f"{count} {name}")).scalar_one() for name in tables]


def test_a_room_holds_no_more_ballots_than_its_limit(store, keys, monkeypatch):
    monkeypatch.setattr(rooms, "MAX_BALLOTS", 2)
    owner = new_key()
    for one in (owner, new_key()):
        store.send(keys.room, one, 1, HALF)
    with pytest.raises(WorkshopError, match="no more fit"):
        store.send(keys.room, new_key(), 1, HALF)
    store.send(keys.room, owner, 1, ALL)
    assert store.room(keys.room).sent == 2


def test_rooms_an_hour_are_limited_and_ending_them_does_not_help(store, clock, monkeypatch):
    monkeypatch.setattr(rooms, "MAX_ROOMS_AN_HOUR", 2)
    for _ in range(2):
        keys = store.open_room(LINK)
        store.end(keys.room, keys.host)
    with pytest.raises(WorkshopError, match="too many rooms were opened within the hour"):
        store.open_room(LINK)
    clock.seconds += HOUR
    assert store.open_room(LINK)


def test_rounds_and_links_are_limited(store, keys, monkeypatch):
    monkeypatch.setattr(rooms, "MAX_ROUNDS", 1)
    store.send(keys.room, new_key(), 1, HALF)
    store.reveal(keys.room, keys.host)
    with pytest.raises(WorkshopError, match="1 rounds are over"):
        store.next_round(keys.room, keys.host)
    with pytest.raises(WorkshopError, match="too long for a room"):
        store.open_room("x" * 5000)


@pytest.mark.slow
def test_thirty_send_at_once_and_none_is_lost(store, keys):
    owners = [new_key() for _ in range(30)]
    with ThreadPoolExecutor(30) as pool:
        for ballot in (HALF, ALL):
            list(pool.map(partial(send, store, keys, ballot), owners))
            list(pool.map(partial(store.enter, keys.room), owners))
    store.reveal(keys.room, keys.host)
    assert [one.ballot for one in store.ballots(keys.room, 1)] == [ALL] * 30
    assert store.room(keys.room).seats == 30


def send(store: Store, keys: Keys, ballot: Ballot, owner: str) -> None:
    store.send(keys.room, owner, 1, ballot)


@pytest.mark.slow
def test_twenty_rooms_at_once(store):
    def one(place: int) -> list[float]:
        keys = store.open_room(f"2~{place}")
        for part in range(3):
            store.send(keys.room, new_key(), 1, Ballot({"a": float(place), "b": float(part)}))
        store.reveal(keys.room, keys.host)
        return sorted({one.ballot.weights["a"] for one in store.ballots(keys.room, 1)})

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(one, range(20))) == [[float(place)] for place in range(20)]


def test_creating_tables_that_are_there_changes_nothing(store, keys):
    store.create()
    assert store.room(keys.room) is not None


def test_a_killed_process_loses_no_ballot_that_was_acknowledged(database, store, keys):
    """The process kills itself in the very moment after the ballot was acknowledged."""
    owner = new_key()
    code = (
        "import os, signal, sys\n"
        "from kpo.core.model import Ballot\n"
        "from kpo.workshop.database import engine\n"
        "from kpo.workshop.store import Store\n"
        "address, room, owner = sys.argv[1:]\n"
        "store = Store(engine(address), lambda: 1_800_000_000)\n"
        "store.send(room, owner, 1, Ballot({'a': 30.0, 'b': 70.0}))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    address = database.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", code, address, keys.room, owner], cwd=ROOT)
    assert done.returncode == -9
    assert store.own(keys.room, owner) == Ballot({"a": 30.0, "b": 70.0})


def test_a_locked_file_is_said_in_words(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("kpo.workshop.database.PATIENCE", 0.05)
    made = engine(str(tmp_path / "w.db"))
    store = Store(made)
    store.create()
    keys = store.open_room(LINK)
    with made.execution_options(kpo_writing=True).begin(), pytest.raises(WorkshopError) as raised:
        store.send(keys.room, new_key(), 1, HALF)
    assert said(raised) == "The workshop\u2019s store: it is busy; try again in a moment"
    assert raised.value.busy
    assert store.room(keys.room).sent == 0


def test_a_full_file_is_said_in_words_and_changes_nothing(tmp_path: Path):
    made = engine(str(tmp_path / "w.db"))
    store = Store(made)
    store.create()
    keys = store.open_room(LINK)
    with made.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(WorkshopError) as raised:
        for _ in range(100):
            store.send(keys.room, new_key(), 1, HALF)
    assert "its disk is full" in said(raised)
    assert raised.value.busy
    assert store.room(keys.room) is not None


def test_an_unusable_place_is_said_in_words(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkshopError, match="its folder cannot be made"):
        engine(str(tmp_path / "file" / "w.db"))
    for wrong in ("mysql://here/name", "sqlite://", "x://", "://"):
        with pytest.raises(WorkshopError, match="look at KPO_WORKSHOPS"):
            engine(wrong)
    with pytest.raises(WorkshopError) as raised:
        Store(engine("postgresql://nobody:secret@127.0.0.1:1/none")).create()
    assert said(raised).endswith("it cannot be reached; try again in a moment")


def test_what_a_database_says_is_not_passed_on(database, store, keys):
    """Its own message would quote the ballot."""
    long = Ballot(dict.fromkeys(map(str, range(2000)), 0.0), "Ana")
    try:
        store.send(keys.room, new_key(), 1, long)
    except WorkshopError as error:
        assert "Ana" not in str(error)
        assert error.__cause__ is None
