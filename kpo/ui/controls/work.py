"""What is bought, and for whom."""

import streamlit as st

from kpo.ui import words
from kpo.ui.bound import bound
from kpo.ui.choice import with_field, with_work
from kpo.ui.state import View

WHOLE_TIER = ""


def work(view: View) -> None:
    """Draw the kind of work and its service line."""
    catalog, scenario = view.catalog, view.scenario
    st.segmented_control(
        "Kind of work",
        catalog.top_tiers,
        format_func=words.kind,
        required=True,
        **bound(
            "kpo.tier", scenario.tier, lambda data, now, tier: with_work(data, now, tier, None)
        ),
    )
    st.caption(words.escaped(catalog.tiers[scenario.tier].description))
    st.radio(
        "Service line",
        (WHOLE_TIER, *catalog.services(scenario.tier)),
        format_func=lambda line: catalog.tiers[line].name if line else "All service lines",
        **bound(
            "kpo.service",
            scenario.service or WHOLE_TIER,
            lambda data, now, line: with_work(data, now, now.scenario.tier, line or None),
        ),
    )


def client(view: View) -> None:
    """Draw the client's country."""
    countries = view.catalog.countries
    st.selectbox(
        "Country of the client",
        sorted(view.catalog.clients, key=lambda code: countries[code].name),
        format_func=lambda code: countries[code].name,
        **bound("kpo.client", view.scenario.client, with_field("client")),
    )
    st.caption(
        "Decides how many hours of the working day are shared, and what the law asks before "
        "personal data may be sent."
    )
