"""The map of a slide: outlines in few points, coloured by score."""

import json
from functools import lru_cache
from typing import Any, Final

from kpo.catalog import Catalog
from kpo.charts.map import BOXES, SCALE
from kpo.charts.outlines import OUTLINES, STATIC
from kpo.charts.projection import equal_earth
from kpo.export.card import label
from kpo.export.slide import Box, Map, Ring, Shape
from kpo.score import Ranking

LAND: Final = "#E6EAED"
ASIDE: Final = "#B9C1C9"
NAMED: Final = 10
STEP: Final = 1.1
"""Pixels between two points of an outline, at the least."""

LINE: Final = 19.0
"""Pixels between two names, at the least."""


def world(catalog: Catalog, ranking: Ranking, at: Box) -> Map:
    """Return the map with every ranked destination in the colour of its score."""
    colours = _colours(ranking) | {item.country: ASIDE for item in ranking.not_ranked}
    west, south, east, north = BOXES["World"]
    scale = min(at.wide / (east - west), at.high / (north - south))

    def placed(x: float, y: float) -> tuple[float, float]:
        return at.x + (x - west) * scale, at.y + (north - y) * scale

    shapes = [
        Shape(code, rings, colours.get(code, LAND))
        for code, outline in _outlines().items()
        if (rings := tuple(filter(None, (_thinned(ring, placed) for ring in outline))))
    ]
    names: list[tuple[float, float, str]] = []
    for row in ranking.rows[:NAMED]:
        there = _middle(catalog, row.country)
        if there is not None:
            x, y = placed(*there)
            names.append((x, _free(x, y, names), f"{row.rank} {label(catalog, row)}"))
    said = ", ".join(f"{row.name} {row.score:.0f}" for row in ranking.rows[:NAMED])
    return Map(at, tuple(shapes), tuple(names), f"World map of scores: {said}.")


def scale(ranking: Ranking) -> tuple[tuple[str, str], ...]:
    """Return the colours of the map with the scores that they stand for."""
    low, high = ranking.rows[-1].score, ranking.rows[0].score
    step = (high - low) / len(SCALE["light"])
    return tuple(
        (colour, f"{low + place * step:.0f} to {low + (place + 1) * step:.0f}")
        for place, colour in enumerate(SCALE["light"])
    )


def _colours(ranking: Ranking) -> dict[str, str]:
    low, high = ranking.rows[-1].score, ranking.rows[0].score
    steps, span = SCALE["light"], (high - low) or 1.0
    return {
        row.country: steps[min(len(steps) - 1, int(len(steps) * (row.score - low) / span))]
        for row in ranking.rows
    }


@lru_cache(maxsize=1)
def _outlines() -> dict[str, list[Any]]:
    read = json.loads((STATIC / OUTLINES).read_text(encoding="utf-8"))
    return {
        item["id"]: [part[0] for part in item["geometry"]["coordinates"]]
        for item in read["features"]
    }


def _middle(catalog: Catalog, country: str) -> tuple[float, float] | None:
    """Return where a name stands on the plane: for the user's own countries, by their outline."""
    ours = catalog.published.countries.get(country)
    if ours is not None:
        x, y = map(float, equal_earth(ours.longitude, ours.latitude))
        return x, y
    rings = _outlines().get(country)
    if not rings:
        return None
    largest = max(rings, key=len)
    return (sum(x for x, _ in largest) / len(largest), sum(y for _, y in largest) / len(largest))


def _thinned(ring: list[tuple[float, float]], placed: Any) -> Ring | None:
    """Return a ring in pixels without points that nobody could tell apart; None if too small."""
    kept: list[tuple[float, float]] = []
    for x, y in (placed(*point) for point in ring):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= STEP:
            kept.append((round(x, 1), round(y, 1)))
    return tuple(kept) if len(kept) > 3 else None


def _free(x: float, y: float, names: list[tuple[float, float, str]]) -> float:
    """Return the nearest height at which a name covers no other."""
    for shift in (0.0, LINE, -LINE, 2 * LINE, -2 * LINE, 3 * LINE, -3 * LINE):
        if all(
            abs(x - other) > 170 or abs(y + shift - height) >= LINE for other, height, _ in names
        ):
            return y + shift
    return y
