"""Controls that pages share: a section, a quiet button, a download, a choice of one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from kpo.core.html import Child
from kpo.ui.components import html
from kpo.ui.session.choice_text import escaped

JSON: Final = "application/json"
CSV: Final = "text/csv"


def headline(title: str, sentence: str) -> None:
    """Draw the finding and the sentence under it."""
    st.html(html.headline(title, sentence))


def section(title: str, body: Child = "", term: str = "") -> None:
    """Draw a titled section under a strong rule; a word of the glossary explains its title."""
    st.html(html.section(title, body, term))


def text_button(
    label: str, key: str, act: Callable[..., None], *args: object, **options: Any
) -> None:
    """Draw a button without a frame; a press calls `act` with the arguments."""
    st.button(label, key=key, type="tertiary", on_click=act, args=args, **options)


def download(
    label: str,
    key: str,
    file_name: str,
    media: str,
    data: bytes | Callable[[], bytes | str],
    **options: Any,
) -> None:
    """Draw a download button, which redraws nothing; a function as `data` is called on a press."""
    options = {"type": "tertiary"} | options
    st.download_button(label, data, file_name, media, key=key, on_click="ignore", **options)


def one_of(label: str, choices: Sequence[Any], key: str, **options: Any) -> Any:
    """Draw a choice of one among a few options side by side, and return it.

    The first is chosen unless `options` has another `default`.
    """
    options = {"default": choices[0]} | options
    return st.segmented_control(label, choices, required=True, key=key, **options)


def one_by_name(label: str, names: Mapping[str, str], first: str, few: int, **options: Any) -> str:
    """Draw a choice of one by its name: side by side up to `few` of them, else in a list."""
    keys = list(names)
    if len(keys) > few:
        index, named = keys.index(first), names.__getitem__
        return str(st.selectbox(label, keys, index=index, format_func=named, **options))
    options |= {"default": first, "format_func": lambda key: escaped(names[key])}
    return str(st.pills(label, keys, required=True, **options))
