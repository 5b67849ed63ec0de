"""The Business case page: what it costs, what it saves, and when it stops saving."""

from typing import Final

import streamlit as st

from kpo.case import BusinessCase, Outcome, business_case, destinations_of
from kpo.core.html import markup, tag
from kpo.core.text import unparted
from kpo.data.names import named
from kpo.narrative import business_case as said
from kpo.ui.components import chart_registry, files, html, partial_redraw
from kpo.ui.components.controls import section
from kpo.ui.components.fragment import fragment
from kpo.ui.session import widgets
from kpo.ui.session.state import View
from kpo.ui.views.business_case import charts, panel

PARAMETER: Final = "focus"
"""Where the address keeps the destination in focus, as in ``?focus=PHL``."""

_FOCUS: Final = "kpo.case.focus"
_WIDGET: Final = "kpo.case.of_whom"


@fragment(key=partial_redraw.CASE)
def page(view: View) -> None:
    """Draw the page; its own controls draw nothing else.

    The words come first, then the panel that they answer to: both need the destination in focus
    alone. What needs every destination, and the charts, follow while the words are read.
    """
    chart_registry.begin()
    st.html(files.sheet(__file__, "case.css"))
    alone = case_in_focus(view)
    item = alone.outcomes[0] if alone.outcomes else None
    finding = html.headline(
        said.headline(view.catalog, alone, item), said.standfirst(view.catalog, alone, item)
    )
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
    made = case_of_view(view)
    with main:
        _picker(view, made, item)
        charts.costs(view, made, item.country)
        charts.table(view, made)
    with more:
        _more(view, made, item)
    st.html(tag.footer(said.sources(view.catalog, made), class_="kpo-sources"))


def _more(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw what stands below the answer: four charts, and the way from the ranking's saving."""
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


def case_in_focus(view: View) -> BusinessCase:
    """Return the case of one destination: that of the address, the one picked, or the first.

    Where no case can be made for any, the case of them all, which says why.
    """
    wanted = destinations_of(view.ranking)
    asked = st.query_params.get(PARAMETER) or st.session_state.get(_FOCUS)
    for country in (*(one for one in wanted if one == asked), *wanted):
        made = business_case(view.catalog, view.scenario, [country])
        if made.outcomes:
            return made
    return case_of_view(view)


def case_of_view(view: View) -> BusinessCase:
    """Return the case of a view: the ranked destinations, in their order."""
    return business_case(view.catalog, view.scenario, destinations_of(view.ranking))


def _picker(view: View, made: BusinessCase, item: Outcome) -> None:
    names = {one.country: view.catalog.countries[one.country].name for one in made.outcomes}
    with widgets.drawing("focus"):
        st.selectbox(
            "In focus",
            list(names),
            format_func=names.__getitem__,
            width=260,
            **widgets.tied(_WIDGET, item.country, _keep),
        )


def _keep(country: str) -> None:
    st.session_state[_FOCUS] = st.query_params[PARAMETER] = country


def _steps(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw the way from the ranking's saving to the case's, and who is left out and why."""
    name = named(view.catalog, item.country, view.scenario.client)
    ranked = next((row.saving for row in view.ranking.rows if row.country == item.country), None)
    rows = markup(
        tag.tr(tag.th(name, scope="row"), tag.td(unparted(value), class_="kpo-number"))
        for name, value in said.steps(made, item, ranked)
    )
    title = f"From the ranking\u2019s saving to this one, {name}"
    section(title, tag.table(tag.tbody(rows), class_="kpo-table"), "Saving")
    missing = [*said.missing_words(made), *said.left_out(view.ranking, made)]
    if missing:
        section("No case for", html.paragraphs(missing))
