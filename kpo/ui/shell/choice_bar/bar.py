"""The choice line, and the notices after a change of work or of destinations."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import streamlit as st

from kpo.core.text import number_of
from kpo.data.names import work_phrase
from kpo.scoring.ranking import Ranking
from kpo.ui.components import partial_redraw
from kpo.ui.components.controls import text_button
from kpo.ui.components.fragment import fragment
from kpo.ui.components.popover import popover, popover_exit
from kpo.ui.session import actions as steps
from kpo.ui.session import choice_text, widgets
from kpo.ui.session.state import View, step
from kpo.ui.shell.choice_bar.rules import figures, rules
from kpo.ui.shell.choice_bar.weights import weights
from kpo.ui.shell.choice_bar.work import client, destinations, people, work

_DRAWS: Final[dict[str, Callable[[View], None]]] = {
    "work": work,
    "client": client,
    "destinations": destinations,
    "weights": weights,
    "rules": rules,
    "figures": figures,
    "people": people,
}


@fragment(partial_redraw.LINE, follows=True)
def choice_line(view: View) -> None:
    """Draw the whole choice as one line; each part of it opens its control.

    Opening a part reruns this line only, and closed parts are not drawn; once a control is used,
    the whole page follows.
    """
    labels = choice_text.line(view.catalog, view.scenario, len(view.destinations))
    with st.container(key="kpo-line", horizontal=True):
        for name, label in labels.items():
            fragment = popover(label, f"kpo-part-{name}")
            if fragment.open:
                with fragment:
                    with widgets.drawing(name):
                        _DRAWS[name](view)
                    popover_exit(name)


def notice(view: View) -> None:
    """Draw notices of side effects of the last step, with buttons to undo them."""
    if view.choice.kept:
        _kept(view)
    if view.choice.cheaper_only:
        _cheaper_only(view)


def _cheaper_only(view: View) -> None:
    """Draw the notice that choosing a group has set the rule of the least saving."""
    with st.container(key="kpo-notice-cheaper", horizontal=True):
        st.markdown(cheaper_words(view.ranking), width="content")
        text_button("Drop the rule", "kpo.notice.drop", step, steps.with_least_saving, None)
        text_button(
            "Keep it",
            "kpo.notice.cheaper",
            step,
            lambda _, choice, __: replace(choice, cheaper_only=False),
        )


def cheaper_words(ranking: Ranking) -> str:
    """Return the sentence that the rule is on, with how many destinations it leaves out."""
    out = sum(item.kind == "least_saving" for item in ranking.not_ranked)
    which = number_of(out, "destination that costs", "destinations that cost")
    return f"Only destinations cheaper than at home are ranked: {which} as much or more left out."


def _kept(view: View) -> None:
    """Draw the notice that own weights stayed when the work changed, and offer the work's."""
    catalog, scenario = view.catalog, view.scenario
    own = choice_text.whose(catalog, replace(scenario, preset=None))
    work_name = choice_text.escaped(work_phrase(catalog, scenario.tier, scenario.service))
    with st.container(key="kpo-notice", horizontal=True):
        st.markdown(f"Your own weights were kept for {work_name}.", width="content")
        text_button(f"Take {own} for it", "kpo.notice.preset", step, steps.reset)
        text_button(
            "Keep mine", "kpo.notice.keep", step, lambda _, choice, __: replace(choice, kept=False)
        )
