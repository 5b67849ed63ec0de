"""The subset of the typeface that is embedded in a drawing or a page, as a style sheet."""

import base64
import io
from typing import Final

from kpo.export.text_width import FAMILY, FILES, folder

LETTERS: Final = (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x1E00, 0x1F00))
PUNCTUATION: Final = tuple(map(ord, "–—‘’“”…−≥≤×·•→±√≈Σ"))


def style() -> str:
    """Return a style sheet that embeds the letters of European names in both weights."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{_part(name)})}}"
        for weight, name in FILES.items()
    )


def _part(name: str) -> str:
    """Return the embedded subset of a font, in Base64."""
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=["kern", "tnum", "lnum", "liga"])
    with subset.load_font(str(folder() / name), options) as font:
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=(*LETTERS, *PUNCTUATION))
        chosen.subset(font)
        out = io.BytesIO()
        subset.save_font(font, out, options)
    return base64.b64encode(out.getvalue()).decode()
