"""Partial redraws: after a change of weights, only the parts that show them are drawn anew.

A whole page takes two to three times as long as its finding. The rest of the page is left as it is
if the weights do not affect it; else the whole page is drawn. The part that was asked for is drawn
first, and the links that carry the choice after it.
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
"""Names of the parts that show weights: the header's links, the choice line and the finding."""

CASE: Final = "kpo-case-page"
"""Name of the business case, the only part besides links and line that shows its inputs."""

MAP: Final = "kpo-on-the-map"
_TURN: Final = "kpo.on_the_map.turn"


def weights() -> None:
    """Redraw the parts that show the weights, from a callback that has changed them.

    If the whole page has to follow, return: the page sees that the choice has changed.
    """
    change = _change()
    if change and _only_weights(*change):
        st.session_state[_TURN] = map_turn() + 1
        _redraw(FOUND, *change)


def map_turn() -> int:
    """Return the number of changes of weights that left the map out; it is drawn afterwards."""
    turn: int = st.session_state.get(_TURN, 0)
    return turn


def case() -> None:
    """Redraw the parts that show the business case, from a callback that has changed it.

    If the whole page has to follow, return: the page sees that the choice has changed.
    """
    change = _change()
    if change and _only_case(*change):
        _redraw(CASE, *change)


def _change() -> tuple[View, View] | None:
    """Return the view as drawn and the one of now; None if either cannot be had."""
    try:
        before, now = state.drawn(), state.ranked()
    except KpoError:
        return None
    return (before, now) if before else None


def _redraw(part: str, before: View, now: View) -> None:
    state.take_up(now)
    st.rerun([part, HEAD, LINE] if _line_changes(before, now) else [part, HEAD])


def _only_case(before: View, now: View) -> bool:
    return before.catalog is now.catalog and _beside_case(before) == _beside_case(now)


def _beside_case(view: View) -> Scenario:
    return replace(view.scenario, people=PEOPLE, years=YEARS, start=None, assumptions={})


def _line_changes(before: View, now: View) -> bool:
    """Tell whether the text of the choice line has changed, or one of its parts is open."""
    then, new = (
        choice_text.line(view.catalog, view.scenario, len(view.destinations))
        for view in (before, now)
    )
    return then != new or any(st.session_state.get(f"kpo-part-{name}") for name in new)


def _beside_weights(view: View) -> Scenario:
    return replace(view.scenario, weights=None, locks=(), preset=None)


def _left_out(ranking: Ranking) -> list[tuple[str, str]]:
    """Return left-out destinations and reasons, without the rank that each would have."""
    return [(item.country, item.reason) for item in ranking.not_ranked]


def _only_weights(before: View, now: View) -> bool:
    """Tell whether the parts of the page that do not show the weights are still true."""
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
