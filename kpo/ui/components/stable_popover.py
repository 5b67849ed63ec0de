"""A popover that stays as it is, open or closed, while its words change.

Streamlit makes a popover's identity of its words among other things: under new words it is another
one, and closed. Here its key alone is its identity, as Streamlit has it for most widgets; with the
patch of that name off, it closes when its words change.
"""

from typing import TYPE_CHECKING

import streamlit as st

from kpo.ui.server import streamlit_patches

if TYPE_CHECKING:
    from kpo.ui.server.streamlit_patches import PopoverContainer

streamlit_patches.put("popover")


def popover(label: str, key: str) -> "PopoverContainer":
    """Draw a popover that tells whether it is open."""
    return st.popover(label, key=key, on_change="rerun")
