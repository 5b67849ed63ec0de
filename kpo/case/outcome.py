"""The question of a business case, and its result: cost and saving by destination, with bands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kpo.case.places import PERCENT, Location, Missing
from kpo.core.errors import ScenarioError
from kpo.core.model import PEOPLE, YEARS, Scenario, ScoringRules
from kpo.data.assumptions import case_problems
from kpo.data.catalog import Catalog

if TYPE_CHECKING:
    import pandas


PARTS: Final = ("labour", "people", "office", "management", "margin", "once")


@dataclass(frozen=True)
class Case:
    """The input of a business case, hashable so that it can be a cache key.

    Attributes
    ----------
    assumptions
        The changed assumptions, sorted: name, and lowest and highest value.
    """

    people: int = PEOPLE
    years: int = YEARS
    start: int = 0
    client: str = "SWE"
    assumptions: tuple[tuple[str, tuple[float, float]], ...] = ()
    rules: ScoringRules = ScoringRules()

    @cached_property
    def changes(self) -> dict[str, tuple[float, float]]:
        """The changed assumptions by name: lowest and highest value."""
        return dict(self.assumptions)


class Band(NamedTuple):
    """The 10 %, 50 % and 90 % quantiles of the draws."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Outcome:
    """Cost and saving of one destination, in the client's currency, over the years of the case.

    Numbers are those of the middle case, bands those of the draws.

    Attributes
    ----------
    labour, loaded, governance, saving
        By year: cost of the people to an employer; cost of the same work with all loads; cost that
        stays at home to run it; resulting saving.
    once, leaving
        Cost paid at the start, and additional cost in the last year.
    cumulative
        Cumulative saving at the start and at the end of each year.
    total, share
        Saving over all years, and as a share of the cost at home.
    labour_share
        Saving on labour alone in the first year, as a share.
    value
        Net present value of the saving.
    months
        Months until payback; infinite if it does not pay back.
    parts
        Cost per productive hour at home, by `PARTS`.
    hours, hours_known, leave_counted
        Productive hours per person and year; whether known here and at home, and less leave.
    chance, chance_promised
        Share of the draws with any saving, and with more than the saving that outsourcing promises.
    """

    country: str
    name: str
    place: Location
    labour: tuple[float, ...]
    loaded: tuple[float, ...]
    governance: tuple[float, ...]
    saving: tuple[float, ...]
    once: float
    leaving: float
    cumulative: tuple[float, ...]
    total: float
    share: float
    labour_share: float
    value: float
    months: float
    parts: tuple[float, ...]
    hours: float
    hours_known: bool
    leave_counted: bool
    total_band: Band
    share_band: Band
    labour_band: Band
    value_band: Band
    months_band: Band
    chance: float
    chance_promised: float

    @property
    def per_hour(self) -> float:
        """All-in cost per productive hour at home."""
        return sum(self.parts)

    @property
    def cost(self) -> float:
        """All-in cost over all years."""
        return sum(self.loaded) + sum(self.governance) + self.once + self.leaving


@dataclass(frozen=True)
class BusinessCase:
    """The question of a case, the cost at home, every outcome, and destinations without figures."""

    case: Case
    currency: str
    home: Location
    home_labour: tuple[float, ...]
    home_loaded: tuple[float, ...]
    home_parts: tuple[float, ...]
    home_hours: float
    outcomes: tuple[Outcome, ...]
    missing: tuple[Missing, ...]
    draws: int
    seed: int
    data_version: str

    def __getitem__(self, country: str) -> Outcome:
        for item in self.outcomes:
            if item.country == country:
                return item
        raise KeyError(country)

    def __len__(self) -> int:
        return len(self.outcomes)

    @property
    def home_per_hour(self) -> float:
        """Cost per productive hour at home."""
        return sum(self.home_parts)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the case."""
        return tuple(range(self.case.start, self.case.start + self.case.years))

    def to_frame(self) -> "pandas.DataFrame":
        """Return one row per destination: costs, savings, bands and chances."""
        import pandas

        records = [
            [number(self, item) for number in _NUMBERS.values()]
            + [end for ends in _BANDS.values() for end in ends(item)]
            for item in self.outcomes
        ]
        return pandas.DataFrame(records, columns=list(COLUMNS))


BAND_WORDS: Final = ("p10", "p50", "p90")
_NUMBERS: Final[Mapping[str, Callable[[BusinessCase, Outcome], object]]] = {
    "country": lambda _, item: item.country,
    "name": lambda _, item: item.name,
    "currency": lambda business, _: business.currency,
    "first_year": lambda business, _: business.case.start,
    "labour_first_year": lambda _, item: item.labour[0],
    "all_in_first_year": lambda _, item: item.loaded[0] + item.governance[0],
    "home_first_year": lambda business, _: business.home_loaded[0],
    "paid_once": lambda _, item: item.once,
    "cost_total": lambda _, item: item.cost,
    "home_total": lambda business, _: sum(business.home_loaded),
    "labour_saving_percent": lambda _, item: PERCENT * item.labour_share,
    "saving_total": lambda _, item: item.total,
    "saving_percent": lambda _, item: PERCENT * item.share,
    "net_present_value": lambda _, item: item.value,
    "payback_months": lambda _, item: item.months,
    "per_productive_hour": lambda _, item: item.per_hour,
    "home_per_productive_hour": lambda business, _: business.home_per_hour,
    "chance_of_saving": lambda _, item: item.chance,
    "chance_of_promised": lambda _, item: item.chance_promised,
}
_BANDS: Final[Mapping[str, Callable[[Outcome], Iterable[float]]]] = {
    "labour_saving_percent": lambda item: (PERCENT * end for end in item.labour_band),
    "saving_total": lambda item: item.total_band,
    "saving_percent": lambda item: (PERCENT * end for end in item.share_band),
    "net_present_value": lambda item: item.value_band,
    "payback_months": lambda item: item.months_band,
}
COLUMNS: Final = (*_NUMBERS, *(f"{name}_{word}" for name in _BANDS for word in BAND_WORDS))
"""Columns of `BusinessCase.to_frame`, also without any destination."""


def case_of(catalog: Catalog, scenario: Scenario) -> Case:
    """Return the input of a scenario's business case.

    Raises
    ------
    ScenarioError
        If people, years, start or an assumption cannot be used; lists every fault.
    """
    faults = case_problems(catalog, scenario)
    if faults:
        raise ScenarioError(faults)
    changes: Any = sorted(
        (name, (float(span[0]), float(span[1]))) for name, span in scenario.assumptions.items()
    )
    start = catalog.year if scenario.start is None else scenario.start
    return Case(
        scenario.people, scenario.years, start, scenario.client, tuple(changes), scenario.rules
    )
