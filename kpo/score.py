"""From criterion scores and weights to a ranking (OECD/JRC Handbook, step 6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kpo.aggregation import TIE, arithmetic, geometric, ranks
from kpo.assumptions import case_problems
from kpo.catalog import Catalog
from kpo.computed import EMPLOYER_CHARGES, SAVING
from kpo.errors import Problem, ScenarioError, remedy_for
from kpo.figures import cost_of_labour, figure
from kpo.model import METHODS, NATIVE_ENGLISH_RULES, Flag, Sanction, Scenario
from kpo.normalise import DecisionMatrix, Floats, Mark, decision_matrix
from kpo.weights import weights_of

MIN_COVERAGE = 0.65
WEAK_POINT = 20.0
THIN_SAVING = 10.0
"""Per cent of the client's cost under which running the contract may eat the saving."""

MAX_YEARS = 100
MAX_LIMIT = 1e15
"""Largest size of a limit on a figure; beyond every figure there is."""

Reason = Literal["no_pay", "coverage", "minimum", "sanctions", "least_saving", "no_figures"]


@dataclass(frozen=True)
class Row:
    """One destination with its score. Scores and contributions in points, coverage 0 to 1.

    Attributes
    ----------
    rank
        From 1; of a destination that is left out the rank it would have; 0 for the client.
    coverage
        Share of the weight that rests on figures; the rest counts a declared constant.
    different, assumed, doubtful, own
        Parts of the coverage that rest on differently defined, assumed, doubtful figures and on
        the user's own.
    saving
        What the work costs less than at the client's, per cent; below 0 where it costs more.
    missing
        Criteria of which less than half of the indicator weight has a figure.
    marks
        What has to be said beside the name, in words.
    sanction
        The strictest sanctions class that binds the client; None where nothing is known.
    """

    country: str
    name: str
    rank: int
    score: float
    coverage: float
    different: float
    assumed: float
    doubtful: float
    own: float
    saving: float
    contributions: Mapping[str, float]
    scores: Mapping[str, float]
    missing: frozenset[str]
    statuses: Mapping[str, frozenset[Mark]]
    flags: tuple[Flag, ...]
    marks: tuple[str, ...]
    sanction: Sanction | None

    @property
    def sanctioned(self) -> str:
        """The word that is never left out beside the name; empty where there is none."""
        return self.sanction.mark if self.sanction and self.sanction.kind.left_out else ""


@dataclass(frozen=True)
class NotRanked:
    """A destination left out, with the reason in words and the coverage under the tier's preset.

    `row` is what it would be if it were ranked, with the rank it would have; None where its
    score cannot be computed.
    """

    country: str
    name: str
    kind: Reason
    reason: str
    coverage: float
    flags: tuple[Flag, ...]
    row: Row | None = None


@dataclass(frozen=True, eq=False)
class Ranking:
    """The result: rows in rank order, the client at home, and what was left out with reasons.

    A ranking equals itself only, so that what follows from it can be kept with it.
    """

    scenario: Scenario
    data_version: str
    criteria: tuple[str, ...]
    weights: Floats
    rows: tuple[Row, ...]
    not_ranked: tuple[NotRanked, ...]
    at_home: Row | None

    @property
    def client(self) -> str:
        """The client's country."""
        return self.scenario.client

    @property
    def weak_points(self) -> tuple[tuple[Row, str], ...]:
        """Destinations among the first three with a weighted criterion below 20 points."""
        return tuple(
            (row, criterion)
            for row in self.rows[:3]
            for criterion, weight in zip(self.criteria, self.weights, strict=True)
            if weight > 0 and criterion not in row.missing and row.scores[criterion] < WEAK_POINT
        )


def rank(catalog: Catalog, scenario: Scenario) -> Ranking:
    """Rank the destinations of a scenario; the client is never one of them.

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
    table = _Table(catalog, scenario, matrix, weights)
    chosen = [matrix.place[country] for country in destinations(catalog, scenario)]
    reasons = {index: table.reason(index) for index in chosen}
    kept = [index for index in chosen if reasons[index] is None]
    totals = table.totals[kept]
    numbers = ranks(totals).tolist()
    rows = [table.row(index, number) for index, number in zip(kept, numbers, strict=True)]
    out = [
        table.not_ranked(index, reason, totals)
        for index, reason in reasons.items()
        if reason is not None
    ]
    home = matrix.place[scenario.client]
    return Ranking(
        scenario,
        catalog.data_version,
        matrix.criteria,
        weights,
        tuple(sorted(rows, key=lambda row: (row.rank, row.name, row.country))),
        tuple(sorted(out, key=lambda item: item.name)),
        table.row(home, 0) if table.has_pay(home) else None,
    )


def destinations(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the destinations that a scenario compares, each once; never the client."""
    chosen = dict.fromkeys(scenario.countries or catalog.home)
    return tuple(country for country in chosen if country != scenario.client)


def scenario_problems(catalog: Catalog, scenario: Scenario) -> list[Problem]:
    """Return everything in a scenario that the catalogue does not know, all at once."""
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


class _Table:
    """Scores of every country under one scenario, and what keeps a country from being ranked."""

    def __init__(
        self, catalog: Catalog, scenario: Scenario, matrix: DecisionMatrix, weights: Floats
    ) -> None:
        self._catalog, self._scenario, self._matrix = catalog, scenario, matrix
        formula = geometric if scenario.method == "geometric" else arithmetic
        self.totals, self._terms = formula(matrix.scores, weights)
        shares = weights / weights.sum()
        self._coverage = matrix.coverage @ shares
        self._marked = {mark: part @ shares for mark, part in matrix.marked.items()}
        tier = catalog.presets[catalog.tiers[scenario.tier].preset].weights
        self._tier_coverage = matrix.coverage @ np.array([tier[c] for c in matrix.criteria]) / 100
        self._weighted = [
            name for name, share in zip(matrix.criteria, weights, strict=True) if share > 0
        ]

    def has_pay(self, index: int) -> bool:
        """Tell whether a country's labour cost and the client's are known."""
        return (self._matrix.countries[index], SAVING) in self._matrix.figures

    def row(self, index: int, number: int) -> Row:
        """Return a country with its score, under the rank `number`."""
        matrix, country = self._matrix, self._matrix.countries[index]
        saving = matrix.figures[country, SAVING].value
        scores = matrix.scores[index].tolist()
        sanction = self._catalog.sanction(self._scenario.client, country)
        return Row(
            country=country,
            name=self._catalog.countries[country].name,
            rank=number,
            score=float(self.totals[index]),
            coverage=float(self._coverage[index]),
            different=float(self._marked["different_definition"][index]),
            assumed=float(self._marked["assumed"][index]),
            doubtful=float(self._marked["doubtful"][index]),
            own=float(self._marked["user"][index]),
            saving=saving,
            contributions=dict(zip(matrix.criteria, self._terms[index].tolist(), strict=True)),
            scores=dict(zip(matrix.criteria, scores, strict=True)),
            missing=matrix.missing_names[index],
            statuses=matrix.statuses[index],
            flags=self._catalog.flags[country],
            marks=() if country == self._scenario.client else marks_of(saving, sanction),
            sanction=sanction,
        )

    def not_ranked(self, index: int, fault: tuple[Reason, str], ranked: Floats) -> NotRanked:
        """Return a country that is left out, with the place it would have among `ranked`."""
        country = self._matrix.countries[index]
        row = None
        if self.has_pay(index):
            above = int((ranked > self.totals[index] + TIE).sum())
            row = self.row(index, above + 1)
        return NotRanked(
            country,
            self._catalog.countries[country].name,
            *fault,
            float(self._tier_coverage[index]),
            self._catalog.flags[country],
            row,
        )

    def reason(self, index: int) -> tuple[Reason, str] | None:
        """Return why a country is left out; None if it is ranked."""
        if not self.has_pay(index):
            return "no_pay", self._pay_missing(index)
        coverage = float(self._tier_coverage[index])
        if coverage < MIN_COVERAGE - TIE:
            return "coverage", (
                f"figures cover {100 * coverage:.0f} % of the {self._scenario.tier} criteria, "
                f"{100 * MIN_COVERAGE:.0f} % are needed"
            )
        sanction = self._catalog.sanction(self._scenario.client, self._matrix.countries[index])
        if sanction and sanction.kind.left_out and not self._scenario.rank_sanctioned:
            return "sanctions", sanction_reason(sanction)
        return self._knocked_out(index)

    def _knocked_out(self, index: int) -> tuple[Reason, str] | None:
        too_dear = self._too_dear(index)
        if too_dear:
            return "least_saving", too_dear
        beyond = [*self._below_minimum(index), *self._beyond_limit(index)]
        if beyond:
            return "minimum", "; ".join(beyond)
        if all(name in self._matrix.missing_names[index] for name in self._weighted):
            return "no_figures", "no figure for any criterion that carries weight"
        return None

    def _pay_missing(self, index: int) -> str:
        country, client = self._matrix.countries[index], self._scenario.client
        if cost_of_labour(self._catalog, self._scenario, country) is not None:
            return f"no pay is known of the client's country ({client}) to compare with"
        pay = self._catalog.indicators[self._catalog.tiers[self._scenario.tier].pay]
        if figure(self._catalog, self._scenario, country, pay.id) is not None:
            charges = self._catalog.indicators[EMPLOYER_CHARGES].name
            return (
                f"no figure for {_lower_first(charges)} ({EMPLOYER_CHARGES}): add one of your own"
            )
        since = max(pay.earliest_year or 0, self._catalog.year - self._scenario.max_age)
        return f"no figure since {since} for {_lower_first(pay.name)}"

    def _too_dear(self, index: int) -> str:
        least = self._scenario.least_saving
        if least is None:
            return ""
        saving = self._matrix.figures[self._matrix.countries[index], SAVING].value
        if saving > 0 and saving >= least - TIE:
            return ""
        if least == 0:
            return f"costs {100 - saving:.0f} % of what it costs at home"
        return f"saves {saving:.0f} %, your least saving is {least:g} %"

    def _below_minimum(self, index: int) -> Iterator[str]:
        for criterion, least in self._scenario.minimums.items():
            name = self._catalog.criteria[criterion].name
            if criterion in self._matrix.missing_names[index]:
                yield f"{name} has no figure, your minimum is {least:g} points"
            elif (score := self._matrix.points[index][criterion] or 0.0) < least - TIE:
                yield f"{name} scores {score:.1f}, your minimum is {least:g}"

    def _beyond_limit(self, index: int) -> Iterator[str]:
        country = self._matrix.countries[index]
        for indicator, limit in self._scenario.figure_limits.items():
            item = self._catalog.indicators[indicator]
            known = figure(self._catalog, self._scenario, country, indicator)
            word = "least" if item.direction > 0 else "most"
            rule = f"your rule is at {word} {limit:,.{item.decimals}f} {item.unit}"
            if known is None:
                yield f"no figure for {_lower_first(item.name)}, {rule}"
            elif item.direction * (known.value - limit) < -TIE:
                yield f"{item.name} {known.value:,.{item.decimals}f}, {rule}"


def sanction_reason(sanction: Sanction) -> str:
    """Return why a sanctioned destination is left out, with the act and its date."""
    note = f" ({sanction.note})" if sanction.note else ""
    return (
        f"left out by our rule: {sanction.kind.words} of {sanction.by} "
        f"({sanction.act}; list of {sanction.as_of}){note}; {sanction.kind.buying}"
    )


def marks_of(saving: float, sanction: Sanction | None) -> tuple[str, ...]:
    """Return what has to be said beside a destination's name, in words."""
    marks = []
    if saving <= 0:
        marks.append(f"dearer than at home: {100 - saving:.0f} %")
    elif saving < THIN_SAVING:
        marks.append("running the contract may eat the saving")
    if sanction and sanction.mark:
        marks.append(sanction.mark)
    return tuple(marks)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
