"""A pack of slides as PDF, one page per slide, typeset by Typst with the typeface embedded."""

import json
from collections.abc import Mapping

from kpo.export.letters import missing
from kpo.export.slides import LOOK, Bars, Element, Pack, Slide
from kpo.export.text_width import FAMILY
from kpo.export.worker import ENGINE


def document(pack: Pack) -> bytes:
    """Return a pack as one PDF, with one page per slide."""
    return ENGINE.draw("pdf", written(pack), template="slides")


def written(pack: Pack) -> str:
    """Return a pack as the JSON that the template reads; the speaker's notes are left out."""
    slides = [
        _slide(slide, f"{slide.foot or pack.foot} · {number}")
        for number, slide in enumerate(pack.slides, 1)
    ]
    content = {"family": FAMILY, "look": LOOK, "about": dict(pack.about), "slides": slides}
    return _json(content)


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _slide(slide: Slide, foot: str) -> Mapping[str, object]:
    elements = [*map(_element, slide.elements)]
    lacking = missing(f"{slide.title}{slide.source}{_json(elements)}")
    return {
        "title": slide.title,
        "elements": elements,
        "source": slide.source,
        "foot": " · ".join([foot, *lacking]),
    }


def _element(element: Element) -> Mapping[str, object]:
    fields = {"kind": type(element).__name__, **vars(element)}
    return (
        fields | {"names": element.names, "label_room": element.label_room}
        if isinstance(element, Bars)
        else fields
    )


def _plain(value: object) -> object:
    """Return an object that JSON lacks as one it has: a set as a list, others as their fields."""
    return sorted(value) if isinstance(value, frozenset) else vars(value)
