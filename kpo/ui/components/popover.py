"""A popover that stays open or closed while its label changes, and the keyboard's way out of it.

Streamlit derives a popover's identity from its label among other things: with a new label it is
another popover, and closed. Here its key alone is its identity, as for most widgets; if the patch
"popover" is off, it closes when its label changes.

A browser sends the events of one moment together, as an event of one part: a popover that was
opened in that moment lacks its content. Any part that is drawn can detect this with `waiting`.

Streamlit appends a popover at the end of the page and leaves the focus at its button, with the
whole page between them.
"""

from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from kpo.core.html import tag
from kpo.ui import files
from kpo.ui.server import streamlit_patches

if TYPE_CHECKING:
    from kpo.ui.server.streamlit_patches import PopoverContainer

streamlit_patches.put("popover")

_DRAWN_OPEN: Final = "kpo.popovers.drawn_open"
_close = files.component("kpo_way_out", __file__, tag.button("Close", type="button"))


def popover(
    label: str, key: str, type: Literal["secondary", "tertiary"] = "secondary"
) -> "PopoverContainer":
    """Draw a popover, whose attribute `open` is kept up to date by reruns."""
    opened = st.popover(label, key=key, type=type, on_change="rerun")
    st.session_state.setdefault(_DRAWN_OPEN, {})[key] = opened.open
    return opened


def waiting(*own: str) -> bool:
    """Tell whether a popover, other than those in `own`, is open without its content drawn.

    This is true once per opening, so that a popover which cannot be drawn causes no endless reruns.
    """
    drawn_open: dict[str, bool | None] = st.session_state.get(_DRAWN_OPEN, {})
    keys = [key for key, drawn in drawn_open.items() if st.session_state.get(key) and not drawn]
    undrawn = [key for key in keys if key not in own]
    drawn_open |= dict.fromkeys(undrawn, True)
    return bool(undrawn)


def popover_exit(name: str) -> None:
    """Draw the Close button at the end of an open popover, visible when focused by keyboard."""
    _close(key=f"kpo.way_out.{name}")
