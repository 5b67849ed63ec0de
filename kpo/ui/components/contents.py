"""The contents of a long page in one line that stays in view, made from the page's headings.

The same component keeps a side column in view; one higher than the screen is placed so that its
end can be read.
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
    """Draw the line of sections, which is visible only if the page is long."""
    _component(key="kpo.contents", data=[page in PAGES])
