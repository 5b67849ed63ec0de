"""After a change of weights, only what shows them is drawn anew.

A whole page takes two to three times as long as its finding. The rest of it stays as it stands
where the weights say nothing about it; else the whole page is drawn. What was asked comes first,
the links that carry the choice after it.
"""

from dataclasses import replace
from typing import Final

import streamlit as st

from kpo.core.errors import KpoError
from kpo.core.model import PEOPLE, YEARS, Scenario
from kpo.scoring.ranking import Ranking
from kpo.ui.session import choice_text, state
from kpo.ui.session.state import View

HEAD: Final = "kpo-head"
LINE: Final = "kpo-choice-line"
FOUND: Final = "kpo-found"
"""Names of the parts that show weights: the links that carry them, their words, the finding."""

CASE: Final = "kpo-case-page"
"""The business case, which alone follows people and assumptions besides links and line."""

MAP: Final = "kpo-on-the-map"
_TURN: Final = "kpo.on_the_map.turn"


def weights() -> None:
    """Draw what shows the weights; called from a callback that has changed them.

    Where the whole page has to follow, this returns, and the page sees that the choice changed.
    """
    before = state.drawn()
    try:
        now = state.ranked()
    except KpoError:
        return
    if before is None or not _only_weights(before, now):
        return
    state.take_up(now)
    st.session_state[_TURN] = map_turn() + 1
    st.rerun([FOUND, HEAD, LINE] if _line_changes(before, now) else [FOUND, HEAD])


def map_turn() -> int:
    """Return how often weights have changed without the map, which is asked for afterwards."""
    turn: int = st.session_state.get(_TURN, 0)
    return turn


def case() -> None:
    """Draw what shows the business case; called from a callback that has changed it.

    Where the whole page has to follow, this returns, and the page sees that the choice changed.
    """
    before = state.drawn()
    try:
        now = state.ranked()
    except KpoError:
        return
    if (
        before is None
        or before.catalog is not now.catalog
        or _beside_case(before) != _beside_case(now)
    ):
        return
    state.take_up(now)
    st.rerun([CASE, HEAD, LINE] if _line_changes(before, now) else [CASE, HEAD])


def _beside_case(view: View) -> Scenario:
    return replace(view.scenario, people=PEOPLE, years=YEARS, start=None, assumptions={})


def _line_changes(before: View, now: View) -> bool:
    """Tell whether the choice line has other words now, or shows the weights themselves."""
    then, new = (
        choice_text.line(view.catalog, view.scenario, len(view.destinations))
        for view in (before, now)
    )
    return then != new or any(st.session_state.get(f"kpo-part-{name}") for name in new)


def _beside_weights(view: View) -> Scenario:
    return replace(view.scenario, weights=None, locks=(), preset=None)


def _left_out(ranking: Ranking) -> list[tuple[str, str]]:
    """Return who is left out and why; the place that one would have is not said there."""
    return [(item.country, item.reason) for item in ranking.not_ranked]


def _only_weights(before: View, now: View) -> bool:
    """Tell whether all that is said beside the weights is still true."""
    then, new = before.ranking, now.ranking
    return (
        before.catalog is now.catalog
        and not len(now.catalog.own)
        and before.choice.kept == now.choice.kept
        and before.choice.cheaper_only == now.choice.cheaper_only
        and _beside_weights(before) == _beside_weights(now)
        and {row.country for row in then.rows} == {row.country for row in new.rows}
        and _left_out(then) == _left_out(new)
        and ((then.weights > 0) == (new.weights > 0)).all()
    )
