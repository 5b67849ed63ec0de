"""The style sheet of the whole app: colours from the theme, rules from style.css."""

from functools import cache
from pathlib import Path

from kpo.charts.theme import css_tokens


@cache
def sheet() -> str:
    """Return the style sheet as one HTML element."""
    rules = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    return f"<style>.stApp {{{css_tokens()}}}\n{rules}</style>"
