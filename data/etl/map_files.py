"""Country outlines and their hatching for the browser, projected on a plane with geopandas.

``python -m data.etl.map_files`` writes them to ``static/``. Charts refer to the files by address,
so that a page sends them once and a chart's own specification stays small.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from kpo.data.geography import HATCHING, OUTLINES, STATIC, equal_earth
from kpo.data.loading import DATA

LEFT_OUT: Final = frozenset({"ATA"})
"""Antarctica: nobody works there for a client, and it would take a fifth of the map."""

SPACING: Final = 34.0
"""Distance between two hatching lines in map units: five pixels on a map 800 pixels wide."""

SHORTEST: Final = 6.0
TOLERANCE: Final = 2.0
SMALL: Final = 300.0
"""Area in square map units below which an outline is a few pixels, so the country gets a dot."""


def planar(folder: Path = DATA) -> Any:
    """Return the outlines of a data folder on the Equal Earth plane, indexed by `country`.

    Rings that cross the date line are continued beyond it and cut there; on a plane they would
    otherwise be drawn across the whole world.
    """
    import geopandas
    import shapely

    read = geopandas.read_file(folder / "geo" / "countries.geojson").set_index("country")
    kept = read[~read.index.isin(LEFT_OUT)].sort_index()
    plane = shapely.transform(
        [_cut(shape) for shape in kept.geometry],
        lambda points: np.column_stack(equal_earth(*points.T)),
    )
    return geopandas.GeoSeries(plane, index=kept.index)


def outlines(plane: Any) -> bytes:
    """Return every outline as a GeoJSON feature whose `id` is the alpha-3 code."""
    return _features(
        (code, "MultiPolygon", [rings for part in geometry.geoms if (rings := _rings(part))])
        for code, geometry in plane.items()
    )


def hatching(plane: Any) -> bytes:
    """Return parallel lines that fill every country, as GeoJSON features like `outlines`.

    Lines are part of the map rather than a pattern of the page, so that pictures and print
    keep them.
    """
    import shapely

    west, south, east, north = plane.total_bounds
    height = north - south
    starts = np.arange(west - height, east, SPACING)
    lines = shapely.MultiLineString(
        [((start, south), (start + height, north)) for start in starts.tolist()]
    )
    return _features(
        (code, "MultiLineString", _strokes(shapely.intersection(lines, shapely.make_valid(shape))))
        for code, shape in plane.items()
    )


def small(plane: Any) -> tuple[str, ...]:
    """Return the countries whose outline is too small to be seen on a world map."""
    return tuple(plane.index[plane.area < SMALL])


def _cut(shape: Any) -> Any:
    """Return a shape in degrees without any part that crosses the date line."""
    import shapely
    import shapely.affinity

    if shape.bounds[2] - shape.bounds[0] < 180:
        return shape
    parts: list[Any] = []
    for part in shape.geoms:
        run_on = shapely.make_valid(shapely.Polygon(_run_on(part.exterior.coords)))
        west, _, east, _ = run_on.bounds
        for shift in range(-360 * (west < -180), 1 + 360 * (east > 180), 360):
            inside = shapely.intersection(run_on, shapely.box(shift - 180, -90, shift + 180, 90))
            found = [part for part in shapely.get_parts(inside) if part.geom_type == "Polygon"]
            parts += [shapely.affinity.translate(part, -shift) for part in found]
    return shapely.MultiPolygon(parts)


def _run_on(ring: Any) -> Any:
    """Return a ring whose longitudes continue beyond 180 instead of jumping to the other side."""
    points = np.asarray(ring)
    return np.column_stack((np.unwrap(points[:, 0], period=360), points[:, 1]))


def _rings(polygon: Any) -> list[list[list[int]]]:
    rough = polygon.simplify(TOLERANCE)
    return [
        ring for part in (rough.exterior, *rough.interiors) if len(ring := _whole(part.coords)) > 3
    ]


def _strokes(shape: Any) -> list[list[list[int]]]:
    parts = getattr(shape, "geoms", (shape,))
    kept = (part for part in parts if part.geom_type == "LineString" and part.length > SHORTEST)
    return sorted(_whole(part.coords) for part in kept)


def _whole(points: Any) -> list[list[int]]:
    """Return points rounded to whole units, without repeating the one before."""
    rounded = [[round(x), round(y)] for x, y in points]
    return [
        point for place, point in enumerate(rounded) if not place or point != rounded[place - 1]
    ]


def _features(shapes: Iterator[tuple[str, str, list[Any]]]) -> bytes:
    lines = ",\n".join(
        json.dumps(
            {
                "type": "Feature",
                "id": code,
                "geometry": {"type": kind, "coordinates": coordinates},
            },
            separators=(",", ":"),
        )
        for code, kind, coordinates in shapes
        if coordinates
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def main() -> None:
    """Write the files that the dashboard serves."""
    plane = planar()
    STATIC.mkdir(exist_ok=True)
    (STATIC / OUTLINES).write_bytes(outlines(plane))
    (STATIC / HATCHING).write_bytes(hatching(plane))


if __name__ == "__main__":
    main()
