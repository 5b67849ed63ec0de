"""The Business case page: what it costs, what it saves, and when it stops saving."""

from typing import Final

import streamlit as st

from kpo.case import BusinessCase, Outcome, business_case, destinations_of
from kpo.core.html import table, table_row, tag
from kpo.core.text import unparted
from kpo.data.names import named
from kpo.narrative import business_case as narrative
from kpo.ui import files
from kpo.ui.components import chart, html, partial_redraw
from kpo.ui.components.controls import section, select
from kpo.ui.components.fragment import fragment
from kpo.ui.session import widgets
from kpo.ui.session.state import View
from kpo.ui.views.business_case import charts, panel

PARAMETER: Final = "focus"
"""Query parameter with the destination in focus, as in ``?focus=PHL``."""

_FOCUS: Final = "kpo.case.focus"
_WIDGET: Final = "kpo.case.of_whom"


@fragment(key=partial_redraw.CASE)
def page(view: View) -> None:
    """Draw the page; its own controls redraw nothing else.

    The headline and the panel come first, because they need only the destination in focus. The
    case of all destinations and the charts follow while the reader reads.
    """
    chart.withdraw_offers()
    st.html(files.sheet(__file__, "case.css"))
    alone = case_in_focus(view)
    item = alone.outcomes[0] if alone.outcomes else None
    title = narrative.headline(view.catalog, alone, item)
    finding = html.headline(title, narrative.standfirst(view.catalog, alone, item))
    if item is None:
        st.html(finding)
        return
    with st.container(key="kpo-case"), st.container(key="kpo-body"):
        main, aside = st.container(key="kpo-main"), st.container(key="kpo-aside")
        more = st.container(key="kpo-more")
    with main:
        st.html(finding)
    with aside:
        panel.panel(view, alone, item)
    business = case_of_view(view)
    with main:
        _picker(view, business, item)
        charts.costs(view, business, item.country)
        charts.table(view, business)
    with more:
        _more(view, business, item)
    st.html(tag.footer(narrative.sources(view.catalog, business), class_="kpo-sources"))


def _more(view: View, business: BusinessCase, item: Outcome) -> None:
    """Draw four charts, and the steps from the ranking's saving to the case's."""
    with st.container(key="kpo-case-pair"):
        with st.container(key="kpo-case-left"):
            charts.saving(view, business, item)
        with st.container(key="kpo-case-right"):
            charts.gone(view, business, item)
    with st.container(key="kpo-case-pair-two"):
        with st.container(key="kpo-case-left-two"):
            charts.quadrant(view, business, item.country)
        with st.container(key="kpo-case-right-two"):
            charts.moves(view, business, item)
    _steps(view, business, item)


def case_in_focus(view: View) -> BusinessCase:
    """Return the case of one destination: that of the address, the one picked, or the first.

    If no case can be made for any destination, return the case of all, which says why.
    """
    wanted = destinations_of(view.ranking)
    asked = st.query_params.get(PARAMETER) or st.session_state.get(_FOCUS)
    for country in (*(country for country in wanted if country == asked), *wanted):
        business = business_case(view.catalog, view.scenario, [country])
        if business.outcomes:
            return business
    return case_of_view(view)


def case_of_view(view: View) -> BusinessCase:
    """Return the case of all ranked destinations, in the order of their ranks."""
    return business_case(view.catalog, view.scenario, destinations_of(view.ranking))


def _picker(view: View, business: BusinessCase, item: Outcome) -> None:
    countries = view.catalog.countries
    names = {outcome.country: countries[outcome.country].name for outcome in business.outcomes}
    with widgets.drawing("focus"):
        select("In focus", names, width=260, **widgets.tied(_WIDGET, item.country, _keep))


def _keep(country: str) -> None:
    st.session_state[_FOCUS] = st.query_params[PARAMETER] = country


def _steps(view: View, business: BusinessCase, item: Outcome) -> None:
    """Draw the steps from the ranking's saving to the case's, and who has no case and why."""
    name = named(view.catalog, item.country, view.scenario.client)
    ranked = next((row.saving for row in view.ranking.rows if row.country == item.country), None)
    rows = [
        table_row(step, (unparted(value), html.NUMBER))
        for step, value in narrative.steps(business, item, ranked)
    ]
    title = f"From the ranking\u2019s saving to this one, {name}"
    section(title, table([], rows, class_="kpo-table"), "Saving")
    missing = [*narrative.missing_words(business), *narrative.left_out(view.ranking, business)]
    if missing:
        section("No case for", html.paragraphs(missing))
