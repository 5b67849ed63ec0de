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

VIEWS: Final = (
    "ranking",
    "country.page",
    "compare",
    "business_case.page",
    "explore.charts",
    "how_sure",
    "scenarios",
    "present",
    "data.page",
    "method",
    "workshop.page",
)
"""The modules of `kpo.ui.views` that the pages draw with, in the order of the header; last the one
that brings a database along."""

COLLECT: Final = (10_000, 5, 4)
"""New objects until the collector looks at the young ones, and how often it goes on to older."""


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Begin to make everything ready, for the server's lifespan; the server answers meanwhile."""
    Thread(target=prepare, daemon=True).start()
    yield


def prepare() -> None:
    """Read the figures, rank them as the atlas opens, and import what the pages draw with.

    What fails here fails again on a page, which says it in calm words. The collector rests: nearly
    all that is made stays, and looking through it took a third of the time.
    """
    gc.disable()
    with suppress(Exception):
        from kpo import Scenario, rank
        from kpo.panel import content
        from kpo.ui import views
        from kpo.ui.session import catalog as data

        catalog = data.published()
        content.panel_data(rank(catalog, Scenario()))
        for name in VIEWS:
            import_module(f"{views.__name__}.{name}")
    rest_the_collector()


def rest_the_collector() -> None:
    """Let Python's collector come less often, and pass over what is there now and stays for good.

    It went through the catalogue again and again: a twentieth of a busy server's time, and up to
    a quarter of a second at once. What a run leaves behind is young, and found as before.
    """
    gc.enable()
    gc.set_threshold(*COLLECT)
    gc.freeze()
