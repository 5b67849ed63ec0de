"""Hourly labour cost, an ILOSTAT series in Gapminder's copy."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "ilostat-hourly-labour-cost-gapminder/hourly_labour_cost_constant_2021_ppp_usd.csv"
VALUE = "hourly_labour_cost_constant_2021_usd"


def run(raw: Path) -> Iterator[Figure]:
    """Yield constant 2021 purchasing-power dollars an hour, employer's contributions included."""
    for where, row in rows(raw, FILE, f"geo time {VALUE}"):
        yield Figure(where, row["geo"].upper(), "hourly_labour_cost", row["time"], row[VALUE])
