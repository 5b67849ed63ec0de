"""A long page's contents, in one line that stays in view: made of the headings it shows.

The same part keeps a side column in view that is higher than the screen: it stays where its end
can be read.
"""

from typing import Final

from kpo.core.html import tag
from kpo.ui import files

PAGES: Final = ("country", "how_sure", "business_case", "data")
"""Pages with more sections than a screen shows; Method has contents of its own beside it."""


_component = files.component(
    "kpo_contents", __file__, tag.nav(tag.ol(), aria_label="On this page", hidden=True)
)


def contents(page: str) -> None:
    """Draw the line of sections; it shows itself where the page is long."""
    _component(key="kpo.contents", data=[page in PAGES])
