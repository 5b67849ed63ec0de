"""Checks on the observations as a whole; every fault is listed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from data.etl.door import Observation
from kpo.core.errors import Problem

EXPECTATIONS = "data/etl/expectations.csv"
Pairs = set[tuple[str, str]]


def duplicates(observations: Sequence[Observation]) -> Iterator[Problem]:
    """Yield figures given twice for one country, indicator and year, over all sources."""
    seen: dict[tuple[str, str, int], Observation] = {}
    for item in observations:
        key = (item.country, item.indicator, item.year)
        if key in seen:
            what = f"{item.indicator} of {item.country} {item.year} stands twice"
            remedy = f"keep one; the other is at {seen[key].where}"
            yield Problem(item.where, what, remedy)
        seen.setdefault(key, item)


def implausible(
    observations: Sequence[Observation],
    expectations: Mapping[str, Mapping[str, float]],
    last_year: int,
) -> Iterator[Problem]:
    """Yield figures outside the range of their indicator, or dated after the data version."""
    for item in observations:
        limits = expectations[item.indicator]
        if not limits["low"] <= item.value <= limits["high"]:
            what = (
                f"{item.indicator} of {item.country} {item.year} is {item.value:g}, "
                f"not between {limits['low']:g} and {limits['high']:g}"
            )
            remedy = f"correct it, drop it in data/corrections.csv, or widen {EXPECTATIONS}"
            yield Problem(item.where, what, remedy)
        if item.year > last_year:
            what = f"{item.indicator} of {item.country} is dated {item.year}, after {last_year}"
            yield Problem(item.where, what, "correct the year or raise the data version")


def changed_series(
    observations: Sequence[Observation], expectations: Mapping[str, Mapping[str, float]]
) -> Iterator[Problem]:
    """Yield indicators whose latest median or number of countries is not as expected."""
    latest: dict[str, dict[str, Observation]] = defaultdict(dict)
    for item in sorted(observations, key=lambda item: item.year):
        latest[item.indicator][item.country] = item
    for indicator, limits in expectations.items():
        values = [item.value for item in latest[indicator].values()]
        if len(values) < limits["least_countries"]:
            what = (
                f"{indicator} has {len(values)} countries, {limits['least_countries']:g} expected"
            )
            yield Problem(EXPECTATIONS, what, "look for lost rows in the raw file")
        if values and not limits["median_low"] <= median(values) <= limits["median_high"]:
            what = (
                f"{indicator} has the median {median(values):g}, expected between "
                f"{limits['median_low']:g} and {limits['median_high']:g}"
            )
            yield Problem(EXPECTATIONS, what, "look whether the unit of the raw file changed")


def shrunk(before: Pairs, now: Pairs, withdrawn: Pairs) -> Iterator[Problem]:
    """Yield pairs of country and indicator with committed figures, but none any more."""
    for country, indicator in sorted(before - now - withdrawn):
        what = f"{indicator} of {country} is gone"
        remedy = "look for lost rows, or say why in data/corrections.csv (action drop)"
        yield Problem("data/observations", what, remedy)
