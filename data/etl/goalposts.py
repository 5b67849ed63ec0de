"""How the goalposts in ``data/indicators.csv`` were found: ``python -m data.etl.goalposts``.

The rule: 5th and 95th percentile of the latest figures of all countries in the data, rounded
outward to a human number and never beyond the indicator's natural limits: on a log scale to a
power of ten, on a linear one to a multiple of about a tenth of the range. Powers of ten leave room
above the 95th percentile, where the largest talent pools are: cut there, India, China and Russia
would be the same. The table is edited by
hand and frozen with a data version, so this only prints; a test holds the two together.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from math import ceil, floor, log10
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from data.etl import base
from data.etl.door import Observation
from data.etl.rankable import latest

LIMITS = {
    "property_rights": (0.0, 100.0),
    "cybersecurity": (0.0, 100.0),
    "internet_users": (0.0, 100.0),
    "e_government": (0.0, 1.0),
}


class Goalposts(NamedTuple):
    """Bounds of an indicator and the percentiles that they were rounded from."""

    indicator: str
    unit: str
    countries: int
    p5: float
    p95: float
    low: float
    high: float
    limited: bool
    log: bool

    def reason(self, decimals: int) -> str:
        """Return the reason in words, percentiles with `decimals` places."""
        to = " to a power of ten" if self.log else ""
        ending = ", not beyond the end of the scale" if self.limited else ""
        text = (
            f"5th to 95th percentile of {self.countries} countries, "
            f"{self.p5:,.{decimals}f} to {self.p95:,.{decimals}f} {self.unit}, "
            f"rounded outward{to}{ending}"
        )
        return text.replace("-", "−")


def derived(
    observations: Iterable[Observation], indicators: list[dict[str, str]]
) -> dict[str, Goalposts]:
    """Return the goalposts of every scored indicator that has figures."""
    values: dict[str, list[float]] = {}
    for (_, indicator), item in latest(observations, indicators).items():
        values.setdefault(indicator, []).append(item.value)
    return {
        row["indicator"]: goalposts(row, values[row["indicator"]])
        for row in indicators
        if row["criterion"] and row["indicator"] in values
    }


def goalposts(row: Mapping[str, str], values: list[float]) -> Goalposts:
    """Return the goalposts for the latest figures of one indicator."""
    p5, *_, p95 = quantiles(values, n=20, method="inclusive")
    if row["transform"] == "log":
        low, high = 10.0 ** floor(log10(p5)), 10.0 ** ceil(log10(p95))
    else:
        step = _step(p95 - p5)
        low, high = _outward(p5, step, floor), _outward(p95, step, ceil)
    bottom, top = LIMITS.get(row["indicator"], (float("-inf"), float("inf")))
    inside = max(low, bottom), min(high, top)
    limited = inside != (low, high)
    name, unit = row["indicator"], row["unit"].split(",")[0]
    return Goalposts(name, unit, len(values), p5, p95, *inside, limited, row["transform"] == "log")


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


def _step(spread: float) -> float:
    """Return the 1, 2 or 5 of some power of ten that is nearest to a tenth of the spread."""
    size = 10.0 ** floor(log10(spread / 10))
    return float(
        size * min((1, 2, 5, 10), key=lambda digit: abs(log10(spread / 10 / size / digit)))
    )


def _outward(value: float, step: float, rounding: Callable[[float], int]) -> float:
    """Round to a multiple of `step`, away from the middle; the last rounding removes noise."""
    return round(rounding(round(value / step, 9)) * step, 9)


def main() -> int:
    """Print what the rule gives beside what the table has."""
    root = base.ETL.parents[1]
    indicators = base.records(root / "data" / "indicators.csv")
    found = derived(stored(root), indicators)
    for row in indicators:
        if row["indicator"] in found:
            item = found[row["indicator"]]
            frozen = f"{row['goalpost_low']}–{row['goalpost_high']}"
            print(f"{item.indicator:26} {item.low:g}–{item.high:g} (table: {frozen})")
            print(f"{'':26} {item.reason(int(row['decimals']))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
