"""The weighting panel as a Streamlit component; `kpo.panel.payload` defines its data.

The panel re-ranks in the browser while a divider is dragged and tells Python on release, or
150 ms after the last key. The page owns the choice:

1. `on_change` runs before the script and is the place to put the new weights and locks into
   the page's choice, so that everything drawn above the panel is already right.
2. The payload of that same run must carry the choice's weights. If they equal what the panel
   sent, nothing moves. If they differ, Python has changed them (a preset was picked) and the
   panel takes them as a step that can be undone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, cast

import streamlit as st

from kpo.panel import assets
from kpo.panel.payload import PanelPayload, parcel
from kpo.ui import files

PAGES: Final = ("country", "compare")
"""Pages that a row can open."""


class WeightChange(NamedTuple):
    """The user's change: shares of 100 by criterion, the locked criteria, and a running number."""

    weights: dict[str, float]
    locks: tuple[str, ...]
    seq: int


_component = st.components.v2.component(
    "kpo_weighting_panel", html=assets.markup(), css=assets.style(), js=assets.streamlit_script()
)


def weighting_panel(
    payload: PanelPayload | dict[str, Any],
    key: str,
    on_change: Callable[[WeightChange], None],
    on_go: Callable[[str, tuple[str, ...]], None] | None = None,
) -> None:
    """Draw the panel.

    Parameters
    ----------
    payload : PanelPayload
        What to show, or a plain dict of that shape.
    key : str
        The key of this panel in the session, under which its undo steps are kept.
    on_change : callable
        Called with the user's change before the script runs.
    on_go : callable, optional
        Called with the page ("country" or "compare") and the countries to open there; without it,
        rows open no page.
    """

    def changed() -> None:
        change = last_change(key)
        if change is not None:
            on_change(change)

    last = last_change(key)
    data = {
        **parcel(cast(PanelPayload, payload)),
        "key": key,
        "echo": last.seq if last else 0,
        "leads": on_go is not None,
    }
    # In a list, since Streamlit would search a bare dict for data frames and import pandas for it.
    result = _component(key=key, data=[data], on_change_change=changed, on_go_change=lambda: None)
    asked = asked_page(result.get("go"))
    if on_go is not None and asked is not None:
        on_go(*asked)


def last_change(key: str) -> WeightChange | None:
    """Return the user's last change on the panel with that key; None before the first.

    A state without the shape that the panel sends counts as none.
    """
    value = files.sent(key, "change")
    if not isinstance(value, Mapping):
        return None
    weights, locks, seq = (value.get(name) for name in ("weights", "locks", "seq"))
    if not isinstance(weights, Mapping) or not isinstance(locks, list | tuple):
        return None
    if not all(_is_share(share) for share in weights.values()) or not isinstance(seq, int):
        return None
    exact = {str(name): float(share) for name, share in weights.items()}
    return WeightChange(exact, tuple(str(lock) for lock in locks), seq)


def asked_page(value: object) -> tuple[str, tuple[str, ...]] | None:
    """Return the page to open and its countries; None for a value that the panel never sends."""
    if not isinstance(value, Mapping):
        return None
    page, countries = value.get("page"), value.get("countries")
    if page not in PAGES or not isinstance(countries, list | tuple):
        return None
    return str(page), tuple(str(country) for country in countries)


def _is_share(share: object) -> bool:
    return isinstance(share, int | float) and 0 <= share <= 100
