"""Which countries can be ranked: the tier's pay, and enough coverage under its preset.

A copy in small of the library's rule (docs/method.md), because the list of countries is decided
before there are tables for the library to read. What the library computes itself counts as there,
shared hours and the data-transfer status for the default client; the assumed English score does
not, and no country's place in the list hangs on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from data.etl.base import DATA_YEAR
from data.etl.door import Observation

LEAST_COVERAGE = 65.0
LEAST_PRESENT = 0.5
MAX_AGE = 10
COMPUTED = {"shared_hours", "data_transfer"}
Rows = Sequence[Mapping[str, str]]
Latest = Mapping[tuple[str, str], Observation]


def latest(
    observations: Iterable[Observation], indicators: Rows
) -> dict[tuple[str, str], Observation]:
    """Return the figure used by country and indicator: recent, then reported, then newest.

    The graduate workforce is made here as the library makes it: labour force times the share of
    adults with a bachelor's degree of the same year.
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


def rankable_tiers(
    used: Latest, country: str, indicators: Rows, weights: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """Return the tiers that `country` can be ranked for under the editorial weights of each."""
    return [
        tier
        for tier, shares in weights.items()
        if _coverage(used, country, indicators, tier, shares) >= LEAST_COVERAGE
    ]


def _coverage(
    used: Latest, country: str, indicators: Rows, tier: str, shares: Mapping[str, float]
) -> float:
    present: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    for row in indicators:
        if row["criterion"] and tier in (row["tiers"] or tier).split():
            weight = float(row["weight_in_criterion"])
            total[row["criterion"]] += weight
            if row["indicator"] in COMPUTED or (country, row["indicator"]) in used:
                present[row["criterion"]] += weight
    if not present["labour_cost"]:
        return 0.0
    covered = {name: present[name] / total[name] for name in total}
    return sum(shares[name] * part for name, part in covered.items() if part >= LEAST_PRESENT)


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
