"""Source Sans as files, to measure text and to draw it.

The face comes with the package font-source-sans-pro (Adobe, SIL Open Font Licence 1.1, which
allows it to be carried in documents).
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from kpo.core import project
from kpo.core.errors import ExportError, Problem

FAMILY: Final = "Source Sans Pro"
FILES: Final = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf"}
PACKAGE: Final = "font_source_sans_pro"
FINE: Final = 100
"""Size at which widths are measured, in pixels."""
LINE_ENDS: Final = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
"""Ends of lines, which the measuring library refuses where a text begins with one."""


@lru_cache(maxsize=1)
def folder() -> Path:
    """Return the folder of the font files.

    Raises
    ------
    ExportError
        If the package is not installed.
    """
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        what = "the typeface for pictures is not installed"
        raise ExportError(Problem(PACKAGE, what, project.remedy("export")))
    return Path(package.origin).parent / "files"


def width(text: str, size: float, weight: int = 400) -> float:
    """Return how wide a line of text is, in pixels; an end of a line counts as a space."""
    return _advance(text.translate(LINE_ENDS), weight) * size / FINE


def wrapped(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """Return text in lines no wider than `room` pixels; a longer word is cut where it must be."""
    lines, line = [], ""
    for word in _words(text, room, size, weight):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, weight) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _words(text: str, room: float, size: float, weight: int) -> list[str]:
    parts = []
    for word in text.replace(" %", "\u00a0%").split(" "):
        while width(word, size, weight) > room and len(word) > 1:
            fits = max(1, int(len(word) * room / width(word, size, weight)) - 1)
            parts.append(word[:fits])
            word = word[fits:]
        parts.append(word)
    return parts


def shortened(text: str, most: int) -> str:
    """Return text of at most so many characters, cut after a word and ended with " …"."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def lacking(text: str) -> str:
    """Return the letters of a text that the typeface does not have, each once, sorted.

    >>> lacking("Åland and Türkiye"), lacking("臺 of 臺灣")
    ('', '灣臺')
    """
    return "".join(sorted(x for x in set(text) if x.isprintable() and not _has(x)))


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Tell whether the typeface draws a letter otherwise than one that no typeface has."""
    return letter.isspace() or _drawn(letter) != _drawn("\U0010ffff")


def _drawn(letter: str) -> bytes:
    return bytes(_face(400).getmask(letter))


@lru_cache(maxsize=4096)
def _advance(text: str, weight: int) -> float:
    """Return a width; a letter of another typeface is taken for as wide as high."""
    carried = "".join(filter(_has, text))
    return float(_face(weight).getlength(carried)) + FINE * (len(text) - len(carried))


@lru_cache(maxsize=2)
def _face(weight: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(folder() / FILES[weight]), FINE)
