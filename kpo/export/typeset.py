"""Pages and pictures typeset by Typst with the embedded typeface, in the drawing process.

Letters that the embedded typeface lacks come from a typeface of the system. Letters that none of
them has are drawn as boxes by a typeface made for them, so that copied text keeps each letter.
"""

import json
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from kpo.export.letters import missing
from kpo.export.slides import LOOK, Bars, Element, Pack, Slide
from kpo.export.text_width import FAMILY, folder, lacking
from kpo.export.worker import ENGINE

TEMPLATES: Final = Path(__file__).with_name("templates")
PIXELS: Final = 144
"""Resolution of pictures in pixels per inch: two per point."""

HEADER: Final = 33
"""Number of bytes of a PNG up to the end of its header."""

BOXES: Final = {"familyName": "KPO Boxes", "styleName": "Regular", "psName": "KPOBoxes-Regular"}

UNITS: Final = 1000
"""Units per em of the typeface of boxes."""


def typeset(data: str, template: str, kind: str) -> bytes:
    """Return a template filled with data in JSON, as ``pdf`` or ``png``."""
    compiler = _compiler(undrawn(lacking(data)))
    path = str(TEMPLATES / f"{template}.typ")
    file: bytes = compiler.compile(path, format=kind, ppi=PIXELS, sys_inputs={"data": data})
    return file


def undrawn(letters: str) -> str:
    """Return the letters, of some that the embedded typeface lacks, that no system typeface has."""
    left = set(letters)
    for path, number in _files() if left else ():
        left -= _letters(path, number, frozenset(left))
    return "".join(sorted(left))


def described(image: bytes, description: str) -> bytes:
    """Return a PNG with a description as its text chunk (iTXt, PNG 1.2)."""
    body = f"Description\0\0\0\0\0{description}".encode()
    kind = b"iTXt"
    chunk = len(body).to_bytes(4, "big") + kind + body + crc32(kind + body).to_bytes(4, "big")
    return image[:HEADER] + chunk + image[HEADER:]


@lru_cache(maxsize=2)
def _compiler(boxes: str) -> Any:
    """Return the compiler, with a typeface that draws the letters `boxes` as boxes."""
    import typst

    if not boxes:
        return typst.Compiler(root=TEMPLATES, font_paths=_fonts(str(folder())))
    with tempfile.TemporaryDirectory() as place:
        _save_boxes(boxes, Path(place) / "boxes.ttf")
        fonts = _fonts(str(folder()), place)
        compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts)
        compiler.compile(boxes.encode())
    return compiler


def _fonts(*folders: str) -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders)
    )


@lru_cache(maxsize=1)
def _files() -> tuple[tuple[str, int], ...]:
    """Return one typeface of each system family, as its file and its index in the file."""
    fonts = sorted(_fonts().fonts(), key=lambda font: abs(font.weight - 400))
    families = {font.family: (font.path, font.index) for font in reversed(fonts) if font.path}
    return tuple(families.values())


def _letters(path: str, number: int, wanted: frozenset[str]) -> set[str]:
    """Return the `wanted` letters that a typeface has; none if it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=number, lazy=True) as font:
            known = font.getBestCmap() or {}
    except (OSError, TTLibError):
        return set()
    return {letter for letter in wanted if ord(letter) in known}


def _save_boxes(letters: str, path: Path) -> None:
    """Save a typeface that draws each letter as a box, with a separate glyph for each letter."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for inset in (80, 140):
        corners = [(inset, inset - 120), (inset, UNITS - inset - 120)]
        corners += [(UNITS - x, y) for x, y in reversed(corners)]
        pen.moveTo(corners[0])
        for corner in corners[1:] if inset == 80 else reversed(corners[1:]):
            pen.lineTo(corner)
        pen.closePath()
    box = pen.glyph()
    names = {ord(letter): f"u{ord(letter):X}" for letter in letters}
    order = [".notdef", *names.values()]
    font = FontBuilder(UNITS, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf(dict.fromkeys(order, box))
    font.setupHorizontalMetrics(dict.fromkeys(order, (UNITS, 80)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable(BOXES)
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    font.setupPost()
    font.save(str(path))


def document(pack: Pack) -> bytes:
    """Return a pack as one PDF, with one page per slide."""
    return ENGINE.draw("pdf", written(pack), template="slides")


def written(pack: Pack) -> str:
    """Return a pack as the JSON that the template reads; the speaker's notes are left out."""
    slides = [
        _slide(slide, f"{slide.foot or pack.foot} · {number}")
        for number, slide in enumerate(pack.slides, 1)
    ]
    content = {"family": FAMILY, "look": LOOK, "about": dict(pack.about), "slides": slides}
    return _json(content)


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _slide(slide: Slide, foot: str) -> Mapping[str, object]:
    elements = [*map(_element, slide.elements)]
    lacking = missing(f"{slide.title}{slide.source}{_json(elements)}")
    return {
        "title": slide.title,
        "elements": elements,
        "source": slide.source,
        "foot": " · ".join([foot, *lacking]),
    }


def _element(element: Element) -> Mapping[str, object]:
    fields = {"kind": type(element).__name__, **vars(element)}
    return (
        fields | {"names": element.names, "label_room": element.label_room}
        if isinstance(element, Bars)
        else fields
    )


def _plain(value: object) -> object:
    """Return an object that JSON lacks as one it has: a set as a list, others as their fields."""
    return sorted(value) if isinstance(value, frozenset) else vars(value)
