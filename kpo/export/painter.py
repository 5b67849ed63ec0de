"""A process of its own that turns charts, drawings and packs into files.

Started by `kpo.export.engine`. It reads orders (pickled: task, what is given, options) and answers
with a byte that is 1 for a file and 0 for an error, the length in eight bytes, and the file or the
words of the error. It ends when there is nothing more to read. What is heavy is imported here by
the first order that needs it, and goes with the process.
"""

import io
import pickle
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Final

CHART: Final = "6.4"
"""Version of Vega-Lite that charts are written in."""


def painted(task: str, given: Any, options: dict[str, Any]) -> bytes:
    """Return the file of one order.

    Parameters
    ----------
    task
        ``svg`` for a chart in JSON, ``png`` for a drawing in SVG, ``pdf`` for drawings that are its
        pages, ``pptx`` for a pack of slides, ``face`` for the style sheet of the typeface.
    """
    if task == "pptx":
        from kpo.export.pptx import presentation

        return presentation(given)
    if task == "face":
        from kpo.export.carried import style

        return style().encode()
    import vl_convert

    if task == "svg":
        made: str = vl_convert.vegalite_to_svg(given, vl_version=CHART)
        return made.encode()
    if task == "png":
        return bytes(vl_convert.svg_to_png(given, **options))
    return _joined(map(vl_convert.svg_to_pdf, given), options)


def _joined(pages: Iterable[bytes], about: Mapping[str, str]) -> bytes:
    """Return pages as one document; what all of them hold, such as letters, is there once."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for page in pages:
        writer.append(PdfReader(io.BytesIO(page)))
    writer.add_metadata({f"/{name}": text for name, text in about.items()})
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def main(faces: str) -> None:
    """Answer every order, with the typeface of a folder."""
    import vl_convert

    vl_convert.register_font_directory(faces)
    while order := _order():
        try:
            done, body = 1, painted(*order)
        except Exception as error:
            done, body = 0, str(error).encode()
        sys.stdout.buffer.write(bytes([done]) + len(body).to_bytes(8, "big") + body)
        sys.stdout.buffer.flush()


def _order() -> tuple[str, Any, dict[str, Any]] | None:
    try:
        found: tuple[str, Any, dict[str, Any]] = pickle.load(sys.stdin.buffer)
    except EOFError:
        return None
    return found


if __name__ == "__main__":
    main(sys.argv[1])
