"""From drawings to PDF, with the typeface carried inside."""

from collections.abc import Iterable, Mapping

from kpo.export.engine import ENGINE


def pdf(pages: Iterable[str], about: Mapping[str, str]) -> bytes:
    """Return drawings as the pages of one PDF, vector and with text that can be searched.

    Parameters
    ----------
    about
        Title, Subject and Keywords of the document.
    """
    return ENGINE.draw("pdf", list(pages), **about)
