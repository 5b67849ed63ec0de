"""The map under the ranking; it is drawn once it is opened, so that no first visit waits for it."""

from dataclasses import replace
from typing import Final

import streamlit as st

from kpo.exploration import CRITERION, SCORE, measure
from kpo.ui import blocks, redraw
from kpo.ui.explore import controls
from kpo.ui.explore.looking import ANY, opening
from kpo.ui.explore.scene import scene
from kpo.ui.part import part
from kpo.ui.state import View

HEIGHT: Final = 460
"""The world is as high as this, in pixels, where it is as wide as the ranking."""

ELSEWHERE: Final = ". Explore has every figure on the map, and as a table"
"""How else to get from the map to a country."""


@part
def on_the_map(view: View) -> None:
    """Colour the world by the total score under the weights of the page, or by one criterion."""
    with st.container(gap=None):
        st.html(blocks.section("On the map", ""))
        label, key = "Every country we can rank", redraw.MAP
        opened = st.expander(label, key=key, on_change="rerun", type="compact")
    if not opened.open:
        return
    from kpo.ui.explore import drawings

    catalog, scenario = view.catalog, view.scenario
    with opened:
        st.html(controls.sheet())
        wanted = st.selectbox(
            "Coloured by",
            [SCORE, *(f"{CRITERION}{name}" for name in catalog.criteria)],
            format_func=lambda name: measure(catalog, scenario, name).name,
            key="kpo.on_the_map.measure",
            persist_state="session",
            width=300,
        )
        made = scene(view, replace(opening(view.catalog), subject=ANY, figures={ANY: wanted}))
        drawings.world(made, "kpo.on_the_map", HEIGHT, ELSEWHERE)
