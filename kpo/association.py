"""How two measures go together, said only where enough countries stand behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from kpo.exploration import Measure, Reading

LEAST: Final = 20
"""Countries under which no correlation is stated."""


@dataclass(frozen=True)
class Association:
    """Pearson's r of two measures, on logarithms where a measure counts by ratios."""

    n: int
    r: float | None


def correlation(x: ArrayLike, y: ArrayLike) -> float | None:
    """Return Pearson's r; None where one of the two does not vary.

    Examples
    --------
    >>> correlation([1, 2, 3], [2, 4, 6]), correlation([1, 2], [5, 5])
    (1.0, None)
    """
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    a, b = a - a.mean(), b - b.mean()
    spread = float(np.sqrt((a @ a) * (b @ b)))
    return float(np.clip(a @ b / spread, -1, 1)) if spread > 0 else None


def pairs(x: Iterable[Reading], y: Iterable[Reading]) -> list[tuple[Reading, Reading]]:
    """Return both readings of each country that has both."""
    other = {item.country: item for item in y if item.value is not None}
    return [
        (item, other[item.country])
        for item in x
        if item.value is not None and item.country in other
    ]


def association(
    x: Measure, y: Measure, of_x: Iterable[Reading], of_y: Iterable[Reading]
) -> Association:
    """Return r on every country with both figures; hand in the wide set, not a selection of it.

    Assumed figures are left out: they would be counted as agreement.
    """
    both = [(a, b) for a, b in pairs(of_x, of_y) if not (_assumed(x, a) or _assumed(y, b))]
    if len(both) < LEAST:
        return Association(len(both), None)
    a = np.array([item.value for item, _ in both], dtype=np.float64)
    b = np.array([item.value for _, item in both], dtype=np.float64)
    return Association(len(both), correlation(scaled(a, x.log), scaled(b, y.log)))


def scaled(values: ArrayLike, log: bool) -> ArrayLike:
    """Return values as they count: logarithms for ratios, if all are positive."""
    array = np.asarray(values, dtype=np.float64)
    return np.log10(array) if log and (array > 0).all() else array


def _assumed(measure: Measure, reading: Reading) -> bool:
    """Tell whether the number itself is assumed; a total score is so in part only."""
    return measure.kind != "score" and reading.status == "assumed"
