"""Controls of the destinations: by group, by region, or by name."""

from typing import Final

import streamlit as st

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.data.names import place
from kpo.scoring.destination_groups import (
    CHEAPER_ONES,
    EUROPE,
    EVERYWHERE,
    GROUPS,
    SAME_DAY,
    SAME_DAY_ONES,
    THE_SEVEN,
    group,
    regions,
    whole,
)
from kpo.ui.components import ask
from kpo.ui.components.controls import text_button
from kpo.ui.session import choice_text
from kpo.ui.session.actions import (
    with_countries,
    with_groups,
    with_regions,
    without_destinations,
)
from kpo.ui.session.state import View, step
from kpo.ui.session.widgets import bound

LABELS: Final = {
    THE_SEVEN: "The seven",
    CHEAPER_ONES: "Cheaper than at home",
    SAME_DAY_ONES: f"Same day: {SAME_DAY:g} shared hours or more",
    EUROPE: "EU and EEA",
    EVERYWHERE: "All",
}


def labels(catalog: Catalog, scenario: Scenario) -> dict[str, str]:
    """Return the label of each group, with the number of its destinations."""
    return {
        name: f"{label} ({len(group(catalog, scenario, name))})" for name, label in LABELS.items()
    }


def destinations(view: View) -> None:
    """Draw the choice of destinations."""
    catalog, scenario = view.catalog, view.scenario
    countries = catalog.countries
    st.pills(
        "By group",
        GROUPS,
        selection_mode="multi",
        format_func=labels(catalog, scenario).__getitem__,
        help=ask.help_on("Same day"),
        **bound("kpo.groups", list(whole(catalog, scenario, GROUPS)), with_groups),
    )
    st.pills(
        "By region",
        regions(catalog),
        selection_mode="multi",
        help=ask.help_on("Destination"),
        **bound("kpo.regions", list(whole(catalog, scenario, regions(catalog))), with_regions),
    )
    st.multiselect(
        "By name",
        sorted(
            (code for code in countries if code != scenario.client),
            key=lambda code: countries[code].name,
        ),
        format_func=lambda code: countries[code].name,
        filter_mode="prefix",
        select_all=False,
        placeholder="Type a name",
        **bound("kpo.countries", list(view.destinations), with_countries),
    )
    none = not view.destinations
    text_button("Clear", "kpo.clear", step, without_destinations, disabled=none)
    home = choice_text.escaped(place(catalog, scenario.client, True))
    st.caption(
        f"{home} is the client\u2019s country: it stands under the ranking, at home, and is never "
        "one of the destinations. A group or a region adds its countries, takes away only those "
        "that it added, and leaves out what costs as much as at home."
    )
