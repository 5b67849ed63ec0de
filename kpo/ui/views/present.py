"""The Present page: its downloads, and the stage with the scenes in the presenter's order."""

from collections.abc import Sequence
from functools import partial
from string import Template
from typing import Final

import streamlit as st

from kpo import deck as core
from kpo.core.html import tag
from kpo.core.model import Scenario
from kpo.deck import Scene
from kpo.export.registry import FORMATS, SCENE_FORMATS, build_scenes, file_name
from kpo.export.standalone.html import live_script
from kpo.narrative.scenarios import summary
from kpo.panel import assets
from kpo.scenarios.collection import MAX_CAPTION_LENGTH, MAX_TITLE_LENGTH, SavedScenarios
from kpo.scenarios.file import to_text
from kpo.style import class_tokens
from kpo.ui import files
from kpo.ui.components.controls import JSON, download, headline
from kpo.ui.session import opened_ballots, saved_scenarios
from kpo.ui.session.state import View
from kpo.ui.views import present_scenes, present_steps

_HELP: Final = {
    "pptx": "A slide for each scene, in this order and with these titles and captions, to edit.",
    "pdf": "A page for each scene, in this order and with these titles and captions.",
}
_SCRIPTS: Final = (
    "present_map.js",
    "present_draw.js",
    "present_list.js",
    "present_keep.js",
    "present.js",
)


_read = partial(files.text, __file__)
_stage = st.components.v2.component(
    "kpo_present",
    html=Template(_read("present.html")).substitute(panel=assets.markup()),
    css=f".pr {{{class_tokens()}}}\n{_read('present.css')}\n{assets.style()}",
    js="\n".join((live_script(), *map(_read, _SCRIPTS))),
)


def page(view: View) -> None:
    """Draw the headline, the downloads, and the stage with its list of scenes."""
    saved = saved_scenarios.connect().shelf
    stood = _reweighted(view)
    scenes = core.deck(view.catalog, stood, saved.items, opened_ballots.remembered())
    shown = core.arranged(scenes, saved.scenes)
    count = len(shown)
    headline(
        f"{count} scene{'' if count == 1 else 's'} to present",
        f"{summary(view.catalog, stood)}. Choose a scene to begin with it.",
    )
    with st.container(key="kpo-present"):
        with st.container(key="kpo-along", horizontal=True):
            _along(view, shown, saved)
        _stage(
            key=present_steps.STAGE,
            data={
                "scenes": present_scenes.sent(view, scenes, saved),
                "echo": present_steps.echo(),
                "answers": present_steps.answers(),
                "most": {"title": MAX_TITLE_LENGTH, "caption": MAX_CAPTION_LENGTH},
            },
            on_step_change=present_steps.take_over,
        )


def _reweighted(view: View) -> Scenario:
    """Return the choice's scenario, with the weights moved on the stage if there are any."""
    moved = present_steps.moved(view.catalog, present_steps.RANKING, view.scenario)
    if moved is None:
        return view.scenario
    return present_steps.reweighted(view.catalog, view.choice, moved).scenario


def _along(view: View, shown: Sequence[Scene], saved: SavedScenarios) -> None:
    """Draw the downloads: slides, pages, and a file to present the scenes elsewhere."""
    st.html(tag.span("Take these scenes along:"), width="content")
    address = st.context.url or ""
    for name in SCENE_FORMATS:
        kind = FORMATS[name]
        download(
            name.upper(),
            f"kpo.present.{name}",
            file_name(view.ranking, kind.extension, "scenes"),
            kind.media,
            partial(build_scenes, name, shown, address),
            help=_HELP[name],
        )
    download(
        "Scene file",
        "kpo.present.file",
        "kpo-atlas-scenes.json",
        JSON,
        lambda: to_text(view.catalog, saved, view.catalog.own).encode(),
        help="Order, titles, captions and saved scenarios, for another browser or the command "
        "line.",
    )
