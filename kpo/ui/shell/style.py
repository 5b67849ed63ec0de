"""The style sheet of the whole app: colours from the theme, rules from style.css; its icon."""

from base64 import b64encode
from functools import cache, lru_cache
from pathlib import Path

from kpo.core.html import Html
from kpo.core.model import Criterion
from kpo.style import css_tokens, type_tokens
from kpo.ui import files


@lru_cache(maxsize=4)
def sheet(criteria: tuple[Criterion, ...]) -> Html:
    """Return the style sheet with the colours of criteria, as one HTML element on a single line."""
    tokens = f":root {{{type_tokens()}}} .stApp {{{css_tokens(criteria)}}}"
    return files.sheet(__file__, "style.css", tokens)


@cache
def icon() -> str:
    """Return the app's icon as a data URL."""
    drawing = Path(__file__).with_name("icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"
