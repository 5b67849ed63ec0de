"""A reader's first visit to a server that is still starting."""

import time
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.many.session import Session
from tests.hosting.apart import apart

MAX_TRIES = 600


def headline(address: str) -> str:
    """Return the headline of the first page, once the server answers."""
    return apart(_headline(address))


async def _headline(address: str) -> str:
    for _ in range(MAX_TRIES):
        try:
            with urlopen(f"{address}/_stcore/health"):
                break
        except URLError:
            time.sleep(0.1)
    async with Session(address) as session:
        return (await session.open()).headline
