"""The Country page as a whole: the finding first, the core figures next, the rest below."""

import streamlit as st

from kpo.analysis.provenance import evidence
from kpo.core.html import tag
from kpo.data.catalog import Catalog
from kpo.narrative.profile import Profile
from kpo.narrative.profile import profile as profile_of
from kpo.ui import files
from kpo.ui.components import chart, html
from kpo.ui.components.controls import section
from kpo.ui.components.fragment import fragment
from kpo.ui.components.wayfinding import top
from kpo.ui.session import url
from kpo.ui.session.state import View, changed
from kpo.ui.views.business_case.team import team_case
from kpo.ui.views.country import controls, sections, sidebar


@fragment
def country_page(view: View) -> None:
    """Draw one destination; changing it redraws this part only."""
    if changed():
        st.rerun()
    chart.withdraw_offers()
    country, unread = controls.chosen(view)
    top("country", country)
    catalog = view.catalog
    profile = profile_of(catalog, view.scenario, country)
    st.html(files.sheet(__file__, "country.css"))
    controls.picker(view, country)
    missed = f" \u201c{unread}\u201d in the address is no country of the atlas." if unread else ""
    with st.container(key="kpo-country-body"):
        with st.container(key="kpo-country-head"):
            headline = html.headline(profile.headline, profile.standfirst + missed)
            st.html(headline + sidebar.choice(catalog, profile))
        with st.container(key="kpo-country-front"):
            _front(catalog, profile)
        with st.container(key="kpo-country-main"):
            st.html(sections.criteria(catalog, profile, catalog.core))
            with st.container(key="kpo-history"):
                controls.history(view, profile)
            rest = (name for name in catalog.criteria if name not in catalog.core)
            st.html(sections.criteria(catalog, profile, rest))
        with st.container(key="kpo-country-aside"):
            _aside(catalog, profile)
    with st.container(key="kpo-country-all"):
        figures = html.figures(catalog, evidence(view.ranking.matrix, country))
        st.html(tag.details(tag.summary(f"Every scored figure of {profile.name}"), figures))


def _front(catalog: Catalog, profile: Profile) -> None:
    """Draw the first answers: how good it is, what it costs, where it is strong and weak."""
    with st.container(key="kpo-front-score"):
        st.html(sidebar.standing(catalog, profile))
        section("What a team is paid a year")
        controls.team_pay(catalog, profile)
    with st.container(key="kpo-front-team"):
        if team_case(catalog, profile.scenario, profile.country):
            there = {**url.kept(), "focus": profile.country}
            st.page_link(
                "pages/business_case.py", label="The whole business case", query_params=there
            )
    with st.container(key="kpo-front-remarks"):
        st.html(sidebar.remarks(profile))


def _aside(catalog: Catalog, profile: Profile) -> None:
    st.html(sidebar.lift(profile) + html.section("Most alike for this work", ""))
    controls.alternatives(catalog, profile, profile.scenario.client)
    st.html(
        sidebar.sanctions(catalog, profile)
        + sidebar.flags(catalog, profile)
        + sidebar.unknown(profile)
    )
