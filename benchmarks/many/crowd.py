"""Many readers at the same time, and what was measured."""

import asyncio
import os
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from statistics import median
from urllib.parse import urlsplit

from benchmarks.many.stage import Stage
from benchmarks.many.visitor import Seen, Visitor
from kpo.data.catalog import Catalog

EVERY = 2.0
ARRIVALS = 4
"""Number of readers that arrive per second."""


@dataclass(frozen=True)
class Plan:
    """Readers, think time in seconds, minutes, and when to kill a process, in seconds or None."""

    users: int
    think: float
    minutes: float
    kill: float | None = None

    @property
    def arrived(self) -> float:
        """Seconds until everybody has arrived and taken some steps."""
        return self.users / ARRIVALS + 5 * self.think

    @property
    def seconds(self) -> float:
        """Seconds until everybody leaves."""
        return self.arrived + 60 * self.minutes


@dataclass
class Result:
    """The measurements; times in milliseconds, memory in MB, processor time in cores."""

    plan: Plan
    seen: Seen
    memory: list[tuple[float, list[float]]] = field(default_factory=list)
    server: float = 0.0
    client: float = 0.0
    load: float = 0.0

    def times(self, step: str = "", least: float | None = None) -> list[float]:
        """Return the sorted times of a step, or of all but the opening, from `least` seconds on.

        Without `least`, from the moment when everybody has arrived.
        """
        since = self.plan.arrived if least is None else least
        return sorted(
            took
            for name, at, took in self.seen.times
            if at >= since and (name == step if step else name != "open")
        )

    def resident(self, begin: float, end: float) -> float:
        """Return the median memory of the largest process between two moments, in seconds."""
        return median([max(each) for at, each in self.memory if begin <= at <= end] or [0.0])


def quantile(values: list[float], share: float) -> float:
    """Return a quantile of sorted values: the smallest that `share` of them do not exceed.

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5), quantile([1.0, 2.0, 3.0, 4.0], 0.95)
    (2.0, 4.0)
    """
    if not values:
        return float("nan")
    return values[max(0, -(-round(share * len(values) * 1e6) // 1_000_000) - 1)]


async def visit(stage: Stage, catalog: Catalog, plan: Plan) -> Result:
    """Run all readers of a plan to their end, and return the measurements."""
    seen = Seen()
    result = Result(plan, seen)
    visitors = [
        Visitor(number, stage.address, catalog, seen, think=plan.think)
        for number in range(plan.users)
    ]
    watching = asyncio.create_task(_watch(stage, result))
    work, own = stage.seconds(), time.process_time()
    await asyncio.gather(
        *(
            visitor.stay(plan.seconds, number / ARRIVALS, lambda: _cookie(stage.address))
            for number, visitor in enumerate(visitors)
        )
    )
    watching.cancel()
    span = seen.clock()
    result.server = (stage.seconds() - work) / span
    result.client = (time.process_time() - own) / span
    result.load = os.getloadavg()[1]
    return result


async def _watch(stage: Stage, result: Result) -> None:
    """Record the memory every `EVERY` seconds, and kill a process at the planned time."""
    while True:
        now = result.seen.clock()
        result.memory.append((now, stage.memory()))
        when = result.plan.kill
        if when is not None and now > result.plan.arrived + when and not stage.killed:
            stage.kill()
        await asyncio.sleep(EVERY)


async def _cookie(address: str) -> str:
    """Fetch the page as a browser does, and return its cookies."""
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    writer.write(f"GET / HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    writer.close()
    found = SimpleCookie()
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "set-cookie":
            found.load(value.strip())
    return "; ".join(f"{name}={morsel.value}" for name, morsel in found.items())
