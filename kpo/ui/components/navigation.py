"""Switching from a clicked country to its page."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from kpo.ui.session import url
from kpo.ui.shell import frame

PAGE: Final = "pages/country.py"
PARAMETER: Final = "country"
COMPARE: Final = "pages/compare.py"
COMPARED: Final = "compare"


def picked(event: Any, name: str = "picked") -> str:
    """Return the country that was clicked in a chart; empty for none."""
    marks = event.selection.get(name) or [{}]
    return str(marks[0].get("country") or "")


def open_country(country: str) -> None:
    """Switch to a country's page, which reads the country from the address."""
    _open(PAGE, {PARAMETER: country})


def open_page(name: str, countries: Sequence[str]) -> None:
    """Switch to "country" or "compare", which read the countries from the address."""
    if name == "compare":
        _open(COMPARE, {COMPARED: ".".join(countries)})
    elif countries:
        open_country(countries[0])


def _open(page: str, parameters: Mapping[str, str]) -> None:
    if any(Path(path) == Path(page) for path, _ in frame.PAGES):
        st.switch_page(page, query_params={**url.kept(), **parameters})
