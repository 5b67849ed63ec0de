"""Controls of the kind of work and of the client."""

import streamlit as st

from kpo.ui.components import ask
from kpo.ui.session import choice_text
from kpo.ui.session.actions import with_client, with_work
from kpo.ui.session.state import View
from kpo.ui.session.widgets import bound

WHOLE_TIER = ""


def work(view: View) -> None:
    """Draw the kind of work and its service line."""
    catalog, scenario = view.catalog, view.scenario
    st.segmented_control(
        "Kind of work",
        catalog.top_tiers,
        help=ask.help_on("Kind of work"),
        format_func=choice_text.kind,
        required=True,
        **bound(
            "kpo.tier", scenario.tier, lambda data, now, tier: with_work(data, now, tier, None)
        ),
    )
    st.caption(choice_text.escaped(catalog.tiers[scenario.tier].description))
    st.radio(
        "Service line",
        (WHOLE_TIER, *catalog.services(scenario.tier)),
        help=ask.help_on("Service line"),
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
        help=ask.help_on("Client"),
        format_func=lambda code: countries[code].name,
        **bound("kpo.client", view.scenario.client, with_client),
    )
    st.caption(
        "Decides how many hours of the working day are shared, and what the law asks before "
        "personal data may be sent."
    )
