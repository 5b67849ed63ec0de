"""The panel's script, markup and style as text, for Streamlit and for a page without Streamlit.

The script files hold plain functions in one shared scope and no import statements, so that they
can be concatenated in the order given here.
"""

from functools import lru_cache
from pathlib import Path
from string import Template

from kpo.panel.draws import normal_quantiles
from kpo.style import type_tokens

SCRIPTS = (
    *("score.js", "draws.js", "live.js", "finding.js"),
    *("controls.js", "columns.js", "rows.js", "detail.js", "panel.js"),
)
ADAPTER = "streamlit.js"
EXPORT = "export default function"


def script() -> str:
    """Return the panel's script for a page without Streamlit; it defines `mount`."""
    return "\n".join(map(_script, SCRIPTS))


@lru_cache(maxsize=1)
def streamlit_script() -> str:
    """Return the panel as the module that a Streamlit component expects.

    All code is in one function, so that the minifier may shorten every name. The export is on a
    second line, because Streamlit takes a script of one line for a file path.
    """
    text = "\n".join(map(_text, (*SCRIPTS, ADAPTER))).replace(EXPORT, "return function", 1)
    module = f"const panel = (() => {{\n{text}\n}})();"
    return f"{_small(module)}\nexport default panel;\n"


def markup() -> str:
    """Return the HTML that the script fills; it has to be in `root` before `mount` is called.

    It contains the normal quantiles that the script draws with.
    """
    return Template(_text("panel.html")).substitute(normal=normal_quantiles())


def style() -> str:
    """Return the style sheet; every rule is scoped to the class `kp`."""
    return f".kp {{{type_tokens()}}}\n{_text('panel.css')}"


@lru_cache(maxsize=16)
def _script(name: str) -> str:
    return _small(_text(name))


def _small(text: str) -> str:
    """Return a script minified, or unchanged if no minifier is installed."""
    try:
        import minify
    except ImportError:
        return text
    return str(minify.string("application/javascript", text))


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
