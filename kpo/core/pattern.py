"""How parts of bars are filled, the same in every file."""

from typing import Final, Literal

Pattern = Literal["plain", "marked", "doubtful", "missing", "outline"]
"""How a part of a bar is filled.

Strokes to the right: assumed, differently defined or the user's own; strokes to the left: doubtful;
open with strokes: no figure; open: left out.
"""

PATTERN_WORDS: Final[dict[Pattern, str]] = {
    "marked": "assumed, differently defined or yours",
    "doubtful": "doubtful",
    "missing": "no figure: a declared constant counts",
    "outline": "left out",
}

OPEN: Final[tuple[Pattern, ...]] = ("missing", "outline")
"""Open with an edge in the colour."""
