"""The browser's own storage, for what a reader saves: the server keeps nothing of it.

The component tells what the browser has when it is drawn without a text, and whenever another
window has changed it. A text is written only over one that Python knows (`bases`), so that
two windows never undo each other unseen.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

NAME: Final = "kpo-atlas.scenarios"
"""What the saved scenarios are called in the browser's storage."""

OWN: Final = "kpo-atlas.own-figures"
"""What the reader's own figures are called there."""

FILE: Final = "kpo-atlas.own-file"
"""What a file that was read and not used yet is called there, in its window alone."""

_component = st.components.v2.component(
    "kpo_browser_storage",
    html="<i hidden></i>",
    js=Path(__file__).with_name("storage.js").read_text(encoding="utf-8"),
)


def storage(
    key: str,
    text: str | None,
    bases: Sequence[str],
    on_told: Callable[[str | None], None],
    name: str = NAME,
    quiet: bool = False,
    window: bool = False,
) -> None:
    """Keep `text` under a name in the browser; None asks what is there.

    `on_told` gets what the browser has, empty for nothing, None where it lets nothing be stored.
    Asked quietly, it is told only where there is something. What is kept for the `window` goes
    when that is closed, and no other window sees it.
    """

    def told() -> None:
        state: Any = st.session_state.get(key)
        found = state.get("told") if isinstance(state, Mapping) else None
        if isinstance(found, Mapping):
            content = found.get("text")
            on_told(content if isinstance(content, str) else None)

    _component(
        key=key,
        data=[_asked(name, text, bases, quiet) | ({"window": True} if window else {})],
        on_told_change=told,
    )


def _asked(name: str, text: str | None, bases: Sequence[str], quiet: bool) -> dict[str, object]:
    return {"name": name, "text": text, "bases": list(bases), "quiet": quiet}
