"""The Present page: its scenes, in what order, with which captions, and the stage itself."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any, Final

import streamlit as st

from kpo import scenes as core
from kpo.export.html import live_data, live_script
from kpo.scenario_narrative import summary
from kpo.scenarios import LONGEST_CAPTION, Shelf, Shown, caption_of
from kpo.scenes import Scene
from kpo.score import rank
from kpo.ui import blocks, shelf
from kpo.ui.panel import assets
from kpo.ui.state import View
from kpo.ui.way_out import way_out

ORDER: Final = "kpo.present.order"
OF: Final = "kpo.present.of"
TEXT: Final = "kpo.present.text"
_FIT: Final = {"ranking": 7}
"""Destinations that a scene has room for; else nine."""


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_stage = st.components.v2.component(
    "kpo_present",
    html=Template(_read("present.html")).substitute(panel=assets.markup()),
    css=f"{_read('present.css')}\n{assets.style()}",
    js=f"{live_script()}\n{_read('present.js')}",
)


def page(view: View) -> None:
    """Draw the list of scenes, what can be changed about it, and the stage."""
    saved = shelf.connect().shelf
    scenes = _scenes(view, saved)
    order = tuple(item.scene for item in saved.scenes)
    captions = {item.scene: item.caption for item in saved.scenes}
    shown = core.arranged(scenes, order, captions)
    count = len(shown)
    st.html(
        blocks.headline(
            f"{count} scene{'' if count == 1 else 's'} to present",
            f"{summary(view.catalog, view.scenario)}. Choose a scene to begin with it.",
        )
    )
    with st.container(key="kpo-present"):
        with st.popover("Scenes and captions", type="tertiary"):
            _arrange(scenes, shown, captions)
            way_out("scenes")
        _stage(key="kpo.stage", data={"scenes": [_sent(view, scene) for scene in shown]})


def _scenes(view: View, saved: Shelf) -> tuple[Scene, ...]:
    """Return the scenes of the choice, and one for each saved scenario after the first."""
    catalog = view.catalog
    first, *others = core.deck(catalog, view.scenario)
    openings = (
        core.opening(catalog, rank(catalog, item.scenario), item.name) for item in saved.items
    )
    return (first, *openings, *others)


def _arrange(scenes: Sequence[Scene], shown: Sequence[Scene], captions: Mapping[str, str]) -> None:
    """Draw what chooses the scenes, their order and their captions."""
    names = {scene.id: scene.name for scene in scenes}
    st.session_state[ORDER] = [scene.id for scene in shown]
    st.multiselect(
        "Scenes, in the order in which they are shown",
        list(names),
        format_func=names.__getitem__,
        key=ORDER,
        on_change=_reorder,
        args=(captions,),
        help="Take a scene out and add it again to put it last. Kept with the saved scenarios.",
    )
    known = {scene.id: scene for scene in shown}
    chosen = st.selectbox("Caption of", list(known), format_func=names.__getitem__, key=OF)
    st.session_state[TEXT] = captions.get(chosen, "")
    st.text_input(
        "In your own words",
        key=TEXT,
        max_chars=LONGEST_CAPTION,
        placeholder=known[chosen].caption,
        on_change=_caption,
        args=(tuple(known), captions, chosen),
    )


def _reorder(captions: Mapping[str, str]) -> None:
    _keep(st.session_state[ORDER], captions)


def _caption(order: Sequence[str], captions: Mapping[str, str], scene: str) -> None:
    _keep(order, {**captions, scene: caption_of(st.session_state[TEXT])})


def _keep(order: Sequence[str], captions: Mapping[str, str]) -> None:
    shelf.arrange(tuple(Shown(scene, captions.get(scene, "")) for scene in order))


def _sent(view: View, scene: Scene) -> dict[str, Any]:
    """Return a scene as plain data; a ranking with the panel that weights it."""
    room = _FIT.get(scene.kind, 9)
    crowd = f"the first of {len(scene.bars)}" if len(scene.bars) > room else ""
    made: dict[str, Any] = {
        "id": scene.id,
        "kind": scene.kind,
        "name": scene.name,
        "title": scene.title,
        "caption": scene.caption,
        "unit": "; ".join(filter(None, (_capital(scene.unit), crowd))),
        "source": scene.source,
        "bars": [vars(bar) for bar in scene.bars[:room]],
        "lines": [vars(line) for line in scene.lines],
    }
    if scene.kind == "ranking" and scene.ranking.rows:
        made["bars"] = []
        made["source"] = " ".join(filter(None, (f"{_capital(crowd)}." * bool(crowd), scene.source)))
        made["live"] = live_data(view.catalog, scene.ranking)
    return made


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
