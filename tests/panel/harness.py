"""A page with nothing but the panel, run by the browser tests and the benchmark."""

import json

import streamlit as st

from kpo.ui.components.weighting_panel import WeightChange, weighting_panel
from tests.panel.panel_fixture import EQUAL, KPO, payload

st.set_page_config(layout="wide")
chosen = st.session_state
chosen.setdefault("weights", dict(KPO))
chosen.setdefault("locks", [])
chosen.setdefault("runs", 0)
chosen.runs += 1


def take(change: WeightChange) -> None:
    """Keep the user's weights and locks, before the page is drawn."""
    chosen.weights, chosen.locks = change.weights, list(change.locks)


if st.button("Equal parts"):
    chosen.weights = dict(EQUAL)
st.text_input("A note of my own", key="note")
asked = st.query_params
method = asked.get("method", "arithmetic")
data = payload(int(asked.get("count", 7)), method, weights=chosen.weights)
data["locks"] = chosen.locks
weighting_panel(data, key="panel", on_change=take)
st.code(json.dumps({"weights": chosen.weights, "locks": chosen.locks, "runs": chosen.runs}))
