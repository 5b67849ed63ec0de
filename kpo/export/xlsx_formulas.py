"""The formulas that rank in a spreadsheet, the same as `kpo.score`, with their present values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kpo.aggregation import FLOOR, TIE
from kpo.score import Ranking, Row

HEAD: Final = 4
"""Row of the column heads, counted from 0; tables begin under it."""


@dataclass(frozen=True)
class Grid:
    """Where everything stands on the sheet Scores: one row a destination, by name.

    Columns, counted from 0: the name, then criterion scores, the weight present, points by
    criterion, score, rank, place in the list, and what does not follow the weights.
    """

    rows: tuple[Row, ...]
    order: tuple[int, ...]
    criteria: int
    method: str
    shares: tuple[float, ...]

    @property
    def present(self) -> int:
        """Column of the weight present, where the formulas begin."""
        return 1 + self.criteria

    @property
    def score(self) -> int:
        """Column of the score; rank and place follow it."""
        return self.present + 1 + self.criteria

    @property
    def still(self) -> int:
        """First column of what does not follow the weights."""
        return self.score + 3

    def listed(self, place: int, at: int) -> str:
        """Return the formula of a cell of the sorted list that follows the weights."""
        found = (self.score + 1, 0, self.score, *range(self.present + 1, self.score))
        return self._looked_up(place, found[at])

    def kept(self, place: int, at: int) -> str:
        """Return the formula of a cell of the sorted list that does not follow the weights."""
        return self._looked_up(place, self.still + at)

    def formulas(self, index: int) -> Iterator[tuple[str, float]]:
        """Yield formula and value of weight present, points, score, rank and place."""
        row, line = self.rows[index], HEAD + 2 + index
        weights = f"${column(1)}${HEAD}:${column(self.criteria)}${HEAD}"
        scores = f"${column(1)}{line}:${column(self.criteria)}{line}"
        yield f"=SUMPRODUCT({weights},--ISNUMBER({scores}))", self.shares[index]
        for at, points in enumerate(row.contributions.values(), 1):
            yield self._points(at, line), points
        yield self._score(line), row.score
        first, last = HEAD + 2, HEAD + 1 + len(self.rows)
        score, rank = column(self.score), column(self.score + 1)
        above = f"${score}${first}:${score}${last}>{score}{line}+{TIE:.0E}"
        yield f"=1+SUMPRODUCT(--({above}))", row.rank
        level = f"COUNTIF(${rank}${first}:{rank}{line},{rank}{line})"
        yield f"={rank}{line}+{level}-1", 1 + self.order.index(index)

    def _points(self, at: int, line: int) -> str:
        cell, weight = f"{column(at)}{line}", f"{column(at)}${HEAD}"
        share = f"{weight}/${column(self.present)}{line}"
        if self.method == "arithmetic":
            return f"=IF(ISNUMBER({cell}),{cell}*{share},0)"
        score = f"${column(self.score)}{line}"
        part = f"{share}*LN(MAX({cell},{FLOOR:g}))/LN({score})"
        return f"=IF(ISNUMBER({cell}),{score}*IF({score}>1,{part},{share}),0)"

    def _score(self, line: int) -> str:
        present = f"{column(self.present)}{line}"
        if self.method == "arithmetic":
            return f"=SUM({column(self.present + 1)}{line}:{column(self.score - 1)}{line})"
        logs = "+".join(
            f"IF(ISNUMBER({column(at)}{line}),"
            f"{column(at)}${HEAD}*LN(MAX({column(at)}{line},{FLOOR:g})),0)"
            for at in range(1, self.criteria + 1)
        )
        return f"=EXP(({logs})/{present})"

    def _looked_up(self, place: int, at: int) -> str:
        first, last = HEAD + 2, HEAD + 1 + len(self.rows)
        where, what = column(self.score + 2), column(at)
        match = f"MATCH({place + 1},Scores!${where}${first}:${where}${last},0)"
        return f"=INDEX(Scores!${what}${first}:${what}${last},{match})"


def grid(ranking: Ranking) -> Grid:
    """Return the sheet of a ranking: destinations by name, so that ties keep the order of names."""
    rows = tuple(sorted(ranking.rows, key=lambda row: (row.name, row.country)))
    return Grid(
        rows=rows,
        order=tuple(rows.index(row) for row in ranking.rows),
        criteria=len(ranking.criteria),
        method=ranking.scenario.method,
        shares=tuple(_present(ranking, row) for row in rows),
    )


def column(at: int) -> str:
    """Return the letters of a column counted from 0.

    Examples
    --------
    >>> column(0), column(25), column(26)
    ('A', 'Z', 'AA')
    """
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _present(ranking: Ranking, row: Row) -> float:
    """Return the share of the weight whose criteria have a score."""
    pairs = zip(ranking.criteria, ranking.weights.tolist(), strict=True)
    return float(sum(weight / 100 for name, weight in pairs if row.scores[name] is not None))
