"""The scenes as plain data, for the stage in the browser."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from kpo.core.text import capitalised, unparted
from kpo.deck import Scene, opening
from kpo.export.standalone.html import live_data
from kpo.narrative.ranking import beside
from kpo.panel.payload import text_colour
from kpo.scenarios.collection import SavedScenarios, SceneChoice
from kpo.style import THEMES, shades
from kpo.ui.session.state import View
from kpo.ui.views import present_steps

MAX_BARS: Final = 9
"""Maximum number of bars in a scene; a ranking shows as many rows as the stage has room for."""

MAX_SHADES: Final = 9
"""Maximum number of ranks with a colour and a segment of their own; later ones share the last."""

OTHERS: Final = ("scenario ", "group")
"""Prefixes of the ids of scenes that do not follow the weights of the choice."""


def sent(view: View, scenes: Sequence[Scene], saved: SavedScenarios) -> list[dict[str, Any]]:
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
            "own": _own(chosen.get(name)),
            "follows": not name.startswith(OTHERS),
        }
        for name in listed
    ]


def _own(chosen: SceneChoice | None) -> dict[str, str]:
    """Return the presenter's own title and caption; empty if the scene was not chosen."""
    return {"title": chosen.title, "caption": chosen.caption} if chosen else {}


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
