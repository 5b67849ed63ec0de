"""Sentences that say why one destination is ahead of another. Plain text, no markup."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from kpo.analysis.comparison import Comparison, indicator_steps
from kpo.core.numbers import amount, reached, unit
from kpo.core.text import joined, lowered, possessive
from kpo.data.catalog import Catalog
from kpo.data.names import named, place, work_phrase
from kpo.narrative.ranking import MIN_PART, in_words
from kpo.robustness.improvement import Improvement, ScoreIncrease
from kpo.scoring.rows import Row

WAYS: Final = 3
"""Maximum number of single changes that are named."""

CLOSE: Final = 1e-9


def headline(catalog: Catalog, comparison: Comparison) -> str:
    """Return who is ahead of whom, and by how much; sanctions are always mentioned."""
    names = [named(catalog, row.country, comparison.ranking.client) for row in comparison.rows]
    scenario = comparison.ranking.scenario
    work = work_phrase(catalog, scenario.tier, scenario.service)
    ranked = "is ranked" if len(comparison.scored) > len(names) else "can be ranked"
    if not names:
        return f"None of these destinations {ranked} for {work}"
    start = named(catalog, comparison.rows[0].country, scenario.client, True)
    if len(names) == 1:
        return f"{start} is the only one of these that {ranked} for {work}"
    if comparison.rows[-1].rank == 1 or len(names) == 2 and _lead(comparison.rows) < MIN_PART:
        return f"{joined([start, *names[1:]])} are all but level for {work}"
    by = f" by {in_words(_lead(comparison.rows))}" if len(names) == 2 else ""
    return f"{start} is ahead of {joined(names[1:])}{by} for {work}"


def standfirst(catalog: Catalog, comparison: Comparison) -> str:
    """Return the scores, and the share of weight with figures if that is not all."""
    if not comparison.scored:
        return "The reasons stand below; every figure there is can still be compared."
    scores = ", ".join(_scored(row, row in comparison.rows) for row in comparison.scored)
    partly = [
        f"{possessive(place(catalog, row.country, True))} figures stand behind "
        f"{int(100 * row.coverage)} % of the weight."
        for row in comparison.scored
        if row.coverage < 1 - CLOSE
    ]
    return " ".join([f"{scores} of 100 points.", *partly])


def in_figures(comparison: Comparison, first: str, second: str) -> str:
    """Return the figures that add most to and take most from the lead of `first`; may be empty."""
    walked = [step for step in indicator_steps(comparison, first, second) if step.figures]
    best = max(walked, key=lambda step: step.points, default=None)
    worst = min(walked, key=lambda step: step.points, default=None)
    clauses = []
    if best and best.points >= MIN_PART:
        clauses.append(f"{lowered(best.name)}, {best.figures}, brings most")
    if worst and worst.points <= -MIN_PART:
        clauses.append(f"{lowered(worst.name)}, {worst.figures}, costs most")
    return f"In figures: {'; '.join(clauses)}." if clauses else ""


def overtaking(catalog: Catalog, task: Improvement, client: str) -> tuple[str, ...]:
    """Return what the lower one would need, in points and in units of the figures.

    No score rises above the best of the destinations compared. Up to three single changes are
    named, the smallest first; if none is enough alone, the changes that together need the fewest
    points.
    """
    behind, ahead = named(catalog, task.behind, client, True), named(catalog, task.ahead, client)
    if task.plan is not None and task.alone:
        sentences = [f"{behind} needs {in_words(task.gap)} more; any one of these would do:"]
        sentences += [_rise(catalog, rise) for rise in task.alone[:WAYS]]
    elif task.plan:
        sentences = [
            "No single change up to the best of those compared is enough for "
            f"{in_words(task.gap)}; together these are:"
        ]
        sentences += [_rise(catalog, rise) for rise in task.plan]
    else:
        sentences = [f"{behind} cannot draw level by anything that a country can change."]
    share = f"Over all possible weights it is ahead of {ahead} in {_share(task.wins)}."
    return (*sentences, share)


def _rise(catalog: Catalog, rise: ScoreIncrease) -> str:
    name = catalog.criteria[rise.criterion].name
    now, then = _distinct_scores(rise.now, rise.then)
    scores = f"{name} from {now} to {then} of 100 points"
    if rise.change is None:
        return f"{scores}."
    item = rise.change.indicator
    now = amount(item, rise.change.now)
    then = reached(item, rise.change.now, rise.change.then)
    return f"{scores}: {lowered(item.name)} from {now} to {then} {unit(item)}."


def _distinct_scores(now: float, then: float) -> tuple[str, str]:
    """Return a score and a higher one, rounded up, with as few decimals as keep them different.

    >>> _distinct_scores(38.2, 57.1), _distinct_scores(37.8, 37.95)
    (('38', '58'), ('37.8', '38.0'))
    """
    for digits in range(4):
        step = 10**digits
        words = f"{now:.{digits}f}", f"{ceil(step * then - CLOSE) / step:.{digits}f}"
        if words[0] != words[1]:
            break
    return words


def _scored(row: Row, is_ranked: bool) -> str:
    marks = "; ".join(filter(None, (row.sanctioned, "" if is_ranked else "not ranked")))
    return f"{row.name} {row.score:.1f}{f' ({marks})' if marks else ''}"


def _share(part: float) -> str:
    shown = f"{100 * part:.0f}"
    return f"{'under 1' if shown == '0' else shown} %" if part > 0 else "none"


def _lead(rows: Sequence[Row]) -> float:
    return rows[0].score - rows[1].score
