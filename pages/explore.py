"""What do the figures say."""

import streamlit as st

from kpo import findings
from kpo.ui import blocks, frame, takeaway
from kpo.ui.explore import controls, drawings, looking, words
from kpo.ui.explore.scene import scene
from kpo.ui.part import part
from kpo.ui.state import View


@part
def page(view: View) -> None:
    """Draw the page; its own controls draw nothing else."""
    takeaway.begin()
    st.html(controls.sheet())
    look = looking.current(view)
    made = scene(view, look)
    controls.subject(view, look)
    st.html(
        blocks.headline(
            findings.headline(view.catalog, made.measure, made.shown, view.scenario.client),
            findings.standfirst(
                view.catalog, made.measure, made.shown, made.chosen, view.scenario.client
            ),
        )
    )
    controls.drawing(view, look)
    with st.container(key="kpo-explore-drawing"):
        drawings.draw(made)
    st.html(words.about(view.catalog, made.measure, made.shown))
    st.html(words.source_line(made.measure, made.shown))


page(frame.choice())
