"""What is counted twice: indicators that go together, on every country there is.

Correlations between the indicators of a composite (OECD/JRC Handbook, step 4), stated only on the
wide set and only where enough countries have both figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from kpo.association import LEAST, correlation
from kpo.catalog import Catalog
from kpo.memory import kept
from kpo.model import Indicator, NativeEnglish, Scenario
from kpo.normalise import Floats, decision_matrix, transformed

STRONG: Final = 0.75


@dataclass(frozen=True)
class Overlap:
    """Two indicators with Pearson's r over `n` countries.

    r is above 0 where good goes with good: directions are applied, and logarithms taken where the
    score takes them. It is None where too few countries have both, or one does not vary.
    """

    first: Indicator
    second: Indicator
    n: int
    r: float | None

    @property
    def strong(self) -> bool:
        """Tell whether the two say much the same, or the opposite."""
        return self.r is not None and abs(self.r) >= STRONG

    @property
    def across(self) -> bool:
        """Tell whether they stand in two criteria, so that both weights count the same thing."""
        return self.first.criterion != self.second.criterion


def overlaps(catalog: Catalog, scenario: Scenario) -> tuple[Overlap, ...]:
    """Return every pair of the tier's indicators, the closest first.

    Correlations rest on the figures that the scenario uses, of all countries of the catalogue;
    which destinations are compared does not matter.
    """
    return _overlaps(
        catalog, scenario.tier, scenario.client, scenario.max_age, scenario.native_english
    )


def overlap_rows(found: Sequence[Overlap]) -> list[dict[str, object]]:
    """Return the pairs as rows of a file."""
    return [
        {
            "first": pair.first.id,
            "second": pair.second.id,
            "r": "" if pair.r is None else round(pair.r, 4),
            "countries": pair.n,
            "in_two_criteria": "yes" if pair.across else "no",
        }
        for pair in found
    ]


@kept(16)
def _overlaps(
    catalog: Catalog, tier: str, client: str, max_age: int, native_english: NativeEnglish
) -> tuple[Overlap, ...]:
    rules = Scenario(tier=tier, client=client, max_age=max_age, native_english=native_english)
    matrix = decision_matrix(catalog, rules)
    values = {
        item.id: np.array(
            [
                matrix.figures[country, item.id].value
                if (country, item.id) in matrix.figures
                else np.nan
                for country in matrix.countries
            ]
        )
        for item in matrix.indicators
    }
    found = [
        _overlap(one, other, values[one.id], values[other.id])
        for one, other in combinations(matrix.indicators, 2)
    ]
    return tuple(sorted(found, key=lambda pair: -abs(pair.r or 0.0)))


def _overlap(one: Indicator, other: Indicator, x: Floats, y: Floats) -> Overlap:
    both = ~np.isnan(x) & ~np.isnan(y)
    n = int(both.sum())
    if n < LEAST:
        return Overlap(one, other, n, None)
    r = correlation(
        one.direction * _scaled(one, x[both]),
        other.direction * _scaled(other, y[both]),
    )
    return Overlap(one, other, n, r)


def _scaled(item: Indicator, values: Floats) -> Floats:
    """Return figures as they are scored; as they are if one of them has no logarithm there."""
    least = -1.0 if item.transform == "log1p" else 0.0
    return transformed(values, item.transform) if (values > least).all() else values
