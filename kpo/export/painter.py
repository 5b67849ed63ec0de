"""A process of its own that turns charts and drawings into files: started by `kpo.export.engine`.

It reads an order a line (JSON: task, text, options) and answers with a byte that is 1 for a file
and 0 for an error, the length in eight bytes, and the file or the words of the error. It ends when
there is nothing more to read.
"""

import json
import sys
from typing import Any, Final

CHART: Final = "6.4"
"""Version of Vega-Lite that charts are written in."""


def painted(task: str, text: str, options: dict[str, Any]) -> bytes:
    """Return the file of one order.

    Parameters
    ----------
    task
        ``svg`` for a chart in JSON, ``png`` or ``pdf`` for a drawing in SVG.
    """
    import vl_convert

    if task == "svg":
        made: str = vl_convert.vegalite_to_svg(text, vl_version=CHART)
        return made.encode()
    if task == "png":
        return bytes(vl_convert.svg_to_png(text, **options))
    return bytes(vl_convert.svg_to_pdf(text, **options))


def main(faces: str) -> None:
    """Answer every order, with the typeface of a folder."""
    import vl_convert

    vl_convert.register_font_directory(faces)
    for line in sys.stdin.buffer:
        order = json.loads(line)
        try:
            done, body = 1, painted(order["task"], order["text"], order["options"])
        except Exception as error:
            done, body = 0, str(error).encode()
        sys.stdout.buffer.write(bytes([done]) + len(body).to_bytes(8, "big") + body)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
