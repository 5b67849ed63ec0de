"""Questions from whose answers weights are derived, in the units of the figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Final

from kpo.core.model import Indicator, Scenario
from kpo.core.text import joined, lowered
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.mcda.elicitation import (
    MARGIN,
    MAX_QUESTIONS,
    Traded,
    TradeOff,
    next_pair,
    traded_weights,
    weights_in_order,
)
from kpo.mcda.weights import whole_shares
from kpo.scoring.decision_matrix import decision_matrix
from kpo.scoring.ranking import rank, weights_of

TIMES: Final = (1.5, 2.0, 3.0, 4.0, 6.0, 9.0, inf)
"""Possible factors of an answer; infinite: the other improvement does not matter."""

WIDENINGS: Final = (1.0, 2.0, 4.0, 8.0)
"""Factors on the required lead, tried in turn until the order survives rounding to per cents."""

MIN_TOLD: Final = 1.1
"""Minimum contradiction that is reported; smaller ones come from the coarse steps of answers."""


@dataclass(frozen=True)
class Swing:
    """One improvement to choose: its criterion, and the change in words."""

    criterion: str
    name: str
    swing: str


@dataclass(frozen=True)
class Question:
    """Two improvements; `number` counts from 1."""

    number: int
    first: Swing
    second: Swing


@dataclass(frozen=True)
class Elicited:
    """Weights derived from answers, whole per cents, and a sentence about them.

    `weights` is None if no weights fit the answers.
    """

    weights: dict[str, float] | None
    words: str


def question(catalog: Catalog, scenario: Scenario, answers: Sequence[TradeOff]) -> Question | None:
    """Return the next trade-off question; None if all are answered."""
    criteria = list(catalog.criteria)
    pair = next_pair(_begun(catalog, scenario, criteria), answers)
    if pair is None:
        return None
    first, second = (side(catalog, scenario, criteria[place]) for place in pair)
    return Question(len(answers) + 1, first, second)


def _begun(catalog: Catalog, scenario: Scenario, criteria: Sequence[str]) -> list[float]:
    """Return the weights of the scenario's preset, from which both methods start."""
    begun = weights_of(catalog, replace(scenario, weights=None))
    return [begun[name] for name in criteria]


def side(catalog: Catalog, scenario: Scenario, criterion: str) -> Swing:
    """Return an improvement in words: from the worst to the best goalpost of its main indicator."""
    item = catalog.criteria[criterion]
    figures = [
        one
        for one in catalog.indicators.values()
        if one.criterion == criterion and one.serves(scenario.tier) and one.weight(scenario.tier)
    ]
    swing = f"from {item.worst} to {item.best}"
    if figures:
        main = max(figures, key=lambda one: one.weight(scenario.tier))
        swing += f": {_range(main)}"
        swing += " and what goes with it" if len(figures) > 1 else ""
    return Swing(criterion, item.name, swing)


def _range(item: Indicator) -> str:
    low, high = item.goalpost_low or 0.0, item.goalpost_high or 0.0
    if item.direction < 0:
        low, high = high, low
    decimals = 0 if min(abs(high), abs(high - low)) >= 10 else item.decimals
    ends = f"{low:,.{decimals}f} to {high:,.{decimals}f}"
    return f"{lowered(item.name)} {ends} {item.unit}"


def answer(catalog: Catalog, asked: Question, chosen: str | None, times: float) -> TradeOff:
    """Return an answer: `chosen` matters `times` as much as the other; None: both the same."""
    places = {name: place for place, name in enumerate(catalog.criteria)}
    first, second = places[asked.first.criterion], places[asked.second.criterion]
    if chosen == asked.second.criterion:
        first, second = second, first
    return TradeOff(first, second, 1.0 if chosen is None else times)


def from_trade_offs(catalog: Catalog, scenario: Scenario, answers: Sequence[TradeOff]) -> Elicited:
    """Return the weights that fit the answers best, and how far these contradict each other."""
    criteria = list(catalog.criteria)
    traded = traded_weights(_begun(catalog, scenario, criteria), answers)
    weights = whole_shares(dict(zip(criteria, traded.weights.tolist(), strict=True)))
    return Elicited(weights, _contradiction(catalog, criteria, answers, traded))


def _contradiction(
    catalog: Catalog, criteria: Sequence[str], answers: Sequence[TradeOff], traded: Traded
) -> str:
    if len(answers) < MAX_QUESTIONS and len(criteria) > MAX_QUESTIONS - 1:
        return "Criteria that were not asked about keep their proportion to the others."
    if traded.worst is None or traded.contradiction < MIN_TOLD:
        return "Your answers agree with each other."
    worst, implied = answers[traded.worst], traded.implied[traded.worst]
    more, less = (
        lowered(catalog.criteria[criteria[place]].name) for place in (worst.more, worst.less)
    )
    stated = "much more" if worst.times == inf else f"{worst.times:g} times"
    return (
        f"Your answers contradict each other by a factor of {traded.contradiction:.1f}: you said "
        f"that {more} matters {stated} as much as {less}; your answers together make it "
        f"{implied:.1f} times."
    )


def examples(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the destinations to put in order, sorted by name so as not to reveal their ranks."""
    rows = rank(catalog, replace(scenario, weights=None)).rows
    return tuple(
        sorted((row.country for row in rows), key=lambda code: catalog.countries[code].name)
    )


def from_order(catalog: Catalog, scenario: Scenario, order: Sequence[str]) -> Elicited:
    """Return the weights nearest to the preset's that put destinations in the wanted order.

    In whole per cents, each destination leads the next by `MARGIN` or more. If no weights do,
    `weights` is None and the words say so.
    """
    matrix = decision_matrix(catalog, scenario)
    table = matrix.scores[[matrix.place[country] for country in order]]
    start = _begun(catalog, scenario, matrix.criteria)
    for widening in WIDENINGS:
        nearest = weights_in_order(table, start, MARGIN * widening)
        if nearest.weights is None:
            break
        weights = whole_shares(dict(zip(matrix.criteria, nearest.weights.tolist(), strict=True)))
        totals = table @ [weights[name] / 100 for name in matrix.criteria]
        if all(better - worse >= MARGIN - 1e-6 for better, worse in pairwise(totals.tolist())):
            names = [named(catalog, country, scenario.client) for country in order]
            words = f"The weights nearest to the preset that put {joined(names)} in this order."
            return Elicited(weights, words)
    least = weights_in_order(table, start, MARGIN)
    if least.weights is not None:
        return Elicited(
            None, "Only weights with parts of a per cent give this order; none do whole."
        )
    return Elicited(None, _none_do(least.margin))


def _none_do(margin: float) -> str:
    if margin < 0:
        return (
            "No weights give this order: whatever they are, one of these stays at least "
            f"{-margin:.1f} points behind one that should follow it."
        )
    return (
        f"No weights give this order by {MARGIN:g} points: the clearest that any give is "
        f"{margin:.1f} points."
    )
