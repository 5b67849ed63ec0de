"""Sentences on how sure a ranking is and what would change it. Plain text, no markup."""

from collections.abc import Mapping
from typing import Final

from kpo.catalog import Catalog
from kpo.naming import joined, lowered, named
from kpo.robustness.sampling import Mode
from kpo.score import Ranking
from kpo.sureness.chances import Chance, Variation, chances, nearby
from kpo.sureness.turning import turns

NEAREST = 4
"""How many turning points are told."""

FEW = 4
"""How many destinations of a group are told by name."""

GROUPS = 2
"""How many groups that are too close to call are told."""

KINDS: Final[Mapping[Mode, str]] = {
    "near": "nearby weightings",
    "ordered": "weightings in your order of importance",
    "any": "weightings of any kind",
}


def kind_words(variation: Variation) -> str:
    """Return what is drawn, "nearby weightings and figures"."""
    if not variation.figures:
        return KINDS[variation.mode]
    return f"{KINDS[variation.mode]} and {'' if variation.mode == 'near' else 'nearby '}figures"


def spread_words(variation: Variation) -> str:
    """Return how far each weight is varied, where it stays near the stated one.

    Examples
    --------
    >>> spread_words(Variation()), spread_words(Variation(spread=(0.1, 0.6)))
    ('up to ±25 %', 'as far as the ballots differ, ±60 % at most')
    """
    widest = f"±{100 * variation.widest:.0f} %"
    if isinstance(variation.spread, tuple):
        return f"as far as the ballots differ, {widest} at most"
    return f"up to {widest}"


def drawn_words(variation: Variation) -> str:
    """Return how often and how far weights and figures are varied, for a note under a number."""
    said = f"{variation.draws:,} weightings, each weight {spread_words(variation)}"
    return f"{said}, and figures as far as they may be off" if variation.figures else said


def verdict_words(catalog: Catalog, ranking: Ranking) -> str:
    """Return what follows "leads for …" in a headline; empty where there is no rival."""
    found = chances(catalog, ranking)
    if len(found) < 2:
        return ""
    leader = ranking.rows[0].country
    verdict = found[leader].verdict
    if verdict == "clear":
        return ", clearly"
    if verdict == "contested":
        return f", contested by {named(catalog, most_often(found, leader), ranking.client)}"
    return ", but the race is open"


def how_often(catalog: Catalog, ranking: Ranking, variation: Variation | None = None) -> str:
    """Return in how many of the draws the leader is first, and its rival if that is not clear."""
    variation = variation or nearby(ranking)
    found = chances(catalog, ranking, variation)
    leader = ranking.rows[0].country
    chance = found[leader]
    kind = f"{variation.draws:,} {kind_words(variation)}"
    said = f"First in {share_of(chance.p_first, kind)}"
    if chance.verdict == "clear" or len(found) < 2:
        return f"{said}."
    rival = most_often(found, leader)
    return (
        f"{said}; {named(catalog, rival, ranking.client)} in {share_words(found[rival].p_first)}."
    )


def nearest_turn(catalog: Catalog, ranking: Ranking) -> str:
    """Return the smallest change of one weight that makes another lead, as a sentence."""
    found = turns(catalog, ranking, NEAREST)
    if not found:
        return "No single weight, moved alone, takes the lead from it."
    turn = found[0]
    what, who = (
        lowered(catalog.criteria[turn.criterion].name),
        named(catalog, turn.successor, ranking.client),
    )
    begin = "Its weak point is" if turn.rises else "It rests on"
    return f"{begin} {what}: once that weighs {turn.words}, {who} leads."


def changes(catalog: Catalog, ranking: Ranking) -> tuple[str, ...]:
    """Return the nearest turning points, one short sentence each."""
    if len(ranking.rows) < 2:
        return ()
    found = turns(catalog, ranking, NEAREST)
    if not found:
        return ("No single weight, moved alone, makes another destination lead.",)
    return tuple(
        f"{catalog.criteria[turn.criterion].short_name} from {turn.shown:g} to {turn.beyond:g} %: "
        f"{named(catalog, turn.successor, ranking.client)} leads."
        for turn in found
    )


def too_close(catalog: Catalog, ranking: Ranking, variation: Variation | None = None) -> str:
    """Return which neighbours are too close to call; empty if none are."""
    groups = close_groups(ranking, chances(catalog, ranking, variation))
    if not groups:
        return ""
    said = [_group(catalog, ranking, group) for group in groups[:GROUPS]]
    if len(groups) > GROUPS:
        said.append("others further down")
    return f"Too close to call: {'; '.join(said)}."


def close_groups(ranking: Ranking, found: Mapping[str, Chance]) -> tuple[tuple[str, ...], ...]:
    """Return runs of neighbours whose rank bands overlap that of the first of their run.

    Two bands overlap when the lower placed destination can stand before the worst place of the
    other: 1–2 beside 2–4 only touch. A clear first is never too close to call.
    """
    rows = [row.country for row in ranking.rows]
    begin = 1 if rows and found[rows[0]].verdict == "clear" else 0
    groups: list[tuple[str, ...]] = []
    while begin < len(rows):
        worst, end = found[rows[begin]].worst, begin + 1
        while end < len(rows) and found[rows[end]].best < worst:
            end += 1
        if end > begin + 1:
            groups.append(tuple(rows[begin:end]))
        begin = end
    return tuple(groups)


def most_often(found: Mapping[str, Chance], besides: str) -> str:
    """Return who else is first most often; of equals the one ranked first."""
    others = (country for country in found if country != besides)
    return max(others, key=lambda country: found[country].p_first)


def per_cent(share: float) -> str:
    """Return a share as the panel shows it; what happens at times never reads as never.

    Examples
    --------
    >>> per_cent(0.904), per_cent(0.001), per_cent(0.999), per_cent(0.0)
    ('90 %', '< 1 %', '> 99 %', '0 %')
    """
    if 0 < share < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def share_of(share: float, what: str) -> str:
    """Return a share of something in running text.

    Examples
    --------
    >>> share_of(1.0, "9 draws"), share_of(0.9, "9 draws"), share_of(0.001, "9 draws")
    ('all 9 draws', '90 % of 9 draws', 'less than 1 % of 9 draws')
    >>> share_of(0.0, "9 draws")
    'none of 9 draws'
    """
    if share == 1:
        return f"all {what}"
    return f"{share_words(share)} of {what}"


def share_words(share: float) -> str:
    """Return a share in running text; none for 0.

    Examples
    --------
    >>> share_words(0.9), share_words(0.001), share_words(0.0)
    ('90 %', 'less than 1 %', 'none')
    """
    if not share:
        return "none"
    return per_cent(share).replace("<", "less than").replace(">", "more than")


def _group(catalog: Catalog, ranking: Ranking, group: tuple[str, ...]) -> str:
    if len(group) <= FEW:
        return joined([named(catalog, country, ranking.client) for country in group])
    return f"places {_place(ranking, group[0])} to {_place(ranking, group[-1])}"


def _place(ranking: Ranking, country: str) -> int:
    return next(row.rank for row in ranking.rows if row.country == country)
