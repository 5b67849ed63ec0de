"""What is made ready while a server starts.

Streamlit runs a page's code only once a visitor asks. Until then, and while the visitor's browser
reads the framework's own script, there is time to import the library and to read the figures.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import Any, Final

PAGES: Final = (
    "ranking",
    "profile.page",
    "compare",
    "case.page",
    "explore.drawings",
    "how_sure",
    "scenarios",
    "workshop.page",
    "present",
    "datapage",
)
"""The modules of `kpo.ui` that the pages draw with, in the order of the header."""

COLLECT: Final = (10_000, 5, 4)
"""New objects until the collector looks at the young ones, and how often it goes on to older."""


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Begin to make everything ready, for the server's lifespan; the server answers meanwhile."""
    Thread(target=prepare, daemon=True).start()
    yield


def prepare() -> None:
    """Read the figures, rank them as the atlas opens, and import what the pages draw with.

    What fails here fails again on a page, which says it in calm words.
    """
    with suppress(Exception):
        from kpo import Scenario, panel_data, rank
        from kpo.ui import data, frame

        catalog = data.published()
        panel_data.panel_data(catalog, rank(catalog, Scenario()))
        for name in PAGES:
            import_module(f"{frame.__package__}.{name}")
    rest_the_collector()


def rest_the_collector() -> None:
    """Let Python's collector come less often, and pass over what is there now and stays for good.

    It went through the catalogue again and again: a twentieth of a busy server's time, and up to
    a quarter of a second at once. What a run leaves behind is young, and found as before.
    """
    gc.set_threshold(*COLLECT)
    gc.freeze()
