"""Three hints for a first visit, dismissed for good; only the browser remembers that."""

from typing import Final

from kpo.core.html import tag
from kpo.ui import files

NAME: Final = "kpo-atlas.hints"
"""Key of the answer in the browser's storage."""

HINTS: Final = (
    ("Drag here", "Move a divider of the weight bar: the ranking follows under your finger."),
    (
        "Read this",
        "Each bar is made of what the criteria bring, in points. \u201cFirst in\u201d and "
        "\u201cRanks\u201d say how much the order withstands.",
    ),
    (
        "Ask why",
        "\u201cWhy\u201d says what makes the lead. Each \u201c?\u201d says what a word means.",
    ),
)
"""Title and sentence of each hint."""

_component = files.component(
    "kpo_hints",
    __file__,
    tag.aside(tag.ol(), tag.button("Got it", type="button"), aria_label="First steps", hidden=True),
)


def hints() -> None:
    """Draw the hints, unless they were dismissed in this browser."""
    _component(key="kpo.hints", data=[{"name": NAME, "hints": HINTS}])
