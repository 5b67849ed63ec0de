"""The assumptions of a business case: data, each with its bounds, its origin and its reason.

A reader's changes are kept by name: an assumption's id, or an id with a country after a point
(``attrition.IND``) if the change holds for one destination only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final, Literal, NamedTuple

from kpo.core.cache import cached
from kpo.core.errors import DataError, Problem, remedy_for
from kpo.core.model import Country, Scenario
from kpo.data.catalog import Catalog
from kpo.data.records import record

Scope = Literal["destination", "home", "project"]
Shape = Literal["range", "triangle", "fixed"]

TABLE: Final = "case_assumptions"
MAX_PEOPLE: Final = 100_000
MAX_YEARS: Final = 10
MAX_CHANGES: Final = 60
MAX_SHOWN: Final = 10**15
MAX_START: Final = 10
"""Maximum number of years after the data version's year in which a case may begin."""


class Span(NamedTuple):
    """The bounds of an assumption in use, and its likely value between them."""

    low: float
    likely: float
    high: float

    @property
    def fixed(self) -> bool:
        """Whether the assumption is one number."""
        return self.low == self.high


@dataclass(frozen=True)
class Assumption:
    """One assumption. `value` is None if it is computed from a country's figures.

    `least` and `most` bound the values that a user may enter; `absent` says what is not counted
    if the value is 0.
    """

    id: str
    position: int
    name: str
    unit: str
    scope: Scope
    shape: Shape
    value: float | None
    low: float | None
    high: float | None
    least: float
    most: float
    step: float
    decimals: int
    origin: Literal["sourced", "ours"]
    first: bool
    absent: str
    reason: str
    sources: tuple[str, ...]
    year: str

    @property
    def span(self) -> Span | None:
        """Its bounds before any change; None if the figures determine them."""
        if self.value is None:
            return None
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return Span(low, self.value, high)


@cached(1)
def assumptions(catalog: Catalog) -> dict[str, Assumption]:
    """Return every assumption by id, in their order.

    Raises
    ------
    DataError
        If the data folder has no table of assumptions.
    """
    table = catalog.rows(TABLE)
    if not table:
        what = "the table of assumptions is not there, so no business case can be made"
        raise DataError(Problem(f"{TABLE}.csv", what, "restore it, or rebuild with make data"))
    rows = sorted(table, key=lambda row: int(row["position"]))
    return {
        row["assumption"]: record(
            Assumption, row, "assumption", sources=tuple(row["sources"].split())
        )
        for row in rows
    }


def span_of(
    item: Assumption, country: str, changes: Mapping[str, tuple[float, float]]
) -> Span | None:
    """Return the bounds for a destination: the reader's for it, else for all, else ours."""
    for name in (f"{item.id}.{country}", item.id):
        if name in changes:
            low, high = changes[name]
            return Span(low, (low + high) / 2, high)
    return item.span


def changed(item: Assumption, country: str, changes: Mapping[str, tuple[float, float]]) -> bool:
    """Tell whether the reader has changed an assumption, for all or for this destination."""
    return item.id in changes or f"{item.id}.{country}" in changes


def case_problems(catalog: Catalog, scenario: Scenario) -> list[Problem]:
    """Return every fault in people, years, start and assumptions of a scenario."""
    problems = []
    first, last = catalog.year, catalog.year + MAX_START
    if not _whole(scenario.people, 1, MAX_PEOPLE):
        remedy = f"give a whole number from 1 to {MAX_PEOPLE:,}"
        problems.append(Problem("people", f"{_quoted(scenario.people)} people", remedy))
    if not _whole(scenario.years, 1, MAX_YEARS):
        remedy = f"give a whole number from 1 to {MAX_YEARS}"
        problems.append(Problem("years", f"{_quoted(scenario.years)} years", remedy))
    if scenario.start is not None and not _whole(scenario.start, first, last):
        what = f"a start in {_quoted(scenario.start)}"
        problems.append(Problem("start", what, f"give a year from {first} to {last}"))
    if not scenario.assumptions:
        return problems
    if len(scenario.assumptions) > MAX_CHANGES:
        what = f"{len(scenario.assumptions)} assumptions are changed"
        return [*problems, Problem("assumptions", what, f"change at most {MAX_CHANGES}")]
    known = assumptions(catalog)
    for name, span in scenario.assumptions.items():
        problems += _change_problems(known, catalog.countries, name, span)
    return problems


def in_order(
    catalog: Catalog, changes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Return changes in a fixed order: by assumption, those for all destinations first."""
    if not changes:
        return {}
    place = {name: at for at, name in enumerate(assumptions(catalog))}
    keys = sorted(changes, key=lambda name: (place[name.partition(".")[0]], name))
    return {name: (float(changes[name][0]), float(changes[name][1])) for name in keys}


def bounds_words(item: Assumption) -> str:
    """Return the bounds of the values that a user may enter, in words.

    Examples
    --------
    >>> bounds_words(Assumption("a", 1, "A", "%", "project", "fixed", 0, None, None, 0, 2000, 1, 0,
    ...     "ours", False, "", "", (), ""))
    '0 to 2,000'
    """
    return f"{item.least:,.{item.decimals}f} to {item.most:,.{item.decimals}f}"


def _change_problems(
    known: Mapping[str, Assumption],
    countries: Mapping[str, Country],
    name: str,
    span: tuple[float, float],
) -> Iterator[Problem]:
    base, dot, country = str(name).partition(".")
    where = f"assumption {base}"
    if base not in known:
        remedy = remedy_for(base, list(known), f"{TABLE}.csv")
        yield Problem("assumption", f'unknown assumption "{base}"', remedy)
        return
    item = known[base]
    if dot and item.scope != "destination":
        what = f"{item.name} is the same for every destination"
        yield Problem(where, what, f"set {base} without a country")
    elif dot and country not in countries:
        remedy = remedy_for(country, list(countries), "countries.csv")
        yield Problem(where, f'unknown country "{country}"', remedy)
    remedy = f"give a number from {bounds_words(item)} ({item.unit})"
    if not all(_is_number(end) for end in span):
        yield Problem(where, "it is not a number", remedy)
    elif not all(item.least <= end <= item.most for end in span):
        outside = next(end for end in span if not item.least <= end <= item.most)
        yield Problem(where, f"{_quoted(outside)} is out of range", remedy)
    elif span[0] > span[1]:
        yield Problem(
            where, f"{span[0]:g} to {span[1]:g} runs backwards", "put the lower end first"
        )


def _is_number(value: object) -> bool:
    known = isinstance(value, float) or (isinstance(value, int) and abs(value) < MAX_SHOWN)
    return known and isfinite(value)  # type: ignore[arg-type]


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _quoted(value: object) -> str:
    if isinstance(value, float) or (isinstance(value, int) and abs(value) < MAX_SHOWN):
        return f"{value:g}"
    return f'"{str(value)[:40]}"' if isinstance(value, str) else "an unusable number of"
