"""The Country page, put together: the finding first, the core figures next, the rest below."""

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from kpo.catalog import Catalog
from kpo.evidence import evidence
from kpo.profile import Profile, profile
from kpo.ui import blocks, link, takeaway
from kpo.ui.case.team import team_case
from kpo.ui.part import part
from kpo.ui.profile import aside, controls, sections
from kpo.ui.state import View


@part
def country_page(view: View) -> None:
    """Draw one destination; changing it redraws this part only."""
    takeaway.begin()
    country, unread = controls.chosen(view)
    catalog = view.catalog
    found = profile(catalog, view.scenario, country)
    st.html(style())
    controls.picker(view, country)
    missed = f" \u201c{unread}\u201d in the address is no country of the atlas." if unread else ""
    with st.container(key="kpo-country-body"):
        with st.container(key="kpo-country-head"):
            said = blocks.headline(found.headline, found.standfirst + missed)
            st.html(said + aside.choice(catalog, found))
        with st.container(key="kpo-country-main"):
            st.html(sections.told(catalog, found, catalog.core))
            with st.container(key="kpo-history"):
                controls.history(view, found)
            rest = (name for name in catalog.criteria if name not in catalog.core)
            st.html(sections.told(catalog, found, rest))
        with st.container(key="kpo-country-aside"):
            _aside(catalog, found)
    with st.container(key="kpo-country-all"):
        figures = blocks.figures(catalog, evidence(catalog, view.scenario, country))
        name = escape(found.name)
        st.html(f"<details><summary>Every scored figure of {name}</summary>{figures}</details>")


@cache
def style() -> str:
    """Return the rules of this page and of its print-out."""
    rules = Path(__file__).with_name("profile.css").read_text(encoding="utf-8")
    return f"<style>{rules}</style>"


def _aside(catalog: Catalog, found: Profile) -> None:
    st.html(aside.standing(catalog, found) + aside.remarks(found))
    st.html(blocks.section("What a team is paid a year", ""))
    controls.team_pay(catalog, found)
    if team_case(catalog, found.scenario, found.country):
        there = {**link.kept(), "focus": found.country}
        st.page_link("pages/business_case.py", label="The whole business case", query_params=there)
    st.html(aside.lift(found) + blocks.section("Most alike for this work", ""))
    controls.alternatives(catalog, found, found.scenario.client)
    st.html(aside.sanctions(catalog, found) + aside.flags(catalog, found) + aside.unknown(found))
