"""The Explore page: what the figures say."""

import streamlit as st

from kpo.narrative import exploration
from kpo.ui.components import chart, html
from kpo.ui.components.fragment import fragment
from kpo.ui.session.state import View
from kpo.ui.shell import frame
from kpo.ui.views.explore import charts, controls, selection, text
from kpo.ui.views.explore.selection import scene


@fragment()
def page(view: View) -> None:
    """Draw the page; its own controls redraw nothing else."""
    chart.withdraw_offers()
    st.html(controls.sheet())
    look = selection.current(view)
    made = scene(view, look)
    controls.subject(view, look)
    st.html(
        html.headline(
            exploration.headline(view.catalog, made.measure, made.shown, view.scenario.client),
            exploration.standfirst(
                view.catalog, made.measure, made.shown, made.chosen, view.scenario.client
            ),
        )
    )
    controls.drawing(view, look)
    with st.container(key="kpo-explore-drawing"):
        charts.draw(made)
    st.html(text.about(view.catalog, made.measure, made.shown))
    st.html(text.source_line(made.measure, made.shown))


page(frame.choice())
