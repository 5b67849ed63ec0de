"""Undo and redo: one history of the whole choice.

Each change of the scenario is a step. If the same number is dragged or typed again within
`MAX_PAUSE`, it joins the step before, so that a burst of drags is undone at once.
`kpo.ui.session.state` records every change and moves in the history; nothing here uses the
catalogue.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Final

import streamlit as st

from kpo.core.model import Scenario
from kpo.ui.session.actions import Choice

MAX_STEPS: Final = 60
MAX_PAUSE: Final = 2.0
"""Maximum seconds between two changes of the same number that are one step."""

WORDS: Final[Mapping[str, str]] = {
    "tier": "kind of work",
    "service": "kind of work",
    "client": "client",
    "countries": "destinations",
    "preset": "weights",
    "weights": "weights",
    "locks": "weights",
    "variation": "weights",
    "method": "rules",
    "minimums": "rules",
    "figure_limits": "rules",
    "least_saving": "rules",
    "rank_sanctioned": "rules",
    "max_age": "figures used",
    "native_english": "figures used",
    "people": "team",
    "years": "team",
    "start": "team",
    "assumptions": "assumptions",
}
"""Words for each field of a scenario when its change is undone."""

_KEY: Final = "kpo.history"
_DRAGGED: Final = frozenset(("preset", "weights"))
_TYPED: Final = frozenset(
    ("minimums", "figure_limits", "least_saving", "max_age", "people", "years", "start")
    + ("assumptions",)
)


@dataclass(frozen=True)
class EarlierChoice:
    """A choice to return to, and the words for what that changes."""

    choice: Choice
    what: str


@dataclass(frozen=True)
class History:
    """Steps back and forward, the nearest last.

    `mark` names the number that changed last, empty if the change cannot be joined; `at` is when.
    """

    past: tuple[EarlierChoice, ...] = ()
    future: tuple[EarlierChoice, ...] = ()
    mark: str = ""
    at: float = 0.0


Usable = Callable[[Choice], bool]
Move = Callable[[History, Choice, Usable], tuple[History, Choice | None]]


def noted(history: History, before: Choice, after: Choice, at: float) -> History:
    """Return the history after a choice has replaced another."""
    changed = _changed(before.scenario, after.scenario)
    if not changed:
        return history
    mark = _mark(changed, before.scenario, after.scenario)
    burst = mark and mark == history.mark and at - history.at <= MAX_PAUSE and history.past
    past = history.past if burst else (*history.past, EarlierChoice(before, _words(changed)))
    if burst and past[-1].choice.scenario == after.scenario:
        return History(past[:-1])
    return History(past[-MAX_STEPS:], (), mark, at)


def back(history: History, now: Choice, usable: Usable) -> tuple[History, Choice | None]:
    """Return the history one step back, and the choice to return to; None if there is none.

    Choices that are no longer `usable`, since a country of the reader's own was removed, are
    skipped.
    """
    past, step = _nearest(history.past, usable)
    if step is None:
        return History(past, history.future), None
    return History(past, (*history.future, EarlierChoice(now, step.what))), step.choice


def forward(history: History, now: Choice, usable: Usable) -> tuple[History, Choice | None]:
    """Return the history one step forward, and the choice of that step; None if there is none."""
    future, step = _nearest(history.future, usable)
    if step is None:
        return History(history.past, future), None
    return History((*history.past, EarlierChoice(now, step.what)), future), step.choice


def held() -> History:
    """Return the session's history."""
    kept: History = st.session_state.setdefault(_KEY, History())
    return kept


def keep(history: History) -> None:
    """Store the session's history."""
    st.session_state[_KEY] = history


def note(before: Choice, after: Choice) -> None:
    """Record a change of the session's choice."""
    keep(noted(held(), before, after, time.monotonic()))


def clear() -> None:
    """Forget every step, after a session has opened the choice of its address."""
    keep(History())


def _nearest(
    steps: tuple[EarlierChoice, ...], usable: Usable
) -> tuple[tuple[EarlierChoice, ...], EarlierChoice | None]:
    """Return the last usable step and those before it."""
    for place in reversed(range(len(steps))):
        if usable(steps[place].choice):
            return steps[:place], steps[place]
    return (), None


def _changed(before: Scenario, after: Scenario) -> tuple[str, ...]:
    names = (field.name for field in fields(Scenario))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _words(changed: tuple[str, ...]) -> str:
    words = list(dict.fromkeys(WORDS[name] for name in changed))
    return " and ".join(words) if len(words) < 3 else "the whole choice"


def _mark(changed: tuple[str, ...], before: Scenario, after: Scenario) -> str:
    """Return the name of the number that changed; empty if the change is a step of its own."""
    if after.weights is not None and "weights" in changed and set(changed) <= _DRAGGED:
        return "weights"
    (name, *others) = changed
    if others or name not in _TYPED:
        return ""
    old, new = getattr(before, name), getattr(after, name)
    if not isinstance(new, Mapping):
        return name
    keys = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
    return f"{name}: {', '.join(keys)}"
