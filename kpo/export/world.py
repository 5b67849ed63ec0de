"""The map of a slide: outlines in few points, coloured and named as its scene says."""

from typing import Any, Final

from kpo.charts.classes import SCALE
from kpo.charts.map import BOXES
from kpo.charts.outlines import rings
from kpo.charts.theme import SURFACE
from kpo.export.slide import INK, Box, Map, Name, Ring, Shape
from kpo.scenes import Scene

LAND: Final = "#E6EAED"
ASIDE: Final = SURFACE["light"]["soft"]
STEPS: Final = SCALE["light"]
STEP: Final = 1.1
"""Pixels between two points of an outline, at the least."""


def world(scene: Scene, at: Box) -> Map:
    """Return the map of a scene; what is not ranked is hatched, the rest of the world is grey."""
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
    names = [
        Name(
            *placed(place.x, place.y),
            place.name,
            placed(place.x, place.beside)[1],
            INK if place.name else _colour(place.level),
        )
        for place in scene.places
        if place.dot
    ]
    return Map(at, tuple(shapes), tuple(names), " ".join((scene.title, *scene.notes)))


def _colour(level: int | None) -> str:
    if level is None:
        return ASIDE
    return LAND if level < 0 else STEPS[level]


def _thinned(ring: list[tuple[float, float]], placed: Any) -> Ring | None:
    """Return a ring in pixels without points that nobody could tell apart; None if too small."""
    kept: list[tuple[float, float]] = []
    for x, y in (placed(*point) for point in ring):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= STEP:
            kept.append((round(x, 1), round(y, 1)))
    return tuple(kept) if len(kept) > 3 else None
