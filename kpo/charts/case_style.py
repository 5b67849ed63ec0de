"""Colours and heights that the charts of the business case share."""

from typing import Final

from kpo.style import Theme

PART_COLOURS: Final[dict[Theme, tuple[str, ...]]] = {
    "light": ("#15615A", "#5F9C92", "#A9CCC6", "#8B93A1", "#B9C0CB", "#DCE0E6"),
    "dark": ("#5DC6A8", "#3B8A76", "#2A5A50", "#98A1AE", "#6A7482", "#454E5A"),
}
"""Tints of the accent and greys, never the colours of criteria; in the order of the parts."""

BAND: Final = 0.18
"""Opacity of a band of draws."""

NARROW: Final = 520
"""Pixels of width under which a drawing is narrow."""
