"""Controls of the work: its kind, its client, its destinations and its people."""

from typing import Final

import streamlit as st

from kpo.core.model import Scenario
from kpo.data.assumptions import MAX_PEOPLE, MAX_START, MAX_YEARS
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
from kpo.ui.components.controls import country_names, headline, select, text_button
from kpo.ui.session import choice_text
from kpo.ui.session.actions import (
    with_client,
    with_countries,
    with_groups,
    with_regions,
    with_work,
    without_destinations,
)
from kpo.ui.session.state import View, step
from kpo.ui.session.widgets import bound, count_field

WHOLE_TIER = ""
LABELS: Final = {
    THE_SEVEN: "The seven",
    CHEAPER_ONES: "Cheaper than at home",
    SAME_DAY_ONES: f"Same day: {SAME_DAY:g} shared hours or more",
    EUROPE: "EU and EEA",
    EVERYWHERE: "All",
}


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
    select(
        "Country of the client",
        country_names(view.catalog, view.catalog.clients),
        help=ask.help_on("Client"),
        **bound("kpo.client", view.scenario.client, with_client),
    )
    st.caption(
        "Decides how many hours of the working day are shared, and what the law asks before "
        "personal data may be sent."
    )


def labels(catalog: Catalog, scenario: Scenario) -> dict[str, str]:
    """Return the label of each group, with the number of its destinations."""
    return {
        name: f"{label} ({len(group(catalog, scenario, name))})" for name, label in LABELS.items()
    }


def destinations(view: View) -> None:
    """Draw the choice of destinations."""
    catalog, scenario = view.catalog, view.scenario
    names = country_names(catalog, (code for code in catalog.countries if code != scenario.client))
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
        list(names),
        format_func=names.__getitem__,
        filter_mode="prefix",
        select_all=False,
        placeholder="Type a name",
        **bound("kpo.countries", list(view.destinations), with_countries),
    )
    text_button("Clear", "kpo.clear", step, without_destinations, disabled=not view.destinations)
    home = choice_text.escaped(place(catalog, scenario.client, True))
    st.caption(
        f"{home} is the client\u2019s country: it stands under the ranking, at home, and is never "
        "one of the destinations. A group or a region adds its countries, takes away only those "
        "that it added, and leaves out what costs as much as at home."
    )


def people(view: View) -> None:
    """Draw the size of the team, the years of the case and its first year."""
    scenario, year = view.scenario, view.catalog.year
    words = ask.help_on("Team")
    count_field("People who do the work", "people", scenario.people, 1, MAX_PEOPLE, words)
    count_field("Years of the business case", "years", scenario.years, 1, MAX_YEARS)
    count_field("First year", "start", scenario.start or year, year, year + MAX_START)
    st.caption("They decide nothing of the ranking: they are what the business case is made for.")


def nothing_chosen() -> None:
    """Draw a message that no destination is chosen yet, and a button that takes the seven."""
    title = "No destinations are chosen"
    headline(title, "Choose some in the line above: by group, by region or by name.")
    text_button("Take the seven", "kpo.nothing.seven", step, with_groups, [THE_SEVEN])
