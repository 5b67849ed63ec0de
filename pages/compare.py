"""Compare: why this destination rather than that one."""

import streamlit as st

from kpo import comparison_narrative as said
from kpo import narrative
from kpo.comparison import Comparison, comparison
from kpo.evidence import credits
from kpo.score import Row
from kpo.sureness.overtaking import task
from kpo.ui import blocks, compare, frame, sides, takeaway
from kpo.ui.part import part
from kpo.ui.state import View


def beside(view: View, made: Comparison, first: Row, second: Row) -> None:
    """Say why the first is ahead, and what would turn it."""
    reason = narrative.why(view.catalog, first, second, view.scenario.client)
    figures = said.in_figures(made, first.country, second.country)
    st.html(blocks.section(reason.title, blocks.paragraphs([reason.sentence, figures])))
    if first.score > second.score and made.both_ranked(first, second):
        plan = task(view.catalog, made.ranking, second.country, first.country)
        steps = blocks.paragraphs(said.overtaking(view.catalog, plan, view.scenario.client))
        st.html(blocks.section("What would turn it", steps))


@part
def page(view: View) -> None:
    """Draw the page; its own controls draw nothing else."""
    takeaway.begin()
    catalog = view.catalog
    chosen = compare.picked(view)
    made = comparison(catalog, view.scenario, chosen)
    st.html(blocks.headline(said.headline(catalog, made), said.standfirst(made)))
    with st.container(key="kpo-compare"), st.container(key="kpo-body"):
        with st.container(key="kpo-main"):
            compare.picker(view, chosen)
            pair = compare.pair(made)
            if pair:
                compare.lead(view, made, *pair)
        with st.container(key="kpo-aside"):
            if pair:
                beside(view, made, *pair)
            st.html(sides.left_out(made) or "<i></i>")
        with st.container(key="kpo-more"):
            compare.figures(view, made)
            compare.two_criteria(view, chosen)
    st.html(blocks.source_line(catalog, credits(catalog, made.ranking)))


page(frame.choice())
