"""What the team of the choice costs and saves at one destination, in words, on other pages."""

import streamlit as st

from kpo.case_narrative import NO_CASE, of_team
from kpo.catalog import Catalog
from kpo.model import Scenario
from kpo.ui import blocks


def team_case(catalog: Catalog, scenario: Scenario, country: str) -> bool:
    """Draw it with the numbers of the business case, and tell whether there is one."""
    sentences = of_team(catalog, scenario, country)
    if sentences:
        st.html(blocks.section("What a team costs and saves", blocks.paragraphs(sentences)))
    return bool(sentences) and sentences[0] != NO_CASE
