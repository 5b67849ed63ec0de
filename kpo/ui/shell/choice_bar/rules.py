"""Controls of the rules: aggregation, sanctions, minimums and limits, and which figures count."""

from typing import Any, Final

import streamlit as st

from kpo.core.labels import ENGLISH_CHOICE, METHOD_MEANING
from kpo.core.model import METHODS, NATIVE_ENGLISH_RULES, Indicator
from kpo.ui.components import ask
from kpo.ui.session import choice_text
from kpo.ui.session.actions import (
    for_one,
    limitable,
    with_field,
    with_least_saving,
    with_limit,
    with_limited,
    with_minimum,
)
from kpo.ui.session.state import View
from kpo.ui.session.widgets import bound, count_field

TO_100: Final[dict[str, Any]] = {
    "min_value": 0.0,
    "max_value": 100.0,
    "step": 5.0,
    "format": "%g",
}
"""Limits and form of a number of points or per cent."""


def rules(view: View) -> None:
    """Draw the aggregation, sanctions, the least saving, and minimums in points and in units."""
    scenario = view.scenario
    st.radio(
        "How points are put together",
        METHODS,
        help=ask.help_on("Geometric mean"),
        format_func=lambda name: f"{name.capitalize()} mean",
        captions=[METHOD_MEANING[name] for name in METHODS],
        **bound("kpo.method", scenario.method, with_field("method")),
    )
    st.checkbox(
        "Rank destinations under comprehensive or sectoral sanctions all the same",
        help=ask.help_on("Sanctions"),
        **bound("kpo.rank_sanctioned", scenario.rank_sanctioned, with_field("rank_sanctioned")),
    )
    st.number_input(
        "Least saving against the cost at home, in %",
        placeholder="no such rule",
        help=ask.help_on("Least saving"),
        **TO_100,
        **bound("kpo.least_saving", scenario.least_saving, with_least_saving),
    )
    st.markdown("Least points on a criterion (0 asks for nothing)", help=ask.help_on("Minimum"))
    with st.container(key="kpo-minimums"):
        for name, criterion in view.catalog.criteria.items():
            least = float(scenario.minimums.get(name, 0))
            tied = bound(f"kpo.minimum.{name}", least, for_one(with_minimum, name))
            st.number_input(criterion.name, **TO_100, **tied)
    _limits(view)


def _limits(view: View) -> None:
    """Draw the limits on figures in their own units; a new one leaves nobody out at first."""
    catalog, scenario = view.catalog, view.scenario
    indicators = catalog.indicators
    st.multiselect(
        "Limits on figures, in their own unit",
        limitable(catalog, scenario),
        format_func=lambda name: indicators[name].name,
        placeholder="none: choose a figure to limit",
        help=ask.help_on("Minimum"),
        **bound("kpo.limited", list(scenario.figure_limits), with_limited),
    )
    with st.container(key="kpo-limits"):
        for name, limit in scenario.figure_limits.items():
            item = indicators[name]
            st.number_input(
                _limit_label(item),
                step=10.0**-item.decimals,
                format=f"%.{item.decimals}f",
                placeholder="no limit",
                **bound(f"kpo.limit.{name}", float(limit), for_one(with_limit, name)),
            )


def figures(view: View) -> None:
    """Draw what the data version means, the maximum age of figures, and the English rule."""
    scenario = view.scenario
    st.markdown(
        f"**{choice_text.month(view.catalog.data_version)}** is the version of all figures "
        "together. Each figure keeps its own year and source; ages are counted from this version.",
        help=ask.help_on("Data version"),
    )
    title = "Oldest figure used"
    count_field(f"{title}, in years", "max_age", scenario.max_age, 1, 30, ask.help_on(title))
    st.radio(
        "Where English is native, the index publishes no score",
        NATIVE_ENGLISH_RULES,
        help=ask.help_on("Assumed"),
        format_func=ENGLISH_CHOICE.__getitem__,
        **bound("kpo.native_english", scenario.native_english, with_field("native_english")),
    )


def _limit_label(item: Indicator) -> str:
    word = "at least" if item.direction > 0 else "at most"
    return f"{choice_text.escaped(item.name)}, {word}, {choice_text.escaped(item.unit)}"
