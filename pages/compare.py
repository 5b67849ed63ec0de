"""The Compare page: why one destination is ahead of another."""

import streamlit as st

from kpo.analysis.comparison import Comparison, comparison
from kpo.analysis.provenance import credits
from kpo.core.html import tag
from kpo.narrative import comparison as said
from kpo.narrative import ranking
from kpo.robustness.improvement import improvement
from kpo.scoring.rows import Row
from kpo.ui.components import chart, html
from kpo.ui.components.fragment import fragment
from kpo.ui.session.state import View
from kpo.ui.shell import frame
from kpo.ui.views import compare


def beside(view: View, made: Comparison, first: Row, second: Row) -> None:
    """Draw why the first is ahead, and what would reverse the order."""
    reason = ranking.why(view.catalog, first, second, view.scenario.client)
    figures = said.in_figures(made, first.country, second.country)
    st.html(html.section(reason.title, html.paragraphs([reason.sentence, figures])))
    if first.score > second.score and made.both_ranked(first, second):
        plan = improvement(made.ranking, second.country, first.country)
        steps = html.paragraphs(said.overtaking(view.catalog, plan, view.scenario.client))
        st.html(html.section("What would turn it", steps, "What it would take"))


@fragment()
def page(view: View) -> None:
    """Draw the page; its own controls redraw nothing else."""
    chart.withdraw_offers()
    catalog = view.catalog
    chosen = compare.picked(view)
    made = comparison(catalog, view.scenario, chosen)
    st.html(html.headline(said.headline(catalog, made), said.standfirst(catalog, made)))
    with st.container(key="kpo-compare"), st.container(key="kpo-body"):
        with st.container(key="kpo-main"):
            compare.picker(view, chosen)
            pair = compare.pair(made)
            if pair:
                compare.lead(view, made, *pair)
        with st.container(key="kpo-aside"):
            if pair:
                beside(view, made, *pair)
            st.html(compare.left_out(catalog, made) or tag.i())
        with st.container(key="kpo-more"):
            compare.figures(view, made)
            compare.two_criteria(view, chosen)
    st.html(html.source_line(catalog, credits(made.ranking)))


page(frame.choice())
