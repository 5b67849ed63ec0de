"""Controls of the business case: number of people, years, and first year."""

import streamlit as st

from kpo.data.assumptions import MAX_PEOPLE, MAX_START, MAX_YEARS
from kpo.ui.components import ask
from kpo.ui.session.actions import with_field
from kpo.ui.session.state import View
from kpo.ui.session.widgets import bound


def people(view: View) -> None:
    """Draw the size of the team, the years of the case and its first year."""
    scenario, year = view.scenario, view.catalog.year
    st.number_input(
        "People who do the work",
        help=ask.help_on("Team"),
        min_value=1,
        max_value=MAX_PEOPLE,
        step=1,
        **bound("kpo.people", scenario.people, with_field("people")),
    )
    st.number_input(
        "Years of the business case",
        min_value=1,
        max_value=MAX_YEARS,
        step=1,
        **bound("kpo.years", scenario.years, with_field("years")),
    )
    st.number_input(
        "First year",
        min_value=year,
        max_value=year + MAX_START,
        step=1,
        **bound("kpo.start", scenario.start or year, with_field("start")),
    )
    st.caption("They decide nothing of the ranking: they are what the business case is made for.")
