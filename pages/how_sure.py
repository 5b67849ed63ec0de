"""How sure: how robust is this ranking, and what would turn it."""

import streamlit as st

from kpo import sureness_narrative as said
from kpo.evidence import credits
from kpo.ui import blocks, frame, how_sure
from kpo.ui.part import part
from kpo.ui.state import View


@part
def varied(view: View) -> None:
    """Draw the finding and the places; its controls draw nothing else."""
    finding = st.empty()
    variation = how_sure.variation(view)
    told = said.both_ways(view.catalog, view.ranking, variation), said.varied(variation)
    finding.html(
        blocks.headline(
            said.finding(view.catalog, view.ranking, variation), " ".join(filter(None, told))
        )
    )
    how_sure.places(view, variation)


view = frame.choice()
if not view.ranking.rows:
    st.html(blocks.headline("Nothing is ranked", "So there is nothing to be sure of."))
    st.stop()
with st.container(key="kpo-body"):
    with st.container(key="kpo-main"):
        varied(view)
    with st.container(key="kpo-aside"):
        how_sure.aside(view)
    with st.container(key="kpo-more"):
        how_sure.weights(view)
        how_sure.rules(view)
        how_sure.what_it_takes(view)
        how_sure.weak_figures(view)
        how_sure.beside_the_market(view)
        how_sure.widths(view)
st.html(blocks.source_line(view.catalog, credits(view.catalog, view.ranking)))
