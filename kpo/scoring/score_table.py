"""Scores of every country under one scenario, and the rows made of them."""

import numpy as np

from kpo.core.model import Scenario
from kpo.data.labour_cost import SAVING
from kpo.mcda.aggregation import TIE, Floats, arithmetic, geometric
from kpo.scoring.decision_matrix import DecisionMatrix
from kpo.scoring.knock_out import marks_of
from kpo.scoring.rows import NotRanked, Reason, Row


class ScoreTable:
    """Scores and contributions in points, countries in the order of the matrix.

    Parameters
    ----------
    weights
        One per criterion, with any positive sum.
    tier_coverage
        Share of the tier's preset that rests on figures, one per country.
    """

    def __init__(
        self, matrix: DecisionMatrix, scenario: Scenario, weights: Floats, tier_coverage: Floats
    ) -> None:
        self._matrix, self._scenario, self._tier_coverage = matrix, scenario, tier_coverage
        formula = geometric if scenario.method == "geometric" else arithmetic
        self.totals, self._terms = formula(matrix.scores, weights)
        shares = weights / weights.sum()
        self._coverage = matrix.coverage @ shares
        self._marked = {mark: part @ shares for mark, part in matrix.marked.items()}

    def row(self, country: str, rank: int) -> Row:
        """Return the row of a country under a given rank."""
        matrix, index = self._matrix, self._matrix.place[country]
        catalog, client = matrix.catalog, self._scenario.client
        saving, sanction = matrix.figures[country, SAVING].value, catalog.sanction(client, country)
        marked = {mark: float(part[index]) for mark, part in self._marked.items()}
        return Row(
            country=country,
            name=catalog.countries[country].name,
            rank=rank,
            score=float(self.totals[index]),
            coverage=float(self._coverage[index]),
            different=marked["different_definition"],
            assumed=marked["assumed"],
            doubtful=marked["doubtful"],
            own=marked["user"],
            saving=saving,
            contributions=dict(zip(matrix.criteria, self._terms[index].tolist(), strict=True)),
            scores=dict(zip(matrix.criteria, matrix.scores[index].tolist(), strict=True)),
            missing=matrix.missing_names[index],
            statuses=matrix.statuses[index],
            flags=catalog.flags[country],
            marks=() if country == client else marks_of(saving, sanction),
            sanction=sanction,
        )

    def not_ranked(self, country: str, reason: tuple[Reason, str], ranked: Floats) -> NotRanked:
        """Return a country that is left out, with its rank among the scores in `ranked`."""
        index, catalog = self._matrix.place[country], self._matrix.catalog
        row = None
        if self._matrix.has_pay(country):
            above = int(np.count_nonzero(ranked > self.totals[index] + TIE))
            row = self.row(country, above + 1)
        return NotRanked(
            country,
            catalog.countries[country].name,
            *reason,
            float(self._tier_coverage[index]),
            catalog.flags[country],
            row,
        )
