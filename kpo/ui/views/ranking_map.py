"""The map under the ranking, unfolded at first; it is drawn late, after the finding."""

from dataclasses import replace
from typing import Final

import streamlit as st

from kpo.analysis.measures import CRITERION, SCORE, measure
from kpo.core.html import tag
from kpo.ui.components import at_rest, partial_redraw, popover
from kpo.ui.components.controls import section
from kpo.ui.components.fragment import fragment
from kpo.ui.session.state import View, changed
from kpo.ui.views.explore import controls
from kpo.ui.views.explore.reading import scene
from kpo.ui.views.explore.selection import ANY, opening

ELSEWHERE: Final = ". Explore has every figure on the map, and as a table"
"""Hint at the other ways from the map to a country."""

_ASKED: Final = "kpo.on_the_map.asked"
_PLACE: Final = "kpo-map-place"
_OPEN: Final = "kpo.on_the_map.open"


@fragment(key=partial_redraw.MAP)
def on_the_map(view: View) -> None:
    """Draw the world coloured by the total score under the page's weights, or by a criterion."""
    if changed() or popover.waiting():
        st.rerun()
    with st.container(gap=None, key=_PLACE):
        at_rest_now = at_rest.reached(_ASKED, _PLACE)
        section("On the map")
        label, key = "Every country we can rank", partial_redraw.MAP
        st.session_state.setdefault(key, st.session_state.get(_OPEN, True))
        opened = st.expander(label, key=key, on_change="rerun", type="compact")
    st.session_state[_OPEN] = opened.open
    if opened.open:
        with opened:
            st.html(controls.sheet())
            if at_rest_now:
                _world(view)
            else:
                st.html(tag.div(class_="kpo-map-waits"))


def draw_at_rest() -> None:
    """Have the map drawn once the browser is at rest, and again after each change of weights."""
    at_rest.say("kpo.on_the_map.rest", _PLACE, partial_redraw.map_turn())


def _world(view: View) -> None:
    from kpo.ui.views.explore import charts

    catalog, scenario = view.catalog, view.scenario
    wanted = st.selectbox(
        "Coloured by",
        [SCORE, *(f"{CRITERION}{name}" for name in catalog.criteria)],
        format_func=lambda name: measure(catalog, scenario, name).name,
        key="kpo.on_the_map.measure",
        persist_state="session",
        width=300,
    )
    reading = scene(view, replace(opening(view.catalog), subject=ANY, figures={ANY: wanted}))
    charts.world(reading, "kpo.on_the_map", ELSEWHERE)
