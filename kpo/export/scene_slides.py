"""Chosen scenes as slides, in order, with the titles, captions, bars and lines of the stage."""

from collections.abc import Iterable
from typing import Final

from kpo.core.errors import ExportError, Problem
from kpo.deck import Scene
from kpo.export.board.ranking import map_elements, ranking_elements
from kpo.export.board.robustness import places_bars
from kpo.export.run_card import Card, card, foot
from kpo.export.slides import (
    ACCENT,
    FOOT,
    MARGIN,
    ROOM,
    SOFT,
    TOP,
    Bars,
    BarSeries,
    Box,
    Element,
    Pack,
    Slide,
    SlideLine,
    Words,
    heading,
    row_height,
)
from kpo.export.svg import LEADING
from kpo.export.text_width import wrapped

BEGIN: Final = TOP + 46
"""Top of a scene's content, below its caption, in pixels."""

CAPTION: Final = 64.0
"""Height kept for a caption, in pixels."""

CAPTIONS: Final = (20.0, 17.0, 15.0, 13.0, 11.0)
"""Font sizes of a caption: the first at which it fits `CAPTION` is used."""

SHOWN: Final = 9
"""Maximum number of bars of a scene."""

MANY: Final = 6
"""Maximum number of lines with a heading above each; more have it before their text."""


def scene_pack(scenes: Iterable[Scene], address: str = "") -> Pack:
    """Return scenes as slides, one each; `address` as in `kpo.export.run_card.card`.

    Raises
    ------
    ExportError
        If there is no scene.
    """
    shown = tuple(scenes)
    if not shown:
        raise ExportError(Problem("scenes", "there is none to take along", "choose at least one"))
    rankings = {id(scene.ranking): scene.ranking for scene in shown}
    cards = {key: card(item, address) for key, item in rankings.items()}
    slides = tuple(scene_slide(scene, cards[id(scene.ranking)]) for scene in shown)
    descriptions = [f"{about.title}\n{about.text}" for about in cards.values()]
    about = {"Title": shown[0].title, "Subject": "\n\n".join(descriptions), "Creator": "KPO Atlas"}
    return Pack(slides, slides[0].foot, about)


def scene_slide(scene: Scene, about: Card) -> Slide:
    """Return the slide of a scene: its title, its caption, and what the stage shows."""
    high = {one: len(wrapped(scene.caption, ROOM, one)) * one * LEADING for one in CAPTIONS}
    size = next((one for one in CAPTIONS if high[one] <= CAPTION), CAPTIONS[-1])
    # A ranking's slide has a drawing in place of the lines, so the notes have them.
    lines = scene.lines if scene.kind == "ranking" else ()
    unshown = (f"{line.head}: {line.text}" for line in lines)
    caption = SlideLine(scene.caption, size, colour=SOFT)
    return Slide(
        title=scene.title,
        elements=(Words(Box(MARGIN, TOP - 20, ROOM, CAPTION), (caption,)), *_shown(scene, about)),
        notes="\n".join((*scene.notes, *unshown, about.text)),
        source=scene.source,
        foot=foot(scene.ranking, about),
    )


def _shown(scene: Scene, about: Card) -> tuple[Element, ...]:
    """Return the elements under the caption of a scene."""
    if scene.kind == "ranking" and scene.bars:
        return ranking_elements(scene.ranking, about, BEGIN - 8)
    if scene.kind == "map":
        return map_elements(scene, BEGIN - 16)
    bars, words = _bars(scene), _words(scene)
    return (*([bars] if bars else []), *([words] if words else []))


def _bars(scene: Scene) -> Bars | None:
    bars = scene.bars[:SHOWN]
    if not bars:
        return None
    row = row_height(len(bars), 380)
    if scene.kind == "places":
        names = [f"{bar.label}, first in {bar.shown}" for bar in bars]
        return places_bars(names, [bar.parts for bar in bars], BEGIN, ROOM, row)
    values = tuple(bar.value or 0.0 for bar in bars)
    most = 1.25 * max(1e-9, *map(abs, values))
    rest = len(scene.bars) - len(bars)
    return Bars(
        Box(MARGIN, BEGIN, 560 if scene.lines else ROOM, row * len(bars) + 30),
        tuple(bar.label for bar in bars),
        (BarSeries(scene.unit, ACCENT, values, tuple(bar.pattern for bar in bars)),),
        -most if min(values) < 0 else 0,
        100 if scene.kind == "country" else most,
        f"{scene.unit}; the first of {len(scene.bars)}" if rest else scene.unit,
        "; ".join(f"{bar.label} {bar.shown}" for bar in bars),
        tuple(f"{bar.shown} {bar.mark}".strip() for bar in bars),
        tuple(
            scene.ranking.catalog.criteria[bar.criterion].colour_light if bar.criterion else ACCENT
            for bar in bars
        ),
        key=False,
        row=row,
    )


def _words(scene: Scene) -> Words | None:
    if not scene.lines:
        return None
    left = MARGIN + 600 if scene.bars else MARGIN
    lines: list[SlideLine] = []
    for line in scene.lines:
        before = 10.0 if lines else 0.0
        if len(scene.lines) > MANY:
            text = f"{line.head}: {line.text}" if line.head else line.text
            lines.append(SlideLine(text, 20, before=before))
        elif scene.bars:
            lines += [heading(line.head, before), SlideLine(line.text, 20, before=2)]
        else:
            lines += [SlideLine(line.head, 22, True, before=1.6 * before), SlideLine(line.text, 22)]
    return Words(Box(left, BEGIN, ROOM + MARGIN - left, FOOT - 20 - BEGIN), tuple(lines))
