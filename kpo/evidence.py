"""What a ranking rests on: each figure with its unit, year, status, source and licence."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpo.catalog import Catalog
from kpo.figures import figure
from kpo.model import Indicator, Observation, Scenario, Source
from kpo.normalise import decision_matrix
from kpo.score import Ranking

STATUS_WORDS = {
    "reported": "reported",
    "different_definition": "different definition",
    "assumed": "assumed",
    "user": "your own",
    "doubtful": "doubtful",
}


def mark_words(status: str, doubt: str) -> str:
    """Return the words for a figure that is not simply reported, or doubtful with its reason.

    Examples
    --------
    >>> mark_words("reported", ""), mark_words("assumed", "below the minimum wage")
    ('', 'assumed; doubtful: below the minimum wage')
    """
    said = [] if status == "reported" else [STATUS_WORDS[status]]
    return "; ".join([*said, *([f"doubtful: {doubt}"] if doubt else [])])


@dataclass(frozen=True)
class Evidence:
    """One indicator of one destination; `found` is None where there is no figure."""

    indicator: Indicator
    found: Observation | None
    score: float | None
    capped: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Credit:
    """Who is behind a criterion on this screen: producers, and the years of their figures.

    `unit` says what is measured where a criterion rests on one indicator in units of its own.
    """

    criterion: str
    unit: str
    producers: tuple[str, ...]
    first_year: int
    last_year: int


def evidence(catalog: Catalog, scenario: Scenario, country: str) -> tuple[Evidence, ...]:
    """Return every indicator that counts for a country, in the order of the criteria.

    Raises
    ------
    ScenarioError
        If the country is unknown.
    """
    matrix = decision_matrix(catalog, scenario)
    row = matrix.countries.index(country)
    return tuple(
        Evidence(
            item,
            found := figure(catalog, scenario, country, item.id),
            None if found is None else float(matrix.indicator_scores[row, column]),
            (country, item.id) in matrix.capped,
            _sources(catalog, found),
        )
        for column, item in enumerate(matrix.indicators)
    )


def credits(catalog: Catalog, ranking: Ranking) -> tuple[Credit, ...]:
    """Return producers and years for each weighted criterion of the ranked destinations."""
    matrix = decision_matrix(catalog, ranking.scenario)
    shown = [row.country for row in ranking.rows]
    made = []
    for criterion, weight in zip(ranking.criteria, ranking.weights, strict=True):
        items = [item for item in matrix.indicators if item.criterion == criterion]
        found = [
            matrix.figures[country, item.id]
            for item in items
            for country in shown
            if (country, item.id) in matrix.figures
        ]
        if weight > 0 and found:
            years = [item.year for item in found]
            made.append(
                Credit(
                    criterion,
                    items[0].unit if criterion == catalog.pay_criterion else "",
                    _producers(catalog, found),
                    min(years),
                    max(years),
                )
            )
    return tuple(made)


def shown_value(indicator: Indicator, value: float) -> str:
    """Return a figure as it is shown, with its decimals and thousands apart.

    A true minus sign is used, so that digits stand under each other.
    """
    return f"{value:,.{indicator.decimals}f}".replace("-", "\u2212")


def _sources(catalog: Catalog, found: Observation | None) -> tuple[Source, ...]:
    return () if found is None else tuple(catalog.sources[name] for name in found.sources)


def _producers(catalog: Catalog, found: Iterable[Observation]) -> tuple[str, ...]:
    names = (catalog.sources[name].producer for item in found for name in item.sources)
    return tuple(dict.fromkeys(names))
