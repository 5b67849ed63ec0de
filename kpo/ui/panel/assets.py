"""The panel's script, markup and style as text, for Streamlit and for a page without Streamlit.

The script files hold plain functions of one shared scope and no import statements, so they
run in the order given here however they are delivered.
"""

from pathlib import Path

SCRIPTS = ("score.js", "controls.js", "rows.js", "panel.js")
ADAPTER = "streamlit.js"


def script() -> str:
    """Return the panel without a framework; it defines `mount(root, data, {onChange})`."""
    return "\n".join(_text(name) for name in SCRIPTS)


def streamlit_script() -> str:
    """Return the panel as the module that a Streamlit component expects."""
    return f"{script()}\n{_text(ADAPTER)}"


def markup() -> str:
    """Return the skeleton that the script fills; it goes into `root` before `mount`."""
    return _text("panel.html")


def style() -> str:
    """Return the style sheet; every rule stands under the class `kp`."""
    return _text("panel.css")


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
