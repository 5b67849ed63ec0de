"""Which countries can be ranked: those with the tier's pay and enough coverage under its preset.

A small copy of the library's rule (docs/method.md), because the list of countries is decided
before there are tables for the library to read. Coverage is the share of indicator weight with
a figure, whatever its status. Computed indicators count as known, for the default client; the
assumed English score does not, and no country's place in the list depends on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from data.etl.base import DATA_YEAR
from data.etl.door import Observation

LEAST_COVERAGE = 65.0
MAX_AGE = 10
Rows = Sequence[Mapping[str, str]]
Latest = Mapping[tuple[str, str], Observation]
Present = Mapping[str, Iterable[str]]


def latest(
    observations: Iterable[Observation], indicators: Rows
) -> dict[tuple[str, str], Observation]:
    """Return the figure used for each country and indicator.

    Too old figures are left out; reported ones come before others, then the newest counts. The
    graduate workforce is computed as in the library: labour force times the share of adults with
    a bachelor's degree of the same year.
    """
    earliest = {row["indicator"]: int(row["earliest_year"] or 0) for row in indicators}
    items = list(observations)
    found: dict[tuple[str, str], Observation] = {}
    for item in [*items, *_graduates(items)]:
        if item.year < max(earliest[item.indicator], DATA_YEAR - MAX_AGE):
            continue
        key = (item.country, item.indicator)
        if key not in found or _preference(item) > _preference(found[key]):
            found[key] = item
    return found


def weight_in(row: Mapping[str, str], tier: str, tier_weights: Rows) -> float:
    """Return the weight of an indicator in its criterion for a tier; 0 if it is not scored."""
    if not row["criterion"] or tier not in (row["tiers"] or tier).split():
        return 0.0
    own = (
        other["weight"]
        for other in tier_weights
        if (other["tier"], other["indicator"]) == (tier, row["indicator"])
    )
    return float(next(own, row["weight_in_criterion"]) or 0)


def rankable_tiers(
    present: Present,
    country: str,
    hand: Mapping[str, Rows],
    shares: Mapping[str, Mapping[str, float]],
) -> list[str]:
    """Return the tiers that `country` can be ranked for under the editorial weights of each.

    Parameters
    ----------
    present
        Countries with a figure, stored or computed, by indicator.
    shares
        Weights of the criteria by tier.
    """
    return [
        row["tier"]
        for row in hand["tiers"]
        if row["pay"]
        and country in present.get(row["pay"], ())
        and _coverage(present, country, hand, row["tier"], shares[row["tier"]]) >= LEAST_COVERAGE
    ]


def _coverage(
    present: Present,
    country: str,
    hand: Mapping[str, Rows],
    tier: str,
    shares: Mapping[str, float],
) -> float:
    real: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    for row in hand["indicators"]:
        weight = weight_in(row, tier, hand["tier_weights"])
        total[row["criterion"]] += weight
        if row["indicator"] == "saving" or country in present.get(row["indicator"], ()):
            real[row["criterion"]] += weight
    return sum(shares[name] * real[name] / total[name] for name in shares if total[name])


def _graduates(items: Iterable[Observation]) -> list[Observation]:
    both: dict[str, dict[tuple[str, int], Observation]] = defaultdict(dict)
    for item in items:
        both[item.indicator][item.country, item.year] = item
    heads = both["labour_force"]
    return [
        item._replace(indicator="graduate_workforce", value=heads[key].value * item.value / 100)
        for key, item in both["bachelor_attainment"].items()
        if key in heads
    ]


def _preference(item: Observation) -> tuple[bool, int]:
    return item.status == "reported", item.year
