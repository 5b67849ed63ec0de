"""Equal Earth, an equal-area projection for world maps: no country looks larger than it is.

Šavrič, Patterson and Jenny (2018), The Equal Earth map projection, IJGIS 33(3), equations 1 to 4.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kpo.core import project
from kpo.core.model import Country
from kpo.data.loading import DATA

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
UNITS: Final = 1000
"""Map units per radian; the world is 5,412 units wide, so whole units are finer than a screen."""


def equal_earth(
    longitude: ArrayLike, latitude: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x to the east and y to the north in map units, from degrees.

    Examples
    --------
    >>> [float(value) for value in equal_earth(0, 0)]
    [0.0, 0.0]
    >>> [round(float(value)) for value in equal_earth(180, 0)]
    [2707, 0]
    """
    east = np.radians(np.asarray(longitude, dtype=np.float64))
    angle = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(np.asarray(latitude, dtype=np.float64))))
    square = angle**2
    sixth = square**3
    slope = A[0] + 3 * A[1] * square + sixth * (7 * A[2] + 9 * A[3] * square)
    x = 2 * np.sqrt(3) * east * np.cos(angle) / (3 * slope)
    y = angle * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))
    return UNITS * x, UNITS * y


STATIC: Final = project.folder() / "static"
OUTLINES: Final = "outlines.json"
HATCHING: Final = "hatching.json"


@lru_cache(maxsize=1)
def rings() -> dict[str, list[list[tuple[float, float]]]]:
    """Return the outer rings of each country as the browser gets them, by alpha-3 code."""
    read = json.loads((STATIC / OUTLINES).read_text(encoding="utf-8"))
    return {
        item["id"]: [part[0] for part in item["geometry"]["coordinates"]]
        for item in read["features"]
    }


OUTLINES_IN_DEGREES: Final = DATA / "geo" / "countries.geojson"


def country_outlines(countries: Iterable[Country]) -> "GeoDataFrame":
    """Return the outline of each country in degrees (EPSG:4326), indexed by alpha-3 code.

    A place without an outline is a point; its geometry is None if its coordinates are unknown.
    """
    from geopandas import GeoDataFrame, read_file
    from pandas import Index
    from shapely import Point

    outlines = dict(read_file(OUTLINES_IN_DEGREES).set_index("country").geometry)
    shapes = {
        item.id: outlines.get(item.id)
        or (Point(item.longitude, item.latitude) if item.placed else None)
        for item in countries
    }
    index = Index(list(shapes), name="country")
    return GeoDataFrame(geometry=list(shapes.values()), index=index, crs=DEGREES)


DEGREES: Final = "EPSG:4326"
DISCLAIMER: Final = "Boundaries do not imply endorsement."
DOTS: Final = frozenset({"CYP", "HKG", "LUX", "MLT", "MUS", "QAT", "SGP"})
"""Countries too small to be seen as outlines; `data.etl.map_files.small` finds them."""
