"""The How sure page: its controls, and its charts with what they say."""

from functools import partial
from typing import Final

import streamlit as st

from kpo import certainty, comparison_narrative, market_narrative
from kpo import sureness_narrative as said
from kpo.charts import acceptability, bands, stability
from kpo.market import market
from kpo.robustness.sampling import Mode
from kpo.sureness.chances import Chance, Variation, chances, nearby
from kpo.sureness.gaps import gaps
from kpo.sureness.overtaking import ahead_of_leader, beaten_by_all_weights, task
from kpo.sureness.turning import ranges
from kpo.sureness.variants import variants, without_each
from kpo.ui import blocks, drawing, market_tables, sure_tables
from kpo.ui.part import part
from kpo.ui.state import View

SPREADS: Final = (10, 25, 50)
BALLOTS: Final = 0
"""What stands for the choice's own variation among the spreads."""

SPREAD: Final = "spread"
_VARIED: Final = "kpo.sure.variation"
MOST: Final = 20
"""Destinations drawn until the reader asks for all."""


def variation(view: View) -> Variation:
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
                bind="query-params",
                persist_state="session",
            )
        alone = st.toggle(
            "Weights only", key="weights_only", bind="query-params", persist_state="session"
        )
    share = spread / 100 if spread else nearby(view.ranking).spread
    return Variation(mode=mode or "near", spread=share, figures=not alone)


def pair(view: View) -> tuple[str, str] | None:
    """Draw the choice of who should pass whom; None when nobody is behind anybody."""
    rows = view.ranking.rows
    labels = sure_tables.names(view.catalog, [row.country for row in rows], view.scenario.client)
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


def places(view: View, variation: Variation) -> None:
    """Draw how often each destination takes each rank, and between which ranks it stays."""
    catalog, ranking = view.catalog, view.ranking
    found = chances(catalog, ranking, variation)
    table = sure_tables.chances_table(
        catalog, found, ahead_of_leader(catalog, ranking), ranking.criteria, ranking.client
    )
    labels = acceptability.legend(len(found))
    found = _shown(found)
    names = sure_tables.names(catalog, found, view.scenario.client)
    shown = {country: certainty.per_cent(chance.p_first) for country, chance in found.items()}
    ranks = {row.country: row.rank for row in ranking.rows}
    shades = acceptability.shades(drawing.theme(), len(labels))
    st.html(blocks.section("How often each takes each place", sure_tables.rank_key(labels, shades)))
    drawing.chart(
        acceptability.frame(found, names, shown, len(ranking.rows)),
        lambda theme: acceptability.spec(theme, len(labels)),
        key="kpo.sure.places",
        alt=acceptability.alt(found, names, shown),
        title="How often each takes each place",
        legend=tuple(zip(acceptability.shades("light", len(labels)), labels, strict=True)),
    )
    close = certainty.too_close(catalog, ranking, variation)
    words = "The line holds the middle 90 % of the draws, the dot is the place now."
    st.html(
        blocks.section(
            "Between which places each stays", blocks.paragraphs(filter(None, (words, close)))
        )
    )
    drawing.chart(
        bands.frame(found, ranks, names),
        bands.spec,
        key="kpo.sure.bands",
        alt=bands.alt(found, ranks, names),
        title="Between which places each stays",
    )
    st.html(table)


def _shown(found: dict[str, Chance]) -> dict[str, Chance]:
    """Return the first destinations and all that are ever first; the reader can ask for all."""
    some = {
        country: chance
        for place, (country, chance) in enumerate(found.items())
        if place < MOST or chance.p_first > 0
    }
    if len(some) == len(found):
        return found
    every = st.toggle(f"Draw all {len(found)} destinations", key="kpo.sure.all")
    return found if every else some


def weights(view: View) -> None:
    """Draw how far each weight can move before another leads."""
    catalog, ranking = view.catalog, view.ranking
    found = ranges(catalog, ranking)
    leader = ranking.rows[0].country
    names = sure_tables.names(catalog, [row.country for row in ranking.rows], ranking.client)
    criteria = {name: (item.name, item.short_name) for name, item in catalog.criteria.items()}
    words = (
        f"The bar is where {names[leader]} leads while one weight moves and the others keep their "
        "proportions; the tick is the weight now. At an end whoever is named there takes over. "
        "Computed exactly, not sampled."
    )
    st.html(blocks.section("How far each weight can move", blocks.paragraphs([words])))
    figures = stability.frame(found, criteria, names)
    drawing.chart(
        figures,
        partial(stability.spec, criteria=tuple(catalog.criteria.values())),
        key="kpo.sure.weights",
        alt=stability.alt(figures, names[leader]),
        title=f"How far each weight can move while {names[leader]} leads",
    )
    st.html(sure_tables.ranges_table(catalog, found, view.scenario.client))


def rules(view: View) -> None:
    """Draw the ranks under other rules."""
    catalog = view.catalog
    found = variants(catalog, view.ranking)
    words = blocks.paragraphs([said.rules_agree(catalog, found, view.scenario.client)])
    table = sure_tables.rules_table(catalog, found, view.scenario.client)
    st.html(blocks.section("Ranks under other rules", words + table))


def aside(view: View) -> None:
    """Say in plain words what would turn the ranking and what never does."""
    catalog, ranking = view.catalog, view.ranking
    leader = ranking.rows[0].country
    st.html(
        blocks.section(
            "What would change it", blocks.paragraphs(certainty.changes(catalog, ranking))
        )
    )
    dropped = without_each(catalog, ranking)
    st.html(
        blocks.section(
            "Without one criterion",
            blocks.paragraphs([said.without_one(catalog, dropped, leader, view.scenario.client)])
            + sure_tables.dropped_table(catalog, dropped, leader, view.scenario.client),
        )
    )
    pairs = beaten_by_all_weights(catalog, ranking)
    words = said.any_weights(catalog, pairs, ranking)
    st.html(blocks.section("Under any weights", sure_tables.listed(words)))


def widths(view: View) -> None:
    """Draw how far figures are taken to be off, and why."""
    words = (
        "Each draw takes every figure anew within these widths: declared, not estimated. Figures "
        "with a published standard error (governance) vary by that; assumed English and figures "
        "of your own do not vary."
    )
    table = sure_tables.errors_table(view.catalog)
    st.html(blocks.section("How far figures may be off", blocks.paragraphs([words]) + table))


def weak_figures(view: View) -> None:
    """Draw which figures of the ranking are missing, assumed, differently defined or old."""
    found = gaps(view.catalog, view.ranking)
    body = (
        sure_tables.gaps_table(view.catalog, found, view.scenario.client)
        if found
        else blocks.paragraphs(["Every figure is there, as defined, and under five years old."])
    )
    st.html(blocks.section("What we do not know so well", body))


def beside_the_market(view: View) -> None:
    """Draw how our order stands beside published indices, and where it differs most."""
    catalog = view.catalog
    found = market(catalog, view.ranking)
    if not found:
        return
    first = market_narrative.lead(found)
    words = (
        f"{market_narrative.finding(found)}.",
        market_narrative.OPINIONS,
        market_narrative.least_alike(found),
    )
    body = (
        blocks.paragraphs(filter(None, words))
        + market_tables.comparisons(found)
        + blocks.paragraphs((market_narrative.COMPARED, market_narrative.HOW))
        + market_tables.gaps(catalog, first)
        + blocks.paragraphs((market_narrative.GAPS,))
        + market_tables.other_gaps(catalog, found, first)
    )
    st.html(blocks.section("Beside the market", body))


@part
def what_it_takes(view: View) -> None:
    """Let the reader pick two, and say what it takes for one to pass the other."""
    st.html(blocks.section("What would it take?", ""))
    chosen = pair(view)
    if chosen:
        found = task(view.catalog, view.ranking, *chosen)
        steps = comparison_narrative.overtaking(view.catalog, found, view.scenario.client)
        st.html(sure_tables.steps(steps))
