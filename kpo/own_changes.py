"""What a user's own figures change: each beside ours, and who changes place."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpo.amounts import amount
from kpo.catalog import GRADUATE_WORKFORCE, LABOUR_FORCE, Catalog
from kpo.computed import (
    CHARGES_FIXED,
    CHARGES_SECOND,
    CURRENCY_VOLATILITY,
    DIGITAL_EXPORTS,
    EMPLOYER_CHARGES,
    EXCHANGE_RATE,
    ICT_EXPORTS,
    LabourCost,
)
from kpo.figures import cost_of_labour, figure
from kpo.model import Country, Indicator, Observation, Own, OwnFigure, Scenario
from kpo.movement import Mover, movers
from kpo.naming import joined, lowered, named, number_of
from kpo.normalise import DecisionMatrix, decision_matrix
from kpo.score import Ranking, destinations, rank

PART_OF = {
    LABOUR_FORCE: GRADUATE_WORKFORCE,
    EXCHANGE_RATE: CURRENCY_VOLATILITY,
    CHARGES_FIXED: EMPLOYER_CHARGES,
    CHARGES_SECOND: EMPLOYER_CHARGES,
    ICT_EXPORTS: DIGITAL_EXPORTS,
}
"""Figures that can count as a part of another one, which is then the user's."""

TOLD = 5
"""Destinations that a sentence names."""

LISTED = 40
"""Own figures that a run card lists."""


@dataclass(frozen=True)
class Change:
    """An own figure beside the one of ours that would be used without it.

    `used` tells whether it counts under the scenario's age limit.
    """

    figure: OwnFigure
    indicator: Indicator
    country_name: str
    ours: Observation | None
    used: bool

    def counts(self, matrix: DecisionMatrix, cost: LabourCost | None) -> bool:
        """Tell whether a ranking uses it, as it is or as a part of another figure.

        Parameters
        ----------
        cost
            Pay and charges of its country in the ranking.
        """
        country, indicator = self.figure[:2]
        made = PART_OF.get(indicator, "")
        exact = indicator, self.figure.year, self.figure.value
        parts = (
            matrix.figures.get((country, indicator)),
            matrix.figures.get((country, made)),
            *(cost[:2] if cost else ()),
        )
        return any(
            part.indicator == made or (part.indicator, part.year, part.value) == exact
            for part in parts
            if part is not None and part.status == "user"
        )

    @property
    def yours(self) -> str:
        """The user's figure as it is shown."""
        return amount(self.indicator, self.figure.value)

    @property
    def instead_of(self) -> str:
        """Our figure with its year; empty where there is none."""
        return f"{amount(self.indicator, self.ours.value)} ({self.ours.year})" if self.ours else ""


def changes(
    catalog: Catalog, scenario: Scenario, wanted: Iterable[OwnFigure]
) -> tuple[Change, ...]:
    """Return own figures beside ours, in their order.

    Parameters
    ----------
    catalog
        One that has the figures over ours.
    """
    return tuple(_change(catalog, scenario, item) for item in wanted)


def amount_of(own: Own) -> str:
    """Return how much there is, in words.

    Examples
    --------
    >>> figure = OwnFigure("IND", "english", 2026, 500.0, "points", "own test")
    >>> amount_of(Own(figures=(figure,)))
    '1 figure'
    """
    counts = (
        (len(own.figures), "figure", "figures"),
        (len(own.countries), "country", "countries"),
        (len(own.indicators), "indicator", "indicators"),
    )
    return joined([number_of(*item) for item in counts if item[0]] or ["nothing"])


def in_use(own: Own) -> str:
    """Return the line that stands over every page while own figures are in use."""
    verb = "is" if len(own) == 1 else "are"
    return f"{amount_of(own)} of your own {verb} in use."


def effect(before: Catalog, after: Catalog, scenario: Scenario) -> str:
    """Return who changes place in the ranking of a scenario, in a sentence.

    Destinations whose own figures change come first, with the place that they keep if they do.
    """
    rankings = rank(before, scenario), rank(after, scenario)
    moving = {item.country: item for item in movers(*rankings)}
    if not moving:
        return "In your ranking nobody changes place."
    changed = _changed(before, after)
    kept = [row for row in rankings[1].rows if row.country in changed - {*moving}]
    said = [_moved(after, item, scenario) for code, item in moving.items() if code in changed]
    said += [f"{named(after, row.country, scenario.client)} keeps place {row.rank}" for row in kept]
    said += [_moved(after, item, scenario) for code, item in moving.items() if code not in changed]
    more = f" and {len(said) - TOLD} more" if len(said) > TOLD else ""
    return f"In your ranking {', '.join(said[:TOLD])}{more}."


def _moved(catalog: Catalog, item: Mover, scenario: Scenario) -> str:
    name = named(catalog, item.country, scenario.client)
    return f"{name} goes from {_place(item.before)} to {_place(item.now)}"


def _changed(before: Catalog, after: Catalog) -> set[str]:
    """Return the countries whose own figures are not the same in two catalogues."""
    figures = {*before.own.figures} ^ {*after.own.figures}
    countries = {*before.own.countries} ^ {*after.own.countries}
    return {item.country for item in figures} | {item.id for item in countries}


def told(catalog: Catalog, ranking: Ranking) -> str:
    """Return which own figures a ranking rests on, for the run card of a file."""
    matrix = decision_matrix(catalog, ranking.scenario)
    compared = {*destinations(catalog, ranking.scenario), ranking.client}
    counting = [
        item
        for item in changes(catalog, ranking.scenario, catalog.own.figures)
        if item.figure.country in compared
        and item.counts(matrix, cost_of_labour(catalog, ranking.scenario, item.figure.country))
    ]
    said = [_told(item) for item in counting[:LISTED]]
    said += [f"{len(counting) - LISTED} more"] if len(counting) > LISTED else []
    said += [
        f"{item.name} is an own indicator from {item.goalpost_low:g} to {item.goalpost_high:g} "
        f"{item.unit} ({item.goalpost_reason})"
        for item in catalog.own.indicators
        if item.serves(ranking.scenario.tier)
    ]
    said += [
        f"{item.name} is an own {_kind(catalog, item)}"
        for item in catalog.own.countries
        if item.id in compared
    ]
    if not said:
        return f"{in_use(catalog.own)[:-1]}; none of it counts in this ranking."
    return f"{'; '.join(said)}. The link does not carry them; the scenario file does."


def _told(item: Change) -> str:
    instead = f" instead of {item.instead_of}" if item.instead_of else ""
    return (
        f"{item.country_name}, {lowered(item.indicator.name)} {item.yours} {item.indicator.unit} "
        f"({item.figure.year}){instead}, source: {item.figure.source}"
    )


def _kind(catalog: Catalog, item: Country) -> str:
    if item.based_on:
        base = catalog.countries[item.based_on].name
        return f"destination based on {base}, whose figures count where it has none"
    return "country, its flags and data transfer not checked"


def _place(number: int | None) -> str:
    return "not ranked" if number is None else f"place {number}"


def _change(catalog: Catalog, scenario: Scenario, item: OwnFigure) -> Change:
    indicator, ours = catalog.indicators[item.indicator], catalog.published
    known = item.country in ours.countries and item.indicator in ours.indicators
    return Change(
        item,
        indicator,
        catalog.countries[item.country].name,
        figure(ours, scenario, item.country, item.indicator) if known else None,
        catalog.year - item.year <= scenario.max_age and item.client in ("", scenario.client),
    )
