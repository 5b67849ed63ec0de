"""Data: says who, for every figure."""

import streamlit as st

from kpo.provenance import headline, standfirst
from kpo.ui import blocks, datapage, frame, takeaway
from kpo.ui.part import part
from kpo.ui.state import View, changed

PART = "part"


@part
def page(view: View) -> None:
    """Draw one part of the page; its controls draw nothing else."""
    if changed():
        st.rerun()
    takeaway.begin()
    st.html(blocks.headline(headline(view.catalog), standfirst(view.catalog)))
    with st.container(key="kpo-data"):
        part = st.segmented_control(
            "Part of the page",
            list(datapage.PARTS),
            default=next(iter(datapage.PARTS)),
            required=True,
            label_visibility="collapsed",
            key=PART,
            bind="query-params",
            persist_state="session",
        )
        datapage.PARTS[part](view)


page(frame.choice())
