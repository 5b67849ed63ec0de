"""The controls of the Explore page."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from kpo.analysis.measures import measure
from kpo.charts import choropleth
from kpo.core.html import Html
from kpo.scoring.destination_groups import regions
from kpo.style import class_tokens
from kpo.ui import files
from kpo.ui.components.controls import select
from kpo.ui.session import widgets
from kpo.ui.session.state import View
from kpo.ui.views.explore import selection
from kpo.ui.views.explore.selection import ANY, ANY_TIER, EVERYWHERE, MINE, VIEWS, Selection, bound


def sheet() -> Html:
    """Return the page's own rules and the colours of the map, as one HTML element."""
    return files.sheet(__file__, "explore.css", f".stApp {{{class_tokens()}}}")


def subject(view: View, look: Selection) -> None:
    """Draw the tabs of the subjects and, if a subject has several figures, their choice."""
    criteria = view.catalog.criteria
    known = selection.options(view, look.subject)
    row = st.container(key="kpo-explore-subject", horizontal=True, vertical_alignment="center")
    with row, widgets.drawing("subject"):
        st.segmented_control(
            "Subject",
            selection.subjects(view.catalog),
            format_func=lambda name: "Any figure" if name == ANY else criteria[name].name,
            required=True,
            label_visibility="collapsed",
            **bound("kpo.explore.subject", look.subject, field="subject"),
        )
        if len(known) > 1:
            key, shown = f"kpo.explore.figure.{look.subject}", selection.figure(view, look)
            tied = bound(key, shown, figure_of=look.subject)
            measures(view, "Figure", known, label_visibility="collapsed", **tied)


def drawing(view: View, look: Selection) -> None:
    """Draw the choice of the drawing and of the countries."""
    row = st.container(key="kpo-explore-controls", horizontal=True, vertical_alignment="bottom")
    with row, widgets.drawing("drawing"):
        st.segmented_control(
            "Drawn as",
            list(VIEWS),
            format_func=VIEWS.__getitem__,
            required=True,
            label_visibility="collapsed",
            **bound("kpo.explore.view", look.view, field="view"),
        )
        if look.view == "map":
            tied = bound("kpo.explore.area", look.area, field="area")
            st.selectbox("Part of the world", choropleth.AREAS, width=150, **tied)
        if look.view == "scatter":
            tied = bound("kpo.explore.against", selection.against(view, look), field="against")
            measures(view, "Against", selection.options(view, ANY), **tied)
        _filters(view, look)


def _filters(view: View, look: Selection) -> None:
    count = len(view.destinations)
    own = "My destination" if count == 1 else f"My {count} destinations"
    countries = {EVERYWHERE: f"All {len(view.catalog.countries)}", MINE: own}
    countries |= {name: name for name in regions(view.catalog)}
    tied = bound("kpo.explore.region", look.region, field="region")
    select("Countries", countries, width=230, **tied)
    tiers = {ANY_TIER: "Any work, or none"} | {tier: tier for tier in view.catalog.top_tiers}
    tied = bound("kpo.explore.ranked_for", look.ranked_for, field="ranked_for")
    select("Can be ranked for", tiers, width=200, **tied)


def measures(view: View, label: str, known: Iterable[str], **options: Any) -> str:
    """Draw the choice of a measure, and return its id."""
    names = {name: measure(view.catalog, view.scenario, name).name for name in known}
    return str(select(label, names, width=300, **options))
