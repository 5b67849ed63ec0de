"""Which countries are compared: by group, by region, or by name."""

from typing import Final

import streamlit as st

from kpo.ui import words
from kpo.ui.bound import bound
from kpo.ui.choice import (
    CHEAPER_ONES,
    EUROPE,
    EVERYWHERE,
    SAME_DAY,
    SAME_DAY_ONES,
    THE_SEVEN,
    group,
    regions,
    whole_regions,
    with_countries,
    with_group,
    with_regions,
)
from kpo.ui.state import View, step

GROUPS: Final = {
    THE_SEVEN: "The home seven",
    CHEAPER_ONES: "Cheaper than at home",
    SAME_DAY_ONES: f"Same day: {SAME_DAY:g} shared hours or more",
    EUROPE: "EU and EEA",
    EVERYWHERE: "All",
}
_SIZE: Final = frozenset({CHEAPER_ONES, SAME_DAY_ONES, EUROPE, EVERYWHERE})
"""Groups whose size is said."""


def destinations(view: View) -> None:
    """Draw the choice of destinations."""
    catalog, scenario = view.catalog, view.scenario
    countries = catalog.countries
    with st.container(horizontal=True, key="kpo-groups"):
        for name, label in GROUPS.items():
            size = f" ({len(group(catalog, scenario, name))})" if name in _SIZE else ""
            st.button(f"{label}{size}", key=f"kpo.{name}", on_click=step, args=(with_group, name))
    st.pills(
        "By region",
        regions(catalog),
        selection_mode="multi",
        **bound("kpo.regions", list(whole_regions(catalog, scenario)), with_regions),
    )
    st.multiselect(
        "By name",
        sorted(
            (code for code in countries if code != scenario.client),
            key=lambda code: countries[code].name,
        ),
        format_func=lambda code: countries[code].name,
        placeholder="The home seven, until one is named",
        **bound("kpo.countries", list(view.destinations), with_countries),
    )
    home = words.escaped(countries[scenario.client].name)
    st.caption(
        f"{home} is the client\u2019s country: it stands under the ranking, at home, and is never "
        "one of the destinations. A group or a region leaves out what costs as much as at home."
    )
