"""How points are put together, what is asked at the least, and which figures count."""

from functools import partial

import streamlit as st

from kpo.catalog import Catalog
from kpo.model import METHODS, NATIVE_ENGLISH_RULES
from kpo.ui import words
from kpo.ui.bound import bound
from kpo.ui.choice import Choice, with_field, with_minimum
from kpo.ui.state import View


def rules(view: View) -> None:
    """Draw the aggregation, the sanctions rule and the least points by criterion."""
    scenario = view.scenario
    st.radio(
        "How points are put together",
        METHODS,
        format_func=lambda name: f"{name.capitalize()} mean",
        captions=[words.METHOD_MEANING[name] for name in METHODS],
        **bound("kpo.method", scenario.method, with_field("method")),
    )
    st.checkbox(
        "Rank destinations under comprehensive or sectoral sanctions all the same",
        **bound("kpo.rank_sanctioned", scenario.rank_sanctioned, with_field("rank_sanctioned")),
    )
    st.number_input(
        "Least saving against the cost at home, in %",
        min_value=0.0,
        max_value=100.0,
        step=5.0,
        format="%g",
        placeholder="no such rule",
        help="0 leaves out what costs as much as at home, or more. Empty: no such rule.",
        **bound("kpo.least_saving", scenario.least_saving, with_field("least_saving")),
    )
    st.markdown("Least points on a criterion (0 asks for nothing)")
    with st.container(key="kpo-minimums"):
        for name, criterion in view.catalog.criteria.items():
            st.number_input(
                criterion.name,
                min_value=0.0,
                max_value=100.0,
                step=5.0,
                format="%g",
                **bound(
                    f"kpo.minimum.{name}",
                    float(scenario.minimums.get(name, 0)),
                    partial(_to_minimum, name),
                ),
            )


def figures(view: View) -> None:
    """Draw what the version of the figures means, their greatest age, and the English rule."""
    scenario = view.scenario
    st.markdown(
        f"**{words.month(view.catalog.data_version)}** is the version of all figures together. "
        "Each figure keeps its own year and source; ages are counted from this version."
    )
    st.number_input(
        "Oldest figure used, in years",
        min_value=1,
        max_value=30,
        step=1,
        **bound("kpo.max_age", scenario.max_age, with_field("max_age")),
    )
    st.radio(
        "Where English is native, the index publishes no score",
        NATIVE_ENGLISH_RULES,
        format_func=words.ENGLISH_RULE.__getitem__,
        **bound("kpo.native_english", scenario.native_english, with_field("native_english")),
    )


def _to_minimum(criterion: str, _: Catalog, choice: Choice, points: float) -> Choice:
    return with_minimum(choice, criterion, points)
