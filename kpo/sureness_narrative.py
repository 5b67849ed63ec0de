"""Sentences of the How sure page: what was varied, under which rules, and what stays."""

from typing import Final

from kpo.catalog import Catalog
from kpo.certainty import KINDS, most_often, share_of, share_words
from kpo.naming import joined, lowered, named
from kpo.robustness.sampling import Mode
from kpo.score import Ranking
from kpo.sureness.chances import Variation, chances
from kpo.sureness.variants import Dropped, Variant

MODES: Final[dict[Mode, str]] = {
    "near": "Weights near mine",
    "ordered": "My order of importance",
    "any": "Any weights",
}


def finding(catalog: Catalog, ranking: Ranking, variation: Variation) -> str:
    """Return how sure the first place is, in one line."""
    if not ranking.rows:
        return "Nothing can be ranked, so nothing can be sure"
    leader = ranking.rows[0].country
    name = named(catalog, leader, ranking.client)
    if len(ranking.rows) == 1:
        return f"Only {name} can be ranked"
    found = chances(catalog, ranking, variation)
    chance, kind = found[leader], KINDS[variation.mode]
    rival = most_often(found, leader)
    if found[rival].p_first > chance.p_first:
        return (
            f"{named(catalog, rival, ranking.client, True)} would be first more often than {name}: "
            f"in {share_of(found[rival].p_first, kind)}, against {share_words(chance.p_first)}"
        )
    share = share_of(chance.p_first, kind)
    return f"First place is {chance.verdict}: {name} takes it in {share}"


def varied(variation: Variation) -> str:
    """Return what was varied, how often, and what was not."""
    ways = {
        "near": f"every weight at once, each by up to ±{100 * variation.spread:.0f} %",
        "ordered": "the weights, in every way that keeps your order of importance",
        "any": "the weights, in every way there is, those of 0 too",
    }
    said = f"Varied: {ways[variation.mode]}, {variation.draws:,} times"
    if variation.uncertain:
        return (
            f"{said}; and the figures whose source says how far off they may be: governance by its "
            "standard error, developer pay by its number of answers. Not varied: all other "
            "figures, the bounds of each scale, the list of criteria."
        )
    return f"{said}. Not varied: the figures, the bounds of each scale, the list of criteria."


def rule_title(catalog: Catalog, variant: Variant) -> str:
    """Return the name of a rule, short enough for the head of a column."""
    if variant.id in ("heavier", "lighter"):
        criterion, _, share = variant.detail.partition("=")
        return f"{catalog.criteria[criterion].short_name} {float(share):.0f} %"
    return {
        "now": "As it is",
        "method": f"{variant.detail.capitalize()} mean",
        "cost_scale": "Pay in dollars" if variant.detail == "linear" else "Pay in ratios",
        "native_english": "English left out"
        if variant.detail == "leave_out"
        else "English assumed",
    }[variant.id]


def rule_meaning(catalog: Catalog, variant: Variant) -> str:
    """Return what a rule changes, in a few words."""
    if variant.id in ("heavier", "lighter"):
        criterion = lowered(catalog.criteria[variant.detail.partition("=")[0]].name)
        return f"the heaviest weight, {criterion}, a quarter {variant.id}"
    return {
        "now": "your weights and rules",
        "method": "weak points cannot be bought back in full"
        if variant.detail == "geometric"
        else "points add up",
        "cost_scale": "each dollar of pay counts the same, not each doubling"
        if variant.detail == "linear"
        else "each doubling of pay counts the same, not each dollar",
        "native_english": "no English score where English is native"
        if variant.detail == "leave_out"
        else "the best published score where English is native",
    }[variant.id]


def rules_agree(catalog: Catalog, found: tuple[Variant, ...], client: str) -> str:
    """Return under how many of the rules the same destination leads, and who else does."""
    firsts = [[c for c, rank in variant.ranks.items() if rank == 1] for variant in found]
    now, others = firsts[0], firsts[1:]
    same = sum(first == now for first in others)
    said = f"{joined([named(catalog, c, client, not i) for i, c in enumerate(now)])} "
    said += "leads" if len(now) == 1 else "lead level"
    if same == len(others):
        return f"{said} under each of the {len(others)} other rules too."
    new = dict.fromkeys(c for first in others for c in first if c not in now)
    who = f"; else {joined([named(catalog, c, client) for c in new])}" if new else ""
    return f"{said} under {same} of the {len(others)} other rules{who}."


def without_one(catalog: Catalog, found: tuple[Dropped, ...], leader: str, client: str) -> str:
    """Return which criteria the lead hangs on."""
    vital = [item for item in found if item.leaders != (leader,)]
    if not vital:
        return f"{named(catalog, leader, client, True)} leads without any one of the criteria too."
    names = [lowered(catalog.criteria[item.criterion].name) for item in vital]
    return f"The lead hangs on {joined(names)}: without {_one_of(names)} another leads."


def any_weights(
    catalog: Catalog, pairs: tuple[tuple[str, str], ...], ranking: Ranking
) -> tuple[str, ...]:
    """Return which orders no weighting can turn."""
    if not pairs:
        return (
            "No destination is at least as good as another on every criterion: with other "
            "weights, the order of any two can turn.",
        )
    worse: dict[str, list[str]] = {}
    for one, other in pairs:
        worse.setdefault(one, []).append(other)
    order = [row.country for row in ranking.rows if row.country in worse]
    return tuple(_dominates(catalog, country, worse[country], ranking.client) for country in order)


def _dominates(catalog: Catalog, better: str, worse: list[str], client: str) -> str:
    names = sorted(named(catalog, country, client) for country in worse)
    return f"{named(catalog, better, client, True)} is before {joined(names)} under any weights."


def _one_of(names: list[str]) -> str:
    return "it" if len(names) == 1 else "any one of them"
