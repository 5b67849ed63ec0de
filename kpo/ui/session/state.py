"""The one choice of a session, and how a control changes it.

The choice is the single source of truth: before a widget is drawn, its state is set from the choice
(`kpo.ui.session.widgets`), and when a reader uses it, the choice takes a step (`step`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.link import to_link
from kpo.scenarios.record import canonical
from kpo.scoring.ranking import Ranking, destinations, rank
from kpo.scoring.scenario_validation import scenario_problems
from kpo.ui.session import catalog as data
from kpo.ui.session import history
from kpo.ui.session.actions import Choice, Step

KEY = "kpo.choice"
_CHANGED = "kpo.choice_has_changed"
_VIEW = "kpo.view"


@dataclass(frozen=True)
class View:
    """The catalogue, the choice and its ranking, from which a page is drawn."""

    catalog: Catalog
    choice: Choice
    ranking: Ranking

    @property
    def scenario(self) -> Scenario:
        """The scenario that is ranked."""
        return self.choice.scenario

    @property
    def destinations(self) -> tuple[str, ...]:
        """The destinations that are compared, ranked or not."""
        return destinations(self.catalog, self.scenario)

    @cached_property
    def link(self) -> str:
        """The link to share the choice, without anything of the reader's own."""
        return to_link(self.catalog, self.scenario, self.ranking)

    @cached_property
    def own_link(self) -> str:
        """The link for the reader's own address, which names own countries and indicators too."""
        if self.catalog is self.catalog.published:
            return self.link
        return to_link(self.catalog, self.scenario, self.ranking, private=True)

    @cached_property
    def untouched(self) -> bool:
        """Whether the choice is the default one, with which the atlas opens."""
        return canonical(self.catalog, self.scenario) == Scenario()


def current() -> Choice:
    """Return the session's choice; a new session begins with the default scenario."""
    choice: Choice = st.session_state.setdefault(KEY, Choice(Scenario()))
    return choice


def put(choice: Choice) -> None:
    """Make `choice` the session's choice; this can be undone."""
    history.note(current(), choice)
    _put(choice)


def undo() -> None:
    """Return to the choice before the last step."""
    _travel(history.back)


def redo() -> None:
    """Redo the step that was undone last."""
    _travel(history.forward)


def _travel(move: history.Move) -> None:
    catalog = data.catalog()
    steps, choice = move(
        history.held(), current(), lambda choice: not scenario_problems(catalog, choice.scenario)
    )
    history.keep(steps)
    if choice is not None:
        _put(choice)


def _put(choice: Choice) -> None:
    st.session_state[KEY] = choice
    st.session_state[_CHANGED] = True


def changed() -> bool:
    """Tell whether the choice has changed since the page was last drawn whole."""
    return bool(st.session_state.get(_CHANGED))


def settle() -> None:
    """Record that the whole page is drawn from here on."""
    st.session_state.pop(_CHANGED, None)


def view() -> View:
    """Return catalogue, choice and ranking of this run.

    Raises
    ------
    KpoError
        If the data folder or the choice cannot be used.
    """
    settle()
    now = ranked()
    take_up(now)
    return now


def ranked() -> View:
    """Return catalogue, choice and ranking without recording that the page follows them.

    Raises
    ------
    KpoError
        If the data folder or the choice cannot be used.
    """
    catalog, choice = data.catalog(), current()
    return View(catalog, choice, rank(catalog, choice.scenario))


def take_up(view: View) -> None:
    """Record that the page follows this view from now on."""
    st.session_state.pop(_CHANGED, None)
    st.session_state[_VIEW] = view


def drawn() -> View | None:
    """Return the view that the page follows; None before the first."""
    view: View | None = st.session_state.get(_VIEW)
    return view


def latest(given: object) -> object:
    """Return the view that the page follows in place of an older one, else `given` unchanged."""
    if isinstance(given, View) and not changed():
        return drawn() or given
    return given


def step(change: Step, value: Any = None) -> None:
    """Take one step of the choice; the callback of buttons."""
    put(change(data.catalog(), current(), value))
