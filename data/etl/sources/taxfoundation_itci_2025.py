"""Tax Foundation, International Tax Competitiveness Index: OECD members after 2023."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, number, rows

FILE = "taxfoundation-cit/itci_2025_oecd_selected.csv"
COVERED_BY_RATES = 2023


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cent (the file has fractions) for the years after the other table."""
    for where, row in rows(raw, FILE, "ISO_3 year corporate_rate"):
        if int(row["year"]) > COVERED_BY_RATES:
            rate = round(number(where, row["corporate_rate"]) * 100, 4)
            yield Figure(where, row["ISO_3"], "corporate_tax", row["year"], rate)
