"""From drawings to PDF, with the typeface carried inside."""

import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from kpo.export.typeface import folder


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
