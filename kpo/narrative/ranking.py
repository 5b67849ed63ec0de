"""Sentences that say what a ranking found, and the lines under it. Plain text, no markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kpo.core.labels import PATTERN_WORDS, STATUS_WORDS, Pattern
from kpo.core.numbers import in_points
from kpo.core.text import capitalised, joined, lowered
from kpo.data.catalog import Catalog
from kpo.data.names import named, note_word, place, sanction_mark, sanctioned, work_phrase
from kpo.data.observations import cost_of_labour
from kpo.mcda.aggregation import TIE
from kpo.narrative.rank_acceptability import how_often, nearest_turn, verdict_words
from kpo.scoring.decision_matrix import Mark
from kpo.scoring.ranking import WEAK_POINT, Ranking
from kpo.scoring.rows import NotRanked, Row

MIN_PART: Final = 0.05
"""Points, or per cent of weight, below which a difference would be shown as 0.0."""

RESTS_ON: Final[Mapping[Mark, str]] = {
    "doubtful": " on doubtful figures",
    "assumed": " on assumed figures",
    "different_definition": " on differently defined figures",
}
"""Words of a headline for a lead that rests on marked figures, the most serious mark first."""


@dataclass(frozen=True)
class Why:
    """Explanation of why one destination is ranked above another.

    `parts` are pairs of criterion and points, gains and losses, that sum to the difference of
    the two scores.
    """

    title: str
    sentence: str
    parts: tuple[tuple[str, float], ...]


def headline(ranking: Ranking) -> str:
    """Return the finding in one line; a sanctioned country is always marked as such."""
    catalog = ranking.catalog
    scenario = ranking.scenario
    work = work_phrase(catalog, scenario.tier, scenario.service)
    leaders = [row.country for row in ranking.rows if row.rank == 1]
    if not leaders:
        return f"No destination can be ranked for {work}"
    if len(leaders) > 2:
        return f"{len(leaders)} destinations lead level for {work}"
    names = [
        named(catalog, country, ranking.client, place == 0) for place, country in enumerate(leaders)
    ]
    if len(leaders) == 2:
        return f"{' and '.join(names)} lead level for {work}"
    leader = leading(catalog, leaders[0], ranking.client)
    return f"{leader} leads for {work}{rests_on(ranking)}{verdict_words(ranking)}"


def rests_on(ranking: Ranking) -> str:
    """Return which marked figures the lead rests on, for a headline; empty if it does not.

    The lead rests on them if the first would not be ahead of the second without its gains on the
    criteria with such figures.
    """
    if len(ranking.rows) < 2:
        return ""
    first, second = ranking.rows[:2]
    gains = [
        (kind, gain)
        for name, gain in differences(first, second)
        if gain > 0 and (kind := odd_mark(first, name))
    ]
    if not gains or sum(gain for _, gain in gains) <= first.score - second.score - TIE:
        return ""
    kinds = {kind for kind, _ in gains}
    return next(words for kind, words in RESTS_ON.items() if kind in kinds)


def odd_mark(row: Row, criterion: str) -> Mark | None:
    """Return the most serious mark of a criterion; None if it is missing or the user's own."""
    marks = row.statuses[criterion]
    if criterion in row.missing or "user" in marks:
        return None
    return next((kind for kind in RESTS_ON if kind in marks), None)


def leading(catalog: Catalog, country: str, client: str) -> str:
    """Return the leader as the start of a headline, with any sanctions that bind the client."""
    sanction = sanctioned(catalog, country, client)
    if not sanction:
        return place(catalog, country, start=True)
    return f"{place(catalog, country, start=True)}, under {sanction.kind.words} of {sanction.by},"


def standfirst(ranking: Ranking) -> str:
    """Return the sentences under the headline: how sure it is, and what would change it."""
    if not ranking.rows:
        return "Every destination was left out; the reasons stand below."
    first = ranking.rows[0]
    if len(ranking.rows) == 1:
        return f"It scores {first.score:.0f} of 100 points and is the only one that can be ranked."
    if ranking.rows[1].rank == first.rank:
        return f"Each scores {first.score:.0f} of 100 points."
    return f"{how_often(ranking)} {nearest_turn(ranking)}"


def caveats(ranking: Ranking) -> tuple[str, ...]:
    """Return caveats of the finding: an assumed pay at home, and doubtful figures of the leader."""
    catalog = ranking.catalog
    home = cost_of_labour(catalog, ranking.scenario, ranking.client)
    sentences = []
    if home and home.pay.status == "assumed" and ranking.weight_of[catalog.pay_criterion]:
        sentences.append(
            f"Every saving is against an assumed pay at home, {home.pay.value:,.0f} USD a month: "
            f"{place(catalog, ranking.client)} has no figure for it, and income per head stands in."
        )
    first = ranking.rows[0] if ranking.rows else None
    doubted = [
        lowered(catalog.criteria[name].name)
        for name, marks in (first.statuses.items() if first else ())
        if "doubtful" in marks and first and first.contributions[name] >= MIN_PART
    ]
    if first and doubted:
        name = ranking.named(first.country, True)
        sentences.append(f"{name} leads with figures called doubtful on {joined(doubted)}.")
    return tuple(sentences)


def differences(first: Row, second: Row) -> tuple[tuple[str, float], ...]:
    """Return the difference in points on each criterion between the first and the second."""
    return tuple(
        (criterion, points - second.contributions[criterion])
        for criterion, points in first.contributions.items()
    )


def why(catalog: Catalog, first: Row, second: Row, client: str) -> Why:
    """Return why `first` is ranked above `second`, in a sentence and in points."""
    parts = differences(first, second)
    names = named(catalog, first.country, client), named(catalog, second.country, client)
    level = first.rank == second.rank
    title = f"{'How' if level else 'Why'} {names[0]} {'equals' if level else 'before'} {names[1]}"
    gains = sorted((p for p in parts if p[1] >= MIN_PART), key=lambda p: -p[1])[:3]
    losses = sorted((p for p in parts if p[1] <= -MIN_PART), key=lambda p: p[1])[:2]
    clauses = [
        _clause(catalog, gains, "brings"),
        _clause(catalog, [(name, -points) for name, points in losses], "takes back"),
    ]
    reasons = "; ".join(clause for clause in clauses if clause)
    apart = _behind(first.score - second.score)
    sentence = "The scores are equal." if level else f"{capitalised(apart)} ahead."
    return Why(title, f"{sentence} {capitalised(reasons)}." if reasons else sentence, parts)


def weak_spots(ranking: Ranking) -> tuple[str, ...]:
    """Return a sentence for each criterion below 20 points among the first three."""
    criteria = ranking.catalog.criteria
    return tuple(
        f"{ranking.named(row.country, True)} scores "
        f"{_below(row.scores[criterion])} of 100 on {lowered(criteria[criterion].name)}."
        for row, criterion in ranking.weak_points
    )


def _below(score: float) -> str:
    """Return a score below `WEAK_POINT` in points, never rounded up to that bound.

    Examples
    --------
    >>> _below(6.7), _below(19.6), _below(19.97)
    ('7', '19.6', 'just under 20')
    """
    shown = f"{score:.0f}"
    if float(shown) >= WEAK_POINT:
        shown = f"{score:.1f}"
    return f"just under {WEAK_POINT:.0f}" if float(shown) >= WEAK_POINT else shown


def _behind(points: float) -> str:
    """Return a lead in words: tenths below ten, then whole points.

    Examples
    --------
    >>> _behind(12.4), _behind(3.46), _behind(0.04)
    ('12 points', '3.5 points', 'less than 0.1 points')
    """
    return in_words(points) if points >= MIN_PART else "less than 0.1 points"


def in_words(value: float) -> str:
    """Return a difference of scores in words: tenths below ten, then whole points."""
    return in_points(value, 0 if value >= 10 else 1)


def _clause(catalog: Catalog, parts: Iterable[tuple[str, float]], verb: str) -> str:
    amounts = [(lowered(catalog.criteria[name].name), in_words(points)) for name, points in parts]
    if not amounts:
        return ""
    (name, points), *others = amounts
    listed = [f"{name} {verb} {points}"]
    listed += [f"{other} {amount.split(' ')[0]}" for other, amount in others]
    return joined(listed)


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
