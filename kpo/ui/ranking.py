"""The Ranking page: the finding with its panel, the map and the figures behind it."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from kpo import certainty, narrative
from kpo.evidence import credits, evidence
from kpo.panel_data import panel_data
from kpo.score import NotRanked, Reason, Row
from kpo.ui import blocks, paper, redraw, words
from kpo.ui.case.team import team_case
from kpo.ui.choice import (
    with_field,
    with_least_saving,
    with_new_weights,
    with_weights,
    without_minimums,
)
from kpo.ui.explore.on_the_map import on_the_map
from kpo.ui.panel.panel import WeightChange, weighting_panel
from kpo.ui.part import part
from kpo.ui.state import Step, View, changed, step
from kpo.ui.steady import popover
from kpo.ui.way_out import way_out
from kpo.ui.workshop import ask

FEW = 10


def page(view: View) -> None:
    """Draw the page."""
    catalog, ranking = view.catalog, view.ranking
    with st.container(key="kpo-body"):
        found(view)
        with st.container(key="kpo-more"):
            left_out(view)
            with st.container(key="kpo-behind"):
                on_the_map(view)
                figures(view)
    st.html(blocks.source_line(catalog, credits(catalog, ranking)))


@part(key=redraw.FOUND)
def found(view: View) -> None:
    """Draw the finding, the panel and what stands beside it; a change of weights draws no more."""
    if changed():
        st.rerun()
    catalog, ranking = view.catalog, view.ranking
    under = narrative.standfirst(catalog, ranking), *narrative.caveats(catalog, ranking)
    finding = narrative.headline(catalog, ranking), " ".join(under)
    with st.container(key="kpo-main"):
        st.html(blocks.headline(*finding))
        weighting_panel(panel_data(catalog, ranking), key="kpo.panel", on_change=_take)
        _ask(view)
        st.html(paper.foot(catalog, ranking, st.context.url or ""))
    with st.container(key="kpo-aside"):
        if said := _beside(view):
            st.html(said)


def left_out(view: View) -> None:
    """Say who is left out and why, by the rule that does it, each with the way back."""
    for kinds, title, label, change in LEFT_OUT:
        found = [item for item in view.ranking.not_ranked if item.kind in kinds]
        if not found:
            continue
        st.html(blocks.not_ranked(title, found))
        if change is not None:
            key = f"kpo.back.{kinds[0]}"
            st.button(label, key=key, type="tertiary", on_click=step, args=change)


LEFT_OUT: Final[tuple[tuple[tuple[Reason, ...], str, str, tuple[Step, object] | None], ...]] = (
    (
        ("sanctions",),
        "Left out: under comprehensive or sectoral sanctions",
        "Rank them all the same",
        (with_field("rank_sanctioned"), True),
    ),
    (
        ("least_saving",),
        "Left out: not cheap enough",
        "Drop the rule",
        (with_least_saving, None),
    ),
    (("minimum",), "Left out by your minimums", "Drop all minimums", (without_minimums, None)),
    (("no_pay", "coverage", "no_figures"), "Not ranked: too little is known", "", None),
)
"""Kinds of reasons, their title, and the button that takes the rule away with its step."""


@part
def figures(view: View) -> None:
    """Show every figure of one destination, or of the client's country, with its source."""
    home = view.ranking.at_home
    listed: list[Row | NotRanked] = [*view.ranking.rows, *view.ranking.not_ranked]
    listed += [home] if home else []
    names = {item.country: item.name for item in sorted(listed, key=lambda item: item.name)}
    st.html(blocks.section("The figures behind it", ""))
    leader = listed[0].country
    if len(names) <= FEW:
        country = st.pills(
            "Destination",
            list(names),
            default=leader,
            required=True,
            format_func=lambda code: words.escaped(names[code]),
            key="kpo.figures",
        )
    else:
        country = st.selectbox(
            "Destination",
            list(names),
            index=list(names).index(leader),
            format_func=names.__getitem__,
            key="kpo.figures.of",
        )
    team_case(view.catalog, view.scenario, country)
    st.html(
        blocks.figures(view.catalog, evidence(view.catalog, view.scenario, country))
        + blocks.flags(view.catalog, view.catalog.flags[country])
    )


def _ask(view: View) -> None:
    """Draw what asks for the weights instead of showing sliders; closed it costs nothing."""
    with st.container(key="kpo-ask"):
        opened = popover("Ask me instead", "kpo-ask-open")
        if opened.open:
            with opened:
                ask.questions(
                    view.catalog, view.scenario, "panel", _answered, "Make these my weights"
                )
                way_out("ask")


def _answered(weights: Mapping[str, float]) -> None:
    """Put the weights that answers gave into the choice; the panel can undo them."""
    step(lambda data, now, new: with_new_weights(data, now, new), weights)
    redraw.weights()


def _beside(view: View) -> str:
    """Return why the first leads, what would change it, and where the first three are weak."""
    catalog, ranking = view.catalog, view.ranking
    made = []
    if len(ranking.rows) > 1:
        first, second = ranking.rows[:2]
        reason = narrative.why(catalog, first, second, ranking.client)
        made.append(blocks.why(catalog, reason))
        said = *certainty.changes(catalog, ranking), certainty.too_close(catalog, ranking)
        made.append(blocks.section("What would change it", blocks.paragraphs(filter(None, said))))
    if weak := narrative.weak_spots(catalog, ranking):
        made.append(blocks.section("Weak spots of the first three", blocks.paragraphs(weak)))
    return "".join(made)


def _take(change: WeightChange) -> None:
    """Put the weights that were dragged or typed into the choice."""
    step(lambda data, now, new: with_weights(data, now, new.weights, new.locks), change)
    redraw.weights()
