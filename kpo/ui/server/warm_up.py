"""Preparation while a server starts.

Streamlit runs a page's code only when a visitor asks for it. Until then, and while the visitor's
browser loads Streamlit's own script, there is time to import the library and to read the figures.
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
)
"""Modules of `kpo.ui.views` that draw the pages, in the order of the header.

The workshop's is left out: it imports a database, some 12 MB that many servers never need.
"""

COLLECT: Final = (10_000, 5, 4)
"""Thresholds of `gc`: new objects until a collection of the youngest, and collections until the
next older generation is collected too."""


@asynccontextmanager
async def ready(_: Any) -> AsyncIterator[None]:
    """Start `prepare` in a thread, as the server's lifespan; the server answers meanwhile."""
    Thread(target=prepare, daemon=True).start()
    yield


def prepare() -> None:
    """Read the figures, compute the default ranking, and import the modules that draw the pages.

    A failure here is ignored, since it occurs again on a page, which reports it. The garbage
    collector is off meanwhile: nearly all objects stay, and looking through them took a third of
    the time.
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
    """Run Python's garbage collector less often, and exempt the objects that exist now.

    It traversed the catalogue again and again: a twentieth of a busy server's time, and up to a
    quarter of a second at once. The garbage of a run is young, and is collected as before.
    """
    gc.enable()
    gc.set_threshold(*COLLECT)
    gc.freeze()
