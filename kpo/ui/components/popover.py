"""Keyboard focus into a popover and out of it again.

Streamlit appends a popover at the end of the page and leaves the focus at its button, with the
whole page between them.
"""

from kpo.core.html import tag
from kpo.ui import files

_close = files.component("kpo_way_out", __file__, tag.button("Close", type="button"))


def popover_exit(name: str) -> None:
    """Draw the Close button at the end of an open popover, visible when focused by keyboard."""
    _close(key=f"kpo.way_out.{name}")
