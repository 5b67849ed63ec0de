"""The Present page: its downloads, and the stage with the scenes in the presenter's order."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from string import Template
from typing import Any, Final

import streamlit as st

from kpo import deck as core
from kpo.core.html import tag
from kpo.core.model import Scenario
from kpo.core.text import capitalised, unparted
from kpo.deck import Scene, opening
from kpo.export.registry import FORMATS, SCENE_FORMATS, build_scenes, file_name
from kpo.export.standalone.html import live_data, live_script
from kpo.narrative.ranking import beside
from kpo.narrative.scenarios import summary
from kpo.panel import assets
from kpo.panel.payload import text_colour
from kpo.scenarios.collection import MAX_CAPTION_LENGTH, MAX_TITLE_LENGTH, SavedScenarios
from kpo.scenarios.file import to_text
from kpo.style import THEMES, class_tokens, shades
from kpo.ui import files
from kpo.ui.components.controls import download, headline
from kpo.ui.session import opened_ballots, saved_scenarios
from kpo.ui.session.state import View
from kpo.ui.views import present_steps

MAX_BARS: Final = 9
"""Maximum number of bars in a scene; a ranking shows as many rows as the stage has room for."""

MAX_SHADES: Final = 9
"""Maximum number of ranks with a colour and a segment of their own; later ones share the last."""

OTHERS: Final = ("scenario ", "group")
"""Prefixes of the ids of scenes that do not follow the weights of the choice."""

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
            # In a list, since Streamlit would search a bare dict for data frames.
            data=[
                {
                    "scenes": _records(view, scenes, saved),
                    "echo": present_steps.echo(),
                    "answers": present_steps.answers(),
                    "most": {"title": MAX_TITLE_LENGTH, "caption": MAX_CAPTION_LENGTH},
                }
            ],
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
        download(
            name.upper(),
            f"kpo.present.{name}",
            file_name(view.ranking, FORMATS[name].extension, "scenes"),
            partial(build_scenes, name, shown, address),
            help=_HELP[name],
        )
    download(
        "Scene file",
        "kpo.present.file",
        "kpo-atlas-scenes.json",
        lambda: to_text(view.catalog, saved, view.catalog.own).encode(),
        help="Order, titles, captions and saved scenarios, for another browser or the command "
        "line.",
    )


def _records(view: View, scenes: Sequence[Scene], saved: SavedScenarios) -> list[dict[str, Any]]:
    """Return a record of every scene: first those that are shown, in the presenter's order.

    The ranking carries the weights of the choice; weights moved on the stage stand beside them.
    """
    known = {scene.id: scene for scene in scenes}
    known[present_steps.RANKING] = opening(view.ranking)
    chosen = {item.scene: item for item in saved.scenes if item.scene in known}
    listed = list(dict.fromkeys([*chosen, *known]))
    return [
        {
            **_sent(view, known[name]),
            "shown": not chosen or name in chosen,
            "own": {"title": own.title, "caption": own.caption} if own else {},
            "follows": not name.startswith(OTHERS),
        }
        for name, own in ((name, chosen.get(name)) for name in listed)
    ]


def _sent(view: View, scene: Scene) -> dict[str, Any]:
    """Return a scene as plain data; a ranking also has the data of its weighting panel."""
    crowd = f"the first of {len(scene.bars)}" if len(scene.bars) > MAX_BARS else ""
    record: dict[str, Any] = {
        "id": scene.id,
        "kind": scene.kind,
        "name": scene.name,
        "title": unparted(scene.title),
        "caption": unparted(scene.caption),
        "unit": "; ".join(filter(None, (capitalised(scene.unit), crowd))),
        "source": scene.source,
        "bars": [{**vars(bar), "parts": _parts(bar.parts)} for bar in scene.bars[:MAX_BARS]],
        "lines": [{**vars(line), "text": unparted(line.text)} for line in scene.lines],
        "places": [asdict(place) for place in scene.places],
        "told": " ".join(scene.notes) if scene.places else "",
        "shades": _shades(scene) if scene.kind == "places" else [],
        "more": any(len(bar.parts) > MAX_SHADES for bar in scene.bars),
        "moved": None,
    }
    if scene.kind == "ranking" and scene.ranking.rows:
        moved = present_steps.moved(view.catalog, scene.id, scene.ranking.scenario)
        record["bars"] = []
        record["live"] = live_data(scene.ranking)
        record["under"] = list(_under(scene))
        record["moved"] = moved._asdict() if moved else None
    return record


def _under(scene: Scene) -> Iterator[str]:
    """Yield a sentence for each row below the ranking, for a stage without room for the rows."""
    for item in beside(scene.ranking):
        row = item.row
        if item.outlined:
            yield f"Left out: {row.name} ({row.sanctioned}), {row.score:.0f} points {item.place}."
        else:
            yield f"At home: {row.name}, {row.score:.0f} points."


def _parts(shares: tuple[float, ...]) -> tuple[float, ...]:
    """Return the shares of the ranks; those from `MAX_SHADES` on are added together."""
    alone = MAX_SHADES - 1
    return shares if len(shares) <= MAX_SHADES else (*shares[:alone], sum(shares[alone:]))


def _shades(scene: Scene) -> list[tuple[str, str]]:
    """Return the colour of each rank and of the number on it, for both themes."""
    count = min(MAX_SHADES, max(len(bar.parts) for bar in scene.bars))
    pairs = zip(*(shades(theme, count) for theme in THEMES), strict=True)
    return [
        (f"light-dark({light}, {dark})", f"light-dark({text_colour(light)}, {text_colour(dark)})")
        for light, dark in pairs
    ]
