"""Formulas that rank in a spreadsheet as the library does, with their current values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kpo.core.text import letters
from kpo.mcda.aggregation import FLOOR, TIE
from kpo.narrative.ranking import Beside, beside
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

HEAD: Final = 4
"""Row of the column heads, counted from 0; tables begin below it."""


@dataclass(frozen=True)
class FormulaGrid:
    """Layout of the sheet Scores: one row per destination, sorted by name.

    Columns, counted from 0: name, criterion scores, points by criterion, score, rank, place in the
    list, and cells that do not depend on the weights. Below an empty line follow `under`, the
    client and sanctioned destinations, which no rank counts. `order` has the indices of `rows` by
    rank.
    """

    rows: tuple[Row, ...]
    order: tuple[int, ...]
    under: tuple[Beside, ...]
    criteria: int
    method: str

    @property
    def points(self) -> int:
        """First column of the points, where the formulas begin."""
        return 1 + self.criteria

    @property
    def score(self) -> int:
        """Column of the score; rank and place follow it."""
        return self.points + self.criteria

    @property
    def still(self) -> int:
        """First column of the cells that do not depend on the weights."""
        return self.score + 3

    def line(self, index: int) -> int:
        """Return the row, from 0, of a destination, or of `under` for an index beyond `rows`."""
        return HEAD + 1 + index + (index >= len(self.rows))

    def listed(self, place: int, at: int) -> str:
        """Return the formula of a cell of the sorted list that depends on the weights."""
        columns = (self.score + 1, 0, self.score, *range(self.points, self.score))
        return self._looked_up(place, columns[at])

    def kept(self, place: int, at: int) -> str:
        """Return the formula of a cell of the sorted list that does not depend on the weights."""
        return self._looked_up(place, self.still + at)

    def shown(self, index: int, at: int) -> str:
        """Return the formula of a cell of a line under the list: score, then points."""
        what = letters((self.score, *range(self.points, self.score))[at])
        return f"=Scores!${what}${self.line(index) + 1}"

    def place(self, index: int) -> str:
        """Return the formula of the rank that a line under the list would have, in brackets."""
        rank = f"Scores!${letters(self.score + 1)}${self.line(index) + 1}"
        return f'="("&{rank}&")"'

    def formulas(self, index: int) -> Iterator[tuple[str, float]]:
        """Yield formula and value of points, score, rank and place of a destination."""
        row, line = self.rows[index], self.line(index) + 1
        yield from self._scored(row, line)
        yield self._rank(line), row.rank
        first, rank = HEAD + 2, letters(self.score + 1)
        level = f"COUNTIF(${rank}${first}:{rank}{line},{rank}{line})"
        yield f"={rank}{line}+{level}-1", 1 + self.order.index(index)

    def formulas_under(self, index: int) -> Iterator[tuple[str, float]]:
        """Yield formula and value of points and score of a line under the list, and of its rank."""
        item, line = self.under[index - len(self.rows)], self.line(index) + 1
        yield from self._scored(item.row, line)
        if item.outlined:
            yield self._rank(line), item.row.rank

    def _scored(self, row: Row, line: int) -> Iterator[tuple[str, float]]:
        for at, points in enumerate(row.contributions.values(), 1):
            yield self._points(at, line), points
        yield self._score(line), row.score

    def _rank(self, line: int) -> str:
        first, last, score = HEAD + 2, HEAD + 1 + len(self.rows), letters(self.score)
        above = f"${score}${first}:${score}${last}>{score}{line}+{TIE:.0E}"
        return f"=1+SUMPRODUCT(--({above}))"

    def _points(self, at: int, line: int) -> str:
        cell, weight = f"{letters(at)}{line}", f"{letters(at)}${HEAD}"
        if self.method == "arithmetic":
            return f"={cell}*{weight}"
        score = f"${letters(self.score)}{line}"
        part = f"{weight}*LN(MAX({cell},{FLOOR:g}))/LN({score})"
        return f"={score}*IF({score}>1,{part},{weight})"

    def _score(self, line: int) -> str:
        if self.method == "arithmetic":
            return f"=SUM({letters(self.points)}{line}:{letters(self.score - 1)}{line})"
        logs = "+".join(
            f"{letters(at)}${HEAD}*LN(MAX({letters(at)}{line},{FLOOR:g}))"
            for at in range(1, self.criteria + 1)
        )
        return f"=EXP({logs})"

    def _looked_up(self, place: int, at: int) -> str:
        first, last = HEAD + 2, HEAD + 1 + len(self.rows)
        where, what = letters(self.score + 2), letters(at)
        match = f"MATCH({place + 1},Scores!${where}${first}:${where}${last},0)"
        return f"=INDEX(Scores!${what}${first}:${what}${last},{match})"


def grid(ranking: Ranking) -> FormulaGrid:
    """Return the layout for a ranking; rows are sorted by name, so that ties are listed by name."""
    rows = tuple(sorted(ranking.rows, key=lambda row: (row.name, row.country)))
    return FormulaGrid(
        rows=rows,
        order=tuple(rows.index(row) for row in ranking.rows),
        under=beside(ranking),
        criteria=len(ranking.criteria),
        method=ranking.scenario.method,
    )
