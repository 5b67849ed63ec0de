"""Twenty rooms at once on one server: nothing of one is ever said in another, on the wire."""

import asyncio
import json
from pathlib import Path
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.many.session import Answer, Session
from benchmarks.workshop import BALLOT, KEYS
from kpo import Scenario, load
from kpo.scenarios.link import to_link
from kpo.workshop.database import engine
from kpo.workshop.keys import new_key
from kpo.workshop.room import Keys
from kpo.workshop.store import Store
from tests.browser.server import running
from tests.hosting.apart import apart
from tests.variants import AT_LENGTH

ROOMS = 20
REVEAL = "kpo.workshop.reveal"
TOGETHER = 5
"""Sessions that begin at the same time, so that a busy machine is not what is tested."""


class Heard(Session):
    """A session that keeps every message that the server sends it."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.messages = b""

    def _read(self, kind: str | None, message: ForwardMsg, answer: Answer) -> None:
        self.messages += message.SerializeToString()
        super()._read(kind, message, answer)

    def names(self) -> set[int]:
        """Return the numbers of the voters that were named."""
        return {place for place in range(ROOMS) if voter(place).encode() in self.messages}


def voter(place: int) -> str:
    return f"Voter-of-room-{place:02d}."


async def enter(session: Heard, keys: Keys, host: str, gate: asyncio.Semaphore) -> None:
    async with gate:
        await session.open()
        await session.turn_to("Workshop")
        told = {"room": keys.room, "ballot": new_key(), "host": host, "seq": 1}
        await session.use(KEYS, "json_value", json.dumps({"told": told}), fragment=False)


async def vote(session: Heard, place: int, criteria: list[str]) -> None:
    given: dict[str, Any] = dict.fromkeys(criteria, 0)
    given |= {criteria[0]: 100 - place, criteria[1]: place}
    ballot = {"weights": given, "name": voter(place), "role": "", "round": 1, "seq": 1}
    answer = await session.use(BALLOT, "json_value", json.dumps({"ballot": ballot}))
    assert answer.ballot["ack"] == {"seq": 1, "problem": ""}


async def meet(address: str, store: Store, rooms: list[Keys], criteria: list[str]) -> None:
    gate = asyncio.Semaphore(TOGETHER)
    phones, hosts = ([Heard(address) for _ in rooms] for _ in range(2))
    try:
        await asyncio.gather(
            *(enter(one, keys, "", gate) for one, keys in zip(phones, rooms, strict=True)),
            *(enter(one, keys, keys.host, gate) for one, keys in zip(hosts, rooms, strict=True)),
        )
        await asyncio.gather(*(vote(one, place, criteria) for place, one in enumerate(phones)))
        await asyncio.gather(*(one.again(REVEAL) for one in hosts))
        assert [one.names() for one in hosts] == [{place} for place in range(ROOMS)]
        assert all(one.names() <= {place} for place, one in enumerate(phones))
        for keys in rooms:
            await asyncio.to_thread(store.reveal, keys.room, keys.host)
        answers = await asyncio.gather(*(one.again(BALLOT) for one in phones))
        assert all(answer.opened for answer in answers)
        assert [one.names() for one in phones] == [{place} for place in range(ROOMS)]
        for place, one in enumerate(phones):
            assert f"median {100 - place}".encode() in one.messages
    finally:
        await asyncio.gather(*(one.close() for one in (*phones, *hosts)))


@AT_LENGTH
def test_twenty_rooms_at_once_never_meet(tmp_path: Path) -> None:
    catalog, path = load(), str(tmp_path / "rooms.db")
    store = Store(engine(path))
    store.create()
    rooms = [store.open_room(to_link(catalog, Scenario())) for _ in range(ROOMS)]
    with running(KPO_WORKSHOPS=path) as (address, _):
        apart(meet(address, store, rooms, list(catalog.criteria)))
