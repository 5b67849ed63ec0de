"""Every figure with who says so, and what of it may be passed on."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kpo.catalog import Catalog
from kpo.computed import EMPLOYER_CHARGES
from kpo.evidence import STATUS_WORDS, mark_words, shown_value
from kpo.figures import cost_of_labour, figure
from kpo.memory import kept
from kpo.model import Indicator, Observation, Scenario, Source, Status
from kpo.normalise import decision_matrix

Extent = Literal["used", "newest", "all"]
"""The figures that count in a scenario, the newest of each series, or all years."""

FigureMark = Status | Literal["doubtful"]

CITE_ONLY: Final = "cite_only"

COLUMNS: Final = (
    *("country", "country_name", "indicator", "indicator_name", "value", "unit", "year", "status"),
    *("standard_error", "n", "note", "doubt", "source", "producer", "title", "licence", "address"),
)
"""Columns of a download."""


@dataclass(frozen=True)
class Record:
    """One figure with everything that is known about it."""

    found: Observation
    indicator: Indicator
    country_name: str
    sources: tuple[Source, ...]

    @property
    def may_be_passed_on(self) -> bool:
        """Tell whether none of its sources keeps it to itself."""
        return all(source.redistribution != CITE_ONLY for source in self.sources)


@dataclass(frozen=True)
class Wanted:
    """Which records to list; an empty collection asks for all of a kind.

    `marks` are statuses, and "doubtful", which stands beside them.
    `max_age` counts years before the data version's year; None asks for any age.
    """

    countries: Collection[str] = ()
    indicators: Collection[str] = ()
    sources: Collection[str] = ()
    marks: Collection[FigureMark] = ()
    max_age: int | None = None
    extent: Extent = "used"


def headline(catalog: Catalog) -> str:
    """Return how many figures there are."""
    return f"{catalog.figure_count:,} figures, each with its year, its source and its licence"


def standfirst(catalog: Catalog) -> str:
    """Return what they cover, and what of them may not be passed on; all of it is ours."""
    catalog = catalog.published
    kept = sum(source.redistribution == CITE_ONLY for source in catalog.sources.values())
    said = (
        f"{len(catalog.indicators)} indicators of {len(catalog.countries)} countries from "
        f"{len(catalog.sources)} sources."
    )
    if not kept:
        return said
    words = "source may" if kept == 1 else "sources may"
    whose = "its" if kept == 1 else "their"
    return (
        f"{said} {kept} {words} be cited but not passed on: {whose} figures are shown here and "
        "left out of downloads."
    )


def records(catalog: Catalog, scenario: Scenario, wanted: Wanted) -> tuple[Record, ...]:
    """Return the figures asked for, by country, indicator and year.

    Figures that are computed and never stored (shared hours, data transfer, assumed English) are
    those of the scenario's client and rules. Pay and the charges on it count through the saving.
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
        Record(
            found,
            catalog.indicators[indicator],
            catalog.countries[country].name,
            tuple(catalog.sources[name] for name in found.sources),
        )
        for country in countries
        for indicator in indicators
        for found in _figures(catalog, scenario, country, indicator, wanted.extent)
        if _fits(catalog, found, wanted)
    )


def withheld(found: Iterable[Record]) -> dict[Source, int]:
    """Return the sources whose figures may be cited but not passed on, with their numbers."""
    counted: Counter[Source] = Counter()
    for record in found:
        counted.update(source for source in record.sources if source.redistribution == CITE_ONLY)
    return dict(sorted(counted.items(), key=lambda item: item[0].producer))


@kept(2)
def source_counts(catalog: Catalog) -> dict[str, int]:
    """Return how many stored figures rest on each source."""
    counted: Counter[str] = Counter()
    for country in catalog.countries:
        for indicator, item in catalog.indicators.items():
            if item.origin == "observed":
                counted.update(
                    name for found in catalog.figures(country, indicator) for name in found.sources
                )
    return {name: counted[name] for name in catalog.sources}


def downloaded(found: Sequence[Record]) -> Iterator[dict[str, object]]:
    """Yield the rows of a download: figures that may be passed on, then a row a source left out."""
    for record in found:
        if record.may_be_passed_on:
            yield _row(record)
    for source, count in withheld(found).items():
        figures = "1 figure" if count == 1 else f"{count:,} figures"
        note = f"{figures} left out: may be cited, not passed on; look them up at the address"
        row: dict[str, object] = dict.fromkeys(COLUMNS, "")
        yield row | {"note": note, **_credits((source,))}


def report(catalog: Catalog, scenario: Scenario, country: str, indicator: str) -> str:
    """Return the text of a report on a figure, to be completed by whoever doubts it."""
    item, found = catalog.indicators[indicator], figure(catalog, scenario, country, indicator)
    place = catalog.countries[country].name
    value = "no figure"
    lines = [f"Figures of {catalog.data_version}: {place}, {item.name} ({country}, {indicator})"]
    if found:
        value = f"{shown_value(item, found.value)} {item.unit}, {found.year}"
        value += f", {mark_words(found.status, found.doubt) or STATUS_WORDS[found.status]}"
        lines += [
            f"Source: {catalog.sources[name].citation}, {catalog.sources[name].url}"
            for name in found.sources
        ]
    lines[1:1] = [f"Shown here: {value}"]
    lines += ["Should be: ", "Because (page or table where the publisher says so): "]
    return "\n".join(lines)


def _row(record: Record) -> dict[str, object]:
    found, sources = record.found, record.sources
    return {
        "country": found.country,
        "country_name": record.country_name,
        "indicator": found.indicator,
        "indicator_name": record.indicator.name,
        "value": found.value,
        "unit": record.indicator.unit,
        "year": found.year,
        "status": STATUS_WORDS[found.status],
        "standard_error": "" if found.error is None else found.error,
        "n": "" if found.n is None else found.n,
        "note": found.note,
        "doubt": found.doubt,
        **_credits(sources),
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


@kept(2**14)
def _newest(catalog: Catalog, country: str, indicator: str) -> tuple[Observation, ...]:
    stored = catalog.figures(country, indicator)
    newest = max(stored, key=lambda item: (item.status == "user", item.year), default=None)
    return () if newest is None else (newest,)


def _fits(catalog: Catalog, found: Observation, wanted: Wanted) -> bool:
    return (
        (not wanted.sources or bool({*found.sources} & {*wanted.sources}))
        and (not wanted.marks or found.status in wanted.marks or _doubted(found, wanted.marks))
        and (wanted.max_age is None or catalog.year - found.year <= wanted.max_age)
    )


def _doubted(found: Observation, marks: Collection[FigureMark]) -> bool:
    return bool(found.doubt) and "doubtful" in marks
