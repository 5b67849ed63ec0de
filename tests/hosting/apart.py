"""A separate event loop for a test, beside the one that drives the browser."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_Made = TypeVar("_Made")


def apart(work: Coroutine[Any, Any, _Made]) -> _Made:
    """Run a coroutine to its end in a separate thread, and return its result."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
