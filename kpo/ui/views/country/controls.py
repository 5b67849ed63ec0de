"""The controls of the Country page: which destination, how large a team, which years.

The destination is kept in the address (``?country=IND``), so that a link opens it.
"""

from functools import partial

import streamlit as st

from kpo.analysis.profile.facts import Fact, team
from kpo.charts import country_trend
from kpo.charts.chart import Chart
from kpo.core.html import tag
from kpo.core.text import lowered, one_line
from kpo.data.assumptions import MAX_PEOPLE
from kpo.data.catalog import Catalog
from kpo.data.names import sanction_mark
from kpo.data.time_series import history as every_year
from kpo.narrative.profile import Profile
from kpo.ui.components import html
from kpo.ui.components.chart import chart
from kpo.ui.components.controls import section, text_button
from kpo.ui.components.fragment import fragment
from kpo.ui.session import widgets
from kpo.ui.session.actions import with_field
from kpo.ui.session.choice_text import escaped
from kpo.ui.session.state import View
from kpo.ui.views.country import sidebar

PARAMETER = "country"
KEY = "kpo.country"
PILL = "kpo.country.pill"
NAME = "kpo.country.name"
TEAM = "kpo.country.team"
SERIES = "kpo.country.series"
MAX_NAMED = 10
MIN_HISTORY = 2


def chosen(view: View) -> tuple[str, str]:
    """Return the destination shown, and the country in the address if it is not known."""
    known = view.catalog.countries
    asked = st.query_params.get(PARAMETER, "")
    if asked.upper() in known:
        st.session_state[KEY] = asked.upper()
    country = st.session_state.get(KEY)
    if country not in known:
        country = st.session_state[KEY] = _compared(view)[0]
    if st.query_params.get(PARAMETER) != country:
        st.query_params[PARAMETER] = country
    return country, "" if asked.upper() in known else one_line(asked[:20])


def turn_to(country: str) -> None:
    """Show another destination, and write it to the address."""
    st.session_state[KEY] = country
    st.query_params[PARAMETER] = country


def picker(view: View, country: str) -> None:
    """Draw the choice of the destination: pills of the few compared, and a list of all."""
    countries = view.catalog.countries
    compared = _compared(view)
    few = len(compared) <= MAX_NAMED
    pill = country if country in compared else None
    name = None if few and country in compared else country
    row = st.container(key="kpo-country-pick", horizontal=True, vertical_alignment="center")
    with row, widgets.drawing("country"):
        if few:
            st.pills(
                "Destination",
                compared,
                format_func=lambda code: escaped(countries[code].name),
                label_visibility="collapsed",
                **widgets.tied(PILL, pill, _use),
            )
        st.selectbox(
            "Any country of the atlas",
            sorted(countries, key=lambda code: countries[code].name),
            format_func=lambda code: countries[code].name,
            placeholder=f"Any of {len(countries)} countries",
            width=260,
            label_visibility="collapsed",
            **widgets.tied(NAME, name, _use),
        )


def team_pay(catalog: Catalog, profile: Profile) -> None:
    """Draw the control for the size of the team, and what the team is paid."""
    people = profile.scenario.people
    with widgets.drawing("country.team"):
        st.number_input(
            "People in the team",
            1,
            MAX_PEOPLE,
            step=5,
            width=180,
            **widgets.bound(TEAM, people, with_field("people")),
        )
    st.html(
        sidebar.team(catalog, profile, team(catalog, profile.scenario, profile.country, people))
    )


@fragment
def history(view: View, profile: Profile) -> None:
    """Draw a figure of the reader's choice over the years, beside the client and the others."""
    facts = {
        item.indicator.id: item
        for block in profile.blocks.values()
        for item in block.facts
        if len(item.history) >= MIN_HISTORY
    }
    if not facts:
        return
    section("Over the years")
    if st.session_state.get(SERIES) not in facts:
        pay = profile.pays[0].indicator.id
        st.session_state[SERIES] = pay if pay in facts else next(iter(facts))
    name = st.selectbox(
        "Figure",
        list(facts),
        format_func=lambda item: facts[item].indicator.name,
        key=SERIES,
        persist_state="session",
        width=340,
        label_visibility="collapsed",
    )
    _chart(view, profile, facts[name])


def _chart(view: View, profile: Profile, fact: Fact) -> None:
    item, names = fact.indicator, view.catalog.countries
    criterion = next(block.criterion for block in profile.blocks.values() if fact in block.facts)
    lines = country_trend.frame(series(view, profile.country, item.id))
    subject = f"{item.name}, {item.unit}"
    notes = dict.fromkeys(figure.note for figure in fact.history if "break" in figure.note)
    words = [f"Dashed: {names[profile.scenario.client].name}. Grey: the others compared.", *notes]
    st.html(html.small(tag.b(subject), f". {' '.join(words)}"))
    trend = Chart(
        f"{profile.name}: {lowered(item.name)}, {item.unit}",
        partial(country_trend.spec, criterion=criterion),
        lines,
        country_trend.alt(lines, subject),
        f"{item.name}: {', '.join(_producers(view.catalog, fact))}.",
    )
    chart(trend, "kpo.country.trend")


def _producers(catalog: Catalog, fact: Fact) -> list[str]:
    sources = (source for figure in fact.history for source in figure.sources)
    return list(dict.fromkeys(catalog.sources[source].producer for source in sources))


def series(view: View, country: str, indicator: str) -> list[country_trend.TrendLine]:
    """Return the lines over the years, back to front: others, the client, the destination."""
    catalog, client = view.catalog, view.scenario.client
    names = catalog.countries
    others = [name for name in view.destinations[:MAX_NAMED] if name not in (country, client)]
    parts: list[tuple[str, country_trend.Role]] = [(name, "other") for name in others]
    if client != country:
        parts.append((client, "client"))
    parts.append((country, "focus"))
    points = every_year(catalog, indicator)
    return [
        country_trend.TrendLine(
            names[name].name, role, [point for point in points if point.country == name]
        )
        for name, role in parts
    ]


def alternatives(catalog: Catalog, profile: Profile, client: str) -> None:
    """Draw the destinations most like this one; a click shows one of them."""
    with st.container(key="kpo-alternatives"):
        for item in profile.alternatives:
            mark = sanction_mark(catalog, item.country, client)
            label = f"{item.name} ({mark})" if mark else item.name
            text_button(label, f"kpo.like.{item.country}", turn_to, item.country)
            st.html(sidebar.alternative(catalog, item))


def _use(picked: str | None) -> None:
    if picked is not None:
        turn_to(picked)


def _compared(view: View) -> list[str]:
    """Return the destinations compared, in the order of their ranks, then those left out."""
    ranking = view.ranking
    return [row.country for row in ranking.rows] + [item.country for item in ranking.not_ranked]
