"""From criterion scores and weights to a ranking (OECD/JRC Handbook, step 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kpo.aggregation import TIE, arithmetic, geometric, ranks
from kpo.catalog import Catalog
from kpo.errors import Problem, ScenarioError, remedy_for
from kpo.model import METHODS, NATIVE_ENGLISH_RULES, Flag, Method, Scenario, Status
from kpo.normalise import DecisionMatrix, Floats, decision_matrix
from kpo.weights import weights_of

LEAST_COVERAGE = 0.65
WEAK_POINT = 20.0
OLDEST = 100
SANCTIONS = "eu_sanctions"

Reason = Literal["no_pay", "coverage", "minimum", "sanctions", "no_figures"]


@dataclass(frozen=True)
class Row:
    """One ranked destination. Scores and contributions in points, coverage from 0 to 1.

    `different` and `assumed` are the parts of the coverage that rest on differently defined
    and on assumed figures (the user's own figures are counted in `own`).
    """

    country: str
    name: str
    rank: int
    score: float
    coverage: float
    different: float
    assumed: float
    own: float
    contributions: Mapping[str, float]
    scores: Mapping[str, float | None]
    statuses: Mapping[str, frozenset[Status]]
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class NotRanked:
    """A destination left out, with the reason in words and the coverage under the tier's preset."""

    country: str
    name: str
    kind: Reason
    reason: str
    coverage: float
    flags: tuple[Flag, ...]


@dataclass(frozen=True, eq=False)
class Ranking:
    """The result: rows in rank order, and what was left out with reasons.

    A ranking equals itself only, so that what follows from it can be kept with it.
    """

    scenario: Scenario
    data_version: str
    criteria: tuple[str, ...]
    weights: Floats
    rows: tuple[Row, ...]
    not_ranked: tuple[NotRanked, ...]

    @property
    def weak_points(self) -> tuple[tuple[Row, str], ...]:
        """Destinations among the first three with a weighted criterion below 20 points."""
        return tuple(
            (row, criterion)
            for row in self.rows[:3]
            for criterion, weight in zip(self.criteria, self.weights, strict=True)
            if weight > 0
            and (row.scores[criterion] or 0.0) < WEAK_POINT
            and row.scores[criterion] is not None
        )


def rank(catalog: Catalog, scenario: Scenario) -> Ranking:
    """Rank the destinations of a scenario.

    Raises
    ------
    ScenarioError
        With everything in the scenario that is unknown or out of range.
    WeightError
        If the weights cannot be used.
    """
    faults = scenario_problems(catalog, scenario)
    if faults:
        raise ScenarioError(faults)
    named = weights_of(catalog, scenario)
    matrix = decision_matrix(catalog, scenario)
    weights = np.array([named[criterion] for criterion in matrix.criteria])
    place = {country: index for index, country in enumerate(matrix.countries)}
    chosen = [place[country] for country in destinations(catalog, scenario)]
    tier_weights = catalog.presets[catalog.tiers[scenario.tier].preset].weights
    tier_coverage = matrix.coverage @ np.array([tier_weights[c] for c in matrix.criteria]) / 100
    out = _not_ranked(catalog, scenario, matrix, chosen, tier_coverage, weights)
    left = {item.country for item in out}
    kept = [index for index in chosen if matrix.countries[index] not in left]
    rows = _rows(catalog, matrix, kept, weights, scenario.method)
    return Ranking(scenario, catalog.data_version, matrix.criteria, weights, rows, out)


def destinations(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the destinations that a scenario compares, each once."""
    return tuple(dict.fromkeys(scenario.countries or catalog.home))


def scenario_problems(catalog: Catalog, scenario: Scenario) -> list[Problem]:
    """Return everything in a scenario that the catalogue does not know, all at once."""
    named: list[tuple[str, Sequence[str], Sequence[str]]] = [
        ("tier", [scenario.tier], catalog.top_tiers),
        ("client", [scenario.client], catalog.clients),
        ("country", scenario.countries or (), list(catalog.countries)),
        ("preset", [] if scenario.preset is None else [scenario.preset], list(catalog.presets)),
        ("method", [scenario.method], METHODS),
        ("rule for native English", [scenario.native_english], NATIVE_ENGLISH_RULES),
        ("criterion", [*scenario.minimums, *scenario.locks], list(catalog.criteria)),
        (
            "service line",
            [] if scenario.service is None else [scenario.service],
            catalog.services(scenario.tier),
        ),
    ]
    found = [
        Problem(kind, f'unknown {kind} "{word}"', _known_words(word, list(known)))
        for kind, words, known in named
        for word in words
        if word not in known
    ]
    found += [
        Problem("minimum", f"{name} = {value:g} is not a score", "give points from 0 to 100")
        for name, value in scenario.minimums.items()
        if not 0 <= value <= 100
    ]
    if not 1 <= scenario.max_age <= OLDEST:
        what = f"{scenario.max_age} years is out of range"
        found.append(Problem("maximum age", what, f"give 1 to {OLDEST}"))
    return found


def _known_words(word: str, known: list[str]) -> str:
    if len(known) <= 20:
        return f"use one of {', '.join(known)}"
    return remedy_for(word, known, "countries.csv")


def _not_ranked(
    catalog: Catalog,
    scenario: Scenario,
    matrix: DecisionMatrix,
    chosen: Sequence[int],
    tier_coverage: Floats,
    weights: Floats,
) -> tuple[NotRanked, ...]:
    weighted = [name for name, share in zip(matrix.criteria, weights, strict=True) if share > 0]
    found = []
    for index in chosen:
        country = matrix.countries[index]
        fault = _reason(catalog, scenario, matrix, index, float(tier_coverage[index]), weighted)
        if fault:
            found.append(
                NotRanked(
                    country,
                    catalog.countries[country].name,
                    *fault,
                    float(tier_coverage[index]),
                    catalog.flags[country],
                )
            )
    return tuple(sorted(found, key=lambda item: item.name))


def _reason(
    catalog: Catalog,
    scenario: Scenario,
    matrix: DecisionMatrix,
    index: int,
    coverage: float,
    weighted: Sequence[str],
) -> tuple[Reason, str] | None:
    scores = matrix.points[index]
    if scores[catalog.pay_criterion] is None:
        pay = next(item for item in matrix.indicators if item.criterion == catalog.pay_criterion)
        since = max(pay.earliest_year or 0, catalog.year - scenario.max_age)
        return "no_pay", f"no figure since {since} for {_lower_first(pay.name)}"
    if coverage < LEAST_COVERAGE - TIE:
        return "coverage", (
            f"figures cover {100 * coverage:.0f} % of the {scenario.tier} criteria, "
            f"{100 * LEAST_COVERAGE:.0f} % are needed"
        )
    sanctions = catalog.flag(matrix.countries[index], SANCTIONS)
    if scenario.exclude_sanctioned and sanctions and sanctions.state == "yes":
        return "sanctions", f"EU sanctions: {sanctions.text}"
    below = _below_minimum(catalog, scenario, scores)
    if below:
        return "minimum", "; ".join(below)
    if not any(scores[name] is not None for name in weighted):
        return "no_figures", "no figure for any criterion that carries weight"
    return None


def _below_minimum(
    catalog: Catalog, scenario: Scenario, scores: Mapping[str, float | None]
) -> list[str]:
    found = []
    for criterion, least in scenario.minimums.items():
        name, score = catalog.criteria[criterion].name, scores[criterion]
        if score is None:
            found.append(f"{name} has no score, your minimum is {least:g}")
        elif score < least - TIE:
            found.append(f"{name} scores {score:.1f}, your minimum is {least:g}")
    return found


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _rows(
    catalog: Catalog,
    matrix: DecisionMatrix,
    kept: Sequence[int],
    weights: Floats,
    method: Method,
) -> tuple[Row, ...]:
    scores = matrix.scores[list(kept)]
    formula = geometric if method == "geometric" else arithmetic
    totals, terms = formula(scores, weights)
    numbers = ranks(totals)
    shares = weights / weights.sum()
    coverage = matrix.coverage[list(kept)] @ shares
    marked = {status: part[list(kept)] @ shares for status, part in matrix.marked.items()}
    parts = terms.tolist()
    rows = [
        Row(
            country=country,
            name=catalog.countries[country].name,
            rank=int(numbers[place]),
            score=float(totals[place]),
            coverage=float(coverage[place]),
            different=float(marked["different_definition"][place]),
            assumed=float(marked["assumed"][place]),
            own=float(marked["user"][place]),
            contributions=dict(zip(matrix.criteria, parts[place], strict=True)),
            scores=matrix.points[index],
            statuses=matrix.statuses[index],
            flags=catalog.flags[country],
        )
        for place, index in enumerate(kept)
        for country in (matrix.countries[index],)
    ]
    return tuple(sorted(rows, key=lambda row: (row.rank, row.name, row.country)))
