"""Rules of the goalposts in ``data/indicators.csv``: ``python -m data.etl.goalposts`` prints them.

The goalposts are the 5th and 95th percentile of the latest figures of all countries in the data,
rounded outward, never beyond the indicator's natural limits: on a log scale to a power of ten, on a
linear one to a multiple of about a tenth of the range. Powers of ten leave room above the 95th
percentile, where the largest talent pools are: cut there, India, China and Russia would be the
same. Enabling criteria take the 5th and the 75th percentile (the 25th and the 95th if less is
better): to be as good as the best quarter of the world is good enough.

With them comes the lower quartile of each indicator's own score, which counts for a country without
a figure; computed indicators are those for the client SWE, with currencies against the dollar. Also
printed: the pay assumed for a client without a tier's pay. The tables are edited by hand and frozen
with a data version, so this only prints; a test checks that the two agree.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, floor, log10
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from data.etl import base, computed
from data.etl.door import Observation
from data.etl.rankable import latest

LIMITS = {
    "property_rights": (0.0, 100.0),
    "cybersecurity": (0.0, 100.0),
    "internet_users": (0.0, 100.0),
    "e_government": (0.0, 1.0),
    "civil_courts": (0.0, 1.0),
    "ip_protection": (1.0, 7.0),
    "currency_volatility": (0.0, float("inf")),
}
KNOWN_SCALES = ("saving", "data_transfer", "shared_hours")
"""Indicators whose scale has natural ends, so that no percentiles are taken."""

SCALE_OF = {"english_pool": "graduate_workforce"}
"""Indicators that use the scale of another one, of which they are a part."""

ENDS = {(False, 1): (5, 95), (False, -1): (5, 95), (True, 1): (5, 75), (True, -1): (25, 95)}
"""Percentiles of the goalposts, by whether the criterion is enabling and by direction."""

HAND = ("criteria", "indicators", "tiers", "tier_weights", "transfer_scale", "corrections")


class Goalposts(NamedTuple):
    """The goalposts of an indicator, and the percentiles from which they were rounded."""

    indicator: str
    unit: str
    countries: int
    ends: tuple[int, int]
    lower: float
    upper: float
    low: float
    high: float
    limited: bool
    log: bool
    scale_of: str = ""

    def reason(self, decimals: int) -> str:
        """Return the reason in words, percentiles with `decimals` places."""
        to = " to a power of ten" if self.log else ""
        ending = ", not beyond the end of the scale" if self.limited else ""
        rounded = f", rounded outward{to}"
        if self.scale_of:
            rounded = ""
            ending = f"; on the scale of {self.scale_of}, of which it is a part"
        first, last = (f"{end}th" for end in self.ends)
        text = (
            f"{first} to {last} percentile of {self.countries} countries, "
            f"{self.lower:,.{decimals}f} to {self.upper:,.{decimals}f} {self.unit}"
            f"{rounded}{ending}"
        )
        return text.replace("-", "−")


class Frozen(NamedTuple):
    """Values frozen with a data version: goalposts and quartiles by indicator, ratios by tier."""

    goalposts: Mapping[str, Goalposts]
    quartiles: Mapping[str, float]
    client_pay: Mapping[str, float | None]


def derived(
    observations: Sequence[Observation],
    hand: Mapping[str, list[dict[str, str]]],
    transfers: Sequence[Mapping[str, str]],
) -> Frozen:
    """Return the values that the rules give for the figures of the listed countries.

    Parameters
    ----------
    hand
        Rows of the tables named in `HAND`.
    transfers
        Rows of the table of transfers.
    """
    used = latest(observations, hand["indicators"])
    ours = [row["country"] for row in base.countries()]
    known = computed.facts(observations, hand, transfers)
    values = computed.values(used, known, ours)
    enabling = {row["criterion"] for row in hand["criteria"] if row["enabling"] == "yes"}
    pays = {row["pay"] for row in hand["tiers"]}
    bounded = {
        row["indicator"]: goalposts(
            row, list(values[row["indicator"]].values()), row["criterion"] in enabling
        )
        for row in hand["indicators"]
        if (scored(row) or row["indicator"] in pays) and row["indicator"] not in KNOWN_SCALES
    }
    for name, other in SCALE_OF.items():
        low, high = bounded[other].low, bounded[other].high
        bounded[name] = bounded[name]._replace(low=low, high=high, scale_of=other)
    quartiles = {
        row["indicator"]: lower_quartile(row, values[row["indicator"]].values())
        for row in hand["indicators"]
        if scored(row) and row["goalpost_low"]
    }
    return Frozen(bounded, quartiles, _client_pay(observations, used, hand["tiers"]))


def scored(row: Mapping[str, str]) -> bool:
    """Tell whether an indicator counts in its criterion."""
    return bool(row["criterion"]) and float(row["weight_in_criterion"] or 0) > 0


def goalposts(row: Mapping[str, str], values: list[float], enabling: bool = False) -> Goalposts:
    """Return the goalposts for the latest figures of one indicator."""
    ends = ENDS[enabling, int(row["direction"])]
    cuts = quantiles(values, n=20, method="inclusive")
    lower, upper = (cuts[end // 5 - 1] for end in ends)
    log = row["transform"] != "linear"
    if log:
        shift = 1.0 if row["transform"] == "log1p" else 0.0
        low = 10.0 ** floor(log10(lower + shift)) - shift
        high = 10.0 ** ceil(log10(upper + shift)) - shift
    else:
        step = _step(upper - lower)
        low, high = _outward(lower, step, floor), _outward(upper, step, ceil)
    bottom, top = LIMITS.get(row["indicator"], (float("-inf"), float("inf")))
    inside = max(low, bottom), min(high, top)
    limited = inside != (low, high)
    name, unit = row["indicator"], row["unit"].split(",")[0]
    return Goalposts(name, unit, len(values), ends, lower, upper, *inside, limited, log)


def lower_quartile(row: Mapping[str, str], values: Iterable[float]) -> float:
    """Return the lower quartile of the scores between the table's goalposts, in points."""
    low, high = float(row["goalpost_low"]), float(row["goalpost_high"])
    if row["transform"] != "linear":
        shift = 1.0 if row["transform"] == "log1p" else 0.0
        low, high, *values = (log10(value + shift) for value in (low, high, *values))
    shares = (min(1.0, max(0.0, (value - low) / (high - low))) for value in values)
    scores = [100 * (share if row["direction"] == "1" else 1 - share) for share in shares]
    return round(quantiles(scores, n=4, method="inclusive")[0], 1)


def _client_pay(
    observations: Iterable[Observation],
    used: Mapping[tuple[str, str], Observation],
    tiers: Iterable[Mapping[str, str]],
) -> dict[str, float | None]:
    """Return each tier's ratio of pay to income per head; None if every client has the pay."""
    history = {(item.country, item.indicator, item.year): item.value for item in observations}
    everyone = computed.clients()
    return {
        row["tier"]: None
        if all((country, row["pay"]) in used for country in everyone)
        else computed.client_pay_to_gni(used, history, row["pay"])
        for row in tiers
        if row["pay"]
    }


def stored(root: Path) -> list[Observation]:
    """Return the observations of the data folder."""
    return [
        Observation(
            path.stem,
            row["country"],
            row["indicator"],
            int(row["year"]),
            float(row["value"]),
            None,
            row["n"],
            row["status"],
            row["note"],
            path.name,
        )
        for path in sorted((root / "data" / "observations").glob("*.csv"))
        for row in base.records(path)
    ]


def tables(root: Path) -> dict[str, list[dict[str, str]]]:
    """Return the tables edited by hand that the rules read."""
    return {name: base.records(root / "data" / f"{name}.csv") for name in HAND}


def _step(spread: float) -> float:
    """Return 1, 2 or 5 times a power of ten, nearest to a tenth of the spread."""
    size = 10.0 ** floor(log10(spread / 10))
    return float(
        size * min((1, 2, 5, 10), key=lambda digit: abs(log10(spread / 10 / size / digit)))
    )


def _outward(value: float, step: float, rounding: Callable[[float], int]) -> float:
    """Round to a multiple of `step`, away from the middle; the last rounding removes noise."""
    return round(rounding(round(value / step, 9)) * step, 9)


def main() -> int:
    """Print the values that the rules give beside those of the tables."""
    root = base.ETL.parents[1]
    hand = tables(root)
    found = derived(stored(root), hand, base.records(root / "data" / "transfers.csv"))
    for row in hand["indicators"]:
        name = row["indicator"]
        if name in found.goalposts:
            item = found.goalposts[name]
            frozen = f"{row['goalpost_low']}–{row['goalpost_high']}"
            print(f"{name:26} {item.low:g}–{item.high:g} (table: {frozen})")
            print(f"{'':26} {item.reason(int(row['decimals']))}")
        if name in found.quartiles:
            quartile = f"{found.quartiles[name]:g} (table: {row['lower_quartile']})"
            print(f"{name:26} no figure counts {quartile}")
    for tier in hand["tiers"]:
        if tier["pay"]:
            ratio = found.client_pay[tier["tier"]]
            print(f"{tier['tier']:26} {ratio} (table: {tier['client_pay_to_gni']})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
