"""The Ranking page: the finding with its panel, the map and the figures behind it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from kpo.analysis.measures import CRITERION, SCORE
from kpo.analysis.provenance import credits, evidence
from kpo.core.cache import cached
from kpo.core.html import Html, markup, tag
from kpo.core.text import unparted
from kpo.data.catalog import Catalog
from kpo.narrative import glossary, rank_acceptability
from kpo.narrative import ranking as narrative
from kpo.panel.content import panel_data
from kpo.scoring.rows import NotRanked, Reason, Row
from kpo.ui.components import ask, at_rest, hints, html, partial_redraw, print_footer
from kpo.ui.components.controls import headline, kept, one_by_name, section, text_button
from kpo.ui.components.fragment import fragment
from kpo.ui.components.navigation import open_page
from kpo.ui.components.popover import popover, popover_exit, waiting
from kpo.ui.components.weighting_panel import WeightChange, weighting_panel
from kpo.ui.session.actions import (
    Step,
    with_field,
    with_least_saving,
    with_new_weights,
    with_weights,
    without_minimums,
)
from kpo.ui.session.state import View, changed, step
from kpo.ui.views.business_case.team import team_case
from kpo.ui.views.explore import controls
from kpo.ui.views.explore.selection import ANY, opening, scene
from kpo.ui.views.workshop import questions

MAX_NAMED = 10
_ASK: Final = "kpo-ask-open"
HEADS: Final = ("Destination", "Contribution", "Score", "First in", "Ranks")
WORDS: Final = ("Weight", *HEADS[1:], "Clear, contested, open", "Known", "Pull")
"""Terms explained under the panel, because its heads have no room for a mark on a phone."""

ELSEWHERE: Final = ". Explore has every figure on the map, and as a table"
"""Hint at the other ways from the map to a country."""

_ASKED: Final = "kpo.on_the_map.asked"
_PLACE: Final = "kpo-map-place"
_OPEN: Final = "kpo.on_the_map.open"


def page(view: View) -> None:
    """Draw the page."""
    catalog, ranking = view.catalog, view.ranking
    with st.container(key="kpo-body"):
        finding(view)
        with st.container(key="kpo-more"):
            left_out(view)
            with st.container(key="kpo-behind"):
                on_the_map(view)
                figures(view)
    st.html(html.source_line(catalog, credits(ranking)))


@fragment(key=partial_redraw.FOUND)
def finding(view: View) -> None:
    """Draw the finding, the panel and the sidebar; a change of weights redraws no more."""
    if changed() or waiting(_ASK):
        st.rerun()
    catalog, ranking = view.catalog, view.ranking
    under = narrative.standfirst(ranking), *narrative.caveats(ranking)
    words = narrative.headline(ranking), " ".join(under)
    with st.container(key="kpo-main"):
        headline(*words)
        hints.hints()
        shown = panel_data(ranking) | {
            "finding": tuple(map(unparted, words)),
            "asks": _asks(catalog),
            "steps_outside": True,
        }
        weighting_panel(shown, key="kpo.panel", on_change=_take, on_go=open_page)
        st.html(ask.words(WORDS))
        _ask(view)
        st.html(print_footer.foot(catalog, ranking, st.context.url or "", view.link))
        # The map is drawn once the browser is at rest, and again after each change of weights.
        at_rest.say("kpo.on_the_map.rest", _PLACE, partial_redraw.map_turn())
    with st.container(key="kpo-aside"):
        if beside := _beside(view):
            st.html(beside)


@cached(1)
def _asks(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return the help links of the panel's terms, the same for every ranking."""
    terms = [*map(glossary.terms().__getitem__, HEADS)]
    return ask.links([*terms, *map(glossary.of_criterion, catalog.criteria.values())])


def left_out(view: View) -> None:
    """Draw who is left out and why, by rule, with a button that lifts the rule."""
    for kinds, title, label, change in LEFT_OUT:
        listed = [item for item in view.ranking.not_ranked if item.kind in kinds]
        if not listed:
            continue
        st.html(html.not_ranked(title, listed))
        if change is not None:
            text_button(label, f"kpo.back.{kinds[0]}", step, *change)


LEFT_OUT: Final[tuple[tuple[tuple[Reason, ...], str, str, tuple[Step, object] | None], ...]] = (
    (
        ("sanctions",),
        "Left out: under comprehensive or sectoral sanctions",
        "Rank them all the same",
        (with_field("rank_sanctioned"), True),
    ),
    (("least_saving",), "Left out: not cheap enough", "Drop the rule", (with_least_saving, None)),
    (("minimum",), "Left out by your minimums", "Drop all minimums", (without_minimums, None)),
    (("no_pay", "coverage", "no_figures"), "Not ranked: too little is known", "", None),
)
"""Kinds of reasons, their title, and the label and step of the button that lifts the rule."""


@fragment()
def figures(view: View) -> None:
    """Show every figure of one destination, or of the client's country, with its source."""
    home = view.ranking.at_home
    listed: list[Row | NotRanked] = [*view.ranking.rows, *view.ranking.not_ranked]
    listed += [home] if home else []
    names = {item.country: item.name for item in sorted(listed, key=lambda item: item.name)}
    section("The figures behind it", term="Points")
    leader = listed[0].country
    country = one_by_name("Destination", names, leader, MAX_NAMED, key="kpo.figures.of")
    team_case(view.catalog, view.scenario, country)
    st.html(
        html.figures(view.catalog, evidence(view.ranking.matrix, country))
        + html.flags(view.catalog, view.catalog.flags[country])
    )


def _ask(view: View) -> None:
    """Draw the popover that asks for the weights instead; while closed it costs nothing."""
    with st.container(key="kpo-ask"):
        opened = popover("Ask me instead", _ASK)
        if opened.open:
            with opened:
                questions.questions(
                    view.catalog, view.scenario, "panel", _answered, "Make these my weights"
                )
                popover_exit("ask")


def _answered(weights: Mapping[str, float]) -> None:
    """Put the weights derived from the answers into the choice; Undo restores the old ones."""
    step(with_new_weights, weights)
    partial_redraw.weights()


def _beside(view: View) -> Html:
    """Return why the first leads, what would change it, and where the first three are weak."""
    catalog, ranking = view.catalog, view.ranking
    sections = []
    if len(ranking.rows) > 1:
        first, second = ranking.rows[:2]
        reason = narrative.why(catalog, first, second, ranking.client)
        sections.append(html.why(catalog, reason))
        sentences = (*rank_acceptability.changes(ranking), rank_acceptability.too_close(ranking))
        if paragraphs := html.paragraphs(filter(None, sentences)):
            title = "What would change it"
            sections.append(html.section(title, paragraphs, title))
    if weak := narrative.weak_spots(ranking):
        sections.append(
            html.section("Weak spots of the first three", html.paragraphs(weak), "Points")
        )
    return markup(sections)


def _take(change: WeightChange) -> None:
    """Put the weights that were dragged or typed into the choice."""
    step(lambda data, now, new: with_weights(data, now, new.weights, new.locks), change)
    partial_redraw.weights()


@fragment(key=partial_redraw.MAP)
def on_the_map(view: View) -> None:
    """Draw the world coloured by the total score under the page's weights, or by a criterion."""
    if changed() or waiting():
        st.rerun()
    with st.container(gap=None, key=_PLACE):
        at_rest_now = at_rest.reached(_ASKED, _PLACE)
        section("On the map")
        label, key = "Every country we can rank", partial_redraw.MAP
        st.session_state.setdefault(key, st.session_state.get(_OPEN, True))
        opened = st.expander(label, key=key, on_change="rerun", type="compact")
    st.session_state[_OPEN] = opened.open
    if opened.open:
        with opened:
            st.html(controls.sheet())
            if at_rest_now:
                _world(view)
            else:
                st.html(tag.div(class_="kpo-map-waits"))


def _world(view: View) -> None:
    from kpo.ui.views.explore import charts

    offered = (SCORE, *(f"{CRITERION}{name}" for name in view.catalog.criteria))
    wanted = controls.measures(view, "Coloured by", offered, **kept("kpo.on_the_map.measure"))
    reading = scene(view, replace(opening(view.catalog), subject=ANY, figures={ANY: wanted}))
    charts.world(reading, "kpo.on_the_map", ELSEWHERE)
