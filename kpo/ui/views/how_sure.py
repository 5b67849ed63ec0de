"""The How sure page: its controls, and its charts with their sentences."""

from typing import Any, Final

import streamlit as st

from kpo.analysis.published_comparison import market
from kpo.charts import rank_acceptability as acceptability
from kpo.charts import weight_stability
from kpo.core.html import tag
from kpo.mcda.weight_sampling import Mode
from kpo.narrative import comparison, rank_acceptability, robustness
from kpo.robustness.data_quality import data_quality
from kpo.robustness.improvement import improvement
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
from kpo.ui.components.controls import kept, one_of, section, select
from kpo.ui.components.fragment import fragment
from kpo.ui.session.state import View
from kpo.ui.views import how_sure_tables

SPREADS: Final = (10, 25, 50)
BALLOTS: Final = 0
"""Value of the spread control that stands for the scenario's own variation."""

SPREAD: Final = "spread"
VARIED: Final = "\n\n".join(
    f"**{name}**: {ask.help_on(name)}"
    for name in ("Weights near mine", "My order of importance", "Any weights")
)
_VARIED: Final = "kpo.sure.variation"
MAX_SHOWN: Final = 20
"""Number of destinations drawn before the reader asks for all, besides any that come first."""


def variation(view: View) -> WeightVariation:
    """Draw the controls of what is varied, and return the variation chosen."""
    own = view.scenario.variation
    before = st.session_state.get(_VARIED, own)
    if before != own or (not own and st.session_state.get(SPREAD) == BALLOTS):
        st.session_state[SPREAD] = BALLOTS if own else 25
    st.session_state[_VARIED] = own
    modes: list[Mode] = list(robustness.MODES)
    shared: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}
    with st.container(key="kpo-vary", horizontal=True):
        mode = one_of(
            "What is varied",
            modes,
            "vary",
            format_func=robustness.MODES.__getitem__,
            default="near",
            wrap=True,
            help=VARIED,
            **shared,
        )
        spread = BALLOTS if own else 25
        if mode == "near":
            spread = one_of(
                "By up to",
                [*SPREADS, *([BALLOTS] if own else [])],
                SPREAD,
                format_func=lambda share: f"±{share} %" if share else "As the ballots differ",
                default=spread,
                wrap=True,
                help=ask.help_on("Weights near mine"),
                **shared,
            )
        alone = st.toggle(
            "Weights only", key="weights_only", help=ask.help_on("Weights only"), **shared
        )
    share = spread / 100 if spread else near_stated(view.ranking).spread
    return WeightVariation(mode=mode or "near", spread=share, figures=not alone)


def pair(view: View) -> tuple[str, str] | None:
    """Draw the choice of who should pass whom, and return both: first the one behind.

    None if fewer than two destinations are ranked.
    """
    rows = view.ranking.rows
    if len(rows) < 2:
        return None
    names = how_sure_tables.names(view.ranking, [row.country for row in rows])
    with st.container(key="kpo-pair", horizontal=True):
        behind = select("Who should pass", dict(list(names.items())[1:]), **kept("behind"))
        before = list(names).index(behind)
        ahead = select("whom", dict(list(names.items())[:before]), **kept("ahead"))
    return behind, ahead


def places(view: View, variation: WeightVariation) -> None:
    """Draw how often each destination takes each rank, and the band of its ranks."""
    ranking = view.ranking
    every = rank_outlooks(ranking, variation)
    table = how_sure_tables.chances_table(ranking, every)
    labels = acceptability.legend(len(every))
    outlooks = _shown(every)
    names = how_sure_tables.names(ranking, outlooks)
    key = html.colours(zip(shades(chart.theme(), len(labels)), labels, strict=False))
    section("How often each takes each place", tag.p(key, class_="kpo-key"), "First in")
    chart.chart(acceptability.acceptability(ranking, outlooks, names), "kpo.sure.places")
    close = rank_acceptability.too_close(ranking, variation)
    words = "The line holds the middle 90 % of the draws, the dot is the place now."
    body = html.paragraphs(filter(None, (words, close)))
    section("Between which places each stays", body, "Ranks")
    chart.chart(acceptability.intervals(ranking, outlooks, names), "kpo.sure.bands")
    st.html(table)


def _shown(outlooks: dict[str, RankOutlook]) -> dict[str, RankOutlook]:
    """Return the outlooks to draw: the first `MAX_SHOWN`, and any that come first in a draw.

    If that leaves some out, draw a switch that shows all.
    """
    some = {
        country: chance
        for place, (country, chance) in enumerate(outlooks.items())
        if place < MAX_SHOWN or chance.p_first > 0
    }
    if len(some) == len(outlooks):
        return outlooks
    every = st.toggle(f"Draw all {len(outlooks)} destinations", key="kpo.sure.all")
    return outlooks if every else some


def weights(view: View) -> None:
    """Draw how far each weight can move before another destination leads."""
    ranking = view.ranking
    names = how_sure_tables.names(ranking, [row.country for row in ranking.rows])
    leader = names[ranking.rows[0].country]
    words = (
        f"The bar is where {leader} leads while one weight moves and the others keep their "
        "proportions; the tick is the weight now. At an end whoever is named there takes over. "
        "Computed exactly, not sampled."
    )
    section("How far each weight can move", html.paragraphs([words]), "How far a weight can move")
    chart.chart(weight_stability.stability(ranking, names), "kpo.sure.weights")
    st.html(how_sure_tables.ranges_table(ranking, leader_stability_intervals(ranking)))


def rules(view: View) -> None:
    """Draw the ranks under other rules of the method."""
    ranking, title = view.ranking, "Ranks under other rules"
    words = html.paragraphs([robustness.rules_agree(ranking)])
    section(title, words + how_sure_tables.rules_table(ranking, variants(ranking)), title)


def aside(view: View) -> None:
    """Draw sentences on what would change the leader, and what never does."""
    ranking, title = view.ranking, "What would change it"
    section(title, html.paragraphs(rank_acceptability.changes(ranking)), title)
    dropped, title = criteria_left_out(ranking), "Without one criterion"
    words = html.paragraphs([robustness.without_one(ranking)])
    section(title, words + how_sure_tables.dropped_table(ranking, dropped), title)
    title = "Under any weights"
    section(title, how_sure_tables.listed(robustness.any_weights(ranking)), title)


def widths(view: View) -> None:
    """Draw the error assumed for each kind of figure, with its reason."""
    words = (
        "Each draw takes every figure anew within these widths: declared, not estimated. Figures "
        "with a published standard error (governance) vary by that; assumed English and figures "
        "of your own do not vary."
    )
    table, title = how_sure_tables.errors_table(view.catalog), "How far figures may be off"
    section(title, html.paragraphs([words]) + table, title)


def weak_figures(view: View) -> None:
    """Draw which figures of the ranking are missing, assumed, differently defined or old."""
    issues = data_quality(view.ranking)
    body = (
        how_sure_tables.gaps_table(view.ranking, issues)
        if issues
        else html.paragraphs(["Every figure is there, as defined, and under five years old."])
    )
    section("What we do not know so well", body, "Coverage")


def beside_the_market(view: View) -> None:
    """Draw our ranking beside published indices, and where they differ most."""
    comparisons, title = market(view.ranking), "Beside the market"
    if comparisons:
        section(title, how_sure_tables.section_body(view.catalog, comparisons), title)


@fragment()
def what_it_takes(view: View) -> None:
    """Draw the choice of two destinations, and what it takes for one to pass the other."""
    section("What would it take?", term="What it would take")
    chosen = pair(view)
    if chosen:
        needed = improvement(view.ranking, *chosen)
        steps = comparison.overtaking(view.catalog, needed, view.scenario.client)
        st.html(how_sure_tables.steps(steps))
