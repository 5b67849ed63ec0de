"""ILOSTAT: statutory gross monthly minimum wage, latest value."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "ilostat-minimum-wage/minimum_wage_monthly_latest.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield USD a month at the World Bank's rate; rows without a rate are left out."""
    for where, row in rows(raw, FILE, "iso3 year rate_year usd_per_month_derived"):
        if row["usd_per_month_derived"]:
            late = row["rate_year"] != row["year"]
            note = f"converted at the rate of {row['rate_year']}" if late else ""
            value = row["usd_per_month_derived"]
            yield Figure(where, row["iso3"], "minimum_wage", row["year"], value, note=note)
