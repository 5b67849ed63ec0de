"""The business case of a scenario: every destination side by side, with its bands."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from kpo.case.arithmetic import Terms, cumulative, flows, net_present_value, payback
from kpo.case.draws import DRAWS
from kpo.case.outcome import Band, BusinessCase, Case, Outcome, case_of
from kpo.case.places import Location, Missing, history, place, productive_days
from kpo.case.sampler import Sampler
from kpo.core.cache import cached
from kpo.core.errors import DataError, Problem, ScenarioError
from kpo.core.model import Scenario
from kpo.data.assumptions import assumptions
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import Floats
from kpo.scoring.ranking import Ranking, destinations

QUANTILES: Final = (0.1, 0.5, 0.9)


def business_case(
    catalog: Catalog,
    scenario: Scenario,
    countries: Sequence[str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> BusinessCase:
    """Return the cost and saving of a scenario's work at each destination.

    Parameters
    ----------
    countries
        Destinations in the order wanted; None takes the scenario's.
    draws
        Number of draws, from 100 to 100,000.

    Raises
    ------
    ScenarioError
        If people, years, start, an assumption, `draws` or a country cannot be used, or a figure of
        home is missing.

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


def case_of_ranking(ranking: Ranking) -> BusinessCase | None:
    """Return the business case of the destinations of a ranking, as `destinations_of` orders them.

    None if nothing is ranked, or if tables or a figure of home are missing.
    """
    if not ranking.rows:
        return None
    try:
        return business_case(ranking.catalog, ranking.scenario, destinations_of(ranking))
    except (DataError, ScenarioError):
        return None


@cached(24)
def _business_case(
    catalog: Catalog, case: Case, countries: tuple[str, ...], draws: int, seed: int
) -> BusinessCase:
    home = home_of(catalog, case)
    places = [place(catalog, case.rules, country) for country in countries]
    middle, drawn = _samplers(catalog, case, home, countries, draws, seed)
    labour, loaded = middle.home_cost()
    labours, loadeds = drawn.home_cost()
    outcomes = [
        _outcome(catalog, item, (middle, drawn), ((labour, loaded), (labours, loadeds)))
        for item in places
        if isinstance(item, Location)
    ]
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


def home_of(catalog: Catalog, case: Case) -> Location:
    """Return the client's country, where the same people would do the work.

    Raises
    ------
    ScenarioError
        If a figure of home is missing.
    """
    home = place(catalog, case.rules, case.client)
    if isinstance(home, Missing):
        raise ScenarioError(Problem(f"home, {home.name}", home.reason, home.remedy))
    return home


@cached(2)
def drawn_terms(
    catalog: Catalog, case: Case, country: str, draws: int = DRAWS, seed: int = 0
) -> tuple[Terms, Terms, dict[str, Floats]]:
    """Return the terms of one destination in the middle case and in the draws, and its variates.

    Raises
    ------
    ScenarioError
        If a figure of the destination or of home is missing.
    """
    home, there = home_of(catalog, case), place(catalog, case.rules, country)
    if isinstance(there, Missing):
        raise ScenarioError(Problem(there.name, there.reason, there.remedy))
    middle, drawn = _samplers(catalog, case, home, (country,), draws, seed, traced=True)
    terms = middle.terms(there, middle.home_cost()[1])
    return terms, drawn.terms(there, drawn.home_cost()[1]), dict(drawn.variates)


def _outcome(
    catalog: Catalog,
    there: Location,
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
    """Return the cost per productive hour at home, split by `PARTS`."""
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
    return float(np.sum(middle.case.people * middle.term("seat_home") * middle._index()))


def _samplers(
    catalog: Catalog,
    case: Case,
    home: Location,
    countries: Iterable[str],
    draws: int,
    seed: int,
    traced: bool = False,
) -> tuple[Sampler, Sampler]:
    """Return the samplers of the middle case and of the draws, for home and some destinations."""
    histories = {name: history(catalog, name, case.client) for name in (case.client, *countries)}
    given = (case, assumptions(catalog), home, histories)
    return Sampler(*given), Sampler(*given, draws, seed, traced)


def band(values: Floats) -> Band:
    """Return the band of values, one per draw."""
    return Band(*map(float, _quantiles(values)))


def _quantiles(values: Floats) -> Floats:
    """Return the `QUANTILES` of the draws, without interpolation.

    Examples
    --------
    >>> _quantiles(np.arange(100.0)).tolist()
    [9.0, 49.0, 89.0]
    """
    places = [max(0, int(np.ceil(share * len(values))) - 1) for share in QUANTILES]
    # Seven digits are far more precise than the draws. Sorting float32 is vectorised: it takes an
    # eighth of the time of a partition at three places.
    short = values.astype(np.float32)
    short.sort()
    return short[places].astype(float)


def _tuple(values: Floats) -> tuple[float, ...]:
    return tuple(map(float, values))
