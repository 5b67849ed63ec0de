"""The Data page: the source of every figure."""

import streamlit as st

from kpo.narrative.provenance import headline, standfirst
from kpo.ui.components import chart, html
from kpo.ui.components.fragment import fragment
from kpo.ui.session.state import View
from kpo.ui.shell import frame
from kpo.ui.views.data import page as datapage

PART = "part"


@fragment(follows=True)
def page(view: View) -> None:
    """Draw one part of the page; its controls redraw nothing else."""
    chart.withdraw_offers()
    st.html(html.headline(headline(view.catalog), standfirst(view.catalog)))
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
