"""Scores of every destination with the tier's pay, including those that rules leave out."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import Floats, arithmetic, geometric, ranks
from kpo.scoring.decision_matrix import decision_matrix
from kpo.scoring.ranking import rank

DECIMALS: Final = 9
"""Decimals to which scores are rounded, so that nearly equal ones share a rank."""


@dataclass(frozen=True)
class AllDestinations:
    """All destinations with the tier's pay except the client, with their scores.

    `contributions` are destinations × criteria in points.
    """

    countries: tuple[str, ...]
    criteria: tuple[str, ...]
    scores: Floats
    contributions: Floats

    def first(self, count: int) -> frozenset[str]:
        """Return the countries in the first `count` places, with all that share the last one."""
        places = ranks(self.scores)
        return frozenset(c for c, at in zip(self.countries, places, strict=True) if at <= count)


def all_destinations(catalog: Catalog, scenario: Scenario) -> AllDestinations:
    """Return the scores of every destination with the tier's pay except the client.

    Destinations that rules leave out are included.
    """
    everyone = tuple(country for country in catalog.countries if country != scenario.client)
    ranking = rank(catalog, replace(scenario, countries=everyone))
    without_pay = {item.country for item in ranking.not_ranked if item.kind == "no_pay"}
    matrix = decision_matrix(catalog, scenario)
    kept_rows = [
        row
        for row, country in enumerate(matrix.countries)
        if country != scenario.client and country not in without_pay
    ]
    formula = geometric if scenario.method == "geometric" else arithmetic
    scores, contributions = formula(matrix.scores[kept_rows], np.asarray(ranking.weights))
    countries = tuple(matrix.countries[row] for row in kept_rows)
    return AllDestinations(countries, matrix.criteria, scores.round(DECIMALS), contributions)
