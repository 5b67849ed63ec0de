"""The API under 50 tools at once: ``python -m benchmarks.api``, or as part of ``make bench``.

Each tool asks for one ranking of all destinations after another, with a pause of a second between
an answer and the next question. No two questions are alike, so no answer comes from a cache.
"""

import asyncio
import itertools
import statistics
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx

from tests.browser.server import serve

Weights = dict[str, int]

TOOLS = 50
QUESTIONS = 20
WARMING = 5
"""Number of first questions per tool that are not counted: the server still imports its pages."""

PAUSE_S = 1.0
LIMIT_MS = 30


def main() -> None:
    """Print how long answers take, beside the limit."""
    with serve() as address:
        times = sorted(asyncio.run(_crowd(address)))
    middle, most = statistics.median(times), times[-1]
    p95 = times[int(0.95 * len(times))]
    print(
        f"API, {TOOLS} tools, {len(times):,} new rankings of all destinations: median "
        f"{middle:.1f} ms, p95 {p95:.1f} ms (limit {LIMIT_MS}), most {most:.1f} ms"
    )


async def _crowd(address: str) -> list[float]:
    weights = (
        {"labour_cost": 30 + number % 31, "english": 5 + number % 37, "talent": 9 + number % 41}
        for number in itertools.count()
    )
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        await client.get("/api/v1/rank", params={"countries": "all"})
        taken = await asyncio.gather(*(_tool(client, weights, n) for n in range(TOOLS)))
    return [one for times in taken for one in times]


async def _tool(client: httpx.AsyncClient, weights: Iterator[Weights], number: int) -> list[float]:
    await asyncio.sleep(PAUSE_S * number / TOOLS)
    times: list[float] = []
    for asked in range(WARMING + QUESTIONS):
        given = ",".join(f"{name}:{value}" for name, value in next(weights).items())
        question = urlencode({"countries": "all", "weights": given})
        start = time.perf_counter()
        answer = await client.get(f"/api/v1/rank?{question}")
        if asked >= WARMING:
            times.append(1000 * (time.perf_counter() - start))
        answer.raise_for_status()
        await asyncio.sleep(PAUSE_S)
    return times


if __name__ == "__main__":
    main()
