"""Figures with their sources, which of them may be passed on, and whom a ranking credits."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kpo.core.cache import cached
from kpo.core.labels import STATUS_WORDS, mark_words, sample_words
from kpo.core.model import Country, Indicator, Observation, Scenario, Source
from kpo.core.numbers import range_words
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import EMPLOYER_CHARGES
from kpo.data.observations import cost_of_labour, figure
from kpo.scoring.decision_matrix import DecisionMatrix, Mark, decision_matrix
from kpo.scoring.ranking import Ranking

Extent = Literal["used", "newest", "all"]
"""The figures that count in a scenario, the newest of each series, or all years."""

CITE_ONLY: Final = "cite_only"

COLUMNS: Final = (
    *("country", "country_name", "indicator", "indicator_name", "value", "unit", "year", "status"),
    *("standard_error", "n", "note", "doubt", "source", "producer", "title", "licence", "address"),
)
"""Columns of a download."""


@dataclass(frozen=True)
class Datum:
    """One indicator of one country: its figure, score and sources.

    Attributes
    ----------
    observation
        None if there is no figure.
    score
        Points between the goalposts, 0 to 100; None without a figure or if it does not count.
    capped
        Whether the figure lies beyond a goalpost.
    """

    country: Country
    indicator: Indicator
    observation: Observation | None
    sources: tuple[Source, ...]
    score: float | None = None
    capped: bool = False

    @property
    def marks(self) -> str:
        """The marks of the figure in words; empty if it is plainly reported or missing."""
        figure = self.observation
        return "" if figure is None else mark_words(figure.status, figure.doubt)

    @property
    def sample(self) -> tuple[str, ...]:
        """Sample size and standard error in words, each empty if it is unknown."""
        figure = self.observation
        return () if figure is None else sample_words(figure.n, figure.error)

    @property
    def credit(self) -> str:
        """Credit in one line: year, sources with licence, sample, note and doubt."""
        figure = self.observation
        if figure is None:
            return ""
        doubt = f"doubtful: {figure.doubt}" if figure.doubt else ""
        by = (source.credit for source in self.sources)
        words = (str(figure.year), *by, *self.sample[:1], figure.note, doubt)
        return " \u00b7 ".join(filter(None, words))

    @property
    def may_be_passed_on(self) -> bool:
        """Whether all of its sources allow the figure to be passed on."""
        return all(source.redistribution != CITE_ONLY for source in self.sources)


def datum(
    catalog: Catalog,
    country: str,
    indicator: str,
    observation: Observation | None,
    score: float | None = None,
    capped: bool = False,
) -> Datum:
    """Return the record of a figure, which may be missing, with its sources."""
    names = () if observation is None else observation.sources
    sources = tuple(catalog.sources[name] for name in names)
    place, item = catalog.countries[country], catalog.indicators[indicator]
    return Datum(place, item, observation, sources, score, capped)


def observed(catalog: Catalog, observation: Observation) -> Datum:
    """Return the record of an observation, without a score."""
    return datum(catalog, observation.country, observation.indicator, observation)


def scored(matrix: DecisionMatrix, country: str, column: int) -> Datum:
    """Return the figure that counts for a country in a column of the matrix, with its points."""
    key = country, matrix.indicators[column].id
    observation = matrix.figures.get(key)
    points = float(matrix.indicator_scores[matrix.place[country], column])
    score = None if observation is None else points
    return datum(matrix.catalog, *key, observation, score, key in matrix.capped)


@dataclass(frozen=True)
class Wanted:
    """Which records to list; an empty collection asks for all of a kind.

    `marks` are statuses, and "doubtful", which a figure can have beside its status.
    `max_age` counts years before the data version's year; None asks for any age.
    """

    countries: Collection[str] = ()
    indicators: Collection[str] = ()
    sources: Collection[str] = ()
    marks: Collection[Mark] = ()
    max_age: int | None = None
    extent: Extent = "used"


def records(catalog: Catalog, scenario: Scenario, wanted: Wanted) -> tuple[Datum, ...]:
    """Return the figures asked for, by country, indicator and year.

    Figures that are computed and never stored (shared hours, data transfer, assumed English) are
    those of the scenario's client and rules. Pay and charges on it are used through the saving.
    """
    behind = (catalog.tiers[scenario.tier].pay, EMPLOYER_CHARGES)
    countries = [name for name in catalog.countries if _asked(name, wanted.countries)]
    indicators = [
        name
        for name, item in catalog.indicators.items()
        if _asked(name, wanted.indicators)
        and (wanted.extent != "used" or item.serves(scenario.tier) or name in behind)
    ]
    return tuple(
        datum(catalog, country, indicator, observation)
        for country in countries
        for indicator in indicators
        for observation in _figures(catalog, scenario, country, indicator, wanted.extent)
        if _fits(catalog, observation, wanted)
    )


def withheld(records: Iterable[Datum]) -> dict[Source, int]:
    """Return the sources whose figures may be cited but not passed on, with how many they are."""
    counted: Counter[Source] = Counter()
    for record in records:
        counted.update(source for source in record.sources if source.redistribution == CITE_ONLY)
    return dict(sorted(counted.items(), key=lambda item: item[0].producer))


@cached(2)
def source_counts(catalog: Catalog) -> dict[str, int]:
    """Return how many stored figures rest on each source."""
    counted: Counter[str] = Counter()
    for country in catalog.countries:
        for indicator, item in catalog.indicators.items():
            if item.origin == "observed":
                counted.update(
                    name
                    for observation in catalog.figures(country, indicator)
                    for name in observation.sources
                )
    return {name: counted[name] for name in catalog.sources}


def downloaded(records: Sequence[Datum]) -> Iterator[dict[str, object]]:
    """Yield the rows of a download: figures that may be passed on, then one per source left out."""
    for record in records:
        if record.observation and record.may_be_passed_on:
            yield _row(record, record.observation)
    for source, count in withheld(records).items():
        figures = "1 figure" if count == 1 else f"{count:,} figures"
        note = f"{figures} left out: may be cited, not passed on; look them up at the address"
        row: dict[str, object] = dict.fromkeys(COLUMNS, "")
        yield row | {"note": note, **_credits((source,))}


def _row(record: Datum, observation: Observation) -> dict[str, object]:
    return {
        "country": observation.country,
        "country_name": record.country.name,
        "indicator": observation.indicator,
        "indicator_name": record.indicator.name,
        "value": observation.value,
        "unit": record.indicator.unit,
        "year": observation.year,
        "status": STATUS_WORDS[observation.status],
        "standard_error": "" if observation.error is None else observation.error,
        "n": "" if observation.n is None else observation.n,
        "note": observation.note,
        "doubt": observation.doubt,
        **_credits(record.sources),
    }


def _credits(sources: Sequence[Source]) -> dict[str, str]:
    cells = {
        "source": [source.id for source in sources],
        "producer": [source.producer for source in sources],
        "title": [source.title for source in sources],
        "licence": [source.licence for source in sources],
        "address": [source.url for source in sources],
    }
    return {name: "; ".join(words) for name, words in cells.items()}


def _asked(name: str, wanted: Collection[str]) -> bool:
    return not wanted or name in wanted


def _figures(
    catalog: Catalog, scenario: Scenario, country: str, indicator: str, extent: Extent
) -> tuple[Observation, ...]:
    if extent == "used":
        counts = decision_matrix(catalog, scenario).figures.get((country, indicator))
        cost = None if counts else cost_of_labour(catalog, scenario, country)
        parts = (cost.pay, cost.charges) if cost else ()
        return (counts,) if counts else tuple(p for p in parts if p.indicator == indicator)
    if extent == "newest":
        stored = _newest(catalog, country, indicator)
    else:
        stored = catalog.figures(country, indicator)
    if stored:
        return stored
    used = figure(catalog, scenario, country, indicator)
    return () if used is None else (used,)


@cached(2**14)
def _newest(catalog: Catalog, country: str, indicator: str) -> tuple[Observation, ...]:
    stored = catalog.figures(country, indicator)
    newest = max(stored, key=lambda item: (item.status == "user", item.year), default=None)
    return () if newest is None else (newest,)


def _fits(catalog: Catalog, observation: Observation, wanted: Wanted) -> bool:
    marks: set[Mark] = {observation.status}
    marks |= {"doubtful"} if observation.doubt else set()
    return (
        (not wanted.sources or not {*observation.sources}.isdisjoint(wanted.sources))
        and (not wanted.marks or not marks.isdisjoint(wanted.marks))
        and (wanted.max_age is None or catalog.year - observation.year <= wanted.max_age)
    )


def evidence(matrix: DecisionMatrix, country: str) -> tuple[Datum, ...]:
    """Return every indicator that counts for a country, in the order of the criteria."""
    return tuple(scored(matrix, country, column) for column in range(len(matrix.indicators)))


@dataclass(frozen=True)
class Credit:
    """The publishers of the figures of a criterion, and the years of their figures.

    `unit` is that of the first indicator for the pay criterion, and empty for all others.
    """

    criterion: str
    unit: str
    producers: tuple[str, ...]
    first_year: int
    last_year: int

    @property
    def years(self) -> str:
        """The first and the last year as text; one year if they are the same."""
        return range_words(self.first_year, self.last_year)


def credits(ranking: Ranking) -> tuple[Credit, ...]:
    """Return producers and years for each weighted criterion of the ranked destinations."""
    catalog, matrix = ranking.catalog, ranking.matrix
    shown = [row.country for row in ranking.rows]
    rows = []
    for criterion, weight in ranking.weight_of.items():
        items = [item for item in matrix.indicators if item.criterion == criterion]
        observations = [
            matrix.figures[country, item.id]
            for item in items
            for country in shown
            if (country, item.id) in matrix.figures
        ]
        if weight > 0 and observations:
            years = [item.year for item in observations]
            cited = (name for item in observations for name in item.sources)
            by = tuple(dict.fromkeys(catalog.sources[name].producer for name in cited))
            unit = items[0].unit if criterion == catalog.pay_criterion else ""
            rows.append(Credit(criterion, unit, by, min(years), max(years)))
    return tuple(rows)
