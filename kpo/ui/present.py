"""The Present page: its scenes, in what order, with which captions, and the stage itself."""

from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any, Final

import streamlit as st

from kpo import scenes as core
from kpo.export.html import live_data, live_script
from kpo.scenario_narrative import summary
from kpo.scenes import Scene
from kpo.score import rank
from kpo.ui import blocks, shelf
from kpo.ui.panel import assets
from kpo.ui.state import View

ORDER: Final = "kpo.present.order"
CAPTIONS: Final = "kpo.present.captions"
_OF: Final = "kpo.present.of"
_TEXT: Final = "kpo.present.text"
_LONGEST: Final = 200
_FIT: Final = 9
"""Destinations that a scene has room for."""


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
    scenes = _scenes(view)
    shown = core.arranged(scenes, _order(), _captions())
    count = len(shown)
    st.html(
        blocks.headline(
            f"{count} scene{'' if count == 1 else 's'} to present",
            f"{summary(view.catalog, view.scenario)}. Choose a scene to begin with it.",
        )
    )
    with st.container(key="kpo-present"):
        _arrange(scenes, shown)
        _stage(key="kpo.stage", data={"scenes": [_sent(view, scene) for scene in shown]})


def _scenes(view: View) -> tuple[Scene, ...]:
    """Return the scenes of the choice, and one for each saved scenario after the first."""
    catalog = view.catalog
    first, *others = core.deck(catalog, view.scenario)
    saved = (
        core.opening(catalog, rank(catalog, item.scenario), item.name)
        for item in shelf.connect().shelf.items
    )
    return (first, *saved, *others)


def _arrange(scenes: Sequence[Scene], shown: Sequence[Scene]) -> None:
    """Draw what chooses the scenes, their order and their captions."""
    names = {scene.id: scene.name for scene in scenes}
    with st.popover("Scenes and captions", type="tertiary"):
        st.session_state[ORDER] = [scene.id for scene in shown]
        st.multiselect(
            "Scenes, in the order in which they are shown",
            list(names),
            format_func=names.__getitem__,
            key=ORDER,
            on_change=_keep_order,
            help="Take a scene out and add it again to put it last.",
        )
        chosen = st.selectbox(
            "Caption of",
            [scene.id for scene in shown],
            format_func=names.__getitem__,
            key=_OF,
        )
        known = {scene.id: scene for scene in shown}
        if chosen in known:
            st.session_state[_TEXT] = _captions().get(chosen, "")
            st.text_input(
                "In your own words",
                key=_TEXT,
                max_chars=_LONGEST,
                placeholder=known[chosen].caption,
                on_change=_caption,
                args=(chosen,),
            )


def _order() -> tuple[str, ...]:
    found: tuple[str, ...] = st.session_state.get("kpo.present.kept", ())
    return found


def _captions() -> dict[str, str]:
    found: dict[str, str] = st.session_state.setdefault(CAPTIONS, {})
    return found


def _keep_order() -> None:
    st.session_state["kpo.present.kept"] = tuple(st.session_state[ORDER])


def _caption(scene: str) -> None:
    _captions()[scene] = " ".join(str(st.session_state[_TEXT]).split())


def _sent(view: View, scene: Scene) -> dict[str, Any]:
    """Return a scene as plain data; a ranking with the panel that weights it."""
    crowd = f"the first of {len(scene.bars)}" if len(scene.bars) > _FIT else ""
    made: dict[str, Any] = {
        "id": scene.id,
        "kind": scene.kind,
        "name": scene.name,
        "title": scene.title,
        "caption": scene.caption,
        "unit": "; ".join(filter(None, (_capital(scene.unit), crowd))),
        "source": scene.source,
        "bars": [vars(bar) for bar in scene.bars[:_FIT]],
        "lines": [vars(line) for line in scene.lines],
    }
    if scene.kind == "ranking" and scene.ranking.rows:
        made["bars"] = []
        made["source"] = " ".join(filter(None, (f"{_capital(crowd)}." * bool(crowd), scene.source)))
        made["live"] = live_data(view.catalog, scene.ranking)
    return made


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
