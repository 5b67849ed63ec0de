"""What a presenter does on the stage: order and edit scenes, move weights, keep or save them.

The stage sends its whole state with every step, so that no step is lost if two follow each other
quickly. Moved weights are held beside the choice until the presenter keeps or undoes them.
"""

from collections.abc import Iterable, Mapping
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


def moved(catalog: Catalog, scene: str, scenario: Scenario) -> Moved | None:
    """Return the moved weights of a scene; None if the scenario's weights have changed since."""
    weights: Moved | None = st.session_state.get(_MOVED, {}).get(scene)
    now = weights_of(catalog, scenario)
    if weights and all(abs(old - now.get(name, -1)) < SAME for name, old in weights.begun.items()):
        return weights
    return None


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
    wishes = step.get("wishes")
    for wish in wishes if isinstance(wishes, list) else ():
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


def _fulfil(catalog: Catalog, wish: object) -> None:
    """Do once what a press on a scene with moved weights asks for, and remember the answer."""
    done: dict[str, str] = st.session_state.get(_ANSWERS, {})
    if not isinstance(wish, dict) or "id" not in wish or str(wish["id"]) in done:
        return
    scene, moved = str(wish.get("scene")), _moved(catalog, wish.get("moved"))
    if moved is None:
        return
    act = _kept if wish.get("word") == "keep" else _saved
    answers = {**done, str(wish["id"]): act(catalog, scene, moved)}
    st.session_state[_ANSWERS] = dict(list(answers.items())[-_REMEMBERED:])


def _kept(catalog: Catalog, scene: str, moved: Moved) -> str:
    """Write moved weights to the choice, or to the saved scenario that the scene shows."""
    if scene == RANKING:
        state.put(reweighted(catalog, state.current(), moved))
        return "Kept: these are the weights on every page now."
    name = scene.removeprefix(SCENARIO)
    scenario = _reweighted(catalog, scene, moved)
    if scenario is None or not saved_scenarios.replace_with(core.saved(catalog, name, scenario)):
        return GONE
    return f"Kept: these are the weights of \u201c{name}\u201d now."


def _saved(catalog: Catalog, scene: str, moved: Moved) -> str:
    """Save a scene's scenario with the moved weights, and give it a scene after this one."""
    scenario = _reweighted(catalog, scene, moved)
    if scenario is None:
        return GONE
    name = saved_scenarios.keep(core.saved(catalog, NAME, scenario))
    if not name:
        problems = saved_scenarios.held().problems
        return " ".join(f"{capitalised(item.what)}: {item.remedy}." for item in problems)
    chosen = saved_scenarios.held().shelf.scenes
    at = next((k for k, item in enumerate(chosen, 1) if item.scene == scene), len(chosen))
    if chosen:
        saved_scenarios.arrange((*chosen[:at], SceneChoice(f"{SCENARIO}{name}"), *chosen[at:]))
    return f"Saved as \u201c{name}\u201d, with a scene of its own."


def _reweighted(catalog: Catalog, scene: str, moved: Moved) -> Scenario | None:
    """Return the scenario of a scene with the moved weights; None if it no longer exists."""
    items = saved_scenarios.held().shelf.items
    known = {f"{SCENARIO}{item.name}": Choice(item.scenario) for item in items}
    known[RANKING] = state.current()
    choice = known.get(scene)
    return reweighted(catalog, choice, moved).scenario if choice else None
