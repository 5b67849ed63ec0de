"""Why a destination changes its rank, in a sentence. Plain text, no markup."""

from collections.abc import Mapping, Sequence
from typing import Final

from kpo.analysis.rank_changes import Mover
from kpo.core.numbers import ordinal, signed
from kpo.core.text import capitalised, joined, lowered
from kpo.data.catalog import Catalog
from kpo.data.names import named, place
from kpo.mcda.weights import whole_shares
from kpo.narrative.ranking import MIN_PART
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

NAMED: Final = 3
"""Maximum number of criteria, and of neighbours, named in a sentence; others are summed up."""


def cause(mover: Mover, before: Ranking, now: Ranking) -> str:
    """Return why a destination moved, in one or more sentences whose numbers add up."""
    name = named(now.catalog, mover.country, now.scenario.client, True)
    if mover.now is None:
        return f"{name} drops out from {ordinal(mover.before or 0)}: {_absent(mover, now)}."
    if mover.before is None:
        return f"{name} comes in at {ordinal(mover.now)}; before, {_absent(mover, before)}."
    verb = "rises" if mover.now < mover.before else "falls"
    head = f"{name} {verb} from {ordinal(mover.before)} to {ordinal(mover.now)}"
    return f"{head}: {_points(mover, before, now)}. {_passing(mover, before, now)}"


def shown(parts: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Return parts in tenths of a point that sum to their total in tenths, by largest remainder.

    Examples
    --------
    >>> shown([("a", 0.16), ("b", 0.16), ("c", 0.12)])
    {'a': 0.2, 'b': 0.1, 'c': 0.1}
    """
    total = round(10 * sum(points for _, points in parts))
    tenths = whole_shares({name: 10 * points for name, points in parts}, total)
    return {name: number / 10 for name, number in tenths.items()}


def _points(mover: Mover, before: Ranking, now: Ranking) -> str:
    """Return the parts in words, the largest first, the small ones together."""
    tenths = {
        name: points for name, points in shown(mover.parts).items() if abs(points) >= MIN_PART
    }
    if not tenths:
        return "its own score stays"
    order = sorted(tenths, key=lambda name: -abs(tenths[name]))
    alone = order if len(order) == NAMED + 1 else order[:NAMED]
    parts = [
        f"{lowered(now.catalog.criteria[name].name)} {signed(tenths[name])}"
        + _reason(name, mover.country, before, now)
        for name in alone
    ]
    rest = sum(tenths[name] for name in order if name not in alone)
    if len(order) > len(alone):
        parts.append(f"the rest {signed(rest)}")
    total = sum(tenths.values())
    whole = "" if len(parts) == 1 else f", together {signed(total)}"
    return f"{', '.join(parts)}{whole} points"


def _reason(criterion: str, country: str, before: Ranking, now: Ranking) -> str:
    """Return what changed on a criterion: its weight, the destination's score, or neither."""
    at = now.criteria.index(criterion)
    changes = _changed(float(before.weights[at]), float(now.weights[at]), "weight ", " %")
    scores = [ranking[country].scores[criterion] for ranking in (before, now)]
    changes += _changed(scores[0], scores[1], "score ", "")
    return f" ({', '.join(changes)})" if changes else ""


def _changed(before: float, now: float, word: str, unit: str) -> list[str]:
    if abs(now - before) < MIN_PART:
        return []
    return [f"{word}{round(before, 1):g} \u2192 {round(now, 1):g}{unit}"]


def _passing(mover: Mover, before: Ranking, now: Ranking) -> str:
    """Return whom the destination passes, or who passes it, is new above it or has left."""
    old = {row.country: row for row in before.rows}
    new = {row.country: row for row in now.rows}
    rises = (mover.now or 0) < (mover.before or 0)
    here, there = old[mover.country], new[mover.country]
    above = {code for code, row in old.items() if row.rank < here.rank}
    ahead = {code for code, row in new.items() if row.rank < there.rank}
    both = old.keys() & new.keys()
    crossed = (above - ahead if rises else ahead - above) & both
    others = (above - new.keys()) if rises else (ahead - old.keys())
    sentences = []
    if crossed:
        names = _neighbours(now.catalog, crossed, old, new)
        verb = "pass it" if len(crossed) > 1 else "passes it"
        sentences.append(f"It passes {names}." if rises else f"{capitalised(names)} {verb}.")
    if others:
        names = _neighbours(now.catalog, others, old, new)
        few = len(others) == 1
        verb = ("is" if few else "are") + (" no longer ranked" if rises else " new")
        sentences.append(f"{capitalised(names)} {verb} above it.")
    return " ".join(sentences) or "Ties are counted anew."


def _neighbours(
    catalog: Catalog, codes: set[str], old: Mapping[str, Row], new: Mapping[str, Row]
) -> str:
    order = sorted(codes, key=lambda code: (new.get(code) or old[code]).rank)
    listed = []
    for code in order[:NAMED]:
        sanction = (new.get(code) or old[code]).sanctioned
        marks = [sanction] if sanction else []
        if code in old and code in new:
            marks.append(signed(new[code].score - old[code].score))
        listed.append(place(catalog, code) + (f" ({', '.join(marks)})" if marks else ""))
    more = len(order) - NAMED
    return joined([*listed, *([f"{more} more"] if more > 0 else [])])


def _absent(mover: Mover, ranking: Ranking) -> str:
    reasons = {item.country: item.reason for item in ranking.not_ranked}
    return reasons.get(mover.country, "it was not among the destinations")
