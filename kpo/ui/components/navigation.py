"""Switching from a clicked country to its page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from kpo.ui.session import url


def picked(event: Any, name: str = "picked") -> str:
    """Return the country that was clicked in a chart; empty for none."""
    marks = event.selection.get(name) or [{}]
    return str(marks[0].get("country") or "")


def open_country(country: str) -> None:
    """Switch to a country's page, which reads the country from the address."""
    open_page("country", [country])


def open_page(name: str, countries: Sequence[str]) -> None:
    """Switch to "country" or "compare", which read the countries from the address."""
    shown = countries if name == "compare" else countries[:1]
    if shown:
        st.switch_page(f"pages/{name}.py", query_params={**url.kept(), name: ".".join(shown)})
