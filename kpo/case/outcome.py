"""The result of a business case: what each destination costs and saves, with its bands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from kpo.case.places import PERCENT, Location, Missing
from kpo.case.question import Case

if TYPE_CHECKING:
    import pandas

PARTS: Final = ("labour", "people", "office", "management", "margin", "once")


class Band(NamedTuple):
    """The tenth, the fiftieth and the ninetieth of a hundred draws, by size."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Outcome:
    """What one destination costs and saves, in the client's currency; years are those of the case.

    Numbers are those of the middle case, bands those of the draws.

    Attributes
    ----------
    labour, loaded, governance, saving
        By year: the people's cost to an employer; the same work with all loads; what stays at
        home to run it; what is saved in the end.
    once, leaving
        Paid at the start, and in the last year on top of it.
    cumulative
        Up to the start and to the end of each year.
    total, share
        Saving over all years, and as a share of the cost at home.
    labour_share
        Saving on labour alone in the first year, as a share.
    months
        Until it has paid back; infinite where it does not.
    parts
        Cost per productive hour at home, by `PARTS`.
    chance, chance_promised
        Share of the draws in which anything is saved, and more than outsourcing promises.
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
    """The frozen result: the question, home, every destination, and who lacks a figure."""

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
        """Return one row a destination: costs, savings, bands and chances."""
        import pandas

        records = [_record(self, item) for item in self.outcomes]
        return pandas.DataFrame(records, columns=list(COLUMNS))


BAND_WORDS: Final = ("p10", "p50", "p90")
BANDED: Final = (
    "labour_saving_percent",
    "saving_total",
    "saving_percent",
    "net_present_value",
    "payback_months",
)
COLUMNS: Final = (
    *("country", "name", "currency", "first_year", "labour_first_year", "all_in_first_year"),
    *("home_first_year", "paid_once", "cost_total", "home_total", "labour_saving_percent"),
    *("saving_total", "saving_percent", "net_present_value", "payback_months"),
    *("per_productive_hour", "home_per_productive_hour", "chance_of_saving", "chance_of_promised"),
    *(f"{name}_{word}" for name in BANDED for word in BAND_WORDS),
)
"""Columns of a frame of destinations, of one without any too."""


def _record(business: BusinessCase, item: Outcome) -> dict[str, object]:
    record: dict[str, object] = {
        "country": item.country,
        "name": item.name,
        "currency": business.currency,
        "first_year": business.case.start,
        "labour_first_year": item.labour[0],
        "all_in_first_year": item.loaded[0] + item.governance[0],
        "home_first_year": business.home_loaded[0],
        "paid_once": item.once,
        "cost_total": item.cost,
        "home_total": sum(business.home_loaded),
        "labour_saving_percent": PERCENT * item.labour_share,
        "saving_total": item.total,
        "saving_percent": PERCENT * item.share,
        "net_present_value": item.value,
        "payback_months": item.months,
        "per_productive_hour": item.per_hour,
        "home_per_productive_hour": business.home_per_hour,
        "chance_of_saving": item.chance,
        "chance_of_promised": item.chance_promised,
    }
    bands = (
        ("labour_saving_percent", item.labour_band, PERCENT),
        ("saving_total", item.total_band, 1.0),
        ("saving_percent", item.share_band, PERCENT),
        ("net_present_value", item.value_band, 1.0),
        ("payback_months", item.months_band, 1.0),
    )
    for name, band, unit in bands:
        for word, value in zip(BAND_WORDS, band, strict=True):
            record[f"{name}_{word}"] = unit * value
    return record
