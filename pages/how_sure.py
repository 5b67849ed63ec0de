"""The How sure page: how robust the ranking is, and what would change it."""

import streamlit as st

from kpo.analysis.provenance import credits
from kpo.narrative import robustness as said
from kpo.ui.components import html
from kpo.ui.components.fragment import fragment
from kpo.ui.session.state import View
from kpo.ui.shell import frame
from kpo.ui.views import how_sure


@fragment()
def varied(view: View) -> None:
    """Draw the finding and the rank acceptability; its controls redraw nothing else."""
    finding = st.empty()
    variation = how_sure.variation(view)
    told = said.both_ways(view.ranking, variation), said.varied(variation)
    finding.html(html.headline(said.finding(view.ranking, variation), " ".join(filter(None, told))))
    how_sure.places(view, variation)


view = frame.choice()
if not view.ranking.rows:
    st.html(html.headline("Nothing is ranked", "So there is nothing to be sure of."))
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
st.html(html.source_line(view.catalog, credits(view.ranking)))
