"""The map of a slide: simplified outlines as in its scene, one freeform shape per country."""

from collections.abc import Callable
from typing import Any, Final

from kpo.charts.choropleth import BOXES
from kpo.data.geography import rings
from kpo.deck import Scene
from kpo.deck.scene import MapPlace
from kpo.export.pptx.text import DRAWING, EMU, paragraphs, rgb, spot
from kpo.export.slides import INK, PAPER, SMALL, Box, Map, Name, Ring, Shape, SlideLine
from kpo.style import SCALE, SURFACE

SHOW: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"

SPACES: Final = f'xmlns:a="{DRAWING}" xmlns:p="{SHOW}"'


def countries(element: Map, slide: Any) -> None:
    """Put a map on a slide: countries, and names beside dots."""
    from lxml import etree

    group = slide.shapes.add_group_shape()
    group.name = "Map"
    group._element.nvGrpSpPr.cNvPr.set("descr", element.alt)
    for number, shape in enumerate(element.shapes, 1000):
        group._element.append(etree.fromstring(outline(number, shape)))
    for name in element.names:
        if name.at is not None:
            _named(slide, name, name.at)
    for name in element.names:
        _dot(slide, name)


def outline(number: int, shape: Shape) -> str:
    """Return the XML of a country as a freeform shape with the id `number` on its slide.

    python-pptx would add the points one by one, slowly.
    """
    xs = [x for ring in shape.rings for x, _ in ring]
    ys = [y for ring in shape.rings for _, y in ring]
    left, top = min(xs), min(ys)
    wide, high = int((max(xs) - left) * EMU), int((max(ys) - top) * EMU)
    path = "".join(_path(ring, left, top) for ring in shape.rings)
    line = PAPER.lstrip("#")
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{shape.name}"/><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{int(left * EMU)}" y="{int(top * EMU)}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>'
        f'<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">'
        f'{path}</a:path></a:pathLst></a:custGeom>{_fill(shape)}<a:ln w="{EMU // 2}">'
        f'<a:solidFill><a:srgbClr val="{line}"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )


def _fill(shape: Shape) -> str:
    colour = f'<a:srgbClr val="{shape.colour.lstrip("#")}"/>'
    if not shape.hatched:
        return f"<a:solidFill>{colour}</a:solidFill>"
    paper = f'<a:srgbClr val="{PAPER.lstrip("#")}"/>'
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{colour}</a:fgClr><a:bgClr>{paper}</a:bgClr>'
        "</a:pattFill>"
    )


def _path(ring: Ring, left: float, top: float) -> str:
    points = [f'<a:pt x="{int((x - left) * EMU)}" y="{int((y - top) * EMU)}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _named(slide: Any, name: Name, at: Box) -> None:
    """Put a name into its box, with the line from the dot to it."""
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.enum.text import PP_ALIGN

    ends = (int(EMU * part) for part in (name.x, name.y, *name.tip))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    line.line.color.rgb, line.line.width = rgb(INK), EMU
    frame = slide.shapes.add_textbox(*spot(at)).text_frame
    paragraphs(frame, (SlideLine(name.text, SMALL, True),), "middle", wrapped=False)
    sides = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
    frame.margin_left = frame.margin_right = 4 * EMU
    frame.paragraphs[0].alignment = sides[name.side]


def _dot(slide: Any, name: Name) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, *spot(Box(name.x - 4, name.y - 4, 8, 8)))
    dot.shadow.inherit = False
    dot.fill.solid()
    dot.fill.fore_color.rgb = rgb(name.colour)
    dot.line.color.rgb = rgb(PAPER if name.text else INK)


Placed = Callable[[float, float], tuple[float, float]]

LAND: Final = "#E6EAED"
ASIDE: Final = SURFACE["light"]["soft"]
STEPS: Final = SCALE["light"]
STEP: Final = 1.1
"""Minimum distance between two points of an outline, in pixels."""


def world(scene: Scene, at: Box) -> Map:
    """Return the map of a scene; unranked destinations are hatched, other countries are grey."""
    levels = {place.country: place.level for place in scene.places}
    west, south, east, north = BOXES["World"]
    scale = min(at.wide / (east - west), at.high / (north - south))

    def placed(x: float, y: float) -> tuple[float, float]:
        return at.x + (x - west) * scale, at.y + (north - y) * scale

    shapes = [
        Shape(code, drawn, _colour(levels.get(code, -1)), code in levels and levels[code] is None)
        for code, outline in rings().items()
        if (drawn := tuple(filter(None, (_thinned(ring, placed) for ring in outline))))
    ]
    names = [_name(place, placed, scale) for place in scene.places if place.dot]
    return Map(at, tuple(shapes), tuple(names), " ".join((scene.title, *scene.notes)))


def _name(place: MapPlace, placed: Placed, scale: float) -> Name:
    """Return a dot with its name, if there is one, in pixels of the slide."""
    x, y = placed(place.x, place.y)
    label = place.label
    if label is None:
        return Name(x, y, colour=_colour(place.level))
    left, top = placed(label.west, label.south + label.high)
    at = Box(left, top, label.wide * scale, label.high * scale)
    return Name(x, y, place.name, at, label.side, placed(*label.tip))


def _colour(level: int | None) -> str:
    if level is None:
        return ASIDE
    return LAND if level < 0 else STEPS[level]


def _thinned(ring: list[tuple[float, float]], placed: Placed) -> Ring | None:
    """Return a ring in pixels without points nearer than `STEP`; None if it is too small."""
    kept: list[tuple[float, float]] = []
    for x, y in (placed(*point) for point in ring):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= STEP:
            kept.append((round(x, 1), round(y, 1)))
    return tuple(kept) if len(kept) > 3 else None
