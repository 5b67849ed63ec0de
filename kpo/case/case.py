"""The business case of a scenario: every destination side by side, with its bands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kpo.assumptions import Assumption, assumptions
from kpo.case.arithmetic import (
    Floats,
    Terms,
    cumulative,
    flows,
    net_present_value,
    payback,
)
from kpo.case.draws import DRAWS
from kpo.case.places import PERCENT, Missing, Place, history, place, productive_days
from kpo.case.question import Case, case_of
from kpo.case.sampler import Sampler
from kpo.catalog import Catalog
from kpo.errors import DataError, Problem, ScenarioError
from kpo.memory import kept
from kpo.model import Scenario
from kpo.score import Ranking, destinations

if TYPE_CHECKING:
    import pandas

QUANTILES: Final = (0.1, 0.5, 0.9)
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
    place: Place
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
    home: Place
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

        return pandas.DataFrame([_record(self, item) for item in self.outcomes])


def business_case(
    catalog: Catalog,
    scenario: Scenario,
    countries: Sequence[str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> BusinessCase:
    """Return what a scenario's work costs and saves at each destination.

    Parameters
    ----------
    countries
        Destinations in the order wanted; None takes the scenario's.
    draws
        From 100 to 100,000; more are more exact.

    Raises
    ------
    ScenarioError
        If people, years or an assumption cannot be used, or nothing is known of home.

    Examples
    --------
    >>> from kpo import load
    >>> case = business_case(load(), Scenario(client="USA", people=120), ["PHL"])
    >>> case["PHL"].name, len(case["PHL"].saving)
    ('Philippines', 5)
    """
    if not 100 <= draws <= 100_000:
        raise ScenarioError(Problem("draws", f"{draws} draws", "ask for 100 to 100,000"))
    wanted = destinations(catalog, scenario) if countries is None else countries
    known = [name for name in dict.fromkeys(wanted) if name != scenario.client]
    for name in known:
        if name not in catalog.countries:
            what = f'unknown country "{name}"'
            raise ScenarioError(Problem("country", what, "use an alpha-3 code such as IND"))
    return _business_case(catalog, case_of(catalog, scenario), tuple(known), draws, seed)


def destinations_of(ranking: Ranking) -> tuple[str, ...]:
    """Return the ranked destinations in their order, then those without a figure for pay."""
    lacking = (item.country for item in ranking.not_ranked if item.kind == "no_pay")
    return (*(row.country for row in ranking.rows), *lacking)


def case_of_ranking(catalog: Catalog, ranking: Ranking) -> BusinessCase | None:
    """Return the case of a ranking: the ranked destinations in their order, and who has no pay.

    None where nothing is ranked, or no case can be made for want of tables or of a figure of home.
    """
    if not ranking.rows:
        return None
    try:
        return business_case(catalog, ranking.scenario, destinations_of(ranking))
    except (DataError, ScenarioError):
        return None


@kept(24)
def _business_case(
    catalog: Catalog, case: Case, countries: tuple[str, ...], draws: int, seed: int
) -> BusinessCase:
    home = home_of(catalog, case)
    known = assumptions(catalog)
    places = [place(catalog, case.rules, country) for country in countries]
    histories = _histories(catalog, case, [case.client, *countries])
    middle = Sampler(case, known, home, histories)
    drawn = Sampler(case, known, home, histories, draws, seed)
    labour, loaded = middle.home_cost()
    labours, loadeds = drawn.home_cost()
    promised = known["promised_saving"]
    outcomes = [
        _outcome(catalog, known, item, (middle, drawn), ((labour, loaded), (labours, loadeds)))
        for item in places
        if isinstance(item, Place)
    ]
    assert promised.value is not None
    hours = middle.hours(home)[0] or 1.0
    each = case.people * hours * case.years
    parts = (float(labour.sum()), float(loaded.sum() - labour.sum() - _seats(middle)))
    spread = (*parts, _seats(middle), 0.0, 0.0, 0.0)
    return BusinessCase(
        case,
        catalog.countries[case.client].currency,
        home,
        _tuple(labour),
        _tuple(loaded),
        tuple(part / each for part in spread),
        hours,
        tuple(outcomes),
        tuple(item for item in places if isinstance(item, Missing)),
        draws,
        seed,
        catalog.data_version,
    )


def home_of(catalog: Catalog, case: Case) -> Place:
    """Return home, where the same people would do the work.

    Raises
    ------
    ScenarioError
        If a figure of home is missing.
    """
    home = place(catalog, case.rules, case.client)
    if isinstance(home, Missing):
        raise ScenarioError(Problem(f"home, {home.name}", home.reason, home.remedy))
    return home


@kept(2)
def drawn_terms(
    catalog: Catalog, case: Case, country: str, draws: int = DRAWS, seed: int = 0
) -> tuple[Terms, Terms, dict[str, Floats]]:
    """Return the terms of one destination: of the middle case, of the draws, and what was drawn.

    Raises
    ------
    ScenarioError
        If a figure of the destination or of home is missing.
    """
    home, there = home_of(catalog, case), place(catalog, case.rules, country)
    if isinstance(there, Missing):
        raise ScenarioError(Problem(there.name, there.reason, there.remedy))
    histories = _histories(catalog, case, [case.client, country])
    known = assumptions(catalog)
    middle = Sampler(case, known, home, histories)
    drawn = Sampler(case, known, home, histories, draws, seed)
    terms = middle.terms(there, middle.home_cost()[1])
    return terms, drawn.terms(there, drawn.home_cost()[1]), dict(drawn.variates)


def _outcome(
    catalog: Catalog,
    known: dict[str, Assumption],
    there: Place,
    samplers: tuple[Sampler, Sampler],
    homes: tuple[tuple[Floats, Floats], tuple[Floats, Floats]],
) -> Outcome:
    middle, drawn = samplers
    (labour, loaded), (labours, loadeds) = homes
    terms, many = middle.terms(there, loaded), drawn.terms(there, loadeds)
    flow, flowing = flows(terms), flows(many)
    saving, savings = flow.saving, flowing.saving
    saved, saves = cumulative(saving, flow.once), cumulative(savings, flowing.once)
    rate, promised = middle.term("discount_rate"), middle.term("promised_saving")
    rates = drawn.term("discount_rate")
    shares = saves[..., -1] / loadeds.sum(axis=-1)
    hours, hours_known = middle.hours(there)
    return Outcome(
        there.country,
        catalog.countries[there.country].name,
        there,
        _tuple(terms.labour),
        _tuple(flow.loaded),
        _tuple(flow.governance),
        _tuple(saving),
        float(flow.once),
        float(flow.leaving),
        _tuple(saved),
        float(saved[-1]),
        float(saved[-1] / loaded.sum()),
        float(1 - terms.labour[0] / labour[0]),
        float(net_present_value(saving, flow.once, rate)),
        float(payback(saved)),
        _parts(middle, terms),
        float(hours),
        hours_known,
        productive_days(there, middle.home)[1],
        band(saves[..., -1]),
        band(shares),
        band(1 - many.labour[..., 0] / labours[..., 0]),
        band(net_present_value(savings, flowing.once, rates)),
        band(payback(saves)),
        float((saves[..., -1] > 0).mean()),
        float((shares > promised).mean()),
    )


def _parts(middle: Sampler, terms: Terms) -> tuple[float, ...]:
    """Return the cost per productive hour at home in parts that sum to the whole."""
    case = middle.case
    flow = flows(terms)
    margin, load = float(terms.margin), 1 + float(terms.benefits)  # type: ignore[arg-type]
    load += float(terms.attrition) * float(terms.replacement)  # type: ignore[arg-type]
    bare = flow.loaded / (1 + margin)
    people = terms.labour * load
    office = bare * np.asarray(terms.office) / (people + np.asarray(terms.office))
    labour = (bare - office) / load
    sums = (
        labour.sum(),
        (bare - office - labour).sum(),
        office.sum(),
        flow.governance.sum(),
        (flow.loaded - bare).sum(),
        flow.once + flow.leaving,
    )
    each = case.people * (middle.hours(middle.home)[0] or 1.0) * case.years
    return tuple(float(part / each) for part in sums)


def _seats(middle: Sampler) -> float:
    seats = middle.case.people * middle.term("seat_home") * middle._index()
    return float(np.sum(seats))


def _histories(catalog: Catalog, case: Case, countries: Iterable[str]) -> dict[str, Floats]:
    return {name: history(catalog, name, case.client) for name in countries}


def band(values: Floats) -> Band:
    """Return the band of one number a draw."""
    return Band(*map(float, _quantiles(values)))


def _quantiles(values: Floats) -> Floats:
    """Return the draws at `QUANTILES` of all draws, by size: real ones, none between two.

    Examples
    --------
    >>> _quantiles(np.arange(100.0)).tolist()
    [9.0, 49.0, 89.0]
    """
    places = [max(0, int(np.ceil(share * len(values))) - 1) for share in QUANTILES]
    # Seven digits are far more than draws can tell, and half the memory is twice as fast.
    short = values.astype(np.float32)
    short.partition(places)
    return short[places].astype(float)


def _tuple(values: Floats) -> tuple[float, ...]:
    return tuple(map(float, values))


def _record(made: BusinessCase, item: Outcome) -> dict[str, object]:
    record: dict[str, object] = {
        "country": item.country,
        "name": item.name,
        "currency": made.currency,
        "first_year": made.case.start,
        "labour_first_year": item.labour[0],
        "all_in_first_year": item.loaded[0] + item.governance[0],
        "home_first_year": made.home_loaded[0],
        "paid_once": item.once,
        "cost_total": item.cost,
        "home_total": sum(made.home_loaded),
        "labour_saving_percent": PERCENT * item.labour_share,
        "saving_total": item.total,
        "saving_percent": PERCENT * item.share,
        "net_present_value": item.value,
        "payback_months": item.months,
        "per_productive_hour": item.per_hour,
        "home_per_productive_hour": made.home_per_hour,
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
        for word, value in zip(("p10", "p50", "p90"), band, strict=True):
            record[f"{name}_{word}"] = unit * value
    return record
