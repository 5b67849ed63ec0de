"""The Present page: its scenes, in what order, with which captions, and the stage itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any, Final

import streamlit as st

from kpo import scenes as core
from kpo.beside import beside
from kpo.charts.classes import css_tokens
from kpo.export.formats import FORMATS, SCENE_FORMATS, build_scenes
from kpo.export.html import live_data, live_script
from kpo.export.naming import file_name
from kpo.scenario_file import to_text
from kpo.scenario_narrative import summary
from kpo.scenarios import LONGEST_CAPTION, Shelf, Shown, caption_of
from kpo.scenes import Scene
from kpo.ui import blocks, shelf
from kpo.ui.panel import assets
from kpo.ui.state import View
from kpo.ui.way_out import way_out
from kpo.ui.workshop import take

ORDER: Final = "kpo.present.order"
OF: Final = "kpo.present.of"
TEXT: Final = "kpo.present.text"
_HELP: Final = {
    "pptx": "A slide for each scene, in this order and with these captions, to edit.",
    "pdf": "A page for each scene, in this order and with these captions.",
}
_FIT: Final = {"ranking": 7}
"""Destinations that a scene has room for; else nine."""


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_stage = st.components.v2.component(
    "kpo_present",
    html=Template(_read("present.html")).substitute(panel=assets.markup()),
    css=f".pr {{{css_tokens()}}}\n{_read('present.css')}\n{assets.style()}",
    js="\n".join((live_script(), _read("present_map.js"), _read("present.js"))),
)


def page(view: View) -> None:
    """Draw the list of scenes, what can be changed about it, and the stage."""
    saved = shelf.connect().shelf
    scenes = core.deck(view.catalog, view.scenario, saved.items, take.remembered())
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
        with st.container(key="kpo-along", horizontal=True):
            with st.popover("Scenes and captions", type="tertiary"):
                _arrange(scenes, shown, captions)
                way_out("scenes")
            _along(view, shown, saved)
        _stage(key="kpo.stage", data={"scenes": [_sent(view, scene) for scene in shown]})


def _along(view: View, shown: Sequence[Scene], saved: Shelf) -> None:
    """Draw what takes the scenes along as slides, as pages, or to be presented elsewhere."""
    st.html("<span>Take these scenes along:</span>", width="content")
    address = st.context.url or ""
    for name in SCENE_FORMATS:
        kind = FORMATS[name]
        st.download_button(
            name.upper(),
            data=_built(name, view, shown, address),
            file_name=file_name(view.ranking, kind.extension, "scenes"),
            mime=kind.media,
            on_click="ignore",
            type="tertiary",
            key=f"kpo.present.{name}",
            help=_HELP[name],
        )
    st.download_button(
        "Scene file",
        data=lambda: to_text(view.catalog, saved, view.catalog.own).encode(),
        file_name="kpo-atlas-scenes.json",
        mime="application/json",
        on_click="ignore",
        type="tertiary",
        key="kpo.present.file",
        help="Order, captions and saved scenarios, for another browser or the command line.",
    )


def _built(name: str, view: View, shown: Sequence[Scene], address: str) -> Callable[[], bytes]:
    """Return what builds the file on a click, from the scenes as they are listed."""
    return lambda: build_scenes(name, view.catalog, shown, address)


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
    key = f"{TEXT}.{shelf.handle(chosen)}"
    st.session_state[key] = captions.get(chosen, "")
    st.text_input(
        "In your own words",
        key=key,
        max_chars=LONGEST_CAPTION,
        placeholder=known[chosen].caption,
        on_change=_caption,
        args=(tuple(known), captions, chosen, key),
    )


def _reorder(captions: Mapping[str, str]) -> None:
    _keep(st.session_state[ORDER], captions)


def _caption(order: Sequence[str], captions: Mapping[str, str], scene: str, key: str) -> None:
    _keep(order, {**captions, scene: caption_of(st.session_state[key])})


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
        "places": [vars(place) for place in scene.places],
        "told": " ".join(scene.notes) if scene.places else "",
    }
    if scene.kind == "ranking" and scene.ranking.rows:
        made["bars"] = []
        first = f"{_capital(crowd)}." if crowd else ""
        made["source"] = " ".join(filter(None, (first, *_hidden(scene), scene.source)))
        made["live"] = live_data(view.catalog, scene.ranking)
    return made


def _hidden(scene: Scene) -> Iterator[str]:
    """Yield what stands under a ranking and has no room on the stage, in a few words."""
    shown = len(scene.ranking.rows)
    for item in beside(scene.ranking):
        shown += 1
        row = item.row
        if shown > _FIT["ranking"] and item.outlined:
            yield f"Left out: {row.name} ({row.sanctioned}), {row.score:.0f} points {item.place}."
        elif shown > _FIT["ranking"]:
            yield f"At home: {row.name}, {row.score:.0f} points."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
