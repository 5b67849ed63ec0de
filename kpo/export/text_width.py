"""The font files of Source Sans, to measure text and to draw it.

They come with the package font-source-sans-pro (Adobe, SIL Open Font Licence 1.1, which allows
embedding in documents).
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
"""Translation of line ends to spaces; the measuring library rejects text that begins with one."""


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
    """Return the width of a line of text in pixels; a line end counts as a space."""
    return _advance(text.translate(LINE_ENDS), weight) * size / FINE


def wrapped(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """Return text in lines no wider than `room` pixels; a word that is wider is split."""
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
    """Return text, cut after a word and ended with " …" if longer than `most` characters."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def lacking(text: str) -> str:
    """Return the letters of a text that the typeface lacks, each once, sorted.

    >>> lacking("Åland and Türkiye"), lacking("臺 of 臺灣")
    ('', '灣臺')
    """
    return "".join(sorted(x for x in set(text) if x.isprintable() and not _has(x)))


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Tell whether the typeface has a letter: it is not drawn as an unassigned code point is."""
    return letter.isspace() or _drawn(letter) != _drawn("\U0010ffff")


def _drawn(letter: str) -> bytes:
    return bytes(_face(400).getmask(letter))


@lru_cache(maxsize=4096)
def _advance(text: str, weight: int) -> float:
    """Return the width at size `FINE`; a letter that the typeface lacks counts as one em."""
    carried = "".join(filter(_has, text))
    return float(_face(weight).getlength(carried)) + FINE * (len(text) - len(carried))


@lru_cache(maxsize=2)
def _face(weight: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(folder() / FILES[weight]), FINE)
