"""Sentences that say what a ranking found. Plain text, no markup."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kpo.catalog import Catalog
from kpo.score import SANCTIONS, Ranking, Row

WORK: Final = {"ITO": "technology work", "BPO": "process work", "KPO": "knowledge work"}
WITH_ARTICLE: Final = frozenset(
    ("ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "GBR", "GMB", "MDV", "NLD", "PHL", "SLB")
    + ("SYC", "USA")
)
"""Countries whose English name takes "the" in running text."""

FULL: Final = 1 - 1e-9
LEAST_PART: Final = 0.05
"""Points under which a difference would be shown as 0.0."""


@dataclass(frozen=True)
class Why:
    """Why one destination stands before another.

    `parts` are pairs of criterion and points, gains and losses, that sum to the difference of
    the two scores.
    """

    title: str
    sentence: str
    parts: tuple[tuple[str, float], ...]


def place(catalog: Catalog, country: str, start: bool = False) -> str:
    """Return a country's name as running text has it, "the Philippines"."""
    article = "The " if start else "the "
    return (article if country in WITH_ARTICLE else "") + catalog.countries[country].name


def work_phrase(catalog: Catalog, tier: str, service: str | None) -> str:
    """Return the work as it stands after "for"."""
    return WORK.get(tier, tier) if service is None else lowered(catalog.tiers[service].name)


def lowered(text: str) -> str:
    """Return text with a small first letter, unless it begins with an abbreviation or English.

    Examples
    --------
    >>> lowered("Legal services"), lowered("R&D and engineering"), lowered("English")
    ('legal services', 'R&D and engineering', 'English')
    """
    word = text.split(" ")[0]
    return text if word == "English" or not word[1:].islower() else text[:1].lower() + text[1:]


def sanctioned(catalog: Catalog, country: str) -> bool:
    """Tell whether a country stands under EU sanctions."""
    flag = catalog.flag(country, SANCTIONS)
    return flag is not None and flag.state == "yes"


def headline(catalog: Catalog, ranking: Ranking) -> str:
    """Return the finding in one line; a sanctioned country is never named without the word."""
    scenario = ranking.scenario
    work = work_phrase(catalog, scenario.tier, scenario.service)
    leaders = [row.country for row in ranking.rows if row.rank == 1]
    if not leaders:
        return f"No destination can be ranked for {work}"
    if len(leaders) > 2:
        return f"{len(leaders)} destinations lead level for {work}"
    names = [_named(catalog, country, place == 0) for place, country in enumerate(leaders)]
    if len(leaders) == 2:
        return f"{' and '.join(names)} lead level for {work}"
    if sanctioned(catalog, leaders[0]):
        return f"{place(catalog, leaders[0], True)}, under EU sanctions, leads for {work}"
    return f"{names[0]} leads for {work}"


def standfirst(catalog: Catalog, ranking: Ranking) -> str:
    """Return the sentence under the headline: by how much, and where the leader is weak."""
    if not ranking.rows:
        return "Every destination was left out; the reasons stand below."
    first = ranking.rows[0]
    if len(ranking.rows) == 1:
        return f"It scores {first.score:.0f} of 100 points and is the only one that can be ranked."
    second = ranking.rows[1]
    rival, apart = _named(catalog, second.country), first.score - second.score
    lead = f"{first.score:.0f} of 100 points; {rival} follows, {_behind(apart)} behind."
    lost = [part for part in differences(first, second) if part[1] <= -LEAST_PART]
    if second.rank == first.rank:
        return f"Each scores {first.score:.0f} of 100 points."
    if not lost:
        return f"{lead} On no criterion is {place(catalog, first.country)} behind it."
    criterion, points = min(lost, key=lambda part: part[1])
    weak = lowered(catalog.criteria[criterion].name)
    whose = _possessive(place(catalog, first.country, True))
    return f"{lead} {whose} weak point is {weak}: {_points(-points)} fewer."


def differences(first: Row, second: Row) -> tuple[tuple[str, float], ...]:
    """Return what each criterion adds to the first's lead over the second, in points."""
    return tuple(
        (criterion, points - second.contributions[criterion])
        for criterion, points in first.contributions.items()
    )


def why(catalog: Catalog, first: Row, second: Row) -> Why:
    """Return why `first` stands before `second`, in a sentence and in points."""
    parts = differences(first, second)
    names = _named(catalog, first.country), _named(catalog, second.country)
    level = first.rank == second.rank
    title = f"{'How' if level else 'Why'} {names[0]} {'equals' if level else 'before'} {names[1]}"
    gains = sorted((p for p in parts if p[1] >= LEAST_PART), key=lambda p: -p[1])[:3]
    losses = sorted((p for p in parts if p[1] <= -LEAST_PART), key=lambda p: p[1])[:2]
    clauses = [
        _clause(catalog, gains, "brings"),
        _clause(catalog, [(name, -points) for name, points in losses], "takes back"),
    ]
    said = "; ".join(clause for clause in clauses if clause)
    apart = _behind(first.score - second.score)
    sentence = "The scores are equal." if level else f"{apart[:1].upper()}{apart[1:]} ahead."
    return Why(title, f"{sentence} {said[:1].upper()}{said[1:]}." if said else sentence, parts)


def coverage_words(row: Row) -> str:
    """Return how much of the weight rests on figures; empty where all of it does.

    A figure never reads as complete that is not: 99.6 % is said as 99 %.
    """
    return "" if row.coverage >= FULL else f"figures for {int(row.coverage * 100)} %"


def weak_spots(catalog: Catalog, ranking: Ranking) -> tuple[str, ...]:
    """Return a sentence for each criterion below 20 points among the first three."""
    return tuple(
        f"{_named(catalog, row.country, True)} scores {row.scores[criterion]:.0f} of 100 "
        f"on {lowered(catalog.criteria[criterion].name)}."
        for row, criterion in ranking.weak_points
    )


def _named(catalog: Catalog, country: str, start: bool = False) -> str:
    mark = " (EU sanctions)" if sanctioned(catalog, country) else ""
    return place(catalog, country, start) + mark


def _possessive(name: str) -> str:
    return f"{name}\u2019" if name.endswith("s") else f"{name}\u2019s"


def _behind(points: float) -> str:
    """Return a distance in words: whole points, tenths under one, and a bound under a tenth.

    Examples
    --------
    >>> _behind(2.4), _behind(0.52), _behind(0.04)
    ('2 points', '0.5 points', 'less than 0.1 points')
    """
    return _points(points) if points >= LEAST_PART else "less than 0.1 points"


def _points(value: float) -> str:
    shown = f"{value:.0f}" if value >= 0.95 else f"{value:.1f}"
    return f"{shown} point{'' if shown == '1' else 's'}"


def _clause(catalog: Catalog, parts: Iterable[tuple[str, float]], verb: str) -> str:
    said = [(lowered(catalog.criteria[name].name), _points(points)) for name, points in parts]
    if not said:
        return ""
    (name, points), *others = said
    listed = [f"{name} {verb} {points}"]
    listed += [f"{other} {amount.split(' ')[0]}" for other, amount in others]
    return _joined(listed)


def _joined(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
