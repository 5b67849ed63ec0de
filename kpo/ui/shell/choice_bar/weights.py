"""Controls of the weights: preset, exact numbers and locks."""

from collections import Counter
from dataclasses import replace

import streamlit as st

from kpo.core.html import Html, tag
from kpo.core.model import Criterion
from kpo.data.catalog import Catalog
from kpo.mcda.weights import weight_range, whole_percents
from kpo.narrative import glossary
from kpo.scoring.ranking import preset_of, weights_of
from kpo.ui.components import ask
from kpo.ui.components.controls import button, select
from kpo.ui.session import actions as steps
from kpo.ui.session import choice_text
from kpo.ui.session.actions import MINE
from kpo.ui.session.state import View, step
from kpo.ui.session.widgets import bound


def weights(view: View) -> None:
    """Draw the preset picker, the origin of the weights, and a number and a lock for each."""
    catalog, scenario = view.catalog, view.scenario
    select(
        "Begin with",
        _labels(catalog, _offered(view)),
        help=ask.help_on("Preset"),
        **bound("kpo.preset", _shown(view), steps.with_preset),
    )
    st.html(_card(view))
    exact = weights_of(catalog, scenario)
    shown = whole_percents(exact)
    with st.container(key="kpo-weights"):
        for name, criterion in catalog.criteria.items():
            room = weight_range(exact, name, scenario.locks)
            with st.container(horizontal=True, vertical_alignment="center"):
                _weight(criterion, shown[name], room, name in scenario.locks)
    st.caption("Together always 100. Setting one rescales the others; a locked one never moves.")
    untouched = scenario.weights is None and scenario.preset is None and not scenario.locks
    button("Reset", "kpo.reset", step, steps.reset, disabled=untouched)


def _weight(criterion: Criterion, share: float, room: tuple[float, float], locked: bool) -> None:
    name, (low, high) = criterion.id, room
    shown = min(max(share, low), high)
    st.number_input(
        criterion.name,
        help=ask.help_of(glossary.of_criterion(criterion)),
        min_value=low,
        max_value=high,
        step=1.0,
        format="%g",
        **bound(f"kpo.weight.{name}", shown, steps.for_one(steps.with_weight, name)),
    )
    st.checkbox(
        f"Lock *{choice_text.escaped(criterion.name)}*",
        **bound(f"kpo.lock.{name}", locked, steps.for_one(steps.with_lock, name)),
    )


def _shown(view: View) -> str:
    edited = view.scenario.weights is not None
    return MINE if edited else preset_of(view.catalog, view.scenario).id


def _offered(view: View) -> list[str]:
    """Return the presets that suit the work, its own first, after the user's weights if any."""
    own = preset_of(view.catalog, replace(view.scenario, preset=None)).id
    suits = [
        item.id
        for item in view.catalog.presets.values()
        if item.tier in ("", view.scenario.tier) and item.id != own
    ]
    mine = [MINE] if view.choice.mine else []
    return list(dict.fromkeys([*mine, own, *suits, _shown(view)]))


def _labels(catalog: Catalog, offered: list[str]) -> dict[str, str]:
    """Return a label for each preset; equal names get an id, since the browser sends labels."""
    names = {name: catalog.presets[name].name for name in offered if name != MINE}
    twice = [name for name, times in Counter(names.values()).items() if times > 1]
    unique = {key: f"{name} ({key})" if name in twice else name for key, name in names.items()}
    return {name: unique.get(name, "My own weights") for name in offered}


def _card(view: View) -> Html:
    """Return a card with the origin of the weights: preset, reason and citation."""
    preset = preset_of(view.catalog, view.scenario)
    origin = choice_text.ORIGIN[preset.origin]
    head = f"Yours, begun with {preset.name}" if view.scenario.weights else origin
    lines = [tag.b(head), preset.reason, preset.citation]
    return tag.div((tag.p(line) for line in lines if line), class_="kpo-card")
