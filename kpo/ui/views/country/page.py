"""The Country page: its controls, the finding first, the core figures next, the rest below.

The destination is kept in the address (``?country=IND``), so that a link opens it.
"""

from functools import partial

import streamlit as st

from kpo.analysis.profile.facts import Fact
from kpo.analysis.profile.pay import team
from kpo.analysis.provenance import evidence
from kpo.charts import country_trend
from kpo.charts.chart import Chart
from kpo.core.html import tag
from kpo.core.text import lowered, one_line
from kpo.data.assumptions import MAX_PEOPLE
from kpo.data.catalog import Catalog
from kpo.data.names import sanction_mark
from kpo.data.time_series import history as every_year
from kpo.narrative.profile import Profile
from kpo.narrative.profile import profile as profile_of
from kpo.ui import files
from kpo.ui.components import chart, html
from kpo.ui.components.controls import country_names, kept, section, select, text_button
from kpo.ui.components.fragment import fragment
from kpo.ui.components.wayfinding import top
from kpo.ui.session import url, widgets
from kpo.ui.session.actions import with_field
from kpo.ui.session.choice_text import escaped
from kpo.ui.session.state import View
from kpo.ui.views.business_case.team import team_case
from kpo.ui.views.country import sections, sidebar

PARAMETER = "country"
KEY = "kpo.country"
PILL = "kpo.country.pill"
NAME = "kpo.country.name"
TEAM = "kpo.country.team"
SERIES = "kpo.country.series"
MAX_NAMED = 10
MIN_HISTORY = 2


@fragment(follows=True)
def country_page(view: View) -> None:
    """Draw one destination; changing it redraws this part only."""
    chart.withdraw_offers()
    country, unread = chosen(view)
    top("country", country)
    catalog = view.catalog
    profile = profile_of(catalog, view.scenario, country)
    st.html(files.sheet(__file__, "country.css"))
    picker(view, country)
    missed = f" \u201c{unread}\u201d in the address is no country of the atlas." if unread else ""
    with st.container(key="kpo-country-body"):
        with st.container(key="kpo-country-head"):
            headline = html.headline(profile.headline, profile.standfirst + missed)
            st.html(headline + sidebar.choice(catalog, profile))
        with st.container(key="kpo-country-front"):
            _front(catalog, profile)
        with st.container(key="kpo-country-main"):
            st.html(sections.criteria(catalog, profile, catalog.core))
            with st.container(key="kpo-history"):
                history(view, profile)
            rest = (name for name in catalog.criteria if name not in catalog.core)
            st.html(sections.criteria(catalog, profile, rest))
        with st.container(key="kpo-country-aside"):
            _aside(catalog, profile)
    with st.container(key="kpo-country-all"):
        figures = html.figures(catalog, evidence(view.ranking.matrix, country))
        st.html(html.opened(f"Every scored figure of {profile.name}", figures))


def _front(catalog: Catalog, profile: Profile) -> None:
    """Draw the first answers: how good it is, what it costs, where it is strong and weak."""
    with st.container(key="kpo-front-score"):
        st.html(sidebar.standing(catalog, profile))
        section("What a team is paid a year")
        team_pay(catalog, profile)
    with st.container(key="kpo-front-team"):
        if team_case(catalog, profile.scenario, profile.country):
            there = {**url.kept(), "focus": profile.country}
            st.page_link(
                "pages/business_case.py", label="The whole business case", query_params=there
            )
    with st.container(key="kpo-front-remarks"):
        st.html(sidebar.remarks(profile))


def _aside(catalog: Catalog, profile: Profile) -> None:
    st.html(sidebar.lift(profile) + html.section("Most alike for this work", ""))
    alternatives(catalog, profile, profile.scenario.client)
    st.html(
        sidebar.sanctions(catalog, profile)
        + sidebar.flags(catalog, profile)
        + sidebar.unknown(profile)
    )


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
    names = country_names(view.catalog, view.catalog.countries)
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
                format_func=lambda code: escaped(names[code]),
                label_visibility="collapsed",
                **widgets.tied(PILL, pill, _use),
            )
        select(
            "Any country of the atlas",
            names,
            placeholder=f"Any of {len(names)} countries",
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


@fragment()
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
    names = {name: fact.indicator.name for name, fact in facts.items()}
    name = select("Figure", names, width=340, label_visibility="collapsed", **kept(SERIES))
    _chart(view, profile, facts[name])


def _chart(view: View, profile: Profile, fact: Fact) -> None:
    item, names = fact.indicator, view.catalog.countries
    criterion = next(block.criterion for block in profile.blocks.values() if fact in block.facts)
    lines = country_trend.figures(series(view, profile.country, item.id))
    subject = f"{item.name}, {item.unit}"
    notes = dict.fromkeys(figure.note for figure in fact.history if "break" in figure.note)
    words = [f"Dashed: {names[profile.scenario.client].name}. Grey: the others compared.", *notes]
    st.html(html.small(tag.b(subject), f". {' '.join(words)}"))
    sources = (source for figure in fact.history for source in figure.sources)
    producers = dict.fromkeys(view.catalog.sources[source].producer for source in sources)
    trend = Chart(
        f"{profile.name}: {lowered(item.name)}, {item.unit}",
        partial(country_trend.spec, criterion=criterion),
        lines,
        country_trend.alt(lines, subject),
        f"{item.name}: {', '.join(producers)}.",
    )
    chart.chart(trend, "kpo.country.trend")


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
