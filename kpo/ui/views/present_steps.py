"""What a presenter does on the stage: order and edit scenes, move weights, keep or save them.

The stage sends its whole state with every step, so that no step is lost if two follow each other
quickly. Moved weights are held beside the choice until the presenter keeps or undoes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import streamlit as st

from kpo.core.model import Scenario
from kpo.core.text import capitalised
from kpo.data.catalog import Catalog
from kpo.scenarios import collection as core
from kpo.scenarios.collection import SceneChoice, caption_of, title_of
from kpo.scoring.ranking import weights_of
from kpo.ui import files
from kpo.ui.session import catalog as data
from kpo.ui.session import saved_scenarios, state
from kpo.ui.session.actions import SAME, Choice, with_weights

STAGE: Final = "kpo.stage"
RANKING: Final = "ranking"
NAME: Final = "Weights from the meeting"
SCENARIO: Final = "scenario "
_MOVED: Final = "kpo.present.moved"
_ANSWERS: Final = "kpo.present.answers"
GONE: Final = "Not saved: the scenario is not there any more."
_REMEMBERED: Final = 20
SUM: Final = 1e-6
"""Maximum distance of a sum of weights from 100."""


class Moved(NamedTuple):
    """Weights moved on the stage, the locks, and the weights before the move (`begun`)."""

    weights: Mapping[str, float]
    locks: tuple[str, ...]
    begun: Mapping[str, float]


@dataclass(frozen=True)
class Wish:
    """A button pressed on a scene whose weights were moved: `word` says to keep or save them."""

    id: str
    word: str
    scene: str
    moved: Moved


def moved(catalog: Catalog, scene: str, scenario: Scenario) -> Moved | None:
    """Return the moved weights of a scene; None if the scenario's weights have changed since."""
    weights: Moved | None = st.session_state.get(_MOVED, {}).get(scene)
    if weights is None or not _same(weights.begun, weights_of(catalog, scenario)):
        return None
    return weights


def reweighted(catalog: Catalog, choice: Choice, weights: Moved) -> Choice:
    """Return a choice with the moved weights and their locks."""
    return with_weights(catalog, choice, weights.weights, weights.locks)


def echo() -> int:
    """Return the number of the last step that the server received; 0 before the first."""
    step = _sent_step()
    return int(step["seq"]) if isinstance(step.get("seq"), int) else 0


def answers() -> list[tuple[str, str]]:
    """Return the results of the last wishes, as pairs of the wish's id and a sentence."""
    return list(st.session_state.get(_ANSWERS, {}).items())


def take_over() -> None:
    """Take over the state that the stage sent; a callback, which runs before the script."""
    step, catalog = _sent_step(), data.catalog()
    scenes = tuple(_scenes(step.get("scenes")))
    if scenes and scenes != saved_scenarios.held().shelf.scenes:
        saved_scenarios.arrange(scenes)
    weights = step.get("moved")
    listed = weights.items() if isinstance(weights, dict) else ()
    st.session_state[_MOVED] = {
        str(scene): shares for scene, sent in listed if (shares := _moved(catalog, sent))
    }
    for wish in _wishes(catalog, step.get("wishes")):
        _fulfil(catalog, wish)


def _sent_step() -> Mapping[str, Any]:
    step = files.sent(STAGE, "step")
    return step if isinstance(step, Mapping) else {}


def _scenes(listed: object) -> Iterable[SceneChoice]:
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict) and isinstance(item.get("scene"), str):
            scene = caption_of(item["scene"])
            yield SceneChoice(scene, caption_of(item.get("caption")), title_of(item.get("title")))


def _moved(catalog: Catalog, sent: object) -> Moved | None:
    if not isinstance(sent, dict) or not isinstance(sent.get("locks"), list):
        return None
    weights, begun = (_weights(catalog, sent.get(name)) for name in ("weights", "begun"))
    return Moved(weights, tuple(map(str, sent["locks"])), begun) if weights and begun else None


def _weights(catalog: Catalog, given: object) -> dict[str, float]:
    """Return the weights in per cent of all criteria; empty if `given` is not valid."""
    if not isinstance(given, dict) or set(given) != set(catalog.criteria):
        return {}
    if not all(isinstance(share, int | float) and 0 <= share <= 100 for share in given.values()):
        return {}
    exact = {name: float(share) for name, share in given.items()}
    return exact if abs(sum(exact.values()) - 100) < SUM else {}


def _wishes(catalog: Catalog, listed: object) -> Iterable[Wish]:
    done = st.session_state.get(_ANSWERS, {})
    for item in listed if isinstance(listed, list) else ():
        if not isinstance(item, dict) or str(item.get("id")) in done:
            continue
        shares = _moved(catalog, item.get("moved"))
        if shares is not None:
            yield Wish(str(item["id"]), str(item.get("word")), str(item.get("scene")), shares)


def _fulfil(catalog: Catalog, wish: Wish) -> None:
    """Do what a wish asks for, and remember the sentence that answers it."""
    words = _kept(catalog, wish) if wish.word == "keep" else _saved(catalog, wish)
    answers = {**st.session_state.get(_ANSWERS, {}), wish.id: words}
    st.session_state[_ANSWERS] = dict(list(answers.items())[-_REMEMBERED:])


def _kept(catalog: Catalog, wish: Wish) -> str:
    """Write moved weights to the choice, or to the saved scenario that the scene shows."""
    if wish.scene == RANKING:
        state.put(reweighted(catalog, state.current(), wish.moved))
        return "Kept: these are the weights on every page now."
    name = wish.scene.removeprefix(SCENARIO)
    scenario = _reweighted(catalog, wish)
    if scenario is None or not saved_scenarios.replace_with(core.saved(catalog, name, scenario)):
        return GONE
    return f"Kept: these are the weights of \u201c{name}\u201d now."


def _saved(catalog: Catalog, wish: Wish) -> str:
    """Save a scene's scenario with the moved weights, and give it a scene after this one."""
    scenario = _reweighted(catalog, wish)
    if scenario is None:
        return GONE
    name = saved_scenarios.keep(core.saved(catalog, NAME, scenario))
    if not name:
        return _problems()
    chosen = saved_scenarios.held().shelf.scenes
    at = next((k for k, item in enumerate(chosen, 1) if item.scene == wish.scene), len(chosen))
    if chosen:
        saved_scenarios.arrange((*chosen[:at], SceneChoice(f"{SCENARIO}{name}"), *chosen[at:]))
    return f"Saved as \u201c{name}\u201d, with a scene of its own."


def _reweighted(catalog: Catalog, wish: Wish) -> Scenario | None:
    """Return the scenario of a scene with the moved weights; None if it no longer exists."""
    items = saved_scenarios.held().shelf.items
    known = {f"{SCENARIO}{item.name}": Choice(item.scenario) for item in items}
    known[RANKING] = state.current()
    choice = known.get(wish.scene)
    return reweighted(catalog, choice, wish.moved).scenario if choice else None


def _problems() -> str:
    problems = saved_scenarios.held().problems
    sentences = [f"{capitalised(item.what)}: {item.remedy}." for item in problems]
    return " ".join(sentences)


def _same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return all(abs(one[name] - other.get(name, -1)) < SAME for name in one)
