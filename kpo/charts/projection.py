"""Equal Earth: an equal-area plane for world maps, so that no country looks larger than it is.

Šavrič, Patterson and Jenny (2018), The Equal Earth map projection, IJGIS 33(3), equations 1 to 4.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
UNITS: Final = 1000
"""Map units a radian; the world is 5,412 units wide, so whole units are finer than a screen."""


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
