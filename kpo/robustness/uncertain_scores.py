"""The scores of a ranking, split into certain parts and parts that are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kpo.core.cache import cached
from kpo.core.model import ScoringRules
from kpo.data.catalog import BACHELOR_ATTAINMENT, GRADUATE_WORKFORCE, Catalog
from kpo.data.computed import ENGLISH_POOL
from kpo.data.labour_cost import EMPLOYER_CHARGES, SAVING, LabourCost
from kpo.data.observations import charge_sources, cost_of_labour
from kpo.mcda.aggregation import Floats
from kpo.mcda.uncertain_scores import Cell, Cost, DoubtfulScores, DrawnCells, Part, Saving
from kpo.robustness.draw_cache import drawn_memory, same_cell
from kpo.robustness.score_errors import Weighed, charges_of, cost_of, part_of, saving_of
from kpo.scoring.decision_matrix import DecisionMatrix

STREAMS = {GRADUATE_WORKFORCE: BACHELOR_ATTAINMENT, ENGLISH_POOL: BACHELOR_ATTAINMENT}
"""The uncertain figure behind each computed figure, which varies with it and as widely."""


@dataclass(frozen=True, eq=False)
class UncertainFigures:
    """Scores of every country of a decision matrix, split into certain and drawn parts.

    Attributes
    ----------
    certain
        Countries × criteria in points: the parts that are not drawn.
    cells
        For each criterion the drawn parts by the country's row.
    """

    certain: Floats
    cells: tuple[Mapping[int, Cell], ...]


def doubtful_scores(matrix: DecisionMatrix, places: Sequence[int]) -> DoubtfulScores:
    """Return the scores of the countries in the rows `places` of the decision matrix."""
    catalog, uncertain = matrix.catalog, doubts(matrix)
    parts = [
        DrawnCells(
            column,
            np.array([row for row, place in enumerate(places) if place in cells]),
            tuple(cells[place] for place in places if place in cells),
        )
        for column, cells in enumerate(uncertain.cells)
        if any(place in cells for place in places)
    ]
    return DoubtfulScores(uncertain.certain[list(places)], tuple(parts), drawn_memory(catalog))


@cached(64)
def doubts(matrix: DecisionMatrix) -> UncertainFigures:
    """Return the scores of every country, split into certain and drawn parts."""
    savings = _Savings(matrix.catalog, matrix.rules)
    certain = matrix.scores.copy()
    cells: list[dict[int, Cell]] = [{} for _ in matrix.criteria]
    for row, country in enumerate(matrix.countries):
        for column in range(len(matrix.criteria)):
            rest, cell = _split(matrix, savings, (row, country, column))
            if cell:
                certain[row, column] = rest
                cells[column][row] = cell
    certain.flags.writeable = False
    return UncertainFigures(certain, tuple(cells))


def _split(
    matrix: DecisionMatrix, savings: "_Savings", at: tuple[int, str, int]
) -> tuple[float, Cell]:
    """Return the certain points and the drawn parts of one score."""
    catalog = matrix.catalog
    row, country, column = at
    rest, cell = 0.0, []
    for place in np.flatnonzero(matrix.shares[:, column]).tolist():
        item, share = matrix.indicators[place], float(matrix.shares[place, column])
        score = float(matrix.counted[row, place])
        part: Part | None
        if item.id == SAVING:
            part = savings.part(country, share)
        else:
            stream = STREAMS.get(item.id, item.id)
            observation = matrix.figures.get((country, item.id))
            doubted = matrix.figures.get((country, stream), observation)
            weighed = Weighed(country, item, stream, score, share, observation, doubted)
            part = part_of(weighed, catalog.figure_errors)
        if part is None:
            rest += share * score
        else:
            cell.append(part)
    if any(isinstance(part, Saving) for part in cell):
        return rest, tuple(cell)
    return rest, same_cell(catalog, tuple(cell))


class _Savings:
    """How savings are drawn under scoring rules; pay is relative to the client's."""

    def __init__(self, catalog: Catalog, rules: ScoringRules) -> None:
        self._catalog, self._rules = catalog, rules
        self._home = cost_of_labour(catalog, rules, rules.client)
        self._client = None if self._home is None else self._cost(self._home)

    def part(self, country: str, share: float) -> Part | None:
        """Return how a country's saving is drawn; None if it is certain or not available."""
        here = cost_of_labour(self._catalog, self._rules, country)
        if here is None or self._client is None:
            return None
        return saving_of(self._cost(here), self._client, share)

    def _cost(self, cost: LabourCost) -> Cost:
        assert self._home is not None
        streams = self._catalog.tiers[self._rules.tier].pay, EMPLOYER_CHARGES
        sources = charge_sources(self._catalog, self._rules, cost.pay.country)
        charges = charges_of(cost.charges, sources)
        widths, unit = self._catalog.figure_errors, self._home.pay.value
        return cost_of(cost.pay, charges, streams, widths, unit)
