"""The panel's script, markup and style as text, for Streamlit and for a page without Streamlit.

The script files hold plain functions in one shared scope and no import statements, so that they
can be concatenated in the order given here.
"""

import json
import subprocess
import sys
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

MINIFIER = """
import json, sys, minify
texts = json.load(sys.stdin)
json.dump([minify.string("application/javascript", text) for text in texts], sys.stdout)
"""


@lru_cache(maxsize=1)
def script() -> str:
    """Return the panel's script for a page without Streamlit; it defines `mount`."""
    return "\n".join(_small(*map(_text, SCRIPTS)))


@lru_cache(maxsize=1)
def streamlit_script() -> str:
    """Return the panel as the module that a Streamlit component expects.

    All code is in one function, so that the minifier may shorten every name. The export is on a
    second line, because Streamlit takes a script of one line for a file path.
    """
    text = "\n".join(map(_text, (*SCRIPTS, ADAPTER))).replace(EXPORT, "return function", 1)
    module = f"const panel = (() => {{\n{text}\n}})();"
    return f"{''.join(_small(module))}\nexport default panel;\n"


def markup() -> str:
    """Return the HTML that the script fills; it has to be in `root` before `mount` is called.

    It contains the normal quantiles that the script draws with.
    """
    return Template(_text("panel.html")).substitute(normal=normal_quantiles())


def style() -> str:
    """Return the style sheet; every rule is scoped to the class `kp`."""
    return f".kp {{{type_tokens()}}}\n{_text('panel.css')}"


def _small(*texts: str) -> tuple[str, ...]:
    """Return scripts minified, or unchanged if no minifier is installed.

    The minifier runs in a process of its own, as it would keep 7 MB of a server; that process
    imports nothing from the folder it is started in (``-P``).
    """
    command = (sys.executable, "-P", "-c", MINIFIER)
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True)
    return tuple(json.loads(done.stdout)) if done.returncode == 0 else texts


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
