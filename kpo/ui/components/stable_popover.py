"""A popover that stays as it is, open or closed, while its words change.

Streamlit makes a popover's identity of its words among other things: under new words it is another
one, and closed. Here its key alone is its identity, as Streamlit has it for most widgets; with the
patch of that name off, it closes when its words change.

A browser sends what happens within one moment together and as one part's doing: a popover that was
opened then waits for its content. Whichever part is drawn can ask for it.
"""

from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from kpo.ui.server import streamlit_patches

if TYPE_CHECKING:
    from kpo.ui.server.streamlit_patches import PopoverContainer

streamlit_patches.put("popover")


_DRAWN_OPEN: Final = "kpo.popovers.drawn_open"


def popover(
    label: str, key: str, type: Literal["secondary", "tertiary"] = "secondary"
) -> "PopoverContainer":
    """Draw a popover that tells whether it is open."""
    opened = st.popover(label, key=key, type=type, on_change="rerun")
    st.session_state.setdefault(_DRAWN_OPEN, {})[key] = opened.open
    return opened


def waiting(*own: str) -> bool:
    """Tell whether a popover was opened whose content is not drawn, but those named `own`.

    It is told once for each opening: a popover that cannot be drawn leaves the rest of the page be.
    """
    drawn_open: dict[str, bool | None] = st.session_state.get(_DRAWN_OPEN, {})
    keys = [key for key, drawn in drawn_open.items() if st.session_state.get(key) and not drawn]
    undrawn = [key for key in keys if key not in own]
    drawn_open |= dict.fromkeys(undrawn, True)
    return bool(undrawn)
