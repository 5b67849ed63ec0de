"""Three hints for a first visit, which go away for good: the browser remembers, nobody else."""

from pathlib import Path
from typing import Final

import streamlit as st

from kpo.core.html import tag

NAME: Final = "kpo-atlas.hints"
"""What the browser remembers the answer under."""

HINTS: Final = (
    ("Drag here", "Move a divider of the weight bar: the ranking follows under your finger."),
    (
        "Read this",
        "Each bar is made of what the criteria bring, in points. \u201cFirst in\u201d and "
        "\u201cRanks\u201d say how much the order withstands.",
    ),
    (
        "Ask why",
        "\u201cWhy\u201d says what makes the lead. Each \u201c?\u201d says what a word means.",
    ),
)
"""Each hint's call and its sentence."""


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "kpo_hints",
    html=tag.aside(
        tag.ol(), tag.button("Got it", type="button"), aria_label="First steps", hidden=True
    ),
    css=_read("hints.css"),
    js=_read("hints.js"),
)


def hints() -> None:
    """Draw the hints where this browser has not been told that they were read."""
    _component(key="kpo.hints", data=[{"name": NAME, "hints": HINTS}])
