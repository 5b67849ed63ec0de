"""Thirty phones in one room: ``python -m benchmarks.workshop [PHONES [ROOMS]]``.

Each phone speaks the browser's protocol, refreshes the room as often as a browser does, votes once
within a minute, and waits for the reveal.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.many.session import Session
from kpo import Scenario, load
from kpo.scenarios.link import to_link
from kpo.ui.views.workshop.ballot import EVERY
from kpo.workshop.database import engine
from kpo.workshop.keys import new_key
from kpo.workshop.room import Keys
from kpo.workshop.store import Store
from tests.browser.server import running

WITHIN = 60.0
"""Seconds within which everybody votes."""

DEFAULTS = ("30", "1")
BALLOT = "kpo.workshop.ballot"
KEYS = "kpo.workshop.keys"


@dataclass
class Times:
    """What was measured, in milliseconds."""

    join: list[float] = field(default_factory=list)
    look: list[float] = field(default_factory=list)
    send: list[float] = field(default_factory=list)
    reveal: list[float] = field(default_factory=list)
    revealed_at: dict[str, float] = field(default_factory=dict)


async def phone(address: str, room: str, at: float, times: Times, seed: int) -> None:
    """Join a room, vote at the time `at`, and wait for the reveal."""
    lot = Random(seed)
    async with Session(address) as session:
        begun = time.perf_counter()
        await session.open()
        await session.turn_to("Workshop")
        told = {"told": {"room": room, "ballot": new_key(), "host": "", "seq": 1}}
        answer = await session.use(KEYS, "json_value", json.dumps(told), fragment=False)
        times.join.append(1000 * (time.perf_counter() - begun))
        criteria = [one["id"] for one in answer.ballot["criteria"]]
        sent = False
        while True:
            await asyncio.sleep(EVERY * lot.uniform(0.9, 1.1))
            now = time.perf_counter()
            if not sent and now >= at:
                ballot = {
                    "weights": {name: lot.randint(0, 100) for name in criteria},
                    "name": "",
                    "role": "",
                    "round": 1,
                    "seq": 1,
                }
                answer = await session.use(BALLOT, "json_value", json.dumps({"ballot": ballot}))
                times.send.append(1000 * (time.perf_counter() - now))
                ack = answer.ballot["ack"]
                assert ack == {"seq": 1, "problem": ""}, ack
                sent = True
                continue
            answer = await session.again(BALLOT)
            times.look.append(1000 * (time.perf_counter() - now))
            if answer.opened:
                times.reveal.append(1000 * (time.perf_counter() - times.revealed_at[room]))
                return


async def hold(address: str, store: Store, rooms: list[Keys], phones: int) -> Times:
    """Have everybody vote in every room, then open the ballots of each."""
    times, lot, begun = Times(), Random(1), time.perf_counter()
    tasks = []
    for number, keys in enumerate(rooms):
        for place in range(phones):
            at = begun + 5 + lot.uniform(0, WITHIN)
            seed = 1000 * number + place
            tasks.append(asyncio.create_task(phone(address, keys.room, at, times, seed)))
            await asyncio.sleep(0.1)
    await asyncio.sleep(WITHIN + 8)
    for keys in rooms:
        times.revealed_at[keys.room] = time.perf_counter()
        await asyncio.to_thread(store.reveal, keys.room, keys.host)
    await asyncio.gather(*tasks)
    return times


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and print."""
    phones, rooms = (int(one) for one in (*arguments, *DEFAULTS[len(arguments) :]))
    catalog = load()
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "rooms.db")
        store = Store(engine(path))
        store.create()
        opened = [store.open_room(to_link(catalog, Scenario())) for _ in range(rooms)]
        with running(KPO_WORKSHOPS=path) as (address, process):
            times = asyncio.run(hold(address, store, opened, phones))
            fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
            seconds = (int(fields[11]) + int(fields[12])) / 100
    print(f"{rooms} room(s), {phones} phones each, one process; processor {seconds:.0f} s")
    for name in ("join", "look", "send", "reveal"):
        found = sorted(getattr(times, name))
        middle, p95 = found[len(found) // 2], found[int(0.95 * (len(found) - 1))]
        print(
            f"  {name:<7} n {len(found):>5}  median {middle:6.0f} ms  p95 {p95:6.0f} ms  "
            f"most {found[-1]:6.0f} ms"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
