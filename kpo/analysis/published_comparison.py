"""Our ranking beside published indices of locations (OECD/JRC Handbook, step 9: other measures).

An index is an opinion, not an outcome. How far we agree is reported and never optimised: weights
and bounds were set before anything here was computed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Final, Literal

import numpy as np

from kpo.analysis.all_destinations import AllDestinations, all_destinations
from kpo.core.cache import cached
from kpo.core.model import Method, Scenario, ScoringRules
from kpo.data.catalog import Catalog
from kpo.data.observations import figure
from kpo.data.published_indices import Edition, editions
from kpo.mcda.aggregation import Floats
from kpo.mcda.correlation import average_ranks, spearman, spearman_interval
from kpo.scoring.ranking import Ranking

MIN_COUNTRIES: Final = 20
"""Minimum number of countries in common for a verdict."""

TOP: Final = 10
"""Number of top places that are compared."""

MAX_GAPS: Final = 5
"""Maximum number of gaps listed in each direction."""

MAX_CAUSES: Final = 2
"""Maximum number of criteria named as the cause of a gap."""

Verdict = Literal["agrees", "open", "disagrees", "few", "list"]


@dataclass(frozen=True)
class RankGap:
    """A country that we place differently from an index.

    Attributes
    ----------
    ours, theirs
        Its place among the countries in common, 1 is best; equal places share their mean.
    causes
        Up to two criteria that explain the gap, the largest first, with the points by which its
        contribution differs from the median contribution of the countries in common.
    """

    country: str
    ours: float
    theirs: float
    causes: tuple[tuple[str, float], ...]
    client: str

    @property
    def places(self) -> float:
        """By how many places we put it higher; negative is lower."""
        return self.theirs - self.ours


@dataclass(frozen=True)
class Top:
    """The top places of an index and of our ranking, compared.

    Attributes
    ----------
    places
        Number of places compared: ten, or the length of a list.
    known, shared
        Number of countries in these places of the index, and how many are in our top places too.
    by_chance
        Expected number shared if our top places were drawn at random.
    """

    places: int
    known: int
    shared: int
    by_chance: float


@dataclass(frozen=True)
class IndexComparison:
    """Our ranking compared with one edition, or with the mean of several.

    Attributes
    ----------
    edition
        The edition compared with; the mean of several has size 0.
    common
        Countries that both place, in the order of the index; the client is not among them.
    correlation, interval
        Spearman's rank correlation with its bootstrap interval; None on a list without ranks.
    higher, lower
        The largest gaps of countries that we place higher, and lower; empty under 20 countries.
    """

    edition: Edition
    common: tuple[str, ...]
    correlation: float | None
    interval: tuple[float, float] | None
    top: Top
    higher: tuple[RankGap, ...] = ()
    lower: tuple[RankGap, ...] = ()

    @property
    def pooled(self) -> bool:
        """Whether it is the mean of several editions."""
        return self.edition.form == "mean"

    @property
    def verdict(self) -> Verdict:
        """Whether the interval is above 0, around it or below; "few" under 20 countries."""
        if self.edition.form == "list":
            return "list"
        if len(self.common) < MIN_COUNTRIES or self.interval is None:
            return "few"
        low, high = self.interval
        return "agrees" if low > 0 else "disagrees" if high < 0 else "open"


def market(ranking: Ranking) -> tuple[IndexComparison, ...]:
    """Return our ranking compared with every published index; a mean precedes its editions.

    All destinations with the pay of the tier are compared, except the client, whatever the
    scenario's destinations, minimums and rule on sanctions.
    """
    scenario = ranking.scenario
    return _market(
        ranking.catalog, scenario.rules, scenario.method, tuple(ranking.weights.tolist())
    )


@cached(16)
def _market(
    catalog: Catalog, rules: ScoringRules, method: Method, weights: tuple[float, ...]
) -> tuple[IndexComparison, ...]:
    named = dict(zip(catalog.criteria, weights, strict=True))
    scenario = Scenario(**asdict(rules), method=method, weights=named)
    ours = all_destinations(catalog, scenario)
    return tuple(
        comparison
        for _, group in groupby(editions(catalog), key=lambda item: item.index)
        for comparison in _of_index(catalog, scenario, tuple(group), ours)
    )


def _of_index(
    catalog: Catalog, scenario: Scenario, group: Sequence[Edition], ours: AllDestinations
) -> Iterator[IndexComparison]:
    client = scenario.client
    pooled = [edition for edition in group if edition.pooled]
    if len(pooled) > 1:
        shares = mean_shares(pooled)
        heads = sorted(shares, key=lambda country: (shares[country], country))[:TOP]
        yield _compared(_whole(pooled), shares, heads, ours, client)
    for edition in group:
        if edition.form == "list":
            yield _listed(edition, ours, client)
            continue
        theirs = (
            _by_figure(catalog, scenario, edition.indicator)
            if edition.form == "figure"
            else {item.country: float(item.rank) for item in edition.placed if item.rank}
        )
        heads = [country for country, place in theirs.items() if place <= TOP]
        yield _compared(edition, theirs, heads, ours, client)


def _by_figure(catalog: Catalog, scenario: Scenario, indicator: str) -> dict[str, float]:
    """Return the place of every country except the client by a figure; 1 is best."""
    item = catalog.indicators[indicator]
    figures = {
        country: observation.value
        for country in catalog.countries
        if country != scenario.client
        and (observation := figure(catalog, scenario, country, indicator)) is not None
    }
    places = average_ranks([-item.direction * value for value in figures.values()])
    return dict(zip(figures, places.tolist(), strict=True))


def _whole(group: Sequence[Edition]) -> Edition:
    """Return the editions of an index as one of form ``mean``, with size 0."""
    first, last = group[0], group[-1]
    years = f"{first.year}\u2013{last.year % 100:02d}"
    words = (
        f"The mean of {len(group)} editions, each known in part: a country's rank \u00f7 the "
        "countries ranked, averaged over the editions that name it."
    )
    return replace(
        last,
        edition=years,
        form="mean",
        name=f"{last.publisher} {years}",
        size=0,
        words=words,
        placed=tuple(item for edition in group for item in edition.placed),
    )


def mean_shares(group: Iterable[Edition]) -> dict[str, float]:
    """Return each country's mean of rank ÷ countries ranked, over the editions that name it."""
    shares: dict[str, list[float]] = {}
    for edition in group:
        for item in edition.placed:
            if item.rank is not None:
                shares.setdefault(item.country, []).append(item.rank / edition.size)
    return {country: sum(parts) / len(parts) for country, parts in shares.items()}


def _compared(
    edition: Edition,
    theirs: Mapping[str, float],
    heads: Iterable[str],
    ours: AllDestinations,
    client: str,
) -> IndexComparison:
    """Compare places; `theirs` are ranks or mean shares, `heads` the countries in the top ten."""
    order = sorted(theirs, key=lambda country: (theirs[country], country))
    common = tuple(country for country in order if country in ours.countries)
    rows = [ours.countries.index(country) for country in common]
    x, y = -ours.scores[rows], np.array([theirs[country] for country in common])
    higher, lower = (
        _gaps(ours, rows, average_ranks(y), client) if len(rows) >= MIN_COUNTRIES else ((), ())
    )
    return IndexComparison(
        edition=edition,
        common=common,
        correlation=spearman(x, y),
        interval=spearman_interval(x, y),
        top=_top(ours, [country for country in heads if country != client], TOP),
        higher=higher,
        lower=lower,
    )


def _listed(edition: Edition, ours: AllDestinations, client: str) -> IndexComparison:
    listed = [item.country for item in edition.placed if item.country != client]
    common = tuple(country for country in listed if country in ours.countries)
    return IndexComparison(edition, common, None, None, _top(ours, listed, len(listed)))


def _top(ours: AllDestinations, theirs: Sequence[str], places: int) -> Top:
    shared = len(ours.first(places).intersection(theirs))
    able = sum(country in ours.countries for country in theirs)
    share = min(places / len(ours.countries), 1.0) if ours.countries else 0.0
    return Top(places, len(theirs), shared, able * share)


def _gaps(
    ours: AllDestinations, rows: Sequence[int], theirs: Floats, client: str
) -> tuple[tuple[RankGap, ...], tuple[RankGap, ...]]:
    """Return the gaps in each direction, the largest first; equal ones in the index's order."""
    places = average_ranks(-ours.scores[rows])
    parts = ours.contributions[rows]
    off = parts - np.median(parts, axis=0)
    gaps = [
        RankGap(
            ours.countries[row],
            float(places[at]),
            float(theirs[at]),
            _causes(ours.criteria, off[at] if places[at] < theirs[at] else -off[at], off[at]),
            client,
        )
        for at, row in enumerate(rows)
    ]
    higher = sorted((gap for gap in gaps if gap.places > 0), key=lambda gap: -gap.places)
    lower = sorted((gap for gap in gaps if gap.places < 0), key=lambda gap: gap.places)
    return tuple(higher[:MAX_GAPS]), tuple(lower[:MAX_GAPS])


def _causes(criteria: Sequence[str], along: Floats, off: Floats) -> tuple[tuple[str, float], ...]:
    """Return the criteria that differ from the median in a gap's direction, the largest first."""
    order = np.argsort(-along, kind="stable")[:MAX_CAUSES]
    return tuple((criteria[at], float(off[at])) for at in order if along[at] > 0)
