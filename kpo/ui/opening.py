"""From a country that was clicked to its page."""

from pathlib import Path
from typing import Any, Final

import streamlit as st

from kpo.ui import frame, link

PAGE: Final = "pages/country.py"
PARAMETER: Final = "country"


def picked(event: Any, name: str = "picked") -> str:
    """Return the country that was clicked in a chart; empty for none."""
    found = event.selection.get(name) or [{}]
    return str(found[0].get("country") or "")


def open_country(country: str) -> None:
    """Turn to a country's page; it reads the country from the address."""
    if any(Path(path) == Path(PAGE) for path, _ in frame.PAGES):
        st.switch_page(PAGE, query_params=link.kept() | {PARAMETER: country})
