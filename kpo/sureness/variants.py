"""The same choice under other rules: side by side, and with each criterion left out."""

from dataclasses import dataclass, replace

import numpy as np

from kpo.aggregation import TIE
from kpo.catalog import Catalog
from kpo.memory import kept
from kpo.model import METHODS, NATIVE_ENGLISH_RULES, Method, NativeEnglish, Scenario
from kpo.normalise import Floats, decision_matrix
from kpo.robustness.methods import Ranks, leave_one_criterion_out, method_check
from kpo.robustness.stability import move_weight
from kpo.score import Ranking
from kpo.sureness.case import Case, case_of
from kpo.sureness.rescored import (
    handed_on,
    log_pay,
    moved_bounds,
    outer_bounds,
    without_charges,
    without_size,
)

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
    ``lighter``; `ranks` holds a rank by country, None where it cannot be ranked under this rule.
    `detail` is what the id leaves open: the method, the tier, the rule for English, or the
    criterion and its weight in per cent.
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
    """Return the rules, those left out that change no score here."""
    scenario = ranking.scenario
    other = next(method for method in METHODS if method != case.method)
    found: dict[str, tuple[str, _Rule]] = {
        NOW: (case.method, (case.scores, case.weights, case.method)),
        "method": (other, (case.scores, case.weights, other)),
    }
    for name, (detail, every) in _rescored(catalog, scenario).items():
        scores = every[_places(catalog, scenario, case)]
        if not np.allclose(scores, case.scores, rtol=0, atol=TIE, equal_nan=True):
            found[name] = detail, (scores, case.weights, case.method)
    heaviest = int(np.argmax(case.weights))
    for name, factor in (("heavier", 1 + STEP), ("lighter", 1 - STEP)):
        share = min(case.weights[heaviest] * factor, 100.0)
        moved = move_weight(case.weights, heaviest, share / 100)
        detail = f"{case.criteria[heaviest]}={share:g}"
        found[name] = detail, (case.scores, moved, case.method)
    return found


def _rescored(catalog: Catalog, scenario: Scenario) -> dict[str, tuple[str, Floats]]:
    """Return scores of every country under the rules that turn figures into points otherwise."""
    rules = scenario.tier, scenario.client, scenario.max_age, scenario.native_english
    return _rescored_tables(catalog, *rules)


@kept(8)
def _rescored_tables(
    catalog: Catalog, tier: str, client: str, max_age: int, native_english: NativeEnglish
) -> dict[str, tuple[str, Floats]]:
    scenario = Scenario(tier=tier, client=client, max_age=max_age, native_english=native_english)
    english = next(rule for rule in NATIVE_ENGLISH_RULES if rule != native_english)
    turned = decision_matrix(catalog, replace(scenario, native_english=english)).scores
    return {
        "log_pay": ("", log_pay(catalog, scenario)),
        "no_charges": ("", without_charges(catalog, scenario)),
        "outer_bounds": ("", outer_bounds(catalog, scenario)),
        "wider_bounds": ("", moved_bounds(catalog, scenario, BOUNDS_STEP)),
        "narrower_bounds": ("", moved_bounds(catalog, scenario, -BOUNDS_STEP)),
        "handed_on": ("", handed_on(catalog, scenario)),
        "size_once": (tier, without_size(catalog, scenario)),
        "native_english": (english, turned),
    }


def _places(catalog: Catalog, scenario: Scenario, case: Case) -> list[int]:
    matrix = decision_matrix(catalog, scenario)
    return [matrix.place[country] for country in case.countries]


def _named(case: Case, found: Ranks, row: int) -> dict[str, int | None]:
    ranks = found.ranks[row].tolist()
    return {country: rank or None for country, rank in zip(case.countries, ranks, strict=True)}
