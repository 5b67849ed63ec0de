"""From drawings to PDF, with the typeface carried inside."""

import io
from collections.abc import Iterable, Mapping

from kpo.export.engine import ENGINE


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
        writer.append(PdfReader(io.BytesIO(ENGINE.draw("pdf", page))))
    writer.add_metadata({f"/{name}": text for name, text in about.items()})
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
