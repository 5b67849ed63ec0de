"""The separate process that turns charts, drawings and packs into files.

Started by `kpo.export.worker`. It reads pickled orders (task, input, options) from the standard
input and answers on the standard output with one byte (1 for a file, 0 for an error), the length in
eight bytes, and the file or the error message. It ends at the end of its input. Heavy libraries are
imported by the first order that needs them, and their memory is freed with the process.
"""

import pickle
import sys
from typing import Any, Final

from kpo.export.text_width import folder

CHART: Final = "6.4"
"""Version of Vega-Lite of the charts."""


def painted(task: str, given: Any, options: dict[str, Any]) -> bytes:
    """Return the file of one order; `kpo.export.worker.Engine.draw` lists the tasks."""
    if task == "pptx":
        from kpo.export.pptx.writer import presentation

        return presentation(given)
    if task == "face":
        from kpo.export.standalone.typeface import style

        return style().encode()
    if task == "undrawn":
        from kpo.export.typeset import undrawn

        return undrawn(given).encode()
    if task == "svg":
        return _chart(given)
    from kpo.export.typeset import typeset

    return typeset(given, kind=task, **options)


def _chart(spec: str) -> bytes:
    """Return a chart in JSON as SVG."""
    import vl_convert

    vl_convert.register_font_directory(str(folder()))
    drawing: str = vl_convert.vegalite_to_svg(spec, vl_version=CHART)
    return drawing.encode()


def main() -> None:
    """Answer orders until the input ends."""
    while order := _order():
        try:
            done, body = 1, painted(*order)
        except Exception as error:
            done, body = 0, str(error).encode()
        sys.stdout.buffer.write(bytes([done]) + len(body).to_bytes(8, "big") + body)
        sys.stdout.buffer.flush()


def _order() -> tuple[str, Any, dict[str, Any]] | None:
    try:
        order: tuple[str, Any, dict[str, Any]] = pickle.load(sys.stdin.buffer)
    except EOFError:
        return None
    return order


if __name__ == "__main__":
    main()
