"""What becomes of opened ballots: their weights in the ranking, their files, and a slide."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from kpo.core.html import tag
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.export.registry import SCENE_FORMATS, build_scenes
from kpo.narrative.rank_acceptability import spread_words
from kpo.robustness.rank_acceptability import near_stated
from kpo.scenarios import collection as core
from kpo.scenarios.record import canonical, to_record
from kpo.ui.components import controls
from kpo.ui.session import catalog as data
from kpo.ui.session import saved_scenarios, state, url
from kpo.ui.session.actions import Choice, own_weights
from kpo.workshop.ballots import to_file
from kpo.workshop.reveal import Reveal
from kpo.workshop.room import Room

_TAKEN: Final = "kpo.workshop.taken"
_HELP: Final = {
    "pptx": "One slide to edit: medians, agreement, what to argue about, who leads.",
    "pdf": "The same slide as a page.",
}


@dataclass(frozen=True)
class Taken:
    """Weights taken over: the notice, the choice before, and the saved scenario's name."""

    words: str
    before: Choice
    name: str


def button(reveal: Reveal, room: Room | None) -> None:
    """Draw the button that puts the group's weights into the ranking."""
    word = "medians" if reveal.pooling == "median" else "means"
    label = f"Take the {word} as weights"
    controls.button(label, "kpo.workshop.take", take, reveal, room, type="primary")


def notice() -> None:
    """Draw the notice of what was taken over, with a link to the ranking and an undo button."""
    done: Taken | None = st.session_state.get(_TAKEN)
    if done is None:
        return
    with st.container(key="kpo-ws-taken", horizontal=True):
        st.html(tag.p(done.words, role="status"), width="content")
        st.page_link("pages/ranking.py", label="See the ranking", query_params=url.kept())
        controls.text_button("Undo", "kpo.workshop.untake", undo)


def name_of(reveal: Reveal, room: Room | None) -> str:
    """Return the name under which the group's scenario is saved."""
    count = len(reveal.judges)
    if room is None:
        return f"Collected ballots: {reveal.pooling} of {count}"
    round_word = f", round {room.round}" if room.round > 1 else ""
    return f"Room {room.number}{round_word}: {reveal.pooling} of {count}"


def take(reveal: Reveal, room: Room | None) -> None:
    """Make the group's weights the choice of every page, and save them under a name."""
    catalog, before = data.catalog(), state.current()
    scenario = canonical(catalog, reveal.scenario)
    state.put(Choice(scenario, own_weights(catalog, scenario) or before.mine))
    name = name_of(reveal, room)
    kept = saved_scenarios.keep(core.saved(catalog, name, scenario))
    words = f"The group\u2019s {reveal.pooling}s are the weights on every page now"
    if scenario.variation:
        words += f", each varied {spread_words(near_stated(reveal.ranking))}"
    words += f"; saved as \u201c{kept}\u201d." if kept else "."
    st.session_state[_TAKEN] = Taken(words, before, kept)


def undo() -> None:
    """Restore the choice from before, and delete the saved scenario."""
    done: Taken | None = st.session_state.pop(_TAKEN, None)
    if done is None:
        return
    state.put(done.before)
    if done.name:
        saved_scenarios.delete(done.name)


def downloads(
    catalog: Catalog, scenario: Scenario, reveal: Reveal, name: str, room: int = 0
) -> None:
    """Draw the downloads of opened ballots.

    Parameters
    ----------
    scenario
        What was weighed, without the group's weights.
    name
        The last part of each file's name.
    room
        The number of the room; 0 if there is none.
    """
    address = st.context.url or ""

    def content(kind: str) -> bytes | str:
        from kpo.deck.workshop import group_scene
        from kpo.export.ballots import ballots_csv, ballots_xlsx

        if kind == "csv":
            return ballots_csv(catalog, reveal, address)
        if kind == "xlsx":
            return ballots_xlsx(catalog, reveal, address)
        if kind == "json":
            ballots = [judge.ballot for judge in reveal.judges]
            return to_file(ballots, to_record(catalog, scenario))
        return build_scenes(kind, [group_scene(catalog, reveal, room)], address)

    def buttons(words: str, kinds: Iterable[str]) -> None:
        st.html(tag.span(words), width="content")
        for kind in kinds:
            key, file = f"kpo.workshop.file.{kind}", f"kpo-atlas-{name}.{kind}"
            controls.download(kind.upper(), key, file, partial(content, kind), help=_HELP.get(kind))

    with st.container(key="kpo-along", horizontal=True):
        buttons("Take the ballots along:", ("csv", "xlsx", "json"))
        buttons("The result as a slide:", SCENE_FORMATS)
