"""A page with nothing but the panel, run by the browser tests and the benchmark."""

import json

import streamlit as st

from kpo.ui.panel.panel import WeightChange, weighting_panel
from tests.panel.panel_fixture import EQUAL, KPO, payload

st.set_page_config(layout="wide")
chosen = st.session_state
chosen.setdefault("weights", dict(KPO))
chosen.setdefault("locks", [])
chosen.setdefault("runs", 0)
chosen.runs += 1


def take(change: WeightChange) -> None:
    """Put the user's weights into the page's choice before the page is drawn."""
    chosen.weights, chosen.locks = change.weights, list(change.locks)


if st.button("Equal parts"):
    chosen.weights = dict(EQUAL)
st.text_input("A note of my own", key="note")
asked = st.query_params
data = payload(int(asked.get("count", 7)), asked.get("method", "arithmetic"))
data["weights"], data["locks"] = chosen.weights, chosen.locks
if chosen.weights != KPO:
    for row in data["rows"]:
        row["p_first"], row["band"] = 0.5, (1, 3)
weighting_panel(data, key="panel", on_change=take)
st.code(json.dumps({"weights": chosen.weights, "locks": chosen.locks, "runs": chosen.runs}))
