"""The keyboard's way into a popover and out of it again.

Streamlit hangs a popover at the end of the page and leaves the keyboard at its button, with the
whole page between them.
"""

from kpo.core.html import tag
from kpo.ui import files

_close = files.component("kpo_way_out", __file__, tag.button("Close", type="button"))


def popover_exit(name: str) -> None:
    """Draw the last stop of an open popover, seen by those who come to it by keyboard."""
    _close(key=f"kpo.way_out.{name}")
