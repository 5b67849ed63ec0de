"""Lines under a ranking in every file: the client at home, and destinations that are left out."""

from dataclasses import dataclass

from kpo.core.labels import PATTERN_WORDS, STATUS_WORDS, Pattern
from kpo.data.catalog import Catalog
from kpo.data.names import note_word, sanction_mark
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import NotRanked, Row


@dataclass(frozen=True)
class Beside:
    """A line under the ranking: the text in place of a rank, the row, and the reason."""

    place: str
    row: Row
    outlined: bool = False
    reason: str = ""

    @property
    def would_be(self) -> str:
        """The score, and the rank that the destination would have if it were ranked."""
        return f"{self.row.score:.0f} points, place {self.row.rank} if it were ranked"


def beside(ranking: Ranking) -> tuple[Beside, ...]:
    """Return the client, then the sanctioned destinations by the rank that each would have."""
    home = [Beside("at home", ranking.at_home)] if ranking.at_home else []
    out = [
        Beside(f"({item.row.rank})", item.row, True, item.reason)
        for item in ranking.not_ranked
        if item.row and item.kind == "sanctions"
    ]
    return (*home, *sorted(out, key=lambda item: (item.row.rank, item.row.name)))


def left_out(ranking: Ranking) -> tuple[NotRanked, ...]:
    """Return the destinations not ranked for other reasons than sanctions."""
    return tuple(item for item in ranking.not_ranked if item.kind != "sanctions" or not item.row)


def called(ranking: Ranking, item: NotRanked) -> str:
    """Return the name of a destination that is not ranked, marked if it is under sanctions."""
    mark = sanction_mark(ranking.catalog, item.country, ranking.client)
    return f"{item.name} ({mark})" if mark else item.name


def pattern(row: Row, criterion: str, outlined: bool = False) -> Pattern:
    """Return the pattern that fills a criterion's part of a bar."""
    if criterion in row.missing:
        return "missing"
    if outlined:
        return "outline"
    if "doubtful" in row.statuses[criterion]:
        return "doubtful"
    return "marked" if row.statuses[criterion] else "plain"


def used(ranking: Ranking) -> tuple[Pattern, ...]:
    """Return the patterns that a chart of a ranking uses, in the order of `PATTERN_WORDS`."""
    seen = {pattern(row, name) for row in ranking.rows for name in row.scores}
    for line in beside(ranking):
        seen |= {pattern(line.row, name, line.outlined) for name in line.row.scores}
    return tuple(kind for kind in PATTERN_WORDS if kind in seen)


def remark(catalog: Catalog, row: Row) -> str:
    """Return which criteria of a destination have no figure, or a marked one."""
    remarks = [
        f"{note_word(catalog, name)}: no figure: counted at {row.scores[name]:.0f}"
        for name in row.scores
        if name in row.missing
    ]
    for status in ("doubtful", "assumed", "different_definition", "user"):
        names = [
            note_word(catalog, name)
            for name, marks in row.statuses.items()
            if status in marks and name not in row.missing
        ]
        remarks += [f"{', '.join(names)}: {STATUS_WORDS[status]}"] if names else []
    return "; ".join(remarks)


def noted(catalog: Catalog, row: Row) -> str:
    """Return the marks of a destination and the remarks on its figures, as one text."""
    return "; ".join(filter(None, (*row.marks, remark(catalog, row))))
