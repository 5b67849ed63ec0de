"""Sentences on how sure a ranking is and what would change it. Plain text, no markup."""

from collections.abc import Mapping
from typing import Final

from kpo.core.numbers import share_of, share_words
from kpo.core.text import joined, lowered
from kpo.mcda.weight_sampling import Mode
from kpo.robustness.rank_acceptability import (
    GROUPS,
    RankOutlook,
    WeightVariation,
    close_groups,
    near_stated,
    rank_outlooks,
)
from kpo.robustness.tipping_points import leader_tipping_points
from kpo.scoring.ranking import Ranking

NEAREST = 4
"""Maximum number of tipping points that are listed."""

MAX_NAMED = 4
"""Maximum number of destinations of a group that are named."""

VERDICTS: Final[Mapping[str, str]] = {
    "clear": ", clearly",
    "contested": ", contested by #",
    "open": ", but the race is open",
}
"""Words of a headline for how sure the lead is; "#" is the name of the rival."""

ALONE: Final = "Nothing: there is no other destination that could take the lead."
KINDS: Final[Mapping[Mode, str]] = {
    "near": "nearby weightings",
    "ordered": "weightings in your order of importance",
    "any": "weightings of any kind",
}


def kind_words(variation: WeightVariation, fixed: bool = False) -> str:
    """Return what is drawn, as "nearby weightings and figures"; `fixed` weights are left out."""
    if fixed:
        return "draws of the figures" if variation.figures else "draws"
    if not variation.figures:
        return KINDS[variation.mode]
    return f"{KINDS[variation.mode]} and {'' if variation.mode == 'near' else 'nearby '}figures"


def fixed_words(ranking: Ranking, variation: WeightVariation) -> str:
    """Return why no weight can vary, as a sentence; empty if weights can vary.

    Weights of 0 stay 0, and if only one other is left, it is always rescaled to 100.
    """
    weighed = [name for name, w in ranking.weight_of.items() if w > 0]
    if variation.mode == "any" or len(weighed) > 1:
        return ""
    what = lowered(ranking.catalog.criteria[weighed[0]].name)
    rest = "only the figures are varied" if variation.figures else "nothing is varied"
    return f"All the weight is on {what}, so {rest}."


def spread_words(variation: WeightVariation) -> str:
    """Return how far each weight is varied near the stated one.

    Examples
    --------
    >>> spread_words(WeightVariation()), spread_words(WeightVariation(spread=(0.1, 0.6)))
    ('up to ±25 %', 'as far as the ballots differ, ±60 % at most')
    """
    widest = f"±{100 * variation.widest:.0f} %"
    if isinstance(variation.spread, tuple):
        return f"as far as the ballots differ, {widest} at most"
    return f"up to {widest}"


def drawn_words(variation: WeightVariation) -> str:
    """Return how often and how far weights and figures are varied, for a note under a number."""
    weightings = f"{variation.draws:,} weightings, each weight {spread_words(variation)}"
    return (
        f"{weightings}, and figures as far as they may be off" if variation.figures else weightings
    )


def verdict_words(ranking: Ranking) -> str:
    """Return what follows "leads for …" in a headline; empty if there is no rival."""
    outlooks = rank_outlooks(ranking)
    if len(outlooks) < 2:
        return ""
    leader = ranking.rows[0].country
    words = VERDICTS[outlooks[leader].verdict]
    if "#" not in words:
        return words
    return words.replace("#", ranking.named(most_often(outlooks, leader)))


def ranks(outlook: RankOutlook) -> str:
    """Return the ranks of the middle 90 % of the draws in words: "rank 3", "ranks 3–5"."""
    return f"rank{'s' * (outlook.best != outlook.worst)} {outlook.band}"


def how_often(ranking: Ranking, variation: WeightVariation | None = None) -> str:
    """Return in how many of the draws the leader is first, and its rival if that is not clear."""
    variation = variation or near_stated(ranking)
    outlooks = rank_outlooks(ranking, variation)
    leader = ranking.rows[0].country
    chance = outlooks[leader]
    fixed = fixed_words(ranking, variation)
    if fixed and not variation.figures:
        return fixed
    kind = f"{variation.draws:,} {kind_words(variation, bool(fixed))}"
    sentence = f"{fixed} First in {share_of(chance.p_first, kind)}".strip()
    if chance.verdict == "clear" or len(outlooks) < 2:
        return f"{sentence}."
    rival = most_often(outlooks, leader)
    name = ranking.named(rival)
    return f"{sentence}; {name} in {share_words(outlooks[rival].p_first)}."


def nearest_turn(ranking: Ranking) -> str:
    """Return the smallest change of one weight that makes another lead, as a sentence."""
    turns = leader_tipping_points(ranking, NEAREST)
    if not turns:
        return "No single weight, moved alone, takes the lead from it."
    turn = turns[0]
    what, who = (
        lowered(ranking.catalog.criteria[turn.criterion].name),
        ranking.named(turn.successor),
    )
    begin = "Its weak point is" if turn.rises else "It rests on"
    return f"{begin} {what}: once that weighs {turn.words}, {who} leads."


def changes(ranking: Ranking) -> tuple[str, ...]:
    """Return the nearest tipping points, one short sentence each."""
    if len(ranking.rows) < 2:
        return (ALONE,)
    turns = leader_tipping_points(ranking, NEAREST)
    if not turns:
        return ("No single weight, moved alone, makes another destination lead.",)
    criteria = ranking.catalog.criteria
    return tuple(
        f"{criteria[turn.criterion].short_name} from {turn.shown:g} to {turn.beyond:g} %: "
        f"{ranking.named(turn.successor)} leads."
        for turn in turns
    )


def too_close(ranking: Ranking, variation: WeightVariation | None = None) -> str:
    """Return which neighbours are too close to call; empty if none are."""
    groups = close_groups(ranking, rank_outlooks(ranking, variation))
    if not groups:
        return ""
    names = [_group(ranking, group) for group in groups[:GROUPS]]
    if len(groups) > GROUPS:
        names.append("others further down")
    return f"Too close to call: {'; '.join(names)}."


def most_often(outlooks: Mapping[str, RankOutlook], besides: str) -> str:
    """Return which destination other than `besides` is most often first; of equals the first."""
    others = (country for country in outlooks if country != besides)
    return max(others, key=lambda country: outlooks[country].p_first)


def _group(ranking: Ranking, group: tuple[str, ...]) -> str:
    if len(group) <= MAX_NAMED:
        return joined([ranking.named(country) for country in group])
    return f"places {ranking[group[0]].rank} to {ranking[group[-1]].rank}"
