"""Markup, styles and scripts that stand in files beside a module."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from kpo.core.html import Html, style_sheet, tag


def text(module: str, name: str) -> str:
    """Return the text of a file beside a module, which is given by its ``__file__``."""
    return Path(module).with_name(name).read_text(encoding="utf-8")


def component(name: str, module: str, html: str = "", stem: str = "") -> Any:
    """Return a Streamlit component made of the files of a stem, that of the module by itself.

    Its script is there in any case. Without `html` and a file of it, it is an element that nobody
    sees.
    """
    base = stem or Path(module).stem
    parts = {kind: Path(module).with_name(f"{base}.{kind}") for kind in ("html", "css", "js")}
    files: dict[str, Any] = {"html": html or tag.i(hidden=True)}
    files |= {kind: text(module, path.name) for kind, path in parts.items() if path.is_file()}
    return st.components.v2.component(name, **files)


def sent(key: str, name: str) -> Any:
    """Return what the component with a key sent last under a name; None for nothing."""
    state: Any = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None


@lru_cache(maxsize=16)
def sheet(module: str, name: str, first: str = "") -> Html:
    """Return the rules of a page as one element on one line, `first` before those of the file.

    Streamlit takes the indentation from every line of it with every run.
    """
    return style_sheet(" ".join(f"{first} {text(module, name)}".split()))
