"""The scores of a ranking, with those parts apart that are drawn anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kpo.catalog import GRADUATE_WORKFORCE, Catalog
from kpo.computed import EMPLOYER_CHARGES, ENGLISH_POOL, SAVING, LabourCost
from kpo.figures import cost_of_labour, figure
from kpo.memory import kept
from kpo.model import NativeEnglish, Observation, Scenario
from kpo.normalise import DecisionMatrix, Floats, decision_matrix
from kpo.robustness.figures import Cell, Cost, DoubtfulScores, DrawnCells, Part
from kpo.sureness.doubts import Charges, Weighed, charges_of, cost_of, part_of, saving_of
from kpo.sureness.memory import drawn_memory, same_cells

BACHELOR_ATTAINMENT = "bachelor_attainment"
STREAMS = {GRADUATE_WORKFORCE: BACHELOR_ATTAINMENT, ENGLISH_POOL: BACHELOR_ATTAINMENT}
"""Figures computed from one that can be in doubt: they vary with it, and as it does."""

CHARGES = (EMPLOYER_CHARGES, "employer_charges_worldbank", "employer_charges_oecd")
"""The sources of employer's charges."""

FEW = 20
"""Up to so many destinations are drawn by themselves; above, all of the catalogue at once, so
that what is left out or added costs nothing."""


@dataclass(frozen=True, eq=False)
class Doubts:
    """Scores of every country of the catalogue under one scenario's rules.

    Attributes
    ----------
    certain
        Countries × criteria in points: the parts that are not drawn.
    cells
        For each criterion the drawn parts by the country's row.
    """

    certain: Floats
    cells: tuple[Mapping[int, Cell], ...]


def doubtful_scores(catalog: Catalog, scenario: Scenario, places: Sequence[int]) -> DoubtfulScores:
    """Return the scores of some countries, by their rows in the decision matrix."""
    found = doubts(catalog, scenario)
    row_of = {place: row for row, place in enumerate(places)}
    parts = [
        _drawn_cells(catalog, column, cells, row_of)
        for column, cells in enumerate(found.cells)
        if any(place in cells for place in places)
    ]
    return DoubtfulScores(found.certain[list(places)], tuple(parts), drawn_memory(catalog))


def doubts(catalog: Catalog, scenario: Scenario) -> Doubts:
    """Return what is drawn of the scores of every country, for a scenario's rules."""
    rules = scenario.tier, scenario.client, scenario.max_age, scenario.native_english
    return _doubts(catalog, *rules)


def _drawn_cells(
    catalog: Catalog, column: int, cells: Mapping[int, Cell], row_of: Mapping[int, int]
) -> DrawnCells:
    wanted = sorted((place for place in cells if place in row_of), key=row_of.__getitem__)
    drawn = wanted if len(row_of) <= FEW else list(cells)
    at = {place: number for number, place in enumerate(drawn)}
    return DrawnCells(
        column,
        np.array([row_of[place] for place in wanted]),
        same_cells(catalog, tuple(cells[place] for place in drawn)),
        np.array([at[place] for place in wanted]),
    )


@kept(16)
def _doubts(
    catalog: Catalog, tier: str, client: str, max_age: int, native_english: NativeEnglish
) -> Doubts:
    scenario = Scenario(tier=tier, client=client, max_age=max_age, native_english=native_english)
    matrix = decision_matrix(catalog, scenario)
    savings = _Savings(catalog, scenario)
    certain = matrix.scores.copy()
    cells: list[dict[int, Cell]] = [{} for _ in matrix.criteria]
    for row, country in enumerate(matrix.countries):
        for column in range(len(matrix.criteria)):
            rest, cell = _split(catalog, matrix, savings, (row, country, column))
            if cell:
                certain[row, column] = rest
                cells[column][row] = cell
    certain.flags.writeable = False
    return Doubts(certain, tuple(cells))


def _split(
    catalog: Catalog, matrix: DecisionMatrix, savings: "_Savings", at: tuple[int, str, int]
) -> tuple[float, Cell]:
    """Return the certain points of one score, and what is drawn of it."""
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
            found = matrix.figures.get((country, item.id))
            doubted = matrix.figures.get((country, stream), found)
            weighed = Weighed(country, item, stream, score, share, found, doubted)
            part = part_of(weighed, catalog.figure_errors)
        if part is None:
            rest += share * score
        else:
            cell.append(part)
    return rest, tuple(cell)


class _Savings:
    """How the savings of one scenario are drawn; pay in parts of the client's."""

    def __init__(self, catalog: Catalog, scenario: Scenario) -> None:
        self._catalog, self._scenario = catalog, scenario
        self._home = cost_of_labour(catalog, scenario, scenario.client)
        self._client = None if self._home is None else self._cost(self._home)

    def part(self, country: str, share: float) -> Part | None:
        """Return how a country's saving is drawn; None where it is certain, or there is none."""
        here = cost_of_labour(self._catalog, self._scenario, country)
        if here is None or self._client is None:
            return None
        return saving_of(self._cost(here), self._client, share)

    def _cost(self, cost: LabourCost) -> Cost:
        assert self._home is not None
        streams = self._catalog.tiers[self._scenario.tier].pay, EMPLOYER_CHARGES
        charges = self._charges(cost)
        widths, unit = self._catalog.figure_errors, self._home.pay.value
        return cost_of(cost.pay, charges, streams, widths, unit)

    def _charges(self, cost: LabourCost) -> Charges:
        found = (
            figure(self._catalog, self._scenario, cost.pay.country, source)
            for source in CHARGES
            if source in self._catalog.indicators
        )
        others: list[Observation] = [item for item in found if item is not None]
        return charges_of(cost.charges, others)
