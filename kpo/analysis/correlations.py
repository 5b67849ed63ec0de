"""Correlations between indicators, which show what a composite counts twice.

OECD/JRC Handbook, step 4. They rest on all countries of the catalogue (the wide set) and are stated
only if enough of them have both figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from kpo.analysis.measures import Measure, Reading
from kpo.core.cache import cached
from kpo.core.model import Indicator, Scenario, ScoringRules
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import Floats
from kpo.mcda.correlation import correlation
from kpo.mcda.normalisation import transformed
from kpo.scoring.decision_matrix import decision_matrix

STRONG: Final = 0.75


@dataclass(frozen=True)
class Overlap:
    """Two indicators with Pearson's r over `n` countries.

    r is above 0 if good goes with good: directions are applied, and logarithms taken as in the
    score. It is None if too few countries have both figures, or one does not vary.
    """

    first: Indicator
    second: Indicator
    n: int
    r: float | None

    @property
    def strong(self) -> bool:
        """Whether the two say much the same, or the opposite."""
        return self.r is not None and abs(self.r) >= STRONG

    @property
    def across(self) -> bool:
        """Whether they belong to two criteria, so that both weights count the same thing."""
        return self.first.criterion != self.second.criterion


def overlaps(catalog: Catalog, scenario: Scenario) -> tuple[Overlap, ...]:
    """Return every pair of the tier's indicators, the strongest correlation first.

    Correlations rest on the figures that the scenario uses, of all countries of the catalogue;
    which destinations are compared does not matter.
    """
    return _overlaps(catalog, scenario.rules)


def overlap_rows(pairs: Sequence[Overlap]) -> list[dict[str, object]]:
    """Return the pairs as rows of a file."""
    return [
        {
            "first": pair.first.id,
            "second": pair.second.id,
            "r": "" if pair.r is None else round(pair.r, 4),
            "countries": pair.n,
            "in_two_criteria": "yes" if pair.across else "no",
        }
        for pair in pairs
    ]


@cached(16)
def _overlaps(catalog: Catalog, rules: ScoringRules) -> tuple[Overlap, ...]:
    matrix = decision_matrix(catalog, rules)
    columns = zip(matrix.indicators, matrix.values.T, strict=True)
    pairs = [_overlap(one, other, x, y) for (one, x), (other, y) in combinations(columns, 2)]
    return tuple(sorted(pairs, key=lambda pair: -abs(pair.r or 0.0)))


def _overlap(one: Indicator, other: Indicator, x: Floats, y: Floats) -> Overlap:
    both = ~np.isnan(x) & ~np.isnan(y)
    n = int(both.sum())
    if n < MIN_COUNTRIES:
        return Overlap(one, other, n, None)
    r = correlation(
        one.direction * _scaled(one, x[both]), other.direction * _scaled(other, y[both])
    )
    return Overlap(one, other, n, r)


def _scaled(item: Indicator, values: Floats) -> Floats:
    """Return figures on the scale of the score; unchanged if one of them has no logarithm."""
    least = -1.0 if item.transform == "log1p" else 0.0
    return transformed(values, item.transform) if (values > least).all() else values


MIN_COUNTRIES: Final = 20
"""Minimum number of countries for a correlation to be stated."""


@dataclass(frozen=True)
class Association:
    """Pearson's r of two measures over `n` countries, with logarithms if a measure has `log`."""

    n: int
    r: float | None


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
    """Return r over the countries with both figures; pass the wide set, not a selection of it.

    Assumed figures are left out: they would be counted as agreement.
    """
    both = [(a, b) for a, b in pairs(of_x, of_y) if not (_assumed(x, a) or _assumed(y, b))]
    if len(both) < MIN_COUNTRIES:
        return Association(len(both), None)
    a = np.array([item.value for item, _ in both], dtype=np.float64)
    b = np.array([item.value for _, item in both], dtype=np.float64)
    return Association(len(both), correlation(scaled(a, x.log), scaled(b, y.log)))


def scaled(values: ArrayLike, log: bool) -> ArrayLike:
    """Return values, or their logarithms if `log` is set and all are positive."""
    array = np.asarray(values, dtype=np.float64)
    return np.log10(array) if log and (array > 0).all() else array


def _assumed(measure: Measure, reading: Reading) -> bool:
    """Tell whether the number itself is assumed; a total score is assumed only in part."""
    return measure.kind != "score" and reading.status == "assumed"
