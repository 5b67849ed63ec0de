"""ILOSTAT: mean gross monthly pay by economic activity."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "ilostat-earnings-activity/earnings_by_activity_monthly.csv"
CHINA = "ilostat-earnings-occupation/china_earnings_by_activity_monthly.csv"
SECTIONS = {
    "J": "pay_information",
    "K": "pay_finance",
    "M": "pay_professional_services",
    "N": "pay_support_services",
}
UNUSABLE = "do not use"


def run(raw: Path) -> Iterator[Figure]:
    """Yield USD a month at the World Bank's rate, without rows whose note says "do not use"."""
    column = "usd_at_wdi_rate"
    for where, row in rows(raw, FILE, f"iso3 section year {column} note"):
        indicator = SECTIONS.get(row["section"])
        if indicator and row[column] and UNUSABLE not in row["note"]:
            value, note = row[column], row["note"]
            yield Figure(where, row["iso3"], indicator, row["year"], value, note=note)
    column, note = "usd_per_month_ilo", "private units (inferred)"
    for where, row in rows(raw, CHINA, f"iso3 section year {column}"):
        indicator = SECTIONS.get(row["section"])
        if indicator:
            yield Figure(where, row["iso3"], indicator, row["year"], row[column], note=note)
