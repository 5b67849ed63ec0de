"""Validation of a scenario: all problems at once."""

from collections.abc import Sequence

from kpo.core.errors import Problem, remedy_for
from kpo.core.model import METHODS, NATIVE_ENGLISH_RULES, Scenario
from kpo.data.assumptions import case_problems
from kpo.data.catalog import Catalog

MAX_YEARS = 100


MAX_LIMIT = 1e15
"""Maximum size of a limit on a figure; larger than any figure."""


def scenario_problems(catalog: Catalog, scenario: Scenario) -> list[Problem]:
    """Return everything in a scenario that is unknown or out of range, all at once."""
    limited = [item.id for item in catalog.indicators.values() if item.criterion]
    named: list[tuple[str, Sequence[str], Sequence[str]]] = [
        ("tier", [scenario.tier], catalog.top_tiers),
        ("client", [scenario.client], catalog.clients),
        ("country", scenario.countries or (), list(catalog.countries)),
        ("preset", [] if scenario.preset is None else [scenario.preset], list(catalog.presets)),
        ("method", [scenario.method], METHODS),
        ("rule for native English", [scenario.native_english], NATIVE_ENGLISH_RULES),
        (
            "criterion",
            [*scenario.minimums, *scenario.locks, *scenario.variation],
            list(catalog.criteria),
        ),
        ("figure", list(scenario.figure_limits), limited),
        (
            "service line",
            [] if scenario.service is None else [scenario.service],
            catalog.services(scenario.tier),
        ),
    ]
    unknown = [
        Problem(kind, f'unknown {kind} "{word}"', _known_words(word, list(known)))
        for kind, words, known in named
        for word in words
        if word not in known
    ]
    return [*unknown, *_range_problems(scenario), *case_problems(catalog, scenario)]


def _range_problems(scenario: Scenario) -> list[Problem]:
    problems = [
        Problem("minimum", f"{name} = {value:g} is not a score", "give points from 0 to 100")
        for name, value in scenario.minimums.items()
        if not 0 <= value <= 100
    ]
    problems += [
        Problem("limit", f"{name} = {value:g} is not a figure", "give a number in its unit")
        for name, value in scenario.figure_limits.items()
        if not -MAX_LIMIT <= value <= MAX_LIMIT
    ]
    problems += [
        Problem("variation", f"{name} = {value:g} % is out of range", "give 0 to 100 per cent")
        for name, value in scenario.variation.items()
        if not 0 <= value <= 100
    ]
    least = scenario.least_saving
    if least is not None and not 0 <= least <= 100:
        what = f"{least:g} % is out of range"
        problems.append(Problem("least saving", what, "give 0 to 100 per cent"))
    if not 1 <= scenario.max_age <= MAX_YEARS:
        what = f"{scenario.max_age} years is out of range"
        problems.append(Problem("maximum age", what, f"give 1 to {MAX_YEARS}"))
    return problems


def _known_words(word: str, known: list[str]) -> str:
    if len(known) <= 20:
        return f"use one of {', '.join(known)}"
    return remedy_for(word, known, "countries.csv")
