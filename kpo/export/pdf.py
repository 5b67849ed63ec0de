"""The board pack as PDF: the same slides, drawn as vectors with the typeface inside."""

from functools import singledispatch
from typing import Final

from kpo.export import image
from kpo.export.slide import (
    FOOT,
    HIGH,
    INK,
    MARGIN,
    NOTE,
    PAPER,
    ROOM,
    RULE,
    SMALL,
    SOFT,
    WIDE,
    Bars,
    Dashes,
    Element,
    Map,
    Pack,
    Slide,
    Table,
    Words,
)
from kpo.export.svg import Anchor, Drawing
from kpo.export.typeface import boxes, width, wrapped

TITLE: Final = 34.0
FACE_SHARE: Final = 0.35
"""Half the height of letters, as a share of their size."""


def document(pack: Pack) -> bytes:
    """Return a pack as one PDF, a page a slide."""
    return image.pdf(drawings(pack), pack.about)


def drawings(pack: Pack) -> list[str]:
    """Return every slide as SVG without the typeface."""
    return [
        _slide(slide, f"{slide.foot or pack.foot} · {number}").to_svg(
            slide.title, slide.notes, carried=False
        )
        for number, slide in enumerate(pack.slides, 1)
    ]


def _slide(slide: Slide, foot: str) -> Drawing:
    sheet = Drawing(WIDE, HIGH)
    lines = wrapped(slide.title, ROOM, TITLE, 600)
    y = 80 + TITLE * FACE_SHARE - (len(lines) - 1) * TITLE * 0.6
    for line in lines:
        sheet.text(MARGIN, y, line, TITLE, INK, 600)
        y += TITLE * 1.2
    for element in slide.elements:
        put(element, sheet)
    sheet.line(MARGIN, FOOT, MARGIN + ROOM, FOOT, RULE)
    sheet.text(MARGIN, FOOT + 20, slide.source, NOTE, SOFT)
    sheet.text(MARGIN, FOOT + 40, " · ".join([foot, *boxes(sheet.written)]), NOTE, SOFT)
    return sheet


@singledispatch
def put(element: Element, sheet: Drawing) -> None:
    """Put an element on a sheet."""
    raise TypeError(type(element).__name__)


@put.register
def _(element: Words, sheet: Drawing) -> None:
    top, x, room = element.at.y, element.at.x, element.at.wide
    for place, line in enumerate(element.lines):
        top += line.before if place else 0
        base, weight, indent = top + line.size * 0.95, 600 if line.bold else 400, 0.0
        if line.mark:
            sheet.box(x, base - 13, 14, 14, line.mark)
            indent = 22.0
        base = sheet.paragraph(
            x + indent, base, line.text, room - indent, line.size, line.colour, weight
        )
        top = base - line.size * 0.95


@put.register
def _(element: Table, sheet: Drawing) -> None:
    top, head = element.at.y, element.head_high
    for is_head, cells in element.lines:
        high = head if is_head else element.row
        size = element.size * (0.88 if is_head else 1)
        base, x = top + high / 2 + size * FACE_SHARE, element.at.x
        for column, (text, wide) in enumerate(zip(cells, element.widths, strict=True)):
            right = column in element.right
            at, anchor = (x + wide - 8, "end") if right else (x, "start")
            weight = 400 if is_head or column else 600
            shown = _fitting(text, wide - 8, size, weight)
            sheet.text(at, base, shown, size, SOFT if is_head else INK, weight, _anchor(anchor))
            x += wide
        top += high
        sheet.line(element.at.x, top, x, top, INK if is_head else RULE)


@put.register
def _(element: Bars, sheet: Drawing) -> None:
    at = element.at
    left, row = at.x + element.names, element.row
    room = at.wide - element.names - element.behind
    scale = room / (element.high - element.low)
    zero = left - element.low * scale
    for place, name in enumerate(element.categories):
        top = at.y + place * row
        base = top + row / 2 + SMALL * FACE_SHARE
        sheet.text(left - 14, base, name, SMALL, INK, 600, "end")
        _bar(sheet, element, place, zero, scale, top + row * 0.18, row * 0.64)
    bottom = at.y + len(element.categories) * row
    sheet.line(zero, at.y, zero, bottom, SOFT)
    sheet.text(left, bottom + 18, element.unit, 14, SOFT)
    if element.key:
        _key(sheet, element, at.x, bottom + 46)


def _bar(
    sheet: Drawing, element: Bars, place: int, zero: float, scale: float, top: float, high: float
) -> None:
    x = zero
    for series in element.series:
        value = series.values[place]
        colour = element.colours[place] if element.colours else series.colour
        begin = x if value >= 0 else x + value * scale
        wide = abs(value) * scale - (1 if len(element.series) > 1 else 0)
        if wide > 0:
            sheet.box(begin, top, wide, high, colour, series.patterns.get(place, "plain"))
        x += value * scale
    if element.labels:
        behind = x >= zero
        at = x + 8 if behind else x - 8
        base = top + high / 2 + SMALL * FACE_SHARE
        anchor = _anchor("start" if behind else "end")
        sheet.text(at, base, element.labels[place], SMALL, INK, 600, anchor)


def _key(sheet: Drawing, element: Bars, x: float, y: float) -> None:
    for series in element.series:
        sheet.box(x, y - 12, 13, 13, series.colour)
        sheet.text(x + 19, y, series.name, 16, INK)
        x += 19 + width(series.name, 16) + 20


@put.register
def _(element: Dashes, sheet: Drawing) -> None:
    sheet.line(MARGIN, element.y, MARGIN + ROOM, element.y, SOFT, dashed=True)


@put.register
def _(element: Map, sheet: Drawing) -> None:
    for shape in element.shapes:
        sheet.outline(shape.rings, shape.colour, PAPER, shape.hatched)
    for name in filter(lambda name: name.text, element.names):
        y = name.beside
        sheet.box(name.x + 5, y - 11, width(name.text, SMALL, 600) + 10, 22, PAPER)
        sheet.text(name.x + 10, y + 6, name.text, SMALL, INK, 600)
    for name in element.names:
        sheet.dot(name.x, name.y, 4, name.colour, PAPER if name.text else INK)


def _fitting(text: str, room: float, size: float, weight: int) -> str:
    """Return text cut to the room of its cell."""
    while len(text) > 2 and width(text, size, weight) > room:
        text = f"{text[:-2].rstrip()}…"
    return text


def _anchor(word: str) -> Anchor:
    return "end" if word == "end" else "start"
