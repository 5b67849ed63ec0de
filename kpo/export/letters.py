"""Letters that no typeface here has, and the sentence about them in a file."""

from functools import lru_cache

from kpo.export.text_width import lacking
from kpo.export.worker import ENGINE


def missing(text: str) -> list[str]:
    """Return a sentence on the letters of a text that are drawn as boxes, or an empty list.

    The embedded typeface has the letters of European names; others come from a typeface of the
    system, if it has one.

    >>> missing("Åland and Türkiye")
    []
    """
    letters = lacking(text)
    count = len(_undrawn(letters)) if letters else 0
    if not count:
        return []
    subject = "1 letter is" if count == 1 else f"{count} letters are"
    return [
        f"{subject} not in this file\u2019s typeface and drawn as a box; CSV and XLSX have them."
    ]


@lru_cache(maxsize=64)
def _undrawn(letters: str) -> str:
    return ENGINE.draw("undrawn", letters).decode()
