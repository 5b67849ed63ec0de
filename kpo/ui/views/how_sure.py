"""The How sure page: its controls, and its charts with what they say."""

from functools import partial
from typing import Final

import streamlit as st

from kpo.analysis.published_comparison import market
from kpo.charts import rank_acceptability as acceptability
from kpo.charts import rank_intervals, weight_stability
from kpo.charts.chart import Chart
from kpo.core.numbers import per_cent
from kpo.mcda.weight_sampling import Mode
from kpo.narrative import comparison, rank_acceptability
from kpo.narrative import robustness as said
from kpo.robustness.data_quality import data_quality
from kpo.robustness.improvement import ahead_of_leader, improvement
from kpo.robustness.method_variants import criteria_left_out, variants
from kpo.robustness.rank_acceptability import (
    RankOutlook,
    WeightVariation,
    near_stated,
    rank_outlooks,
)
from kpo.robustness.tipping_points import leader_stability_intervals
from kpo.style import shades
from kpo.ui.components import ask, chart, html
from kpo.ui.components.fragment import fragment
from kpo.ui.session.state import View
from kpo.ui.views import how_sure_tables, published_tables

SPREADS: Final = (10, 25, 50)
BALLOTS: Final = 0
"""What stands for the choice's own variation among the spreads."""

SPREAD: Final = "spread"
VARIED: Final = "\n\n".join(
    f"**{name}**: {ask.said(name)}"
    for name in ("Weights near mine", "My order of importance", "Any weights")
)
_VARIED: Final = "kpo.sure.variation"
MAX_SHOWN: Final = 20
"""Destinations drawn until the reader asks for all."""


def variation(view: View) -> WeightVariation:
    """Draw what is varied, and return it."""
    own = view.scenario.variation
    before = st.session_state.get(_VARIED, own)
    if before != own or (not own and st.session_state.get(SPREAD) == BALLOTS):
        st.session_state[SPREAD] = BALLOTS if own else 25
    st.session_state[_VARIED] = own
    modes: list[Mode] = list(said.MODES)
    with st.container(key="kpo-vary", horizontal=True):
        mode = st.segmented_control(
            "What is varied",
            modes,
            format_func=said.MODES.__getitem__,
            default="near",
            required=True,
            wrap=True,
            key="vary",
            help=VARIED,
            bind="query-params",
            persist_state="session",
        )
        spread = BALLOTS if own else 25
        if mode == "near":
            spread = st.segmented_control(
                "By up to",
                [*SPREADS, *([BALLOTS] if own else [])],
                format_func=lambda share: f"±{share} %" if share else "As the ballots differ",
                default=spread,
                required=True,
                wrap=True,
                key=SPREAD,
                help=ask.said("Weights near mine"),
                bind="query-params",
                persist_state="session",
            )
        alone = st.toggle(
            "Weights only",
            key="weights_only",
            help=ask.said("Weights only"),
            bind="query-params",
            persist_state="session",
        )
    share = spread / 100 if spread else near_stated(view.ranking).spread
    return WeightVariation(mode=mode or "near", spread=share, figures=not alone)


def pair(view: View) -> tuple[str, str] | None:
    """Draw the choice of who should pass whom; None when nobody is behind anybody."""
    rows = view.ranking.rows
    labels = how_sure_tables.names(
        view.catalog, [row.country for row in rows], view.scenario.client
    )
    if len(rows) < 2:
        return None
    with st.container(key="kpo-pair", horizontal=True):
        behind = st.selectbox(
            "Who should pass",
            [row.country for row in rows[1:]],
            format_func=labels.__getitem__,
            key="behind",
            persist_state="session",
        )
        place = next(i for i, row in enumerate(rows) if row.country == behind)
        ahead = st.selectbox(
            "whom",
            [row.country for row in rows[:place]],
            format_func=labels.__getitem__,
            key="ahead",
            persist_state="session",
        )
    return behind, ahead


def places(view: View, variation: WeightVariation) -> None:
    """Draw how often each destination takes each rank, and between which ranks it stays."""
    catalog, ranking = view.catalog, view.ranking
    found = rank_outlooks(ranking, variation)
    table = how_sure_tables.chances_table(
        catalog, found, ahead_of_leader(ranking), ranking.criteria, ranking.client
    )
    labels = acceptability.legend(len(found))
    found = _shown(found)
    names = how_sure_tables.names(catalog, found, view.scenario.client)
    shown = {country: per_cent(chance.p_first) for country, chance in found.items()}
    ranks = {row.country: row.rank for row in ranking.rows}
    colours = shades(chart.theme(), len(labels))
    st.html(
        html.section(
            "How often each takes each place", how_sure_tables.rank_key(labels, colours), "First in"
        )
    )
    chart.chart(
        Chart(
            "How often each takes each place",
            lambda theme: acceptability.spec(theme, len(labels)),
            acceptability.frame(found, names, shown, len(ranking.rows)),
            acceptability.alt(found, names, shown),
            legend=tuple(zip(shades("light", len(labels)), labels, strict=True)),
        ),
        "kpo.sure.places",
    )
    close = rank_acceptability.too_close(ranking, variation)
    words = "The line holds the middle 90 % of the draws, the dot is the place now."
    st.html(
        html.section(
            "Between which places each stays",
            html.paragraphs(filter(None, (words, close))),
            "Ranks",
        )
    )
    chart.chart(
        Chart(
            "Between which places each stays",
            rank_intervals.spec,
            rank_intervals.frame(found, ranks, names),
            rank_intervals.alt(found, ranks, names),
        ),
        "kpo.sure.bands",
    )
    st.html(table)


def _shown(found: dict[str, RankOutlook]) -> dict[str, RankOutlook]:
    """Return the first destinations and all that are ever first; the reader can ask for all."""
    some = {
        country: chance
        for place, (country, chance) in enumerate(found.items())
        if place < MAX_SHOWN or chance.p_first > 0
    }
    if len(some) == len(found):
        return found
    every = st.toggle(f"Draw all {len(found)} destinations", key="kpo.sure.all")
    return found if every else some


def weights(view: View) -> None:
    """Draw how far each weight can move before another leads."""
    catalog, ranking = view.catalog, view.ranking
    found = leader_stability_intervals(ranking)
    leader = ranking.rows[0].country
    names = how_sure_tables.names(catalog, [row.country for row in ranking.rows], ranking.client)
    criteria = {name: (item.name, item.short_name) for name, item in catalog.criteria.items()}
    words = (
        f"The bar is where {names[leader]} leads while one weight moves and the others keep their "
        "proportions; the tick is the weight now. At an end whoever is named there takes over. "
        "Computed exactly, not sampled."
    )
    st.html(
        html.section(
            "How far each weight can move", html.paragraphs([words]), "How far a weight can move"
        )
    )
    figures = weight_stability.frame(found, criteria, names)
    chart.chart(
        Chart(
            f"How far each weight can move while {names[leader]} leads",
            partial(weight_stability.spec, criteria=tuple(catalog.criteria.values())),
            figures,
            weight_stability.alt(figures, names[leader]),
        ),
        "kpo.sure.weights",
    )
    st.html(how_sure_tables.ranges_table(catalog, found, view.scenario.client))


def rules(view: View) -> None:
    """Draw the ranks under other rules."""
    catalog = view.catalog
    found = variants(view.ranking)
    words = html.paragraphs([said.rules_agree(view.ranking)])
    table = how_sure_tables.rules_table(catalog, found, view.scenario.client)
    st.html(html.section("Ranks under other rules", words + table, "Ranks under other rules"))


def aside(view: View) -> None:
    """Say in plain words what would turn the ranking and what never does."""
    catalog, ranking = view.catalog, view.ranking
    leader = ranking.rows[0].country
    st.html(
        html.section(
            "What would change it",
            html.paragraphs(rank_acceptability.changes(ranking)),
            "What would change it",
        )
    )
    dropped = criteria_left_out(ranking)
    st.html(
        html.section(
            "Without one criterion",
            html.paragraphs([said.without_one(ranking)])
            + how_sure_tables.dropped_table(catalog, dropped, leader, view.scenario.client),
            "Without one criterion",
        )
    )
    words = said.any_weights(ranking)
    st.html(html.section("Under any weights", how_sure_tables.listed(words), "Under any weights"))


def widths(view: View) -> None:
    """Draw how far figures are taken to be off, and why."""
    words = (
        "Each draw takes every figure anew within these widths: declared, not estimated. Figures "
        "with a published standard error (governance) vary by that; assumed English and figures "
        "of your own do not vary."
    )
    table = how_sure_tables.errors_table(view.catalog)
    st.html(
        html.section(
            "How far figures may be off",
            html.paragraphs([words]) + table,
            "How far figures may be off",
        )
    )


def weak_figures(view: View) -> None:
    """Draw which figures of the ranking are missing, assumed, differently defined or old."""
    found = data_quality(view.ranking)
    body = (
        how_sure_tables.gaps_table(view.catalog, found, view.scenario.client)
        if found
        else html.paragraphs(["Every figure is there, as defined, and under five years old."])
    )
    st.html(html.section("What we do not know so well", body, "Coverage"))


def beside_the_market(view: View) -> None:
    """Draw how our order stands beside published indices, and where it differs most."""
    found = market(view.ranking)
    if not found:
        return
    body = published_tables.section_body(view.catalog, found)
    st.html(html.section("Beside the market", body, "Beside the market"))


@fragment
def what_it_takes(view: View) -> None:
    """Let the reader pick two, and say what it takes for one to pass the other."""
    st.html(html.section("What would it take?", "", "What it would take"))
    chosen = pair(view)
    if chosen:
        found = improvement(view.ranking, *chosen)
        steps = comparison.overtaking(view.catalog, found, view.scenario.client)
        st.html(how_sure_tables.steps(steps))
