"""Knock-outs: what keeps a destination out of a ranking, missing figures or a broken rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from kpo.core.model import Sanction, Scenario
from kpo.core.text import inner
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import EMPLOYER_CHARGES, SAVING
from kpo.data.observations import cost_of_labour, figure
from kpo.mcda.aggregation import TIE, Floats
from kpo.scoring.decision_matrix import DecisionMatrix
from kpo.scoring.rows import Reason

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
