"""The Business case page: what it costs, what it saves, and when it stops saving."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from kpo import case_narrative as said
from kpo.case import BusinessCase, Outcome, business_case, destinations_of
from kpo.ui import blocks, redraw, takeaway
from kpo.ui.case import charts, panel
from kpo.ui.part import part
from kpo.ui.state import View

PARAMETER: Final = "focus"
"""Where the address keeps the destination in focus, as in ``?focus=PHL``."""

_FOCUS: Final = "kpo.case.focus"
_WIDGET: Final = "kpo.case.of_whom"


@part(key=redraw.CASE)
def page(view: View) -> None:
    """Draw the page; its own controls draw nothing else."""
    takeaway.begin()
    st.html(sheet())
    made = case_of_view(view)
    item = focus(view, made)
    finding = blocks.headline(
        said.headline(view.catalog, made, item), said.standfirst(view.catalog, made, item)
    )
    if item is None:
        st.html(finding)
        return
    with st.container(key="kpo-case"), st.container(key="kpo-body"):
        with st.container(key="kpo-main"):
            st.html(finding)
            _picker(view, made, item)
            charts.costs(view, made, item.country)
            charts.table(view, made)
        with st.container(key="kpo-aside"):
            panel.panel(view, made, item)
        with st.container(key="kpo-more"):
            with st.container(key="kpo-case-pair"):
                with st.container(key="kpo-case-left"):
                    charts.saving(view, made, item)
                with st.container(key="kpo-case-right"):
                    charts.gone(view, made, item)
            with st.container(key="kpo-case-pair-two"):
                with st.container(key="kpo-case-left-two"):
                    charts.quadrant(view, made, item.country)
                with st.container(key="kpo-case-right-two"):
                    charts.moves(view, made, item)
            _steps(view, made, item)
    st.html(f"<footer class='kpo-sources'>{escape(said.sources(view.catalog, made))}</footer>")


def case_of_view(view: View) -> BusinessCase:
    """Return the case of a view: the ranked destinations, in their order."""
    return business_case(view.catalog, view.scenario, destinations_of(view.ranking))


def focus(view: View, made: BusinessCase) -> Outcome | None:
    """Return the destination in focus: that of the address, the one picked, or the first."""
    asked = st.query_params.get(PARAMETER) or st.session_state.get(_FOCUS)
    known = {item.country: item for item in made.outcomes}
    return known.get(str(asked), made.outcomes[0] if made.outcomes else None)


def _picker(view: View, made: BusinessCase, item: Outcome) -> None:
    names = {one.country: view.catalog.countries[one.country].name for one in made.outcomes}
    st.session_state[_WIDGET] = item.country
    st.selectbox(
        "In focus",
        list(names),
        format_func=names.__getitem__,
        key=_WIDGET,
        on_change=_keep,
        width=260,
    )


def _keep() -> None:
    st.session_state[_FOCUS] = st.query_params[PARAMETER] = st.session_state[_WIDGET]


def _steps(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw the way from the ranking's saving to the case's, and who is left out and why."""
    ranked = next((row.saving for row in view.ranking.rows if row.country == item.country), None)
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td class='kpo-number'>{escape(value)}</td></tr>"
        for name, value in said.steps(made, item, ranked)
    )
    title = f"From the ranking\u2019s saving to this one, {item.name}"
    st.html(blocks.section(title, f"<table class='kpo-table'><tbody>{rows}</tbody></table>"))
    missing = [*said.missing_words(made), *said.left_out(view.ranking, made)]
    if missing:
        st.html(blocks.section("No case for", blocks.paragraphs(missing)))


@cache
def sheet() -> str:
    """Return the page's own rules as one HTML element, on one line."""
    rules = Path(__file__).with_name("case.css").read_text(encoding="utf-8")
    return f"<style>{' '.join(rules.split())}</style>"
