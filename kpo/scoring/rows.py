"""The rows of a ranking, and the knock-outs: missing figures, or a rule that leaves one out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kpo.core.model import Flag, Sanction, Scenario
from kpo.core.text import inner
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import EMPLOYER_CHARGES, SAVING
from kpo.data.observations import cost_of_labour, figure
from kpo.mcda.aggregation import TIE, Floats, arithmetic, geometric
from kpo.scoring.decision_matrix import DecisionMatrix, Mark

Reason = Literal["no_pay", "coverage", "minimum", "sanctions", "least_saving", "no_figures"]


@dataclass(frozen=True)
class Row:
    """One destination with its score. Scores and contributions in points, coverage 0 to 1.

    Attributes
    ----------
    rank
        From 1; for a destination that is left out, the rank it would have; 0 for the client.
    coverage
        Share of the weight that rests on figures; the rest counts a declared constant.
    different, assumed, doubtful, own
        Parts of the coverage that rest on differently defined, assumed, doubtful figures and on
        the user's own.
    saving
        Saving on the client's labour cost in per cent; below 0 if the work costs more.
    missing
        Criteria of which less than half of the indicator weight has a figure.
    marks
        Marks that must stand beside the name, in words.
    sanction
        The strictest sanctions measure that binds the client; None if nothing is known.
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
        """The sanctions mark that always stands beside the name; empty if there is none."""
        return self.sanction.mark if self.sanction and self.sanction.kind.left_out else ""


@dataclass(frozen=True)
class NotRanked:
    """A destination left out, with the reason in words and the coverage under the tier's preset.

    `row` is the row that it would have if it were ranked; None if its score cannot be computed.
    """

    country: str
    name: str
    kind: Reason
    reason: str
    coverage: float
    flags: tuple[Flag, ...]
    row: Row | None = None


class ScoreTable:
    """Scores and contributions in points, countries in the order of the matrix.

    Parameters
    ----------
    weights
        One per criterion, with any positive sum.
    tier_coverage
        Share of the tier's preset that rests on figures, one per country.
    """

    def __init__(
        self, matrix: DecisionMatrix, scenario: Scenario, weights: Floats, tier_coverage: Floats
    ) -> None:
        self._matrix, self._scenario, self._tier_coverage = matrix, scenario, tier_coverage
        formula = geometric if scenario.method == "geometric" else arithmetic
        self.totals, self._terms = formula(matrix.scores, weights)
        shares = weights / weights.sum()
        self._coverage = matrix.coverage @ shares
        self._marked = {mark: part @ shares for mark, part in matrix.marked.items()}

    def row(self, country: str, rank: int) -> Row:
        """Return the row of a country under a given rank."""
        matrix, index = self._matrix, self._matrix.place[country]
        catalog, client = matrix.catalog, self._scenario.client
        saving, sanction = matrix.figures[country, SAVING].value, catalog.sanction(client, country)
        marked = {mark: float(part[index]) for mark, part in self._marked.items()}
        return Row(
            country=country,
            name=catalog.countries[country].name,
            rank=rank,
            score=float(self.totals[index]),
            coverage=float(self._coverage[index]),
            different=marked["different_definition"],
            assumed=marked["assumed"],
            doubtful=marked["doubtful"],
            own=marked["user"],
            saving=saving,
            contributions=dict(zip(matrix.criteria, self._terms[index].tolist(), strict=True)),
            scores=dict(zip(matrix.criteria, matrix.scores[index].tolist(), strict=True)),
            missing=matrix.missing_names[index],
            statuses=matrix.statuses[index],
            flags=catalog.flags[country],
            marks=() if country == client else marks_of(saving, sanction),
            sanction=sanction,
        )

    def not_ranked(self, country: str, reason: tuple[Reason, str], ranked: Floats) -> NotRanked:
        """Return a country that is left out, with its rank among the scores in `ranked`."""
        index, catalog = self._matrix.place[country], self._matrix.catalog
        row = None
        if self._matrix.has_pay(country):
            above = int(np.count_nonzero(ranked > self.totals[index] + TIE))
            row = self.row(country, above + 1)
        return NotRanked(
            country,
            catalog.countries[country].name,
            *reason,
            float(self._tier_coverage[index]),
            catalog.flags[country],
            row,
        )


MIN_COVERAGE = 0.65
"""Minimum share of the weight of the tier's preset that figures must cover."""

THIN_SAVING = 10.0
"""Saving in per cent of the client's cost below which running the contract may consume it."""


@dataclass(frozen=True)
class KnockOut:
    """The tests that a destination must pass to be ranked, in their order.

    Attributes
    ----------
    weighted
        The criteria that carry weight.
    """

    matrix: DecisionMatrix
    scenario: Scenario
    weighted: tuple[str, ...]

    @property
    def catalog(self) -> Catalog:
        """The catalogue of the matrix."""
        return self.matrix.catalog

    def tier_coverage(self) -> Floats:
        """Return the share of the tier's preset that rests on figures, 0 to 1, by country."""
        preset = self.catalog.presets[self.catalog.tiers[self.scenario.tier].preset]
        shares = np.array([preset.weights[name] for name in self.matrix.criteria]) / 100
        return self.matrix.coverage @ shares

    def reasons(self, countries: tuple[str, ...]) -> Mapping[str, tuple[Reason, str] | None]:
        """Return why each country is left out; None if it is ranked."""
        coverage = self.tier_coverage()
        return {
            country: self._reason(country, float(coverage[self.matrix.place[country]]))
            for country in countries
        }

    def _reason(self, country: str, coverage: float) -> tuple[Reason, str] | None:
        if not self.matrix.has_pay(country):
            return "no_pay", self._pay_missing(country)
        if coverage < MIN_COVERAGE - TIE:
            return "coverage", (
                f"figures cover {100 * coverage:.0f} % of the {self.scenario.tier} criteria, "
                f"{100 * MIN_COVERAGE:.0f} % are needed"
            )
        sanction = self.catalog.sanction(self.scenario.client, country)
        if sanction and sanction.kind.left_out and not self.scenario.rank_sanctioned:
            return "sanctions", sanction_reason(sanction)
        return self._by_rules(country)

    def _by_rules(self, country: str) -> tuple[Reason, str] | None:
        too_dear = self._too_dear(country)
        if too_dear:
            return "least_saving", too_dear
        beyond = [*self._below_minimum(country), *self._beyond_limit(country)]
        if beyond:
            return "minimum", "; ".join(beyond)
        missing = self.matrix.missing_names[self.matrix.place[country]]
        if all(name in missing for name in self.weighted):
            return "no_figures", "no figure for any criterion that carries weight"
        return None

    def _pay_missing(self, country: str) -> str:
        client = self.scenario.client
        if cost_of_labour(self.catalog, self.scenario, country) is not None:
            return f"no pay is known of the client's country ({client}) to compare with"
        pay = self.catalog.indicators[self.catalog.tiers[self.scenario.tier].pay]
        if figure(self.catalog, self.scenario, country, pay.id) is not None:
            charges = inner(self.catalog.indicators[EMPLOYER_CHARGES].name)
            return f"no figure for {charges} ({EMPLOYER_CHARGES}): add one of your own"
        since = max(pay.earliest_year or 0, self.catalog.year - self.scenario.max_age)
        return f"no figure since {since} for {inner(pay.name)}"

    def _too_dear(self, country: str) -> str:
        least = self.scenario.least_saving
        if least is None:
            return ""
        saving = self.matrix.figures[country, SAVING].value
        if saving > 0 and saving >= least - TIE:
            return ""
        if least == 0:
            return f"costs {100 - saving:.0f} % of what it costs at home"
        return f"saves {saving:.0f} %, your least saving is {least:g} %"

    def _below_minimum(self, country: str) -> Iterator[str]:
        row = self.matrix.place[country]
        for criterion, least in self.scenario.minimums.items():
            name = self.catalog.criteria[criterion].name
            if criterion in self.matrix.missing_names[row]:
                yield f"{name} has no figure, your minimum is {least:g} points"
            else:
                column = self.matrix.criteria.index(criterion)
                score = float(np.nan_to_num(self.matrix.scores[row, column]))
                if score < least - TIE:
                    yield f"{name} scores {score:.1f}, your minimum is {least:g}"

    def _beyond_limit(self, country: str) -> Iterator[str]:
        for indicator, limit in self.scenario.figure_limits.items():
            item = self.catalog.indicators[indicator]
            known = figure(self.catalog, self.scenario, country, indicator)
            word = "least" if item.direction > 0 else "most"
            rule = f"your rule is at {word} {limit:,.{item.decimals}f} {item.unit}"
            if known is None:
                yield f"no figure for {inner(item.name)}, {rule}"
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
    """Return the marks that must stand beside a destination's name, in words."""
    marks = []
    if saving <= 0:
        marks.append(f"dearer than at home: {100 - saving:.0f} %")
    elif saving < THIN_SAVING:
        marks.append("running the contract may eat the saving")
    if sanction and sanction.mark:
        marks.append(sanction.mark)
    return tuple(marks)
