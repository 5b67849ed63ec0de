"""The same ranking under other rules, side by side, and with each criterion left out."""

from dataclasses import dataclass, replace

import numpy as np

from kpo.core.cache import cached
from kpo.core.model import METHODS, NATIVE_ENGLISH_RULES, Method
from kpo.mcda.aggregation import TIE, Floats
from kpo.mcda.method_comparison import Ranks, leave_one_criterion_out, method_check
from kpo.mcda.weight_stability import move_weight
from kpo.robustness.problem import DecisionProblem, decision_problem
from kpo.robustness.rescored import (
    handed_on,
    log_pay,
    moved_bounds,
    outer_bounds,
    without_charges,
    without_size,
)
from kpo.scoring.decision_matrix import DecisionMatrix, decision_matrix
from kpo.scoring.ranking import Ranking

STEP = 0.25
"""How far the heaviest weight is moved, as a share of itself."""

BOUNDS_STEP = 0.1
"""How far bounds are moved either way, as a share of their span."""

NOW = "now"


@dataclass(frozen=True)
class Variant:
    """The ranking under one rule.

    `id` is ``now``, ``method``, ``log_pay``, ``no_charges``, ``outer_bounds``, ``wider_bounds``,
    ``narrower_bounds``, ``handed_on``, ``size_once``, ``native_english``, ``heavier`` or
    ``lighter``; `ranks` holds a rank by country, None if it cannot be ranked under this rule.
    `detail` completes the id: the method, the tier, the rule for English, or the criterion and its
    weight in per cent.
    """

    id: str
    detail: str
    ranks: dict[str, int | None]


@dataclass(frozen=True)
class CriterionLeftOut:
    """The leaders if one criterion is left out; several if they tie."""

    criterion: str
    leaders: tuple[str, ...]


def variants(ranking: Ranking) -> tuple[Variant, ...]:
    """Return the ranking as it is and under other rules, ``now`` first; empty without rows."""
    case = decision_problem(ranking)
    if not case.countries:
        return ()
    rules = _rules(ranking, case)
    checked = method_check({name: rule for name, (_, rule) in rules.items()})
    return tuple(
        Variant(name, detail, _named(case, checked, row))
        for row, (name, (detail, _)) in enumerate(rules.items())
    )


def criteria_left_out(ranking: Ranking) -> tuple[CriterionLeftOut, ...]:
    """Return the leaders without each criterion that carries weight, one criterion at a time."""
    case = decision_problem(ranking)
    return _without_each(case) if case.countries and len(case.criteria) > 1 else ()


@cached(16)
def _without_each(case: DecisionProblem) -> tuple[CriterionLeftOut, ...]:
    left_out = leave_one_criterion_out(case.scores, case.weights, case.method, case.criteria)
    return tuple(
        CriterionLeftOut(criterion, tuple(case.countries[row] for row in leaders))
        for criterion, leaders, weight in zip(
            case.criteria, left_out.leaders, case.weights, strict=True
        )
        if weight > 0
    )


_Rule = tuple[Floats, Floats, Method]


def _rules(ranking: Ranking, case: DecisionProblem) -> dict[str, tuple[str, _Rule]]:
    """Return detail and arguments of each rule; a rescoring that changes no score is left out."""
    other = next(method for method in METHODS if method != case.method)
    by_id: dict[str, tuple[str, _Rule]] = {
        NOW: (case.method, (case.scores, case.weights, case.method)),
        "method": (other, (case.scores, case.weights, other)),
    }
    for name, (detail, every) in _rescored(ranking.matrix).items():
        scores = every[[ranking.matrix.place[country] for country in case.countries]]
        if not np.allclose(scores, case.scores, rtol=0, atol=TIE, equal_nan=True):
            by_id[name] = detail, (scores, case.weights, case.method)
    heaviest = int(np.argmax(case.weights))
    for name, factor in (("heavier", 1 + STEP), ("lighter", 1 - STEP)):
        share = min(case.weights[heaviest] * factor, 100.0)
        moved = move_weight(case.weights, heaviest, share / 100)
        detail = f"{case.criteria[heaviest]}={share:g}"
        by_id[name] = detail, (case.scores, moved, case.method)
    return by_id


@cached(32)
def _rescored(matrix: DecisionMatrix) -> dict[str, tuple[str, Floats]]:
    """Return the scores of every country under each rule that converts figures differently."""
    english = next(rule for rule in NATIVE_ENGLISH_RULES if rule != matrix.rules.native_english)
    turned = decision_matrix(matrix.catalog, replace(matrix.rules, native_english=english)).scores
    return {
        "log_pay": ("", log_pay(matrix)),
        "no_charges": ("", without_charges(matrix)),
        "outer_bounds": ("", outer_bounds(matrix)),
        "wider_bounds": ("", moved_bounds(matrix, BOUNDS_STEP)),
        "narrower_bounds": ("", moved_bounds(matrix, -BOUNDS_STEP)),
        "handed_on": ("", handed_on(matrix)),
        "size_once": (matrix.rules.tier, without_size(matrix)),
        "native_english": (english, turned),
    }


def _named(case: DecisionProblem, checked: Ranks, row: int) -> dict[str, int | None]:
    ranks = checked.ranks[row].tolist()
    return {country: rank or None for country, rank in zip(case.countries, ranks, strict=True)}
