"""Ranking: who is best for this work, with these weights."""

import streamlit as st

from kpo import certainty, narrative
from kpo.evidence import credits, evidence
from kpo.panel_data import panel_data
from kpo.ui import blocks, frame, paper, words
from kpo.ui.choice import with_weights
from kpo.ui.explore.on_the_map import on_the_map
from kpo.ui.panel.panel import WeightChange, weighting_panel
from kpo.ui.part import part
from kpo.ui.state import View, step

FEW = 10


def take(change: WeightChange) -> None:
    """Put the weights that were dragged or typed into the choice."""
    step(lambda data, now, new: with_weights(data, now, new.weights, new.locks), change)


@part
def figures(view: View) -> None:
    """Show every figure of one destination with its source."""
    names = {item.country: item.name for item in (*view.ranking.rows, *view.ranking.not_ranked)}
    said = words.escaped if len(names) <= FEW else str
    pick = {"label": "Destination", "options": list(names), "format_func": lambda c: said(names[c])}
    if len(names) <= FEW:
        country = st.pills(**pick, default=next(iter(names)), required=True, key="kpo.figures")
    else:
        country = st.selectbox(**pick, key="kpo.figures.of")
    st.html(
        blocks.figures(view.catalog, evidence(view.catalog, view.scenario, country))
        + blocks.flags(view.catalog, view.catalog.flags[country])
    )


catalog, ranking = (view := frame.choice()).catalog, view.ranking
finding = narrative.headline(catalog, ranking), narrative.standfirst(catalog, ranking)
with st.container(key="kpo-body"):
    with st.container(key="kpo-main"):
        st.html(blocks.headline(*finding))
        weighting_panel(panel_data(catalog, ranking), key="kpo.panel", on_change=take)
        st.html(paper.foot(catalog, ranking, st.context.url or ""))
    with st.container(key="kpo-aside"):
        if len(ranking.rows) > 1:
            st.html(blocks.why(catalog, narrative.why(catalog, *ranking.rows[:2])))
            said = *certainty.changes(catalog, ranking), certainty.too_close(catalog, ranking)
            st.html(blocks.section("What would change it", blocks.paragraphs(filter(None, said))))
        if weak := narrative.weak_spots(catalog, ranking):
            st.html(blocks.section("Weak spots of the first three", blocks.paragraphs(weak)))
    with st.container(key="kpo-more"):
        if ranking.not_ranked:
            st.html(blocks.not_ranked(ranking.not_ranked))
        with st.container(key="kpo-behind"):
            on_the_map(view)
            st.html(blocks.section("The figures behind it", ""))
            figures(view)
st.html(blocks.source_line(catalog, credits(catalog, ranking)))
