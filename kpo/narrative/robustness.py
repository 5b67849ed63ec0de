"""Sentences of the How sure page: what was varied, under which rules, and what does not change."""

from dataclasses import replace
from typing import Final

from kpo.core.labels import RULE_WORDS
from kpo.core.model import FigureError
from kpo.core.numbers import per_cent, share_of, share_words
from kpo.core.text import joined, lowered
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.mcda.uncertain_scores import TOP
from kpo.mcda.weight_sampling import Mode
from kpo.narrative.rank_acceptability import fixed_words, kind_words, most_often, spread_words
from kpo.robustness.improvement import dominated
from kpo.robustness.method_variants import Variant, criteria_left_out, variants
from kpo.robustness.rank_acceptability import WeightVariation, rank_outlooks
from kpo.scoring.ranking import Ranking

MODES: Final[dict[Mode, str]] = {
    "near": "Weights near mine",
    "ordered": "My order of importance",
    "any": "Any weights",
}


def finding(ranking: Ranking, variation: WeightVariation) -> str:
    """Return how sure the first place is, in one line."""
    if not ranking.rows:
        return "Nothing can be ranked, so nothing can be sure"
    leader = ranking.rows[0].country
    name = ranking.named(leader)
    if len(ranking.rows) == 1:
        return f"Only {name} can be ranked"
    outlooks = rank_outlooks(ranking, variation)
    chance, fixed = outlooks[leader], fixed_words(ranking, variation)
    if fixed and not variation.figures:
        return f"{ranking.named(leader, True)} is first. {fixed[:-1]}"
    kind = kind_words(variation, bool(fixed))
    rival = most_often(outlooks, leader)
    if outlooks[rival].p_first > chance.p_first:
        return (
            f"{ranking.named(rival, True)} would be first more often than {name}: "
            f"in {share_of(outlooks[rival].p_first, kind)}, against {share_words(chance.p_first)}"
        )
    share = share_of(chance.p_first, kind)
    return f"First place is {chance.verdict}: {name} takes it in {share}"


def varied(variation: WeightVariation) -> str:
    """Return what was varied, how often, and what was not.

    Examples
    --------
    >>> varied(WeightVariation(figures=False)).rpartition(". ")[2]
    'Not varied: the figures, the bounds of each scale, the list of criteria.'
    """
    ways = {
        "near": f"every weight at once, each {spread_words(variation)}",
        "ordered": "the weights, in every way that keeps your order of importance",
        "any": "the weights, in every way there is, those of 0 too",
    }
    kept = "the bounds of each scale, the list of criteria"
    if variation.figures:
        return (
            f"Varied: {ways[variation.mode]}, and every figure as far as it may be off, "
            f"{variation.draws:,} times. Not varied: {kept}."
        )
    return (
        f"Varied: {ways[variation.mode]}, {variation.draws:,} times. "
        f"Not varied: the figures, {kept}."
    )


def both_ways(ranking: Ranking, variation: WeightVariation) -> str:
    """Return the leader's share of first places with and without figure errors; empty if alone."""
    if len(ranking.rows) < 2:
        return ""
    leader = ranking.rows[0].country
    with_doubts, alone = (
        per_cent(rank_outlooks(ranking, replace(variation, figures=figures))[leader].p_first)
        for figures in (True, False)
    )
    name = named(ranking.catalog, leader, ranking.scenario.client, True)
    return (
        f"{name} is first in {with_doubts} with the figures\u2019 own "
        f"doubts, {alone} on the weights alone."
    )


ERRORS: Final = {
    "pay": "Pay, of the client too",
    "different_definition": "A figure of another definition",
    "doubtful": "A doubtful figure",
    "missing": "No figure",
    "charges": "Employer\u2019s charges",
}
"""Names of the rules by which figures vary."""


def error_name(error: FigureError) -> str:
    """Return the name of a rule by which figures vary."""
    return ERRORS.get(error.rule, error.rule.replace("_", " ").capitalize())


def error_width(error: FigureError) -> str:
    """Return how far figures under a rule vary.

    Examples
    --------
    >>> error_width(FigureError("pay", 0.15, "log", "")), error_width(
    ...     FigureError("missing", 2.0, "uniform", ""))
    ('± 15 %', '0 to 2 × what it counts, 100 points at most')
    """
    if error.spread is None:
        return "lowest to highest source"
    if error.shape == "uniform":
        return f"0 to {error.spread:g} \u00d7 what it counts, {TOP:.0f} points at most"
    return f"\u00b1 {100 * error.spread:g} %"


def errors_line(catalog: Catalog) -> str:
    """Return the assumed width of each kind of figure, in one line."""
    widths = (
        f"{error_name(error)}: {error_width(error)}" for error in catalog.figure_errors.values()
    )
    return f"Declared widths of the figures. {'; '.join(widths)}."


def rule_title(catalog: Catalog, variant: Variant) -> str:
    """Return the name of a rule, short enough for the head of a column."""
    if variant.id in ("heavier", "lighter"):
        criterion, _, share = variant.detail.partition("=")
        return f"{catalog.criteria[criterion].short_name} {float(share):.0f} %"
    if variant.id == "size_once":
        return "Size once"
    return _rule(variant)[0]


def rule_meaning(catalog: Catalog, variant: Variant) -> str:
    """Return what a rule changes, in a few words."""
    if variant.id in ("heavier", "lighter"):
        criterion = lowered(catalog.criteria[variant.detail.partition("=")[0]].name)
        return f"the heaviest weight, {criterion}, a quarter {variant.id}"
    if variant.id == "size_once":
        names = [lowered(item.name) for item in catalog.scored(variant.detail) if item.size]
        return f"without what measures size beside the talent pool: {joined(names)}"
    return _rule(variant)[1]


def _rule(variant: Variant) -> tuple[str, str]:
    return RULE_WORDS.get(variant.id) or RULE_WORDS[f"{variant.id}={variant.detail}"]


def rules_agree(ranking: Ranking) -> str:
    """Return under how many of the rules the same destination leads, and who else does."""
    firsts = [[c for c, rank in rule.ranks.items() if rank == 1] for rule in variants(ranking)]
    now, others = firsts[0], firsts[1:]
    same = sum(first == now for first in others)
    lead = f"{joined([ranking.named(c, not i) for i, c in enumerate(now)])} "
    lead += "leads" if len(now) == 1 else "lead level"
    if same == len(others):
        return f"{lead} under each of the {len(others)} other rules too."
    new = dict.fromkeys(c for first in others for c in first if c not in now)
    who = f"; else {joined([ranking.named(c) for c in new])}" if new else ""
    return f"{lead} under {same} of the {len(others)} other rules{who}."


def without_one(ranking: Ranking) -> str:
    """Return which criteria the lead depends on."""
    leader = ranking.rows[0].country
    vital = [item for item in criteria_left_out(ranking) if item.leaders != (leader,)]
    if not vital:
        return f"{ranking.named(leader, True)} leads without any one of the criteria too."
    names = [lowered(ranking.catalog.criteria[item.criterion].name) for item in vital]
    one = "it" if len(names) == 1 else "any one of them"
    return f"The lead hangs on {joined(names)}: without {one} another leads."


def any_weights(ranking: Ranking) -> tuple[str, ...]:
    """Return which orders no weighting can reverse."""
    pairs = dominated(ranking)
    if not pairs:
        return (
            "No destination is at least as good as another on every criterion: with other "
            "weights, the order of any two can turn.",
        )
    worse: dict[str, list[str]] = {}
    for one, other in pairs:
        worse.setdefault(one, []).append(other)
    return tuple(
        f"{ranking.named(row.country, True)} is before "
        f"{joined(sorted(map(ranking.named, worse[row.country])))} under any weights."
        for row in ranking.rows
        if row.country in worse
    )
