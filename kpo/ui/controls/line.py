"""The line itself, and what it has to tell after a change of work."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kpo.narrative import work_phrase
from kpo.ui import choice as steps
from kpo.ui import words
from kpo.ui.controls.destinations import destinations
from kpo.ui.controls.rules import figures, rules
from kpo.ui.controls.weights import weights
from kpo.ui.controls.work import client, work
from kpo.ui.part import part
from kpo.ui.state import View, changed, step
from kpo.ui.way_out import way_out


@part
def choice_line(view: View) -> None:
    """Draw the whole choice as one line; each part of it opens its control.

    Opening a part runs this line only, and a closed part costs nothing; once a control was used
    the whole page follows.
    """
    if changed():
        st.rerun()
    catalog, scenario = view.catalog, view.scenario
    compared = len(view.destinations)
    home = words.escaped(catalog.countries[scenario.client].name)
    parts: dict[str, tuple[str, Callable[[View], None]]] = {
        "work": (words.work(catalog, scenario), work),
        "client": (f"for a client in **{home}**", client),
        "destinations": (words.destinations(compared, len(catalog.countries)), destinations),
        "weights": (words.weighting(catalog, scenario), weights),
        "rules": (words.rules(scenario), rules),
        "figures": (words.figures(catalog, scenario), figures),
    }
    with st.container(key="kpo-line", horizontal=True):
        for name, (label, draw) in parts.items():
            part = st.popover(label, key=f"kpo-part-{name}", on_change="rerun")
            if part.open:
                with part:
                    draw(view)
                    way_out(name)


def notice(view: View) -> None:
    """Say that the user's weights stayed when the work changed, and offer the work's own."""
    if not view.choice.kept:
        return
    catalog, scenario = view.catalog, view.scenario
    own = words.whose(catalog, replace(scenario, preset=None))
    work_name = words.escaped(work_phrase(catalog, scenario.tier, scenario.service))
    with st.container(key="kpo-notice", horizontal=True):
        st.markdown(f"Your own weights were kept for {work_name}.", width="content")
        st.button(
            f"Take {own} for it",
            key="kpo.notice.preset",
            type="tertiary",
            on_click=step,
            args=(lambda _, choice, __: steps.reset(choice),),
        )
        st.button(
            "Keep mine",
            key="kpo.notice.keep",
            type="tertiary",
            on_click=step,
            args=(lambda _, choice, __: replace(choice, kept=False),),
        )
