"""Fill patterns of the parts of a bar, the same in every file."""

from typing import Final, Literal

Pattern = Literal["plain", "marked", "doubtful", "missing", "outline"]
"""Fill pattern of a part of a bar.

``marked`` (strokes to the right): assumed, differently defined or the user's own; ``doubtful``:
strokes to the left; ``missing`` (no figure): strokes without fill; ``outline`` (left out): no fill.
"""

PATTERN_WORDS: Final[dict[Pattern, str]] = {
    "marked": "assumed, differently defined or yours",
    "doubtful": "doubtful",
    "missing": "no figure: a declared constant counts",
    "outline": "left out",
}

OPEN: Final[tuple[Pattern, ...]] = ("missing", "outline")
"""Patterns without fill, drawn with an edge in the colour of the part."""
