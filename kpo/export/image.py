"""From drawings to PNG and PDF, with the typeface carried inside."""

import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final
from zlib import crc32

from kpo.export.typeface import folder

SCALE: Final = 2.0
HEADER: Final = 33
"""Bytes of a PNG before its first chunk after the header."""


def png(svg: str, description: str, scale: float = SCALE) -> bytes:
    """Return a drawing as a PNG that holds the description as text (chunk iTXt, PNG 1.2)."""
    made: bytes = _converter().svg_to_png(svg, scale=scale, ppi=72)
    text = f"Description\0\0\0\0\0{description}".encode()
    body = b"iTXt" + text
    chunk = len(text).to_bytes(4, "big") + body + crc32(body).to_bytes(4, "big")
    return made[:HEADER] + chunk + made[HEADER:]


def pdf(pages: Iterable[str], about: Mapping[str, str]) -> bytes:
    """Return drawings as the pages of one PDF, vector and with text that can be searched.

    Parameters
    ----------
    about
        Title, Subject and Keywords of the document.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for page in pages:
        writer.append(PdfReader(io.BytesIO(_converter().svg_to_pdf(page))))
    writer.add_metadata({f"/{name}": text for name, text in about.items()})
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@lru_cache(maxsize=1)
def _converter() -> Any:
    """Return the converter with our typeface; it draws SVG without starting a JavaScript engine."""
    import vl_convert

    vl_convert.register_font_directory(str(folder()))
    return vl_convert
