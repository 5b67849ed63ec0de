"""The map of a slide: simplified outlines, coloured and named as in its scene."""

from collections.abc import Callable
from typing import Final

from kpo.charts.choropleth import BOXES
from kpo.data.geography import rings
from kpo.deck import Scene
from kpo.deck.scene import MapPlace
from kpo.export.slides import Box, Map, Name, Ring, Shape
from kpo.style import SCALE, SURFACE

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
