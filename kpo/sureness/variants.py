"""The same choice under other rules: side by side, and with each criterion left out."""

from dataclasses import dataclass, replace

import numpy as np

from kpo.catalog import Catalog
from kpo.memory import kept
from kpo.model import METHODS, NATIVE_ENGLISH_RULES, Method, Scenario
from kpo.normalise import Floats, decision_matrix, goalpost_scores
from kpo.robustness.methods import Ranks, leave_one_criterion_out, method_check
from kpo.robustness.stability import move_weight
from kpo.score import Ranking
from kpo.sureness.case import Case, case_of

STEP = 0.25
"""How far the heaviest weight is moved, as a share of itself."""

NOW = "now"


@dataclass(frozen=True)
class Variant:
    """The ranking under one rule.

    `id` is ``now``, ``method``, ``cost_scale``, ``heavier``, ``lighter`` or ``native_english``;
    `ranks` holds a rank by country, None where it cannot be ranked under this rule. `detail` is
    what the id leaves open: the method, the scale, or the weight in per cent.
    """

    id: str
    detail: str
    ranks: dict[str, int | None]


@dataclass(frozen=True)
class Dropped:
    """Who leads when one criterion is left out; more than one on a tie."""

    criterion: str
    leaders: tuple[str, ...]


def variants(catalog: Catalog, ranking: Ranking) -> tuple[Variant, ...]:
    """Return the ranking as it is and under other rules, `now` first; empty without rows."""
    case = case_of(catalog, ranking)
    if not case.countries:
        return ()
    rules = _rules(catalog, ranking, case)
    found = method_check({name: rule for name, (_, rule) in rules.items()})
    return tuple(
        Variant(name, detail, _named(case, found, row))
        for row, (name, (detail, _)) in enumerate(rules.items())
    )


def without_each(catalog: Catalog, ranking: Ranking) -> tuple[Dropped, ...]:
    """Return who leads without each criterion that carries weight."""
    case = case_of(catalog, ranking)
    return _without_each(case) if case.countries and len(case.criteria) > 1 else ()


@kept(16)
def _without_each(case: Case) -> tuple[Dropped, ...]:
    found = leave_one_criterion_out(case.scores, case.weights, case.method, case.criteria)
    return tuple(
        Dropped(criterion, tuple(case.countries[row] for row in leaders))
        for criterion, leaders, weight in zip(
            case.criteria, found.leaders, case.weights, strict=True
        )
        if weight > 0
    )


_Rule = tuple[Floats, Floats, Method]


def _rules(catalog: Catalog, ranking: Ranking, case: Case) -> dict[str, tuple[str, _Rule]]:
    scenario = ranking.scenario
    other = next(method for method in METHODS if method != case.method)
    found: dict[str, tuple[str, _Rule]] = {
        NOW: (case.method, (case.scores, case.weights, case.method)),
        "method": (other, (case.scores, case.weights, other)),
    }
    scale, costs = _other_cost_scale(catalog, scenario, case)
    found["cost_scale"] = scale, (costs, case.weights, case.method)
    heaviest = int(np.argmax(case.weights))
    for name, factor in (("heavier", 1 + STEP), ("lighter", 1 - STEP)):
        share = min(case.weights[heaviest] * factor, 100.0)
        moved = move_weight(case.weights, heaviest, share / 100)
        detail = f"{case.criteria[heaviest]}={share:g}"
        found[name] = detail, (case.scores, moved, case.method)
    rule = next(rule for rule in NATIVE_ENGLISH_RULES if rule != scenario.native_english)
    turned = _scores_of(catalog, replace(scenario, native_english=rule), case)
    if not np.array_equal(turned, case.scores, equal_nan=True):
        found["native_english"] = rule, (turned, case.weights, case.method)
    return found


def _other_cost_scale(catalog: Catalog, scenario: Scenario, case: Case) -> tuple[str, Floats]:
    """Return the scores with pay on the scale it does not have: linear, or logarithmic."""
    matrix = decision_matrix(catalog, scenario)
    pay = next(item for item in matrix.indicators if item.criterion == catalog.pay_criterion)
    low, high = pay.goalpost_low or 0.0, pay.goalpost_high or 100.0
    log = pay.transform != "log"
    values = np.array([matrix.figures[country, pay.id].value for country in case.countries])
    scores = case.scores.copy()
    scores[:, case.criteria.index(catalog.pay_criterion)] = goalpost_scores(
        values, low, high, "log" if log else "linear", pay.direction
    )
    return "log" if log else "linear", scores


def _scores_of(catalog: Catalog, scenario: Scenario, case: Case) -> Floats:
    matrix = decision_matrix(catalog, scenario)
    places = [matrix.countries.index(country) for country in case.countries]
    found: Floats = matrix.scores[places]
    return found


def _named(case: Case, found: Ranks, row: int) -> dict[str, int | None]:
    ranks = found.ranks[row].tolist()
    return {country: rank or None for country, rank in zip(case.countries, ranks, strict=True)}
