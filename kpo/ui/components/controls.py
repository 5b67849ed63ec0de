"""Controls that pages share: a section, a button, a download, a choice of one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

import streamlit as st

from kpo.core.html import Child
from kpo.data.catalog import Catalog
from kpo.export.registry import FORMATS
from kpo.ui.components import html
from kpo.ui.session.choice_text import escaped

MEDIA: Final = {
    **{kind.extension: kind.media for kind in FORMATS.values()},
    "json": "application/json",
}
"""Media types by the extension of a file's name."""


def headline(title: str, sentence: str) -> None:
    """Draw the finding and the sentence under it."""
    st.html(html.headline(title, sentence))


def section(title: str, body: Child = "", term: str = "") -> None:
    """Draw a titled section under a strong rule; a word of the glossary explains its title."""
    st.html(html.section(title, body, term))


def button(label: str, key: str, act: Callable[..., None], *args: object, **options: Any) -> None:
    """Draw a button; a press calls `act` with the arguments."""
    st.button(label, key=key, on_click=act, args=args, **options)


def text_button(
    label: str, key: str, act: Callable[..., None], *args: object, **options: Any
) -> None:
    """Draw a button without a frame; a press calls `act` with the arguments."""
    button(label, key, act, *args, type="tertiary", **options)


def download(
    label: str, key: str, name: str, data: bytes | Callable[[], bytes | str], **options: Any
) -> None:
    """Draw a download button, which redraws nothing; a function as `data` is called on a press.

    The extension of the file's `name` is one of `MEDIA`.
    """
    options = {"type": "tertiary"} | options
    media = MEDIA[name.rpartition(".")[2]]
    st.download_button(label, data, name, media, key=key, on_click="ignore", **options)


def kept(key: str) -> dict[str, Any]:
    """Return the arguments that keep a control's value while the reader is on other pages."""
    return {"key": key, "persist_state": "session"}


def one_of(label: str, choices: Sequence[Any], key: str, **options: Any) -> Any:
    """Draw a choice of one among a few options side by side, and return it.

    The first is chosen unless `options` has another `default`.
    """
    options = {"default": choices[0]} | options
    return st.segmented_control(label, choices, required=True, key=key, **options)


def select(label: str, names: Mapping[Any, str], **options: Any) -> Any:
    """Draw a list to choose one from by its name, and return its key."""
    return st.selectbox(label, list(names), format_func=names.__getitem__, **options)


def country_names(catalog: Catalog, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of countries by code, in alphabetical order."""
    names = ((code, catalog.countries[code].name) for code in codes)
    return dict(sorted(names, key=itemgetter(1)))


def one_by_name(label: str, names: Mapping[str, str], first: str, few: int, **options: Any) -> str:
    """Draw a choice of one by its name: side by side up to `few` of them, else in a list."""
    keys = list(names)
    if len(keys) > few:
        return str(select(label, names, index=keys.index(first), **options))
    options |= {"default": first, "format_func": lambda key: escaped(names[key])}
    return str(st.pills(label, keys, required=True, **options))
