"""The controls of the Explore page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from kpo.analysis.measures import measure
from kpo.charts import choropleth
from kpo.core.html import Html
from kpo.scoring.destination_groups import regions
from kpo.style import class_tokens
from kpo.ui import files
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
            _measures(view, "Figure", known, label_visibility="collapsed", **tied)


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
            _measures(view, "Against", selection.options(view, ANY), **tied)
        _filters(view, look)


def _filters(view: View, look: Selection) -> None:
    st.selectbox(
        "Countries",
        (EVERYWHERE, MINE, *regions(view.catalog)),
        format_func=lambda name: _region(view, name),
        width=230,
        **bound("kpo.explore.region", look.region, field="region"),
    )
    st.selectbox(
        "Can be ranked for",
        (ANY_TIER, *view.catalog.top_tiers),
        format_func=lambda name: "Any work, or none" if name == ANY_TIER else name,
        width=200,
        **bound("kpo.explore.ranked_for", look.ranked_for, field="ranked_for"),
    )


def _measures(view: View, label: str, known: Sequence[str], **arguments: Any) -> None:
    catalog, scenario = view.catalog, view.scenario
    st.selectbox(
        label,
        known,
        format_func=lambda name: measure(catalog, scenario, name).name,
        width=300,
        **arguments,
    )


def _region(view: View, name: str) -> str:
    count = len(view.destinations)
    own = "My destination" if count == 1 else f"My {count} destinations"
    return {EVERYWHERE: f"All {len(view.catalog.countries)}", MINE: own}.get(name, name)
