"""Scores drawn at random from the distributions of uncertain figures.

Every uncertain quantity has a distribution with 4,096 equally likely steps; the word of the draw,
the country and the figure (`kpo.mcda.hashing`) chooses one. A score that depends on one quantity is
thus a lookup in a table of 4,096 points; a saving is the quotient of two products of such tables.
Only sums, products, quotients and square roots are used and the result is rounded once, to single
precision: a browser that does the same gets the same numbers to the last bit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from kpo.mcda.aggregation import Bools, Floats, Ints
from kpo.mcda.hashing import steps, words
from kpo.mcda.quantiles import NORMAL, UNIFORM, factors, triangular
from kpo.mcda.weight_sampling import Singles

TOP = 100.0


@dataclass(frozen=True)
class Normal:
    """A score that moves in proportion to a normal variate, clipped to 0 and 100 points.

    On a logarithmic scale that is a figure times a lognormal factor.

    Attributes
    ----------
    country, figure
        Key of the draws: parts with the same key share their variates.
    now
        Points of the figure as it is, not clipped.
    deviation
        Points that one standard deviation adds; negative if a lower figure is better.
    share
        Share of the criterion's indicator weight.
    """

    country: str
    figure: str
    now: float
    deviation: float
    share: float

    def table(self) -> Floats:
        """Return the points of each step."""
        return np.minimum(np.maximum(self.now + self.deviation * NORMAL, 0.0), TOP)


@dataclass(frozen=True)
class Lognormal:
    """A score on a linear scale of a figure times a lognormal factor, clipped to 0 and 100.

    Attributes
    ----------
    zero, now
        Points of a figure of 0 and of the figure as it is, not clipped.
    deviation
        Standard deviation of the logarithm of the figure.
    """

    country: str
    figure: str
    zero: float
    now: float
    deviation: float
    share: float

    def table(self) -> Floats:
        """Return the points of each step."""
        points = self.zero + (self.now - self.zero) * factors(self.deviation)
        return np.minimum(np.maximum(points, 0.0), TOP)


@dataclass(frozen=True)
class Uniform:
    """A score that is uniform between two ends, in points."""

    country: str
    figure: str
    low: float
    high: float
    share: float

    def table(self) -> Floats:
        """Return the points of each step."""
        return self.low + (self.high - self.low) * UNIFORM


@dataclass(frozen=True)
class Cost:
    """An employer's cost: pay times a lognormal factor, times 1 plus the charges on it.

    Attributes
    ----------
    country, pay_figure, charges_figure
        Keys of the draws, as in `Normal`.
    pay
        In any unit of money that both sides of a saving share.
    deviation
        Standard deviation of the logarithm of pay.
    lowest, charges, highest
        Charges as shares of pay: triangular between the ends, with `charges` most likely.
    """

    country: str
    pay_figure: str
    charges_figure: str
    pay: float
    deviation: float
    lowest: float
    charges: float
    highest: float

    def drawn(self, first: int, count: int, seed: int) -> Floats:
        """Return the cost in each draw."""
        paid = (self.pay * factors(self.deviation))[
            steps(words(self.country, self.pay_figure, first, count, seed))
        ]
        if self.lowest == self.highest:
            return paid * (1.0 + self.charges)
        added = 1.0 + triangular(self.lowest, self.charges, self.highest)
        return paid * added[steps(words(self.country, self.charges_figure, first, count, seed))]


@dataclass(frozen=True)
class Saving:
    """Points for the share of the client's cost that a destination saves, 0 if it saves nothing."""

    destination: Cost
    client: Cost
    share: float


Part = Normal | Lognormal | Uniform | Saving
Cell = tuple[Part, ...]
"""The parts of one country's score on one criterion that are drawn; their points are added."""

Drawn = Sequence[Singles] | Singles
Draw = Callable[[tuple[Cell, ...], int, int, int], Drawn]
"""Returns the points of cells, one array each, from the first draw, their number and the seed."""


def drawn(cells: tuple[Cell, ...], first: int, count: int, seed: int) -> Singles:
    """Return the points of the drawn parts, cells × draws, in single precision.

    Parameters
    ----------
    cells
        One cell per row of the result.
    first, count, seed
        Number of the first draw (from 1), number of draws, and the seed.

    Examples
    --------
    >>> drawn(((Normal("IND", "law", 60.0, 0.0, 0.5),),), 1, 2, 0)
    array([[30., 30.]], dtype=float32)
    """
    clients: dict[Cost, Floats] = {}
    out = np.empty((len(cells), count), dtype=np.float32)
    for row, cell in enumerate(cells):
        points = np.zeros(count)
        for part in cell:
            if isinstance(part, Saving):
                if part.client not in clients:
                    clients[part.client] = part.client.drawn(first, count, seed)
                ratio = part.destination.drawn(first, count, seed) / clients[part.client]
                points += part.share * (TOP * np.maximum(1.0 - ratio, 0.0))
            else:
                chosen = steps(words(part.country, part.figure, first, count, seed))
                points += (part.share * part.table())[chosen]
        out[row] = points
    return out


@dataclass(frozen=True)
class DrawnCells:
    """Cells of one criterion `column`, and the alternatives `rows` that they belong to."""

    column: int
    rows: Ints
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class DrawBlock:
    """Drawn points of one criterion, an array of draws for each of the alternatives `rows`."""

    column: int
    rows: Ints
    points: Drawn

    def at(self, draws: Ints) -> Singles:
        """Return the points in the given draws only, alternatives × draws."""
        return np.concatenate([row.take(draws) for row in self.points]).reshape(-1, len(draws))


@dataclass(frozen=True, eq=False)
class DoubtfulScores:
    """Scores split into certain parts and parts that are drawn in each draw.

    Attributes
    ----------
    certain
        Alternatives × criteria in points: the parts that are not drawn; NaN is a missing criterion.
    cells
        The parts that are drawn and added to `certain`, one entry per criterion.
    draw
        Function that draws the cells; a cached one can be given.
    """

    certain: Floats
    cells: tuple[DrawnCells, ...]
    draw: Draw = drawn

    def taken(self, rows: Bools, columns: Bools) -> "DoubtfulScores":
        """Return the scores of the chosen alternatives and criteria only."""
        new_row, new_column = np.cumsum(rows) - 1, np.cumsum(columns) - 1
        parts = [(part, rows[part.rows]) for part in self.cells if columns[part.column]]
        kept = [
            DrawnCells(
                int(new_column[part.column]),
                new_row[part.rows[here]],
                tuple(compress(part.cells, here.tolist())),
            )
            for part, here in parts
            if here.any()
        ]
        return DoubtfulScores(self.certain[np.ix_(rows, columns)], tuple(kept), self.draw)

    def blocks(self, first: int, count: int, seed: int) -> tuple[DrawBlock, ...]:
        """Return the points of `count` draws from number `first` on."""
        return tuple(
            DrawBlock(part.column, part.rows, self.draw(part.cells, first, count, seed))
            for part in self.cells
        )


def cells_of(parts: Sequence[Sequence[Cell]]) -> tuple[DrawnCells, ...]:
    """Group a table of cells, alternatives × criteria, by criterion; empty cells are left out."""
    drawn_cells = []
    for column in range(len(parts[0]) if parts else 0):
        rows = [row for row, cells in enumerate(parts) if cells[column]]
        if rows:
            cells = tuple(tuple(parts[row][column]) for row in rows)
            drawn_cells.append(DrawnCells(column, np.array(rows), cells))
    return tuple(drawn_cells)
