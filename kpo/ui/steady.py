"""A popover that stays as it is, open or closed, while its words change.

Streamlit makes a popover's identity of its words among other things: under new words it is another
one, and closed. Here its key alone is its identity, as Streamlit has it for most widgets.
"""

from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.elements import layouts
from streamlit.elements.lib.utils import compute_and_register_element_id as _make

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

_MAKER: Final = "compute_and_register_element_id"


def _identity(element: str, **given: Any) -> str:
    if element == "popover":
        given["key_as_main_identity"] = True
    return _make(element, **given)


vars(layouts)[_MAKER] = _identity


def popover(label: str, key: str) -> "PopoverContainer":
    """Draw a popover that tells whether it is open."""
    return st.popover(label, key=key, on_change="rerun")
