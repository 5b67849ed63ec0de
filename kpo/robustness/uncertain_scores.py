"""The scores of a ranking, split into certain parts and parts that are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kpo.core.cache import cached
from kpo.data.catalog import BACHELOR_ATTAINMENT, GRADUATE_WORKFORCE
from kpo.data.computed import ENGLISH_POOL
from kpo.data.labour_cost import EMPLOYER_CHARGES, SAVING, LabourCost
from kpo.data.observations import charge_sources, cost_of_labour
from kpo.mcda.aggregation import Floats
from kpo.mcda.uncertain_scores import Cell, Cost, DoubtfulScores, Part, Saving, cells_of
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
    uncertain, draw = doubts(matrix), drawn_memory(matrix.catalog)
    table = [[cells.get(place, ()) for cells in uncertain.cells] for place in places]
    return DoubtfulScores(uncertain.certain[list(places)], cells_of(table), draw)


@cached(64)
def doubts(matrix: DecisionMatrix) -> UncertainFigures:
    """Return the scores of every country, split into certain and drawn parts."""
    certain = matrix.scores.copy()
    cells: list[dict[int, Cell]] = [{} for _ in matrix.criteria]
    for row, country in enumerate(matrix.countries):
        for column in range(len(matrix.criteria)):
            rest, cell = _split(matrix, row, country, column)
            if cell:
                certain[row, column] = rest
                cells[column][row] = cell
    certain.flags.writeable = False
    return UncertainFigures(certain, tuple(cells))


def _split(matrix: DecisionMatrix, row: int, country: str, column: int) -> tuple[float, Cell]:
    """Return the certain points and the drawn parts of one score."""
    catalog = matrix.catalog
    rest, cell = 0.0, []
    for place in np.flatnonzero(matrix.shares[:, column]).tolist():
        item, share = matrix.indicators[place], float(matrix.shares[place, column])
        score = float(matrix.counted[row, place])
        part: Part | None
        if item.id == SAVING:
            part = _saving(matrix, country, share)
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


def _saving(matrix: DecisionMatrix, country: str, share: float) -> Part | None:
    """Return how a country's saving is drawn; None if it is certain or not available."""
    catalog, rules = matrix.catalog, matrix.rules
    here, home = (cost_of_labour(catalog, rules, name) for name in (country, rules.client))
    if here is None or home is None:
        return None
    unit = home.pay.value
    return saving_of(_cost(matrix, here, unit), _cost(matrix, home, unit), share)


def _cost(matrix: DecisionMatrix, cost: LabourCost, unit: float) -> Cost:
    """Return how a cost is drawn, with the client's pay as the unit."""
    catalog, rules = matrix.catalog, matrix.rules
    streams = catalog.tiers[rules.tier].pay, EMPLOYER_CHARGES
    charges = charges_of(cost.charges, charge_sources(catalog, rules, cost.pay.country))
    return cost_of(cost.pay, charges, streams, catalog.figure_errors, unit)
