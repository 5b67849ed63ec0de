"""Sentences on what a user's own figures change. Plain text, no markup."""

from kpo.analysis.rank_changes import FigureImpact, Mover, changes, movers
from kpo.core.model import Country, Scenario, UserData
from kpo.core.text import joined, lowered, number_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.data.observations import cost_of_labour
from kpo.scoring.ranking import Ranking, destinations, rank

TOLD = 5
"""Maximum number of destinations that a sentence names."""

LISTED = 40
"""Maximum number of own figures that a run card lists."""


def amount_of(own: UserData) -> str:
    """Return the number of own figures, countries and indicators, in words.

    Examples
    --------
    >>> from kpo.core.model import UserFigure
    >>> figure = UserFigure("IND", "english", 2026, 500.0, "points", "own test")
    >>> amount_of(UserData(figures=(figure,)))
    '1 figure'
    """
    counts = (
        (len(own.figures), "figure", "figures"),
        (len(own.countries), "country", "countries"),
        (len(own.indicators), "indicator", "indicators"),
    )
    return joined([number_of(*item) for item in counts if item[0]] or ["nothing"])


def in_use(own: UserData) -> str:
    """Return the line at the top of every page while own figures are in use."""
    verb = "is" if len(own) == 1 else "are"
    return f"{amount_of(own)} of your own {verb} in use."


def effect(before: Catalog, after: Catalog, scenario: Scenario) -> str:
    """Return who changes place in the ranking of a scenario, in a sentence.

    Destinations whose own figures change come first, including those that keep their rank.
    """
    rankings = rank(before, scenario), rank(after, scenario)
    moving = {item.country: item for item in movers(*rankings)}
    if not moving:
        return "In your ranking nobody changes place."
    changed = _changed(before, after)
    kept = [row for row in rankings[1].rows if row.country in changed - {*moving}]
    moves = [_moved(after, item, scenario) for code, item in moving.items() if code in changed]
    moves += [
        f"{named(after, row.country, scenario.client)} keeps place {row.rank}" for row in kept
    ]
    moves += [_moved(after, item, scenario) for code, item in moving.items() if code not in changed]
    more = f" and {len(moves) - TOLD} more" if len(moves) > TOLD else ""
    return f"In your ranking {', '.join(moves[:TOLD])}{more}."


def _moved(catalog: Catalog, item: Mover, scenario: Scenario) -> str:
    name = named(catalog, item.country, scenario.client)
    return f"{name} goes from {_place(item.before)} to {_place(item.now)}"


def _changed(before: Catalog, after: Catalog) -> set[str]:
    """Return the countries whose own figures differ between two catalogues."""
    figures = {*before.own.figures} ^ {*after.own.figures}
    countries = {*before.own.countries} ^ {*after.own.countries}
    return {item.country for item in figures} | {item.id for item in countries}


def figures_beside_ours(ranking: Ranking) -> str:
    """Return which own figures a ranking rests on, for the run card of a file."""
    catalog = ranking.catalog
    matrix = ranking.matrix
    compared = {*destinations(catalog, ranking.scenario), ranking.client}
    counting = [
        item
        for item in changes(catalog, ranking.scenario, catalog.own.figures)
        if item.figure.country in compared
        and item.counts(matrix, cost_of_labour(catalog, ranking.scenario, item.figure.country))
    ]
    lines = [_told(item) for item in counting[:LISTED]]
    lines += [f"{len(counting) - LISTED} more"] if len(counting) > LISTED else []
    lines += [
        f"{item.name} is an own indicator from {item.goalpost_low:g} to {item.goalpost_high:g} "
        f"{item.unit} ({item.goalpost_reason})"
        for item in catalog.own.indicators
        if item.serves(ranking.scenario.tier)
    ]
    lines += [
        f"{item.name} is an own {_kind(catalog, item)}"
        for item in catalog.own.countries
        if item.id in compared
    ]
    if not lines:
        return f"{in_use(catalog.own)[:-1]}; none of it counts in this ranking."
    return f"{'; '.join(lines)}. The link does not carry them; the scenario file does."


def _told(item: FigureImpact) -> str:
    instead = f" instead of {item.instead_of}" if item.instead_of else ""
    return (
        f"{item.country.name}, {lowered(item.indicator.name)} {item.yours} {item.indicator.unit} "
        f"({item.figure.year}){instead}, source: {item.figure.source}"
    )


def _kind(catalog: Catalog, item: Country) -> str:
    if item.based_on:
        base = catalog.countries[item.based_on].name
        return f"destination based on {base}, whose figures count where it has none"
    return "country, its flags and data transfer not checked"


def _place(number: int | None) -> str:
    return "not ranked" if number is None else f"place {number}"
